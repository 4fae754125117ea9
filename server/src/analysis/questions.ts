/**
 * What the analysis of one function asks of others: the answer counts, and not the text that it was found in, so that a result stays good
 * as long as the answers are the same.
 */
import type { OpsKind } from '../kernel/callbacks.ts';
import type { CallbackLock, SequenceSet } from '../rules/rule.ts';
import type { World } from '../syntax/world.ts';
import { locksOfCallbacks } from './callback-locks.ts';
import type { FileMemory } from './memory.ts';
import { FileProgram } from './program.ts';
import { sequencesSet } from './sequences.ts';
import type { Signature } from './signature.ts';

/** Which locks the callbacks of tables of this kind take, or where interval callbacks set the sequence. */
interface Question {
  readonly about: OpsKind | 'sequences';
  readonly world: World;
}

/** What one function's analysis has asked. */
export class Questions {
  readonly #asked = new Map<string, Question>();

  locks(kind: OpsKind, { world, worldKey }: FileProgram, memory: FileMemory): readonly CallbackLock[] {
    this.#asked.set(`${kind} ${worldKey}`, { about: kind, world });
    return locksOfCallbacks(kind, memory, world);
  }

  sequences({ world, worldKey }: FileProgram, memory: FileMemory): readonly SequenceSet[] | undefined {
    this.#asked.set(`sequences ${worldKey}`, { about: 'sequences', world });
    return sequencesSet(world, memory);
  }

  /** What is answered to all of that in a text. */
  answers(memory: FileMemory): Signature {
    return Array.from(this.#asked.values(), ({ about, world }) => {
      if (about !== 'sequences') return JSON.stringify(locksOfCallbacks(about, memory, world));
      const sets = sequencesSet(world, memory);
      return JSON.stringify(sets?.map(({ callback, locks, mayHoldMore }) => [callback, mayHoldMore, locks.map(({ kind, key, name }) => [kind, key, name])]) ?? null);
    });
  }
}
