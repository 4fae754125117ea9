/**
 * What the analysis of one function asks of others: the answer counts, and not the text that it was found in, so that a result stays good
 * as long as the answers are the same.
 */
import type { OpsKind } from '../kernel/callbacks.ts';
import { settles } from '../kernel/event-evidence.ts';
import type { CallbackLock, CallbackUse, EntryEvidence, SequenceSet, UntoldWay } from '../rules/rule.ts';
import { siteKey } from '../simulator/trace.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import type { World } from '../syntax/world.ts';
import { locksOfCallbacks, usesOfCallbacks } from './callback-locks.ts';
import { evidenceFor } from './entry-deeds.ts';
import { pieceKey } from './index-file.ts';
import type { FileMemory } from './memory.ts';
import type { FileProgram } from './program.ts';
import { sequencesSet } from './sequences.ts';
import type { Signature } from './signature.ts';
import { untoldWay } from './told-of.ts';

/** Which locks the callbacks of tables of this kind take, or where interval callbacks set the sequence. */
interface Question {
  readonly about: OpsKind | 'sequences';
  readonly world: World;
}

/** What is done to entries while the range is open that the call at `at` initialises. */
interface EntryQuestion {
  readonly piece: string;
  readonly at: number;
  readonly event: string;
}

function entryEvidence(piece: FunctionPiece, at: number, event: string, memory: FileMemory): EntryEvidence {
  return evidenceFor(piece, at, memory, (deed) => settles(event, deed));
}

/** What one function's analysis has asked. */
export class Questions {
  readonly #asked = new Map<string, Question>();
  /** Tables of whose callbacks was asked what they use. */
  readonly #tables = new Map<string, { readonly table: string; readonly world: World }>();
  readonly #entries = new Map<string, EntryQuestion>();
  /** Functions of which was asked whether callers tell, by `pieceKey`. */
  readonly #told = new Set<string>();

  locks(kind: OpsKind, { world, worldKey }: FileProgram, memory: FileMemory): readonly CallbackLock[] {
    this.#asked.set(`${kind} ${worldKey}`, { about: kind, world });
    return locksOfCallbacks(kind, memory, world);
  }

  uses(table: string, { world, worldKey }: FileProgram, memory: FileMemory): readonly CallbackUse[] {
    this.#tables.set(`${table} ${worldKey}`, { table, world });
    return usesOfCallbacks(table, memory, world);
  }

  sequences({ world, worldKey }: FileProgram, memory: FileMemory): readonly SequenceSet[] | undefined {
    this.#asked.set(`sequences ${worldKey}`, { about: 'sequences', world });
    return sequencesSet(world, memory);
  }

  entries(piece: FunctionPiece, at: number, event: string, memory: FileMemory): EntryEvidence {
    this.#entries.set(`${pieceKey(piece)} ${at} ${event}`, { piece: pieceKey(piece), at, event });
    return entryEvidence(piece, at, event, memory);
  }

  untoldWay(piece: FunctionPiece, memory: FileMemory): UntoldWay | undefined {
    this.#told.add(pieceKey(piece));
    return untoldWay(piece, memory);
  }

  /** What another has asked counts as asked here. */
  add(other: Questions): void {
    for (const [key, question] of other.#asked) this.#asked.set(key, question);
    for (const [key, question] of other.#tables) this.#tables.set(key, question);
    for (const [key, question] of other.#entries) this.#entries.set(key, question);
    for (const key of other.#told) this.#told.add(key);
  }

  /** Something was asked of a place in this function. @param key of its piece */
  hasPlacesIn(key: string): boolean {
    return [...this.#entries.values()].some(({ piece }) => piece === key);
  }

  /** What is answered to all of that in a text. */
  answers(memory: FileMemory): Signature {
    const entries = Array.from(this.#entries.values(), ({ piece, at, event }) => {
      const there = memory.index.functionsByKey.get(piece);
      const found = there && entryEvidence(there, at, event, memory);
      return found ? `${found.unseen.size > 0} ${found.deeds.map(({ deed, site }) => `${deed} ${siteKey(site)}`).join()}` : '';
    });
    const told = Array.from(this.#told, (key) => {
      const there = memory.index.functionsByKey.get(key);
      const way = there && untoldWay(there, memory);
      return way ? `${way.entered} ${[...way.calls, ...(way.lock ? [way.lock] : [])].map(siteKey).join()}` : '';
    });
    const uses = Array.from(this.#tables.values(), ({ table, world }) => JSON.stringify(usesOfCallbacks(table, memory, world)));
    return [...entries, ...told, ...uses, ...this.#answersOfCallbacks(memory)];
  }

  #answersOfCallbacks(memory: FileMemory): Signature {
    return Array.from(this.#asked.values(), ({ about, world }) => {
      if (about !== 'sequences') return JSON.stringify(locksOfCallbacks(about, memory, world));
      const sets = sequencesSet(world, memory);
      return JSON.stringify(sets?.map(({ callback, locks, mayHoldMore }) => [callback, mayHoldMore, locks.map(({ kind, key, name }) => [kind, key, name])]) ?? null);
    });
  }
}
