/** What VS Code's extension host calls: runs the suite with Mocha. The same bundle serves code-server and @vscode/test-electron. */
import fs from 'node:fs';
import Mocha from 'mocha';

// Mocha's own loader would look for test files on disk; the bundle has them inside.
const mocha = new Mocha({ ui: 'tdd', timeout: 60_000, color: false });
mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, '', mocha);

/** Rejects when a test failed; VS Code then ends with exit code 1. */
export async function run(): Promise<void> {
  await import('./extension.ts');
  await import('./language.ts');
  await import('./settings.ts');
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run((failures) => (failures === 0 ? resolve() : reject(new Error(`${failures} tests failed`))));
    runner.on('end', () => {
      const report = process.env['MNLENS_MOCHA_REPORT'];
      if (report) fs.writeFileSync(report, JSON.stringify(runner.stats));
    });
  });
}
