/** What was found out of functions of a file by running them, kept until one that was looked into is another. */
import type { CallbackLock, CallbackUse } from '../rules/rule.ts';
import type { SimulationResult } from '../simulator/machine.ts';
import type { Observation } from '../simulator/observation.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import { type FileIndex, pieceKey } from './index-file.ts';
import { equalSignatures, type Signature } from './signature.ts';

/** A run, with all that it told. */
export interface Recording {
  readonly observations: readonly Observation[];
  readonly result: SimulationResult;
}

/** What registrars have to know of a callback. */
export interface CallbackSurvey {
  readonly locks: readonly CallbackLock[];
  /** Of the object around its notifier, wherever it is called: what nothing on the path can have been asked about before. */
  readonly uses: readonly CallbackUse[];
}

/** The text that it holds for. */
interface Text {
  readonly index: FileIndex;
  /** Equal for functions that read the same to the machine. */
  signatureOf(piece: FunctionPiece): Signature;
}

interface Entry<T> {
  readonly value: T;
  /** Keys of the functions that were looked into, and their signatures. */
  readonly seen: ReadonlyMap<string, Signature>;
}

export class Recall<T> {
  readonly #text: Text;
  readonly #known = new Map<string, Entry<T>>();
  /** Of the text before. */
  readonly #before: ReadonlyMap<string, Entry<T>>;

  constructor(text: Text, before: Recall<T> | undefined) {
    this.#text = text;
    this.#before = before ? before.#known : new Map();
  }

  /**
   * @param key names the question
   * @param ran is told which functions the answer hangs on
   * @param compute tells its argument which functions it looks into
   */
  get(key: string, ran: Set<FunctionPiece>, compute: (ran: Set<FunctionPiece>) => T): T {
    let entry = this.#known.get(key);
    if (!entry) {
      const earlier = this.#before.get(key);
      entry = earlier && this.#isSame(earlier) ? earlier : this.#make(compute);
      this.#known.set(key, entry);
    }
    const { functionsByKey } = this.#text.index;
    for (const name of entry.seen.keys()) {
      const piece = functionsByKey.get(name);
      if (piece) ran.add(piece);
    }
    return entry.value;
  }

  #isSame({ seen }: Entry<T>): boolean {
    return [...seen].every(([name, signature]) => {
      const piece = this.#text.index.functionsByKey.get(name);
      return piece !== undefined && equalSignatures(signature, this.#text.signatureOf(piece));
    });
  }

  #make(compute: (ran: Set<FunctionPiece>) => T): Entry<T> {
    const ran = new Set<FunctionPiece>();
    const value = compute(ran);
    return { value, seen: new Map([...ran].map((piece) => [pieceKey(piece), this.#text.signatureOf(piece)])) };
  }
}
