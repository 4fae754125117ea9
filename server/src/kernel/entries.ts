/**
 * What kernel functions do to page-table entries of any level: take one out, put one in, change one, make the value of one.
 * By families of names, as the headers have them: include/linux/pgtable.h (generic), include/linux/hugetlb.h and
 * include/asm-generic/hugetlb.h (huge ones), include/linux/swapops.h (entries that are not present), mm/pgtable-generic.c (flushing ones).
 * Functions that call the notifier are not among them, nor is anything that is named after who uses it.
 */

/** What is known of the value of an entry by the functions that made it. */
export type EntryTrait =
  /** A write faults. */
  | 'write-protected'
  /** Its protection is that of a vma (`pte_modify(entry, newprot)`). */
  | 'vma protection'
  /** A later write will be noticed; nothing else has changed. */
  | 'soft-dirty cleared'
  /** It stands for a page that moves to another place in memory. */
  | 'migration'
  /** It stands for a page that a device has for itself. */
  | 'device-exclusive'
  /** It stands for a page in the memory of a device. */
  | 'device-private';

/** `huge`: it maps much at once, or is a table of its own; `nothing`: a table, or what no secondary MMU has taken anything from. */
export type EntryLevel = 'page' | 'huge' | 'nothing';

/** What a path does to an entry. */
export type EntryDeed = EntryTrait
  /** Taken out and not put back. `flushed`: and the CPU's TLB has forgotten it at once. */
  | 'cleared' | 'flushed'
  /** Something else was put where it was taken out. */
  | 'replaced'
  /** Taken out in one place and put in another. */
  | 'moved'
  /** All entries of a vma are taken out; of one vma after the other. */
  | 'zapped' | 'vmas zapped'
  | 'tables freed';

export type EntryFunction =
  /** Gives what an entry holds. `entry` counts from the end. */
  | { readonly does: 'read'; readonly entry: number }
  /** Takes out what an entry holds, and gives it back. `flushes`: the CPU's TLB has forgotten it before the call returns. */
  | { readonly does: 'clear'; readonly entry: number; readonly flushes: boolean; readonly level: EntryLevel }
  /** The same to put it back at once, changed, with the function's counterpart. */
  | { readonly does: 'borrow'; readonly entry: number }
  /** Puts `value` where `entry` points to; what value is not always an argument. */
  | { readonly does: 'set'; readonly entry: number; readonly value?: number }
  /** Changes an entry where it is. */
  | { readonly does: 'change'; readonly entry: number; readonly trait: EntryTrait }
  /** Makes a value: of the entry values that it is given, with one more trait perhaps. `isSwap`: of an entry that maps nothing. */
  | { readonly does: 'make'; readonly trait?: EntryTrait; readonly isSwap: boolean }
  /** Clears all entries of a range of addresses. */
  | { readonly does: 'zap' }
  /** Gives a range of addresses other protections, those of a vma. */
  | { readonly does: 'protect' }
  /** Frees the page tables: the addresses themselves are given up. */
  | { readonly does: 'free tables' };

const LEVEL = '(?:pte|pmd|pud|p4d)';

const FAMILIES: readonly (readonly [RegExp, (name: string) => EntryFunction])[] = [
  [/^p(?:te|md|ud|4d|gd)p_get(?:_lockless)?$|^huge_ptep_get$/, () => ({ does: 'read', entry: -1 })],
  // (mm or vma, address, entry, …)
  [/^(?:huge_)?ptep_(?:get_and_clear|clear)\w*$/, clearing(2)],
  [/^(?:pte_clear|pte_clear_not_present_full|huge_pte_clear|get_and_clear_full_ptes|clear_full_ptes|clear_not_present_full_ptes)$/, clearing(2)],
  [/^p[mu]dp_(?:huge_get_and_clear|huge_clear_flush|collapse_flush|invalidate)\w*$/, clearing(2)],
  // (entry): a table is taken out
  [/^(?:pmd|pud|p4d)_clear$/, clearing(0)],
  [/^(?:huge_)?ptep_modify_prot_start$|^modify_prot_start_ptes$/, () => ({ does: 'borrow', entry: 2 })],
  [/^(?:huge_)?ptep_modify_prot_commit$|^modify_prot_commit_ptes$/, () => ({ does: 'set', entry: 2, value: 4 })],
  [/^set_(?:pte_at|pte_at_notify|ptes|pmd_at|pud_at|huge_pte_at|huge_swap_pte_at)$/, () => ({ does: 'set', entry: 2, value: 3 })],
  [/^set_(?:pte|pmd|pud)$/, () => ({ does: 'set', entry: 0, value: 1 })],
  [/^(?:pmd|pud)_populate$/, () => ({ does: 'set', entry: 1 })],
  [/^(?:huge_)?p(?:te|md|ud)p_set_wrprotect$|^wrprotect_ptes$/, () => ({ does: 'change', entry: 2, trait: 'write-protected' })],
  [new RegExp(`^(?:huge_)?${LEVEL}_wrprotect$`), making('write-protected')],
  // A write is to fault for user space's sake; what is mirrored must not be written to either.
  [new RegExp(`^(?:huge_)?${LEVEL}_(?:swp_)?mkuffd(?:_wp)?$`), making('write-protected')],
  [new RegExp(`^(?:huge_)?${LEVEL}_modify$`), making('vma protection')],
  [new RegExp(`^${LEVEL}_(?:swp_)?clear_soft_dirty$`), making('soft-dirty cleared')],
  [/^make_(?:\w+_)?migration_entry$/, making('migration')],
  [/^make_(?:\w+_)?device_exclusive_entry$/, making('device-exclusive')],
  [/^make_(?:\w+_)?device_private_entry$/, making('device-private')],
  [new RegExp(`^(?:huge_)?${LEVEL}_(?:swp_)?(?:mk|clear_|set_)\\w+$|^move_pte$|^swp_entry_to_${LEVEL}$|^arch_make_huge_pte$`), making()],
  [/^(?:unmap_page_range|zap_huge_p[mu]d|zap_pte_range)$/, () => ({ does: 'zap' })],
  [/^change_(?:protection|huge_p[mu]d)$/, () => ({ does: 'protect' })],
  [/^free_pgtables$|^free_pgd_range$/, () => ({ does: 'free tables' })],
];

function clearing(entry: number): (name: string) => EntryFunction {
  return (name) => ({ does: 'clear', entry, flushes: name.includes('flush') || name.includes('invalidate'), level: levelOf(name) });
}

/** pte_clear() is for entries that map nothing: it does not tell what was there, nor whether it was dirty (include/linux/pgtable.h). */
function levelOf(name: string): EntryLevel {
  if (/^(?:huge_)?pte_clear|^clear_not_present|^(?:pmd|pud|p4d)_clear$/.test(name)) return 'nothing';
  return /^p[mu]dp_/.test(name) ? 'huge' : 'page';
}

function making(trait?: EntryTrait): (name: string) => EntryFunction {
  return (name) => ({ does: 'make', isSwap: /_swp_|^swp_/.test(name), ...(trait === undefined ? {} : { trait }) });
}

const known = new Map<string, EntryFunction | undefined>();

/** What a function of the kernel does to entries; `undefined` for one of which nothing is known. */
export function entryFunction(name: string): EntryFunction | undefined {
  if (known.has(name)) return known.get(name);
  const found = FAMILIES.find(([pattern]) => pattern.test(name))?.[1](name);
  if (known.size < 50_000) known.set(name, found);
  return found;
}

/** The header that such a function is of, as they are named above. */
export function entrySource(name: string): string | undefined {
  const known = entryFunction(name);
  if (!known) return undefined;
  if (known.does === 'zap' || known.does === 'free tables') return 'mm/memory.c';
  if (known.does === 'protect') return 'mm/mprotect.c';
  if (/^huge_|hugetlb/.test(name)) return 'include/linux/hugetlb.h';
  if (/_entry$|swp/.test(name)) return 'include/linux/swapops.h';
  return known.does === 'clear' && known.flushes ? 'mm/pgtable-generic.c' : 'include/linux/pgtable.h';
}

/** The address of the kernel's own page tables, of which no secondary MMU is told (mm/init-mm.c). */
export const KERNEL_MM = '::init_mm';

/** Deeds that take something from who mirrors the entry: it has to be told of each (Documentation/mm/mmu_notifier.rst). */
export const TAKING: ReadonlySet<EntryDeed> = new Set(['cleared', 'flushed', 'replaced', 'moved', 'zapped', 'write-protected', 'soft-dirty cleared']);

/** A function of the kernel begins one of these. */
export function takesEntries(name: string): boolean {
  const known = /p[tmu]|zap|unmap/.test(name) ? entryFunction(name) : undefined;
  return known !== undefined && ((known.does === 'clear' && known.level !== 'nothing') || known.does === 'borrow' || known.does === 'zap' || (known.does === 'change' && TAKING.has(known.trait)));
}

/**
 * Functions that are given a way to the tables and leave them as they are: what only looks, locks, counts, or works on TLBs and caches
 * (Documentation/core-api/cachetlb.rst).
 */
const HARMLESS = new RegExp([
  '^(?:flush|update_mmu|tlb|inc_tlb|arch_(?:enter|leave)_lazy|set_tlb)_\\w+$',
  `^(?:huge_)?(?:${LEVEL}|pgd)p?_(?!clear|free|alloc)\\w+$`, '^(?:pmdp|ptep|pudp)_get\\w*$', '^huge_ptep_get\\w*$', '^huge_pte_(?:lock|offset|alloc)\\w*$',
  '(?:^|_)(?:un)?lock(?:ed|ptr)?(?:_|$)', '^page_vma_mapped_walk\\w*$', '^(?:vma|hugetlb_vma|linear)_\\w+$', '^vm_(?:normal|get|special)_\\w+$', '^mm_(?:tlb|counter|is|has)\\w*$', '^(?:is|has|may|can)_\\w+$',
  '(?:_counter|_stat|_rss|_event)$', '^(?:add|inc|dec|count|sync|mod)_\\w+$', '^(?:folio|page)_\\w+$', '^mmu_notifier_\\w+$', '^(?:VM_)?(?:WARN|BUG)\\w*$', '^trace_\\w+$',
].join('|'));

/** A call of `name` changes no entry, whatever it is given. */
export function leavesEntries(name: string): boolean {
  const known = HARMLESS.test(name) ? entryFunction(name) : undefined;
  return HARMLESS.test(name) && (known === undefined || known.does === 'read');
}

/** Types by which a function can get at entries: only who is given one of these can change any. */
export const ENTRY_TYPES: ReadonlySet<string> = new Set([
  'pte_t', 'pmd_t', 'pud_t', 'p4d_t', 'pgd_t', 'struct mm_struct', 'struct vm_area_struct', 'struct mm_walk', 'struct mmu_gather', 'struct page_vma_mapped_walk', 'struct vm_fault', 'struct ma_state', 'struct vma_iterator',
]);

/** Types of the values themselves. */
export const ENTRY_VALUE_TYPES: ReadonlySet<string> = new Set(['pte_t', 'pmd_t', 'pud_t', 'p4d_t', 'swp_entry_t', 'softleaf_t']);
