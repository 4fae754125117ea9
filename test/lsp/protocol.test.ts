/** The custom protocol and its page say the same. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { COMMANDS, METHODS } from '../../server/src/lsp/protocol.ts';

const page = readFileSync(path.resolve(import.meta.dirname, '../../docs/lsp.md'), 'utf8');
const source = readFileSync(path.resolve(import.meta.dirname, '../../server/src/lsp/protocol.ts'), 'utf8');

test('every method and command has its heading, and no other is there', () => {
  const documented = [...page.matchAll(/^### `(\S+)`/gm)].map(([, name]) => name);
  expect(new Set(documented)).toEqual(new Set([...Object.values(METHODS), ...Object.values(COMMANDS)]));
});

test('every field of the parameters and results is on the page', () => {
  const fields = [...source.matchAll(/readonly (\w+)\??:/g)].map(([, name]) => name ?? '');
  expect(fields.length).toBeGreaterThan(8);
  for (const field of fields) expect(page).toMatch(new RegExp(`\\b${field}\\??:`));
});
