/** Which event kind speaks of what was done to page-table entries: the meaning of `enum mmu_notifier_event` (include/linux/mmu_notifier.h), turned round. */
import type { EntryDeed } from './entries.ts';
import { eventKind } from './events.ts';

/** What a deed is, in a few words. */
const WORDS: { readonly [K in EntryDeed]: string } = {
  'soft-dirty cleared': 'the soft-dirty bit is cleared',
  'device-exclusive': 'an entry is made exclusive to a device',
  migration: 'an entry for migration is put in',
  'device-private': 'an entry for memory of a device is put in',
  'vma protection': 'an entry gets the protection of its vma',
  'tables freed': 'the page tables are freed',
  'vmas zapped': 'one vma after the other is cleared',
  flushed: 'the entry is cleared and flushed',
  replaced: 'the entry is replaced',
  moved: 'what was mapped here is put elsewhere',
  cleared: 'the entry is cleared',
  zapped: 'all entries of a vma are cleared',
  'write-protected': 'the entry is write-protected',
};

/** The entry is gone afterwards, or another one. */
const TAKES: readonly EntryDeed[] = ['flushed', 'replaced', 'cleared', 'zapped', 'vmas zapped', 'moved', 'tables freed'];
/** It stays, and less is allowed by it. */
const LIMITS: readonly EntryDeed[] = ['write-protected', 'vma protection', 'soft-dirty cleared'];

interface Reading {
  readonly deeds: readonly EntryDeed[];
  readonly event: string;
  /** Only where there is somebody who owns the change. */
  readonly needsOwner?: true;
}

/** In the order of how much a deed says: the first that is seen decides. */
const READINGS: readonly Reading[] = [
  { deeds: ['soft-dirty cleared'], event: 'MMU_NOTIFY_SOFT_DIRTY' },
  { deeds: ['device-exclusive'], event: 'MMU_NOTIFY_EXCLUSIVE' },
  { deeds: ['migration', 'device-private'], event: 'MMU_NOTIFY_MIGRATE', needsOwner: true },
  { deeds: ['vma protection'], event: 'MMU_NOTIFY_PROTECTION_VMA' },
  // Whoever goes on to the next vma of an address space in one range takes the addresses away.
  { deeds: ['tables freed', 'vmas zapped'], event: 'MMU_NOTIFY_UNMAP' },
  // Flushed entry by entry, or given another content: the address is still in use.
  { deeds: ['flushed', 'replaced'], event: 'MMU_NOTIFY_CLEAR' },
  { deeds: ['moved'], event: 'MMU_NOTIFY_UNMAP' },
  { deeds: ['cleared', 'zapped'], event: 'MMU_NOTIFY_CLEAR' },
  { deeds: ['write-protected'], event: 'MMU_NOTIFY_PROTECTION_PAGE' },
];

/** Where nothing speaks for a kind: most invalidations clear entries (mainline 7269f999934b). */
const USUAL = ['MMU_NOTIFY_CLEAR', 'MMU_NOTIFY_PROTECTION_PAGE', 'MMU_NOTIFY_PROTECTION_VMA', 'MMU_NOTIFY_UNMAP', 'MMU_NOTIFY_SOFT_DIRTY'];

export interface RankedEvent {
  readonly event: string;
  /** The deed that speaks for it; absent where none does. */
  readonly speaksFor?: EntryDeed;
  /** The deed that speaks against it. */
  readonly speaksAgainst?: EntryDeed;
}

/**
 * The kinds that a caller may send, likeliest first.
 * @param events those of the tree
 * @param deeds what was seen between start and end
 * @param hasOwner somebody is there who could own the change
 */
export function rankEvents(events: readonly string[], deeds: ReadonlySet<EntryDeed>, hasOwner: boolean): readonly RankedEvent[] {
  const spoken = new Map<string, EntryDeed>();
  for (const { deeds: telling, event, needsOwner } of READINGS) {
    const deed = telling.find((d) => deeds.has(d));
    if (deed !== undefined && (hasOwner || !needsOwner) && !spoken.has(event)) spoken.set(event, deed);
  }
  const order = [...new Set([...spoken.keys(), ...USUAL, ...events])].filter((event) => events.includes(event) && eventKind(event)?.given !== 'core');
  return order.map((event) => {
    const [speaksFor, speaksAgainst] = [spoken.get(event), contradiction(event, deeds)];
    return { event, ...(speaksFor ? { speaksFor } : {}), ...(speaksAgainst ? { speaksAgainst } : {}) };
  });
}

/** What a kind says happens: one of these is enough for it to be true. */
const SAYS: ReadonlyMap<string, readonly EntryDeed[]> = new Map<string, readonly EntryDeed[]>([
  ['MMU_NOTIFY_SOFT_DIRTY', ['soft-dirty cleared']],
  ['MMU_NOTIFY_PROTECTION_VMA', ['vma protection']],
  ['MMU_NOTIFY_PROTECTION_PAGE', ['write-protected']],
  ['MMU_NOTIFY_CLEAR', TAKES],
  ['MMU_NOTIFY_UNMAP', ['moved', 'vmas zapped', 'tables freed']],
]);

/** Whether nothing can speak against a kind any more, once this deed was seen. */
export function settles(event: string, deed: EntryDeed): boolean {
  return SAYS.get(event)?.includes(deed) === true;
}

/** The deed that can't be what a kind says; `undefined` where there is none, or where one that can be is there, too. */
export function contradiction(event: string, deeds: ReadonlySet<EntryDeed>): EntryDeed | undefined {
  const first = (of: readonly EntryDeed[]): EntryDeed | undefined => of.find((deed) => deeds.has(deed));
  const says = SAYS.get(event);
  if (!says || first(says)) return undefined;
  // Write protection may be for soft-dirty tracking, or to have a vma's protection: by itself it contradicts neither.
  const isProtection = event.startsWith('MMU_NOTIFY_PROTECTION');
  return first(TAKES) ?? first(isProtection ? ['soft-dirty cleared'] : LIMITS);
}

/** A deed in words. */
export function deedWords(deed: EntryDeed): string {
  return WORDS[deed];
}

/** A few words on a kind, for a menu. */
export function eventSummary(event: string): string {
  return eventKind(event)?.title ?? '';
}
