// @ts-check
/** `npm test`: everything but the suites on whole kernels. Installs what it needs. The last line is `N passed, N failed`. */
import { chromium, provideEditors, provideSpin } from './apt.mjs';
import { codeServer } from './code-server.mjs';
import { ensureInstalled } from './install.mjs';
import { main } from './run.mjs';
import { Tally } from './tally.mjs';

await main(() => {
  ensureInstalled();
  const browser = chromium();
  provideEditors();
  provideSpin();
  // Suites that use kernel trees where there are some have their turn in `npm run test:kernel`.
  const env = { ...process.env, MNLENS_KERNELS: '' };
  const tally = new Tally();
  const built = tally.command('build', process.execPath, ['scripts/build.mjs']);
  tally.command('types', process.execPath, ['node_modules/typescript/bin/tsc']);
  tally.command('types of the page', process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'client/page']);
  tally.command('style', process.execPath, ['node_modules/@biomejs/biome/bin/biome', 'lint']);
  tally.vitest('unit, command line, language server', [], env);
  tally.command('generated documents', process.execPath, ['scripts/docs.mjs', '--check']);
  if (!built) {
    tally.unavailable('VS Code', 'the build failed.');
  } else if (browser) {
    process.env.MNLENS_CHROMIUM = browser;
    tally.step('a VS Code for the tests', () => codeServer());
    tally.vitest('VS Code, as a user', ['--config', 'test/vscode/vitest.config.ts']);
    tally.mocha('VS Code, in the extension host', ['test/vscode/code-server.mjs']);
  } else {
    tally.unavailable('VS Code', 'needs Chromium; install it (Debian: apt-get install chromium) or let MNLENS_CHROMIUM name one.');
  }
  tally.finish();
});
