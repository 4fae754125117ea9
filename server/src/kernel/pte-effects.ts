/**
 * What kernel functions do to page-table entries, by the words in their names, as far as one glance tells (include/linux/pgtable.h,
 * include/linux/mm.h). Enough to put the likeliest event kind first; nothing is ever reported from it.
 */
import { eventKind } from './events.ts';

interface Evidence {
  readonly event: string;
  readonly pattern: RegExp;
}

/** In the order of how telling they are. */
const EVIDENCE: readonly Evidence[] = [
  { event: 'MMU_NOTIFY_SOFT_DIRTY', pattern: /soft_dirty/ },
  { event: 'MMU_NOTIFY_PROTECTION_VMA', pattern: /change_(protection|p[mu]d|pte|p4d|huge)|modify_prot|pgprot_modify|newprot/ },
  { event: 'MMU_NOTIFY_CLEAR', pattern: /clear_flush|get_and_clear|collapse_flush|huge_clear|zap_|unmap_(page|single|hugepage|vma)/ },
  { event: 'MMU_NOTIFY_PROTECTION_PAGE', pattern: /wrprotect|mkclean|write_protect|clear_dirty/ },
  { event: 'MMU_NOTIFY_UNMAP', pattern: /free_pgtables|move_(ptes|normal_p[mu]d|page_tables)/ },
];

/** When nothing speaks for a kind: most invalidations clear entries (mainline 7269f999934b). */
const USUAL = ['MMU_NOTIFY_CLEAR', 'MMU_NOTIFY_PROTECTION_VMA', 'MMU_NOTIFY_PROTECTION_PAGE', 'MMU_NOTIFY_SOFT_DIRTY', 'MMU_NOTIFY_UNMAP'];

/** The kinds a caller may send, likeliest first. @param names what is called while the range is open */
export function rankEvents(events: readonly string[], names: ReadonlySet<string>): readonly string[] {
  const evident = EVIDENCE.filter((e) => [...names].some((name) => e.pattern.test(name))).map((e) => e.event);
  const order = [...new Set([...evident, ...USUAL, ...events])];
  return order.filter((event) => events.includes(event) && event !== 'MMU_NOTIFY_RELEASE');
}

/** A few words on a kind, for a menu. */
export function eventSummary(event: string): string {
  return eventKind(event)?.title ?? '';
}
