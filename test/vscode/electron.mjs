// @ts-check
/**
 * Run the Mocha suite in a desktop VS Code, which @vscode/test-electron downloads: `node test/vscode/electron.mjs [VERSION]`.
 * Where that is impossible it says so and exits with 2; `test/vscode/code-server.mjs` runs the same suite without a download.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { cacheRoot } from '../../scripts/cache.mjs';
import { bundleSuite, root } from './bundle.mjs';

const version = process.argv[2] ?? '1.91.0';
const vscodeExecutablePath = await downloadAndUnzipVSCode({ version, cachePath: path.join(cacheRoot, 'vscode') }).catch((error) => {
  console.error(`VS Code ${version} cannot be downloaded here (${error instanceof Error ? error.message : error}); nothing was tested.`);
  process.exit(2);
});
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mnlens-electron-'));
const samples = path.join(folder, 'samples');
fs.cpSync(path.join(root, 'samples'), samples, { recursive: true });
try {
  await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: root,
    extensionTestsPath: await bundleSuite(),
    launchArgs: [samples, '--disable-extensions', '--disable-workspace-trust', `--user-data-dir=${path.join(folder, 'profile')}`],
  });
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
