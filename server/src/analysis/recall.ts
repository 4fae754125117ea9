/** What was found out of functions of a file by running them, kept until one that was looked into is another. */
import type { CallbackLock, CallbackUse } from '../rules/rule.ts';
import type { SimulationResult } from '../simulator/machine.ts';
import type { Observation } from '../simulator/observation.ts';
import type { Program } from '../simulator/routine.ts';
import type { SliceKind } from '../simulator/slice.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import { atomsOf, type World } from '../syntax/world.ts';
import { alike, type Functions, type KnownFunction } from './alike.ts';
import { type FileIndex, pieceKey } from './index-file.ts';
import { equalPieces } from './signature.ts';

/** What a run told. The file in which it ran is left out: it is there again when it is played, and one of an earlier text is not to be kept alive. */
export type Told = DistributiveOmit<Observation, 'program'> & { readonly program?: Program };

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** A run, with all that it told. */
export interface Recording {
  readonly observations: readonly Told[];
  readonly result: SimulationResult;
}

/** What registrars have to know of a callback. */
export interface CallbackSurvey {
  readonly locks: readonly CallbackLock[];
  /** Of the object around its notifier, wherever it is called: what nothing on the path can have been asked about before. */
  readonly uses: readonly CallbackUse[];
}

/** The text that it holds for. */
interface Text extends Functions {
  readonly index: FileIndex;
}

interface Entry<T> {
  readonly value: T;
  /** The functions that were looked into, by key. */
  readonly seen: ReadonlyMap<string, KnownFunction>;
  /** What the world was asked, and said. Worlds that agree in that are one. */
  readonly told: ReadonlyMap<string, boolean | undefined>;
}

/** Remembers which of its conditions were asked for. */
class AskedWorld extends Map<string, boolean> {
  readonly asked = new Set<string>();

  override get(condition: string): boolean | undefined {
    this.asked.add(condition);
    return super.get(condition);
  }
}

type Entries<T> = ReadonlyMap<string, readonly Entry<T>[]>;

export class Recall<T> {
  readonly #text: Text;
  readonly #known = new Map<string, readonly Entry<T>[]>();
  /** Of the text before. */
  #before: Entries<T>;
  /** That of it which nobody asked for yet. */
  #left: Entries<T> = new Map();
  readonly #kinds: readonly SliceKind[];

  /** @param kinds for answers that tell no places: what of functions is run for them */
  constructor(text: Text, before: Recall<T> | undefined, kinds: readonly SliceKind[] = []) {
    this.#text = text;
    this.#before = before ? new Map([...before.#left, ...before.#known]) : new Map();
    this.#kinds = kinds;
  }

  /** The text before is forgotten. */
  settle(): void {
    const { functionsByKey } = this.#text.index;
    this.#left = new Map([...this.#before].filter(([question, entries]) => !this.#known.has(question) && entries.every(({ seen }) => [...seen.keys()].every((key) => functionsByKey.has(key)))));
    this.#before = new Map();
  }

  /**
   * @param question names it, whatever the world
   * @param ran is told which functions the answer hangs on
   * @param compute tells its first argument which functions it looks into, and asks the second what the world is
   */
  get(question: string, world: World, ran: Set<FunctionPiece>, compute: (ran: Set<FunctionPiece>, world: World) => T): T {
    let entry = entryIn(this.#known, question, world);
    if (!entry) {
      const earlier = entryIn(this.#before, question, world);
      entry = earlier && this.#isSame(earlier, world) ? earlier : this.#make(world, compute);
      this.#known.set(question, [...(this.#known.get(question) ?? []), entry]);
    }
    const { functionsByKey } = this.#text.index;
    for (const name of entry.seen.keys()) {
      const piece = functionsByKey.get(name);
      if (piece) ran.add(piece);
    }
    return entry.value;
  }

  #isSame({ seen }: Entry<T>, world: World): boolean {
    return [...seen].every(([key, before]) => {
      const piece = this.#text.index.functionsByKey.get(key);
      if (!piece) return false;
      return equalPieces(before.signature, this.#text.known(piece).signature) || (this.#kinds.length > 0 && alike(piece, before, world, this.#kinds, this.#text) !== undefined);
    });
  }

  #make(world: World, compute: (ran: Set<FunctionPiece>, world: World) => T): Entry<T> {
    const ran = new Set<FunctionPiece>();
    const asked = new AskedWorld(world);
    const value = compute(ran, asked);
    // Summaries that were there already ask nothing any more.
    const conditions = new Set([...asked.asked, ...[...ran].flatMap(atomsOf)]);
    return {
      value,
      seen: new Map([...ran].map((piece) => [pieceKey(piece), this.#text.known(piece)])),
      told: new Map([...conditions].map((condition) => [condition, world.get(condition)])),
    };
  }
}

function entryIn<T>(entries: Entries<T>, question: string, world: World): Entry<T> | undefined {
  return entries.get(question)?.find(({ told }) => [...told].every(([condition, holds]) => world.get(condition) === holds));
}
