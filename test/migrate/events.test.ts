/** `--events`: which event a call is given that has none. */
import { beforeAll, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/analysis/fixes.ts';
import { loadLens } from '../../server/src/host/load-lens.ts';
import type { Generation } from '../../server/src/kernel/generation.ts';
import { generationOf } from '../../server/src/kernel/generations/index.ts';
import type { Lens } from '../../server/src/lens.ts';

let lens: Lens;
beforeAll(async () => {
  lens = await loadLens();
});

const OLD = `static void change(struct vm_area_struct *vma, unsigned long addr, pte_t *pte)
{
	struct mm_struct *mm = vma->vm_mm;
	unsigned long from = addr & PAGE_MASK;

	mmu_notifier_invalidate_range_start(mm, from, from + PAGE_SIZE);
	DO(mm, addr, pte);
	mmu_notifier_invalidate_range_end(mm, from, from + PAGE_SIZE);
}
`;

function converted(text: string, from: string, events: 'safe' | 'inferred'): string {
  const [old, to] = [generationOf(from), generationOf('6.12')] as [Generation, Generation];
  return applyEdits(text, lens.migrate({ text, from: old, to, events, header: false }).edits);
}

const eventIn = (text: string): string | undefined => /MMU_NOTIFY_\w+/.exec(text)?.[0];

test.each([
  ['ptep_set_wrprotect', 'MMU_NOTIFY_PROTECTION_PAGE'],
  ['ptep_get_and_clear', 'MMU_NOTIFY_CLEAR'],
])('%s: %s, with a range and without', (name, event) => {
  const rangeless = OLD.replace('DO', name);
  const four = converted(rangeless, '4.19', 'safe').replace('MMU_NOTIFY_UNMAP, 0, ', '');
  expect(eventIn(four)).toBeUndefined();
  expect(eventIn(converted(four, '5.0', 'inferred'))).toBe(event);
  expect(eventIn(converted(rangeless, '4.19', 'inferred'))).toBe(event);
  expect(eventIn(converted(four, '5.0', 'safe'))).toBe('MMU_NOTIFY_UNMAP');
  expect(eventIn(converted(rangeless, '4.19', 'safe'))).toBe('MMU_NOTIFY_UNMAP');
});

test('an event that needs an owner gets the one that is at hand', () => {
  const text = `static void collect(struct migrate_vma *migrate)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, migrate->vma->vm_mm, migrate->start, migrate->end);
	mmu_notifier_invalidate_range_start(&range);
	ptep_get_and_clear(migrate->vma->vm_mm, migrate->start, NULL);
	set_pte_at(migrate->vma->vm_mm, migrate->start, NULL, swp_entry_to_pte(make_readable_migration_entry(0)));
	mmu_notifier_invalidate_range_end(&range);
}
`;
  expect(converted(text, '5.0', 'inferred')).toContain('mmu_notifier_range_init_owner(&range, MMU_NOTIFY_MIGRATE, 0,');
  expect(converted(text, '5.0', 'inferred')).toContain('migrate->pgmap_owner);');
  expect(converted(text, '5.0', 'safe')).toContain('mmu_notifier_range_init(&range, MMU_NOTIFY_UNMAP, 0,');
});
