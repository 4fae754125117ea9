/** `mnlens subscribers`: the table and the document. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import type { SubscribersDocument } from '../../server/src/cli/subscribers-document.ts';
import { CLEAN, HEADER_6_3 } from '../support/sources.ts';
import { SUBSCRIBER } from '../support/subscriber.ts';
import { tempFolder } from '../support/temp.ts';
import { mnlens } from './run.ts';

const validate = new Ajv({ allErrors: true }).compile<SubscribersDocument>(
  JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../schema/subscribers.schema.json'), 'utf8')),
);

const TREE = {
  'include/linux/mmu_notifier.h': HEADER_6_3, 'Makefile': '', 'Kbuild': '', 'mm/clean.c': CLEAN,
  'drivers/b/example.c': SUBSCRIBER, 'drivers/a/example.c': SUBSCRIBER.replaceAll('example', 'another'),
};

test('a table of a whole tree, none of its lines too long, by file', async () => {
  const { status, stdout, stderr } = await mnlens(['subscribers'], tempFolder(TREE));
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout.split('\n').filter((line) => line.length > 120)).toEqual([]);
  expect(stdout).toContain('drivers/b/example.c:32: example_ops (interval)');
  expect(stdout.indexOf('drivers/a')).toBeLessThan(stdout.indexOf('drivers/b'));
  expect(stdout).toMatch(/example_invalidate:14\s+asks, and tries the\s+ignores its own\s+mutex ex->lock\s+unless/);
  expect(stdout).toContain('drivers/b/example.c:38: mmu_interval_notifier_insert() of example_ops in example_open()');
  expect(stdout).toContain('0 list and 2 interval subscribers');
});

test('a document that the schema describes, the same each time', async () => {
  const folder = tempFolder(TREE);
  const first = await mnlens(['subscribers', '--tree', '.', '--format', 'json'], folder);
  const document: unknown = JSON.parse(first.stdout);
  if (!validate(document)) throw new Error(JSON.stringify(validate.errors, null, 1));
  expect(document.subscribers.map(({ file, name }) => [file, name])).toEqual([['drivers/a/example.c', 'another_ops'], ['drivers/b/example.c', 'example_ops']]);
  expect(document.subscribers[1]?.callbacks[0]).toMatchObject({ member: 'invalidate', function: 'example_invalidate', line: 14, does: { blocking: 'tries', setSequence: { when: 'filtered', under: ['mutex ex->lock'] } }, unknown: null });
  expect(document.registrations.filter(({ file }) => file.includes('/b/')).map(({ call, result, table }) => [call, result, table])).toEqual([
    ['mmu_interval_notifier_insert', 'used', 'example_ops'], ['mmu_interval_notifier_remove', null, null],
  ]);
  expect((await mnlens(['subscribers', '--format', 'json'], folder)).stdout).toBe(first.stdout);
});

test('of one file only', async () => {
  const { stdout } = await mnlens(['subscribers', 'drivers/a/example.c'], tempFolder(TREE));
  expect(stdout).toContain('another_ops');
  expect(stdout).not.toContain('drivers/b');
});

test.each([
  ['a path that is not there', ['subscribers', 'nothing.c'], /nothing\.c: no such file/],
  ['a format that is none', ['subscribers', '--format', 'text'], /--format text: not one of table, json/],
  ['a tree that is none', ['subscribers', '--tree', 'mm'], /--tree: mm is not a kernel tree/],
])('2 and one line for %s', async (_, args, line) => {
  const { status, stdout, stderr } = await mnlens(args, tempFolder(TREE));
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(line);
});
