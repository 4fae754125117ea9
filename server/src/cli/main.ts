/** The entry of `mnlens`. */
import { run } from './program.ts';

// A reader that closes early (`mnlens check … | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

// Not process.exit(): what is still on its way to a pipe must get there.
void run(process.argv).then((status) => {
  process.exitCode = status;
});
