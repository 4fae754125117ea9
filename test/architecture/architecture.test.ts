/** The import directions of ARCHITECTURE.md hold, and files stay of a size that can be read. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { cyclesIn, importsOf, type Import, root, sourcesBelow } from './imports.ts';
import { CORE, CYCLES, ENTRIES, EXCEPTIONS, LAYERS } from './layers.ts';

const SERVER = 'server/src/';
const PROTOCOL = 'server/src/lsp/protocol.ts';
const LONGEST_ENTRY = 40;
const LONGEST_FILE = 400;

const server = sourcesBelow('server/src');
const client = sourcesBelow('client/src');
const page = sourcesBelow('client/page');

/** Folder or file below `server/src` that a path belongs to; the whole path for what lies elsewhere. */
function layerOf(file: string): string {
  return file.startsWith(SERVER) ? (file.slice(SERVER.length).split('/')[0] ?? '') : file;
}

/** Why an import may not be, in a few words. */
function objection({ from, to, isFile }: Import): string | undefined {
  const layer = LAYERS.find(({ name }) => name === layerOf(from));
  if (!layer) return 'is in no layer';
  if (isFile && (layerOf(to) === layer.name || layer.from.includes(layerOf(to)))) return undefined;
  if (!isFile && layer.packages.some((allowed) => to === allowed || (/[:/]$/.test(allowed) && to.startsWith(allowed)))) return undefined;
  if (EXCEPTIONS.some((e) => e.from === from && e.to === (isFile ? path.posix.normalize(to) : to))) return undefined;
  return `imports ${to}`;
}

describe('import directions', () => {
  test.each(LAYERS.map(({ name }) => name))('%s', (name) => {
    const files = server.filter((file) => layerOf(file.path) === name);
    expect(files, 'the layer has files').not.toEqual([]);
    const wrong = files.flatMap((file) => file.imports.flatMap((i) => objection(i) ?? []).map((what) => `${file.path} ${what}`));
    expect(wrong).toEqual([]);
  });

  test('every file of the server belongs to a layer', () => {
    expect(server.map((file) => layerOf(file.path)).filter((name) => !LAYERS.some((layer) => layer.name === name))).toEqual([]);
  });

  test('every exception is needed', () => {
    const imports = server.flatMap((file) => file.imports);
    expect(EXCEPTIONS.filter((e) => !imports.some((i) => i.from === e.from && i.to === e.to))).toEqual([]);
  });

  test('the client imports the protocol from the server, and nothing else', () => {
    const imports = client.flatMap((file) => file.imports).filter(({ isFile, to }) => isFile && !to.startsWith('client/src/'));
    expect(imports.map(({ to }) => to).filter((to) => to !== PROTOCOL)).toEqual([]);
    const packages = client.flatMap((file) => file.imports).filter(({ isFile }) => !isFile);
    const allowed = /^(node:|vscode$|vscode-languageclient(\/|$))/;
    expect(packages.filter(({ to, isType }) => !allowed.test(to) && !(isType && to === 'vscode-languageserver-types'))).toEqual([]);
  });

  test('the page of the panel knows its messages and how runs are told as text, and no VS Code', () => {
    const imports = page.flatMap((file) => file.imports);
    const files = imports.filter(({ isFile, to }) => isFile && !to.startsWith('client/page/')).map(({ to }) => to);
    expect(files.filter((to) => to !== 'client/src/simulation/messages.ts' && !to.startsWith('server/src/simulation/text/'))).toEqual([]);
    expect(imports.filter(({ isFile, to }) => !isFile && !/^(lit|@vscode-elements\/elements)(\/|$)/.test(to))).toEqual([]);
  });

  test('what the page has of the client and the server takes nothing else with it', () => {
    const shared = [...client, ...server].filter(({ path: file }) => file === 'client/src/simulation/messages.ts' || file.startsWith('server/src/simulation/text/'));
    expect(shared.length).toBeGreaterThan(1);
    expect(shared.flatMap((file) => file.imports).filter(({ isType }) => !isType)).toEqual([]);
  });

  test('the protocol names types of packages only, so that the client takes no server code with it', () => {
    expect(server.find((file) => file.path === PROTOCOL)?.imports.filter(({ isType }) => !isType)).toEqual([]);
  });

  test('the core asks for nothing that only Node has', () => {
    // What needs no import: process, Buffer, require, timers, the console.
    const forbidden = /\b(?:process\.|Buffer\b|require\(|__dirname|setTimeout\(|setImmediate\(|console\.|globalThis\b|import\.meta\b)/;
    const core = server.filter((file) => CORE.some(({ name }) => name === layerOf(file.path)));
    const code = (file: string): string => readFileSync(path.join(root, file), 'utf8').replace(/\/\*[^]*?\*\/|\/\/.*|'(?:[^'\\\n]|\\.)*'|`[^`]*`/g, '');
    expect(core.map(({ path: file }) => ({ file, found: forbidden.exec(code(file))?.[0] })).filter(({ found }) => found)).toEqual([]);
  });

  test('no circles but those listed, none of them across folders', () => {
    const listed = CYCLES.map(({ files }) => files.map((file) => `${SERVER}${file}`));
    expect(listed.filter((files) => new Set(files.map((file) => path.posix.dirname(file))).size > 1)).toEqual([]);
    expect(cyclesIn([...server, ...client, ...page])).toEqual([...listed].sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1)));
  });
});

describe('sizes', () => {
  test('entry points only put things together', () => {
    const lines = new Map([...server, ...client, ...page].map((file) => [file.path, file.lines]));
    expect(ENTRIES.filter((entry) => (lines.get(entry) ?? Number.POSITIVE_INFINITY) > LONGEST_ENTRY)).toEqual([]);
  });

  test('no file above 400 lines', () => {
    expect([...server, ...client, ...page].filter(({ lines }) => lines > LONGEST_FILE).map(({ path: file, lines }) => `${file}: ${lines}`)).toEqual([]);
  });
});

describe('the reading of imports itself', () => {
  test('sees every form', () => {
    const text = [
      "import a, { type B } from './a.ts';",
      "import type { C } from '../c.ts';",
      "import './d.ts';",
      "export { e } from './e.ts';",
      "export * from './f.ts';",
      "const g = await import('node:g');",
      '',
    ].join('\n');
    expect(importsOf('x/y/z.ts', text).map(({ to, isType }) => `${isType ? 'type ' : ''}${to}`)).toEqual([
      'x/y/a.ts',
      'type x/c.ts',
      'x/y/d.ts',
      'x/y/e.ts',
      'x/y/f.ts',
      'node:g',
    ]);
  });

  test('refuses what it can not see', () => {
    expect(() => importsOf('x.ts', 'import(name);')).toThrow("can't be told");
    expect(() => importsOf('x.ts', "type A = import('./a.ts').A;")).toThrow('at the top');
  });

  test('finds a circle', () => {
    const file = (name: string, ...to: string[]) => ({
      path: name,
      lines: 1,
      imports: to.map((target) => ({ from: name, to: target, isFile: true, isType: false })),
    });
    expect(cyclesIn([file('a', 'b'), file('b', 'c'), file('c', 'b', 'd'), file('d')])).toEqual([['b', 'c']]);
  });
});
