// @ts-check
/** `npm start`: from a fresh clone to findings on the samples. Needs nothing but Node and npm. */
import { ensureInstalled } from './install.mjs';
import { main, run, tryRun } from './run.mjs';

await main(() => {
  ensureInstalled();
  run(process.execPath, ['scripts/build.mjs']);
  console.log('\n$ node dist/cli.js check samples\n');
  // 1 only says that there are findings, which is what the samples are for.
  const status = tryRun(process.execPath, ['dist/cli.js', 'check', 'samples']);
  if (status > 1) throw new Error(`mnlens check failed (exit ${status})`);
  console.log(`
The same in VS Code, with squiggles and fixes:   npm run vscode
On your own kernel:                              node dist/cli.js check PATH… --tree KERNEL
In another editor:                               node dist/cli.js lsp --stdio   (docs/editors.md)`);
});
