/** Many files are checked in several threads: the report must not show it. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { bareNumber, CLEAN, LEAK } from '../support/sources.ts';
import { tempFolder } from '../support/temp.ts';
import { mnlens } from './run.ts';

test('many files: the same report from run to run, and the same as one by one', async () => {
  const folder = tempFolder();
  const names = Array.from({ length: 40 }, (_, index) => `f${index}.c`);
  for (const [index, name] of names.entries()) writeFileSync(path.join(folder, name), [CLEAN, LEAK, bareNumber()][index % 3] ?? '');
  const timeless = async (...args: string[]): Promise<string> =>
    (await mnlens(['check', ...args], folder)).stdout.replace(/"milliseconds": \d+/, '');
  const together = await timeless('.', '--format', 'json');
  expect(together.match(/"rule": "missing-event"/g)).toHaveLength(13);
  expect(together.match(/"rule": "unpaired-start"/g)).toHaveLength(13);
  expect(await timeless('.', '--format', 'json')).toBe(together);
  const few = await timeless('f0.c', 'f1.c', 'f2.c', '--format', 'github');
  expect((await timeless('.', '--format', 'github')).split('\n')).toEqual(expect.arrayContaining(few.split('\n')));
});
