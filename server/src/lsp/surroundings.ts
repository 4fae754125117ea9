/** Where the functions that open documents call are defined in their trees: found in the background, with a refresh when it is known. */
import { Definitions } from '../host/definitions/definitions.ts';
import type { Elsewhere } from '../lens.ts';
import type { Signal } from './signal.ts';
import { pathOf } from './uris.ts';

/** What is asked of other files: where functions are defined, or only who calls those of the document. */
export type Asked = 'definitions' | 'callers';

interface Known {
  readonly asked: Asked;
  /** What it was, or is being, found with. */
  readonly source: Definitions;
  elsewhere?: Elsewhere;
}

export class Surroundings {
  readonly #refresh: Signal;
  readonly #textOf: (path: string) => string | undefined;
  #definitions: Definitions;
  readonly #known = new Map<string, Known>();

  /**
   * @param refresh is fired when something has been found
   * @param textOf the text of an open document, by absolute path
   */
  constructor(refresh: Signal, textOf: (path: string) => string | undefined) {
    this.#refresh = refresh;
    this.#textOf = textOf;
    this.#definitions = new Definitions(textOf);
  }

  /**
   * What is known by now: at first nothing, after a change of the tree what was known before. A refresh follows.
   * @param root absolute path of the document's tree
   */
  of(uri: string, root: string, asked: Asked): Elsewhere | undefined {
    const before = this.#known.get(uri);
    if (before?.source === this.#definitions && before.asked === asked) return before.elsewhere;
    const known: Known = { ...before, asked, source: this.#definitions };
    this.#known.set(uri, known);
    void this.#look(uri, root, known);
    return known.elsewhere;
  }

  async #look(uri: string, root: string, known: Known): Promise<void> {
    // What can't be read is passed over, so that this does not fail; if it does, the file is all there is to see.
    const found = await this.find(uri, root, known.asked).catch(() => undefined);
    if (!found || this.#known.get(uri) !== known) return;
    known.elsewhere = found;
    this.#refresh.fire();
  }

  /** The same for a file that is not open: waited for, and not remembered. */
  async find(uri: string, root: string, asked: Asked): Promise<Elsewhere | undefined> {
    const path = pathOf(uri);
    if (path === undefined) return undefined;
    return asked === 'definitions' ? this.#definitions.around(root, path) : this.#definitions.callersAround(root, path);
  }

  forget(uri: string): void {
    this.#known.delete(uri);
  }

  /** Files of the trees have changed. */
  forgetAll(): void {
    this.#definitions = new Definitions(this.#textOf);
  }
}
