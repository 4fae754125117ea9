/** Which functions of a file the core calls with an mmap lock held, by the tables that they stand in. */
import { LOCKED_TABLES, type LockedEntry, lockedEntry } from '../kernel/entered-locked.ts';
import type { OtherPiece } from '../syntax/outline.ts';
import type { SyntaxParser } from '../syntax/parser.ts';
import { atomsOf, worldsFor } from '../syntax/world.ts';
import { declaratorsOf, functionName } from './ops-tables.ts';

/** At most this many alternatives of a table's preprocessor conditions are looked at. */
const WORLDS = 8;

/** @param oldest kernels before this release need not be looked at */
export function lockedEntriesOf(name: string, declarations: readonly OtherPiece[], parser: SyntaxParser, oldest: string): readonly LockedEntry[] {
  const found = new Set<LockedEntry>();
  for (const piece of declarations) {
    if (!piece.identifiers.has(name) || ![...LOCKED_TABLES].some((table) => piece.identifiers.has(table))) continue;
    for (const world of worldsFor(atomsOf(piece), WORLDS, oldest)) {
      for (const { type, init } of declaratorsOf(piece, world, parser)) {
        if (init?.kind !== 'initializer' || type.pointers > 0 || !type.base.startsWith('struct ')) continue;
        for (const { field, value } of init.entries) {
          const entry = field !== undefined && functionName(value) === name ? lockedEntry(type.base.slice('struct '.length), field) : undefined;
          if (entry) found.add(entry);
        }
      }
    }
  }
  return [...found];
}
