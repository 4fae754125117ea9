// @ts-check
/** Run the Mocha suite in the extension host of a real VS Code that a headless Chromium shows. `test/vscode/electron.mjs` is its twin. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { format } from 'node:util';
import { chromium } from '../../scripts/apt.mjs';
import { startVsCode } from '../../scripts/code-server.mjs';
import { launchBrowser } from './browser.mjs';
import { bundleSuite, root } from './bundle.mjs';

/** Without an extension host for the tests the page would never say that they ended. */
const limit = 4 * 60_000;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mnlens-host-'));
const samples = path.join(folder, 'samples');
fs.cpSync(path.join(root, 'samples'), samples, { recursive: true });
const suite = await bundleSuite();
const vscode = await startVsCode({ profile: path.join(folder, 'profile'), testDriver: true });
const browser = await launchBrowser(chromium());
const page = await browser.newPage();

/** @type {Promise<number>} */
const ended = new Promise((resolve) => {
  setTimeout(() => {
    console.error(`The tests did not end within ${limit / 60_000} minutes.`);
    resolve(1);
  }, limit).unref();
  void page.exposeFunction('codeAutomationExit', (/** @type {number} */ code) => resolve(code));
});
await page.exposeFunction('codeAutomationLog', (/** @type {string} */ type, /** @type {unknown[]} */ args) => {
  const text = format(...args);
  // The workbench logs its own start here too.
  if (type === 'info' && !/^\[|^(Creating|Resolv|Updating|Ignoring)/.test(text)) console.log(text);
  // So do modules of its own that it tries in vain to load; ours are told by their path.
  else if (text.includes('extensionTests') || text.includes(suite)) console.error(text);
});

const remote = `vscode-remote://${new URL(vscode.url).host}`;
const url = new URL(vscode.url);
url.searchParams.set('folder', samples);
url.searchParams.set(
  'payload',
  JSON.stringify([
    ['extensionDevelopmentPath', remote + root],
    ['extensionTestsPath', remote + suite],
  ]),
);
await page.goto(url.href);
const code = await ended;
await browser.close();
await vscode.stop();
fs.rmSync(folder, { recursive: true, force: true });
process.exit(code);
