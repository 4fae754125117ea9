/** What each document is checked against: its settings, its kernel tree, and what follows from both. */
import { type FileContext, fileContext, quickContext } from '../host/file-context.ts';
import type { Settings } from '../host/settings.ts';
import { generationOf, NEWEST } from '../kernel/generations/index.ts';
import type { KernelTree, Trees } from '../workspace/tree.ts';
import type { SettingsStore } from './settings-store.ts';
import type { Signal } from './signal.ts';
import { pathOf } from './uris.ts';

export interface DocumentContext {
  readonly settings: Settings;
  /** Also there when its header cannot be read. */
  readonly tree: KernelTree | null;
  readonly input: FileContext;
}

/**
 * How long an analysis waits for the tree's build files, in milliseconds. The first file of a tree makes their reading last most of a
 * second; it is shown without what follows from them, and again when they are read.
 */
const PATIENCE = 20;

interface Known {
  readonly outset: Promise<DocumentContext>;
  /** Asked for by documents that use the API. */
  whole?: Promise<DocumentContext>;
  /** What `whole` has come to. */
  arrived?: DocumentContext;
}

/** One object for each document until something changes, so that it can be told by identity whether anything has. No promise of it rejects. */
export class Contexts {
  readonly #settings: SettingsStore;
  readonly #trees: Trees;
  readonly #refresh: Signal;
  readonly #byDocument = new Map<string, Known>();

  /** @param refresh is fired when build files arrive after patience ran out */
  constructor(settings: SettingsStore, trees: Trees, refresh: Signal) {
    this.#settings = settings;
    this.#trees = trees;
    this.#refresh = refresh;
  }

  /** Without what the build files tell. */
  of(uri: string): Promise<DocumentContext> {
    return this.#known(uri).outset;
  }

  /** With what the build files tell, if that is known soon; else as `of`, and a refresh follows. */
  async forAnalysis(uri: string): Promise<DocumentContext> {
    const known = this.#known(uri);
    if (known.arrived) return known.arrived;
    if (!known.whole) {
      let late = false;
      known.whole = this.#whole(uri, known.outset).then((context) => {
        known.arrived = context;
        if (late && this.#byDocument.get(uri) === known) this.#refresh.fire();
        return context;
      });
      const first = await Promise.race([known.whole, afterPatience()]);
      late = first === undefined;
      return first ?? known.outset;
    }
    return (await Promise.race([known.whole, afterPatience()])) ?? known.outset;
  }

  /** For a file that is not open: complete, and not remembered. */
  async once(uri: string): Promise<DocumentContext> {
    const context = await this.#whole(uri, this.#outset(uri));
    this.#settings.forget(uri);
    return context;
  }

  forget(uri: string): void {
    this.#byDocument.delete(uri);
    this.#settings.forget(uri);
  }

  /** Settings or trees have changed. */
  forgetAll(): void {
    this.#byDocument.clear();
  }

  #known(uri: string): Known {
    let known = this.#byDocument.get(uri);
    if (!known) {
      known = { outset: this.#outset(uri) };
      this.#byDocument.set(uri, known);
    }
    return known;
  }

  async #outset(uri: string): Promise<DocumentContext> {
    const path = pathOf(uri);
    const [settings, tree] = await Promise.all([this.#settings.of(uri), path === undefined ? null : this.#trees.findTree(path)]);
    const chosen = settings.generation === 'newest' ? undefined : generationOf(settings.generation);
    return {
      settings,
      tree,
      input: quickContext(tree, chosen ?? NEWEST),
    };
  }

  async #whole(uri: string, outset: Promise<DocumentContext>): Promise<DocumentContext> {
    const context = await outset;
    const input = await fileContext(this.#trees, pathOf(uri) ?? '', context.tree, context.input.generation);
    return input.builtWithoutNotifier === context.input.builtWithoutNotifier ? context : { ...context, input };
  }
}

function afterPatience(): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(resolve, PATIENCE, undefined);
  });
}
