/** What is in the .vsix: nothing that is not meant to be, and everything that the extension opens. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import JSZip from 'jszip';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageExtension } from '../../scripts/package.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mnlens-package-'));
const vsix = path.join(folder, 'lens.vsix');
let files: string[];
let manifest: string;

beforeAll(async () => {
  packageExtension(vsix);
  const zip = await JSZip.loadAsync(fs.readFileSync(vsix));
  files = Object.keys(zip.files)
    .filter((name) => name.startsWith('extension/'))
    .map((name) => name.slice('extension/'.length));
  manifest = (await zip.file('extension/package.json')?.async('string')) ?? '';
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

test('holds only what it needs', () => {
  const allowed = [
    /^(package\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
    /^dist\/(client\.cjs|panel\.js|server\.js|subscribers-worker\.js|package\.json|web-tree-sitter\.wasm|tree-sitter-c\.wasm)$/,
    /^syntaxes\/[\w.-]+\.tmLanguage\.json$/,
    /^media\/(icon\.png|step\.svg|walkthrough\/\w+\.md)$/,
    /^docs\/(rules\/[\w-]+\.md|images\/(vscode|simulation)\.png)$/,
    /^samples\/[\w/.-]+$/,
  ];
  expect(files.filter((file) => !allowed.some((pattern) => pattern.test(file)))).toEqual([]);
});

test('holds every file that the manifest names', () => {
  const named = [...manifest.matchAll(/"(?:\.\/)?((?:dist|media|syntaxes)\/[^"]+)"/g)]
    .map((match) => match[1])
    .filter((file) => file !== 'dist/cli.js');
  expect(named.length).toBeGreaterThan(5);
  for (const file of named) expect(files).toContain(file);
});

test('holds the server with its two wasm modules, the page of the panel, and the sample that the walkthrough opens', () => {
  for (const file of ['dist/server.js', 'dist/panel.js', 'media/step.svg', 'dist/subscribers-worker.js', 'dist/web-tree-sitter.wasm', 'dist/tree-sitter-c.wasm', 'samples/unpaired-start.c'])
    expect(files).toContain(file);
});

test('is small', () => {
  expect(fs.statSync(vsix).size).toBeLessThan(1.75 * 1024 * 1024);
});
