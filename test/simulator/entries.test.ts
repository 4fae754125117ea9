/** What is seen of page-table entries between start and end, by what speaks for each kind. */
import { beforeAll, expect, test } from 'vitest';
import { loadLens } from '../../server/src/host/load-lens.ts';
import { NEWEST } from '../../server/src/kernel/generations/index.ts';
import type { Lens } from '../../server/src/lens.ts';

let lens: Lens;
beforeAll(async () => {
  lens = await loadLens();
});

/** Reasons for kinds, in the order of these, of what `body` does in a range. */
function reasons(body: string): readonly string[] {
  const text = `static void change(struct vm_area_struct *vma, pte_t *old, pte_t *new, unsigned long addr, unsigned long to, unsigned long end)
{
	struct mmu_notifier_range range;
	pte_t pte;

	mmu_notifier_range_init(&range, 0, vma->vm_mm, addr, end);
	mmu_notifier_invalidate_range_start(&range);
${body}
	mmu_notifier_invalidate_range_end(&range);
}
`;
  const analysis = lens.analyze({ text, generation: NEWEST, treeKnown: true, builtWithoutNotifier: 'unknown' });
  return lens.eventChoices(analysis, text.indexOf('range_init') + 'range_init('.length).flatMap((choice) => (choice.for ? [`${choice.event.replace('MMU_NOTIFY_', '')}: ${choice.for.text}`] : []));
}

test('a slot that was empty is not replaced when it is filled', () => {
  expect(reasons(`	if (end > to)
		pte_clear(vma->vm_mm, to, new);
	set_pte_at(vma->vm_mm, to, new, mk_pte(vma->vm_page, vma->vm_page_prot));`)).toEqual([]);
});

test('an entry that is taken out and not back when its pointer moves on is gone', () => {
  const body = `	for (; addr < end; addr += PAGE_SIZE, old++) {
		pte = ptep_get_and_clear(vma->vm_mm, addr, old);
		if (pte_young(pte))
			continue;
		old = next_table(vma, addr);
		set_pte_at(vma->vm_mm, addr, old, mk_pte(vma->vm_page, vma->vm_page_prot));
	}`;
  expect(reasons(body)).toEqual(['CLEAR: the entry is cleared (line 9)']);
});

test('a bit for user space\'s sake protects against writing, by either of its names', () => {
  for (const make of ['pte_mkuffd_wp', 'pte_mkuffd']) {
    expect(reasons(`	pte = ptep_modify_prot_start(vma, addr, old);
	ptep_modify_prot_commit(vma, addr, old, pte, ${make}(pte));`)).toEqual(['PROTECTION_PAGE: the entry is write-protected (line 9)']);
  }
});
