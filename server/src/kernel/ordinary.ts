/**
 * What questions about entries and pages answer for a page of anonymous memory that a process has mapped in the ordinary way, which is the one that
 * secondary MMUs map: present, not huge, and not swapped out (include/linux/pgtable.h, include/linux/swapops.h, include/linux/huge_mm.h).
 * It decides nothing: where a path may go either way and nobody asked for one, it goes this way.
 */
const LEVEL = '(?:pte|pmd|pud|p4d|pgd)';

const ANSWERS: readonly (readonly [RegExp, boolean])[] = [
  [new RegExp(`^(?:huge_)?${LEVEL}_(?:present|same|accessible)$|^vma_is_anonymous$|^folio_test_anon$`), true],
  [new RegExp(`^(?:huge_)?${LEVEL}_(?:none|bad|none_or_clear_bad|leaf|large|trans_huge|devmap|special|protnone|uffd_wp|swp_uffd_wp|none_mostly)$`), false],
  [/^is_(?:swap|migration|pmd_migration|hugetlb|huge_zero|zero|device|writable|readable|pte_marker|hwpoison|vm_hugetlb)\w*$/, false],
  [/^(?:pmd|pud)_trans_unstable$|^(?:time_after|signal_pending|fatal_signal_pending|need_resched|should_resched)\w*$/, false],
];

/** The answer of the function `name`; `undefined` where there is none. */
export function ordinaryAnswer(name: string): boolean | undefined {
  return ANSWERS.find(([pattern]) => pattern.test(name))?.[1];
}
