/** The entry of `mnlens`. */
import { setFlagsFromString } from 'node:v8';
import { run } from './program.ts';

// A run of seconds: the optimising compiler is to wait for what is really hot, since it competes with the threads for the processors.
// The flag is known to be there up to Node 24; V8 complains of one that it has not.
if (Number.parseInt(process.versions.node, 10) <= 24) setFlagsFromString('--interrupt-budget=500000');

// A reader that closes early (`mnlens check … | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

// Not process.exit(): what is still on its way to a pipe must get there.
void run(process.argv).then((status) => {
  process.exitCode = status;
});
