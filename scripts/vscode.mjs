// @ts-check
/**
 * `npm run vscode [FOLDER]`: a real VS Code on the samples (or a folder of yours) with the extension in it.
 * A desktop VS Code if there is one, else one in the browser.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { installVsix, startVsCode } from './code-server.mjs';
import { ensureInstalled } from './install.mjs';
import { packageExtension } from './package.mjs';
import { main, onPath, root, run } from './run.mjs';

await main(async () => {
  ensureInstalled();
  run(process.execPath, ['scripts/build.mjs']);
  const folder = path.resolve(process.argv[2] ?? copyOfSamples());
  if (onPath('code')) {
    run('code', ['--new-window', `--extensionDevelopmentPath=${root}`, folder]);
    console.log(`VS Code is open on ${folder}.`);
    return;
  }
  await inBrowser(folder);
});

/** The samples are for trying out fixes, so the repository's own stay as they are. */
function copyOfSamples() {
  const copy = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'mnlens-')), 'samples');
  fs.cpSync(path.join(root, 'samples'), copy, { recursive: true });
  return copy;
}

/** @param {string} folder */
async function inBrowser(folder) {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'mnlens-vscode-'));
  installVsix(packageExtension(path.join(profile, 'mmu-notifier-lens.vsix')), profile);
  const vscode = await startVsCode({ profile });
  console.log(`
VS Code runs here, with the extension installed; open it in a browser:

  ${vscode.url}/?folder=${encodeURIComponent(folder)}

Ctrl+C stops it.`);
  process.once('SIGINT', () => void vscode.stop());
  process.once('SIGTERM', () => void vscode.stop());
  await vscode.exited;
  fs.rmSync(profile, { recursive: true, force: true });
}
