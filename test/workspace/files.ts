/** Small kernel-like trees in temporary folders. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

const made: string[] = [];

afterAll(() => {
  for (const folder of made) fs.rmSync(folder, { recursive: true, force: true });
});

/** A fresh folder with these files; a value that begins with `->` makes a symbolic link. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'mnlens-test-')));
  made.push(root);
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(root, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    if (text.startsWith('->')) fs.symlinkSync(text.slice(2).trim(), file);
    else fs.writeFileSync(file, text);
  }
  return root;
}

/** One of our own headers, in the shape of a release. */
export function header(release: string): string {
  return fs.readFileSync(new URL(`../kernel/headers/${release}.h`, import.meta.url), 'utf8');
}
