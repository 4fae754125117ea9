/** `mnlens compare`: kinds side by side. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { HEADER_6_3 } from '../support/sources.ts';
import { SUBSCRIBER } from '../support/subscriber.ts';
import { tempFolder } from '../support/temp.ts';
import { mnlens } from './run.ts';

const validate = new Ajv({ allErrors: true }).compile(JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../schema/compare.schema.json'), 'utf8')));

const CALL = `#include <linux/mmu_notifier.h>

static void forget(struct vm_area_struct *vma, pte_t *ptep, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_UNMAP, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	ptep_clear_flush(vma, addr, ptep);
	mmu_notifier_invalidate_range_end(&range);
}
`;
const TREE = { 'include/linux/mmu_notifier.h': HEADER_6_3, 'Makefile': '', 'Kbuild': '', 'mm/forget.c': CALL, 'drivers/example.c': SUBSCRIBER };

test('a line a kind, and one a callback', async () => {
  const { status, stdout, stderr } = await mnlens(['compare', 'mm/forget.c:7'], tempFolder(TREE));
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout.split('\n')[0]).toBe('MMU_NOTIFY_CLEAR: the entry is cleared and flushed (line 9) (0 of 1 callbacks ignore it)');
  expect(stdout).toContain('MMU_NOTIFY_UNMAP: against it: the entry is cleared and flushed (line 9)');
  expect(stdout).toMatch(/^ {2}example_ops, invalidate: acts, may fail, may sleep if blockable \(.*CLEAR.*\); acts, ignores its own.*\(MIGRATE\)$/m);
});

test('as data, and where there is nothing to compare', async () => {
  const folder = tempFolder(TREE);
  const { stdout } = await mnlens(['compare', 'mm/forget.c:7', '--format', 'json'], folder);
  const document: unknown = JSON.parse(stdout);
  expect(validate(document) || validate.errors).toBe(true);
  expect(document).toMatchObject({ version: 1, kinds: [{ event: 'MMU_NOTIFY_CLEAR', against: null, subscribers: [{ subscriber: 'example_ops', file: 'drivers/example.c', line: 14 }] }, ...Array.from({ length: 6 }, () => ({}))] });
  const nothing = await mnlens(['compare', 'mm/forget.c:9'], folder);
  expect({ status: nothing.status, stderr: nothing.stderr }).toEqual({ status: 2, stderr: 'mnlens: mm/forget.c:9: there is no call that initialises a range\n' });
});
