/** What is done to entries, as changes of pages. */
import type { EntryDeed, EntryTrait } from '../kernel/entries.ts';
import type { EntryChangeEvent } from '../simulator/observation.ts';
import type { Access } from './data.ts';
import type { Pages } from './pages.ts';

const TRAITS: { readonly [K in EntryTrait]: readonly [Access, string] } = {
  'write-protected': ['read-only', 'write-protected'],
  // What a vma's protection is nobody says: less than before is what subscribers have to be told of.
  'vma protection': ['read-only', 'protection of its vma'],
  'soft-dirty cleared': ['read-only', 'soft-dirty cleared'],
  migration: ['special', 'migrating'],
  'device-exclusive': ['special', 'exclusive to a device'],
  'device-private': ['special', 'in device memory'],
};

function isTrait(deed: EntryDeed): deed is EntryTrait {
  return deed in TRAITS;
}

/** A change that the path makes itself. @returns what it is, in words */
export function applyChange(pages: Pages, at: readonly number[], { change }: EntryChangeEvent, isEmpty: boolean): string {
  switch (change.is) {
    case 'taken':
      pages.clear(at, change.flushes ? 'cleared and flushed' : 'cleared');
      return change.flushes ? 'the entry is cleared, and the TLB flushed' : 'the entry is cleared';
    case 'borrowed': return 'the entry is taken out to be changed';
    case 'changed': return applyTrait(pages, at, change.trait);
    case 'put': {
      const [trait] = change.traits;
      if (trait) return applyTrait(pages, at, trait);
      if (change.isOwn) {
        pages.restore(at, 'writable', 'mapped');
        return 'what was there is put back';
      }
      pages.replace(at, isEmpty ? 'mapped' : 'replaced');
      return 'another page is mapped';
    }
    case 'zapped':
      pages.clear(at);
      return 'all entries of the range are cleared';
    case 'protected': return applyTrait(pages, at, 'vma protection');
    case 'tables freed':
      pages.clear(at, 'no page table');
      return 'the page tables are freed';
  }
}

function applyTrait(pages: Pages, at: readonly number[], trait: EntryTrait): string {
  const [access, text] = TRAITS[trait];
  pages.restore(at, access, text);
  return `the entry: ${text}`;
}

/** The deeds that say most of what functions do that are not run, first. */
const WEIGHT: readonly EntryDeed[] = ['tables freed', 'vmas zapped', 'zapped', 'device-private', 'migration', 'device-exclusive', 'moved', 'replaced', 'flushed', 'cleared', 'vma protection', 'soft-dirty cleared', 'write-protected'];

/** The one that counts. */
export function weightiest<T extends { readonly deed: EntryDeed }>(deeds: readonly T[]): T | undefined {
  return [...deeds].sort((a, b) => WEIGHT.indexOf(a.deed) - WEIGHT.indexOf(b.deed))[0];
}

/** What a function that is not run does, as far as is known. */
export function applyDeed(pages: Pages, at: readonly number[], deed: EntryDeed): void {
  if (isTrait(deed)) applyTrait(pages, at, deed);
  else if (deed === 'replaced') pages.replace(at, 'replaced');
  else pages.clear(at, deed === 'tables freed' ? 'no page table' : deed === 'moved' ? 'moved away' : 'cleared');
}

/** What those who send a kind do behind it. */
export function applyEvent(pages: Pages, at: readonly number[], event: string | null): string {
  switch (event) {
    case 'MMU_NOTIFY_PROTECTION_VMA': return applyTrait(pages, at, 'vma protection');
    case 'MMU_NOTIFY_PROTECTION_PAGE': return applyTrait(pages, at, 'write-protected');
    case 'MMU_NOTIFY_SOFT_DIRTY': return applyTrait(pages, at, 'soft-dirty cleared');
    default:
      pages.clear(at);
      return 'the entries are cleared';
  }
}
