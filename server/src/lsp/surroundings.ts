/**
 * What open documents ask of other files: where the functions that they call are defined in their trees, and which locks callbacks wait for. Found in
 * the background, with a refresh when it is known.
 */
import { Definitions } from '../host/definitions/definitions.ts';
import type { Elsewhere } from '../lens.ts';
import type { CallbackLocks } from './callback-locks.ts';
import type { Signal } from './signal.ts';
import { pathOf } from './uris.ts';

/** What is asked of other files: where functions are defined, or only who calls those of the document. */
export type Asked = 'definitions' | 'callers';

export interface Question {
  /** Absent where it is only asked for locks. */
  readonly asked: Asked | undefined;
  readonly text: string;
  /** See `FileAnalysis.mayHold`. */
  readonly mayHold: readonly string[];
}

interface Known {
  readonly asked: Asked | undefined;
  readonly mayHold: readonly string[];
  /** What it was, or is being, found with. */
  readonly source: Definitions;
  elsewhere?: Elsewhere;
}

export class Surroundings {
  readonly #refresh: Signal;
  readonly #locks: CallbackLocks;
  readonly #textOf: (path: string) => string | undefined;
  #definitions: Definitions;
  readonly #known = new Map<string, Known>();

  /**
   * @param refresh is fired when something has been found
   * @param textOf the text of an open document, by absolute path
   */
  constructor(refresh: Signal, locks: CallbackLocks, textOf: (path: string) => string | undefined) {
    this.#refresh = refresh;
    this.#locks = locks;
    this.#textOf = textOf;
    this.#definitions = new Definitions(textOf);
  }

  /**
   * What is known by now: at first nothing, after a change of the tree what was known before. A refresh follows.
   * @param root absolute path of the document's tree
   */
  of(uri: string, root: string, question: Question): Elsewhere | undefined {
    const { asked, mayHold } = question;
    const before = this.#known.get(uri);
    if (before?.source === this.#definitions && before.asked === asked && mayHold.every((name) => before.mayHold.includes(name))) return before.elsewhere;
    const known: Known = { ...before, asked, mayHold, source: this.#definitions };
    this.#known.set(uri, known);
    void this.#look(uri, root, known, question);
    return known.elsewhere;
  }

  async #look(uri: string, root: string, known: Known, question: Question): Promise<void> {
    const tell = (elsewhere: Elsewhere | undefined): void => {
      if (this.#known.get(uri) !== known || (!elsewhere && !known.elsewhere)) return;
      if (elsewhere) known.elsewhere = elsewhere;
      else delete known.elsewhere;
      this.#refresh.fire();
    };
    // What can't be read is passed over, so that this does not fail; if it does, the file is all there is to see.
    const before = known.elsewhere?.callbackLocks;
    const found = await this.#base(uri, root, question).catch(() => undefined);
    // Which locks there are takes longer.
    if (found) tell({ ...found, ...(before ? { callbackLocks: before } : {}) });
    const whole = await this.#withLocks(uri, root, question, found).catch(() => found);
    if (whole !== found || (before && before.length > 0)) tell(whole);
  }

  /** The same for a file that is not open: waited for, and not remembered. */
  async find(uri: string, root: string, question: Question): Promise<Elsewhere | undefined> {
    return this.#withLocks(uri, root, question, await this.#base(uri, root, question));
  }

  async #base(uri: string, root: string, { asked }: Question): Promise<Elsewhere | undefined> {
    const path = pathOf(uri);
    if (path === undefined || asked === undefined) return undefined;
    return asked === 'definitions' ? this.#definitions.around(root, path) : this.#definitions.callersAround(root, path);
  }

  async #withLocks(uri: string, root: string, question: Question, base: Elsewhere | undefined): Promise<Elsewhere | undefined> {
    const path = pathOf(uri);
    const definitions = this.#definitions;
    const locks = path === undefined ? [] : await this.#locks.sharedWith(root, question);
    const callbackLocks = path === undefined || locks.length === 0 ? [] : await definitions.locksAround(root, path, locks);
    if (path === undefined || callbackLocks.length === 0) return base;
    return { ...(base ?? (await definitions.around(root, path))), callbackLocks };
  }

  forget(uri: string): void {
    this.#known.delete(uri);
  }

  /** Files of the trees have changed. @param changed absolute paths; `undefined` where it may be any */
  forgetAll(changed: readonly string[] | undefined): void {
    this.#definitions = new Definitions(this.#textOf);
    this.#locks.forget(changed);
  }
}
