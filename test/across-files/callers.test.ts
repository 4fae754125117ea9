/** Who changes page-table entries for callers in other files: they are gone up to where nobody can have told. */
import { beforeAll, expect, test } from 'vitest';
import { loadLens } from '../../server/src/host/load-lens.ts';
import { generationOf } from '../../server/src/kernel/generations/index.ts';
import type { Lens } from '../../server/src/lens.ts';

const CHANGER = `#include <linux/mmu_notifier.h>

void protect_all(struct mm_struct *mm, unsigned long addr, unsigned long end, pte_t *ptep)
{
	for (; addr < end; addr += PAGE_SIZE, ptep++)
		ptep_set_wrprotect(mm, addr, ptep);
}
`;
const caller = (before: string, after: string): string => `#include <linux/mmu_notifier.h>

static int copy_mappings(struct mm_struct *mm, pte_t *ptep)
{
	struct mmu_notifier_range range;

	mmap_write_lock(mm);
	${before}
	protect_all(mm, 0, TASK_SIZE, ptep);
	${after}
	mmap_write_unlock(mm);
	return 0;
}
`;

let lens: Lens;
beforeAll(async () => {
  lens = await loadLens();
});

function found(text: string | undefined): readonly string[] {
  const generation = generationOf('6.12');
  if (!generation) throw new Error('no generation');
  const file = text === undefined ? [] : [{ path: '/tree/kernel/copy.c', text }];
  const elsewhere = { definition: () => undefined, callers: (name: string) => file.filter((one) => one.text.includes(`${name}(`)) };
  const input = { text: CHANGER, generation, treeKnown: true, builtWithoutNotifier: 'never' as const, elsewhere };
  expect(lens.asksCallers(input)).toBe(true);
  return lens.analyze(input).findings.map(({ rule, trace }) => `${rule} by ${trace.map((step) => step.file?.path ?? 'here').join()}`);
}

test('one that takes the mmap lock and starts no range', () => {
  expect(found(caller('', ''))).toEqual(['unnotified-change by /tree/kernel/copy.c,/tree/kernel/copy.c,here,here']);
});

test('one that starts a range', () => {
  expect(found(caller('mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_PAGE, 0, mm, 0, TASK_SIZE);\n\tmmu_notifier_invalidate_range_start(&range);', 'mmu_notifier_invalidate_range_end(&range);'))).toEqual([]);
});

test('none that is known', () => {
  expect(found(undefined)).toEqual([]);
});
