/** Every kind of statement has a file in `graphs/` with a function and, in a comment behind it, the graph that it has to give. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadLens } from '../../server/src/host/load-lens.ts';
import { NEWEST } from '../../server/src/kernel/generations/index.ts';
import type { Lens } from '../../server/src/lens.ts';

let lens: Lens;
beforeAll(async () => {
  lens = await loadLens();
});

const folder = path.join(import.meta.dirname, 'graphs');
const files = readdirSync(folder).filter((file) => file.endsWith('.c')).sort();

function graphs(file: string): { readonly expected: string; readonly found: string | undefined } {
  const [, text = '', expected = ''] = /^([^]*)^\/\* expected:\n([^]*)\*\/\n$/m.exec(readFileSync(path.join(folder, file), 'utf8')) ?? [];
  const analysis = lens.analyze({ text, generation: NEWEST, treeKnown: true, builtWithoutNotifier: 'never' });
  return { expected, found: lens.flowGraph(analysis, text.search(/^\{/m)) };
}

describe('the graph of', () => {
  test.each(files)('%s', (file) => {
    const { expected, found } = graphs(file);
    expect(expected).not.toBe('');
    expect(found).toBe(expected);
  });
});

test('there is none outside functions', () => {
  const text = 'int a;\n\nstatic void f(void)\n{\n}\n';
  const analysis = lens.analyze({ text, generation: NEWEST, treeKnown: true, builtWithoutNotifier: 'never' });
  expect(lens.flowGraph(analysis, 0)).toBeUndefined();
  expect(lens.flowGraph(analysis, text.length - 2)).toBeDefined();
});
