/**
 * What each event kind says to subscribers. In our own words, after the kernel-doc of `enum mmu_notifier_event` in
 * include/linux/mmu_notifier.h and the call sites of 6.1, 6.12 and 7.x.
 */

export interface EventKind {
  /** The enumerator. */
  readonly name: string;
  /** What the caller does to the range; completes "Use this where the code …". */
  readonly meaning: string;
  /** What a subscriber has to do, or may leave out. */
  readonly obliges: string;
  /** A short reason for the title of a quick fix. */
  readonly title: string;
  /** Oldest release that has it. */
  readonly since: string;
  /** How it is handed to the range: through `mmu_notifier_range_init`, with an owner, or by the core only. */
  readonly given: 'plain' | 'owner' | 'core';
  readonly source: string;
}

export const EVENT_KINDS: readonly EventKind[] = [
  {
    name: 'MMU_NOTIFY_UNMAP',
    meaning: 'takes the addresses themselves away: munmap(), or mremap() moving the mapping elsewhere',
    obliges:
      'Drop every secondary mapping of the range and forget the range: the virtual addresses may soon mean something else. ' +
      'Some drivers act on this event alone (hfi1), others split or free their own ranges on it (amdkfd).',
    title: 'the addresses go away (munmap, mremap); what a mechanical conversion assumes',
    since: '5.2',
    given: 'plain',
    source: 'enum mmu_notifier_event; d87f055b94ea; mm/memory.c unmap_vmas(), mm/mremap.c move_page_tables()',
  },
  {
    name: 'MMU_NOTIFY_CLEAR',
    meaning: 'clears or replaces page-table entries while the mapping stays: zap, copy-on-write, reclaim, collapse, split',
    obliges: 'Drop the secondary mappings of the range; the addresses stay valid and may fault in again at once.',
    title: 'entries are cleared or replaced, the mapping stays',
    since: '5.2',
    given: 'plain',
    source: 'enum mmu_notifier_event; 7269f999934b gives it to most call sites',
  },
  {
    name: 'MMU_NOTIFY_PROTECTION_VMA',
    meaning: "changes the permissions of the whole range to those of the VMA's vm_page_prot, as mprotect() does",
    obliges: 'Apply the new permissions to the whole range; the CPU page table need not be looked at entry by entry.',
    title: 'permissions of the whole range follow the VMA (mprotect)',
    since: '5.2',
    given: 'plain',
    source: 'enum mmu_notifier_event; mm/mprotect.c',
  },
  {
    name: 'MMU_NOTIFY_PROTECTION_PAGE',
    meaning: 'changes read/write permission of single entries: write-protecting for fork, write-back or dirty tracking',
    obliges: 'Re-read the CPU page table to mirror the change page by page, and that from the *end* callback: at the start it has not been changed yet. Or simply drop the range.',
    title: 'single entries are write-protected (fork, write-back, dirty tracking)',
    since: '5.2',
    given: 'plain',
    source: 'enum mmu_notifier_event; mm/memory.c copy_page_range(), mm/rmap.c page_vma_mkclean_one()',
  },
  {
    name: 'MMU_NOTIFY_SOFT_DIRTY',
    meaning: 'clears soft-dirty bits; page and permissions stay the same',
    obliges: 'Report later writes through the secondary MMU as dirty again, so that soft-dirty tracking does not miss them. Access is still valid; what is mirrored is to be brought up to date from the *end* callback.',
    title: 'only soft-dirty bits are cleared',
    since: '5.2',
    given: 'plain',
    source: 'enum mmu_notifier_event; fs/proc/task_mmu.c clear_refs_write()',
  },
  {
    name: 'MMU_NOTIFY_RELEASE',
    meaning: 'tells interval notifiers that the mm is going away; only mm/mmu_notifier.c sends it, while releasing the mm',
    obliges: 'Stop using the range for good: nothing of the mm may be touched any more, and no one is left to fault it in again. A callback need not raise its sequence here.',
    title: 'the mm goes away (sent by the core alone)',
    since: '5.5',
    given: 'core',
    source: 'enum mmu_notifier_event; 99cb252f5e68; mm/mmu_notifier.c mn_itree_release()',
  },
  {
    name: 'MMU_NOTIFY_MIGRATE',
    meaning: 'replaces entries while migrating pages to or from device memory, on behalf of the device named by the owner',
    obliges: 'A driver whose owner matches may ignore it: it moves these pages itself. Everyone else treats it as MMU_NOTIFY_CLEAR.',
    title: 'pages migrate to or from device memory; needs an owner',
    since: '5.9',
    given: 'owner',
    source: 'enum mmu_notifier_event; 998427b3ad2c; mm/migrate_device.c',
  },
  {
    name: 'MMU_NOTIFY_EXCLUSIVE',
    meaning: 'turns entries into device-exclusive ones for the owner (before 6.15 also the way back, then with a NULL owner)',
    obliges: 'The device named by the owner may ignore its own request. Everyone else loses access and drops the mapping.',
    title: 'a device gets exclusive access; needs an owner',
    since: '5.14',
    given: 'owner',
    source: 'enum mmu_notifier_event; b756a3b5e7ea; narrowed in 6.15 (mm/memory.c remove_device_exclusive_entry() sends CLEAR)',
  },
];

/** Kinds that a subscriber may ignore if the range's owner is its own; of all others nobody sets the owner. */
export const OWNED_EVENTS: readonly string[] = EVENT_KINDS.filter(({ given }) => given === 'owner').map(({ name }) => name);

const BY_NAME: ReadonlyMap<string, EventKind> = new Map(EVENT_KINDS.map((kind) => [kind.name, kind]));

/** What is known of an enumerator; `undefined` for one that only some vendor's tree has. */
export function eventKind(name: string): EventKind | undefined {
  return BY_NAME.get(name);
}
