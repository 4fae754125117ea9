/** Which functions, macros and structures the C files of a folder may define, by name: a line that begins a definition looks like one that begins a prototype. */
import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ripgreps } from '../find-files.ts';

/**
 * Absolute paths of files, by the names of functions and macros, of structures as their types are written (`struct foo`), and of macros once more as
 * their definitions are (`#define foo`).
 */
export type NamedFiles = ReadonlyMap<string, readonly string[]>;

/**
 * A line at the left edge, with a name before its first parenthesis, that does not end a declaration; or a macro with parameters; or the tag of a
 * structure with nothing behind it but what it is made of.
 */
const HEAD = String.raw`^(?:(?:[A-Za-z_][^;=#()]*[\s*])?([A-Za-z_]\w*)\((?:[^;]*|[^;]*\{.*)|[ \t]*#[ \t]*define[ \t]+([A-Za-z_]\w*)\(.*|(?:typedef[ \t]+)?(struct \w+)[ \t]*(?:\{.*)?)$`;

/** What a line of the output names: behind the mark a function or a structure, before it a macro. */
const MARK = '#';

export const MACRO = '#define ';

/**
 * Below a path that ends with NUL stand the names in that file, with a mark; between files there is an empty line.
 * @param folder absolute. What can't be read is passed over.
 */
export async function scanFolder(folder: string): Promise<Buffer> {
  for (const program of await ripgreps()) {
    const found = await scanWithRipgrep(program, folder);
    if (found) return found;
  }
  return scanWithNode(folder);
}

/** `undefined` when the program does not start or does not know the options. */
function scanWithRipgrep(program: string, folder: string): Promise<Buffer | undefined> {
  const options = ['--no-config', '--no-ignore', '--heading', '--null', '--no-line-number', '--color=never', '--only-matching', '--replace', `$2${MARK}$1$3`];
  const types = ['--type-add', 'kernel:*.{c,h}', '--type', 'kernel'];
  return new Promise((resolve) => {
    const child = spawn(program, [...options, ...types, '-e', HEAD, '--', folder], { stdio: ['ignore', 'pipe', 'ignore'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', () => resolve(undefined));
    child.on('close', (status) => resolve(status === 2 && chunks.length === 0 ? undefined : Buffer.concat(chunks)));
  });
}

/** @param output of `scanFolder` */
export function namedIn(output: Uint8Array): NamedFiles {
  const files = new Map<string, string[]>();
  let file = '';
  for (const line of Buffer.from(output.buffer, output.byteOffset, output.byteLength).toString('latin1').split('\n')) {
    if (line === '') continue;
    const end = line.indexOf('\0');
    if (end >= 0) file = line.slice(0, end);
    const named = end >= 0 ? line.slice(end + 1) : line;
    const mark = named.indexOf(MARK);
    const macro = named.slice(0, mark);
    add(files, macro || named.slice(mark + 1), file);
    if (macro !== '') add(files, MACRO + macro, file);
  }
  return files;
}

async function scanWithNode(folder: string): Promise<Buffer> {
  const files: string[] = [];
  const head = new RegExp(HEAD, 'gm');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile() || !/\.[ch]$/.test(entry.name)) continue;
    const file = path.join(entry.parentPath, entry.name);
    const text = await readFile(file, 'latin1').catch(() => '');
    const names = Array.from(text.matchAll(head), ([, name, macro, tag]) => `${macro ?? ''}${MARK}${name ?? tag ?? ''}`);
    if (names.length > 0) files.push(`${file}\0${names.join('\n')}\n`);
  }
  return Buffer.from(files.join('\n'), 'latin1');
}

function add(files: Map<string, string[]>, name: string, file: string): void {
  if (name === '') return;
  const known = files.get(name);
  if (!known) files.set(name, [file]);
  else if (known.at(-1) !== file) known.push(file);
}
