/** What each document is checked against: its settings, its kernel tree, and what follows from both. */
import { fileContext, type FileContext } from '../host/file-context.ts';
import type { Settings } from '../host/settings.ts';
import { generationOf, NEWEST } from '../kernel/generations/index.ts';
import type { KernelTree, Trees } from '../workspace/tree.ts';
import type { SettingsStore } from './settings-store.ts';
import { pathOf } from './uris.ts';

export interface DocumentContext {
  readonly settings: Settings;
  /** Also there when its header cannot be read. */
  readonly tree: KernelTree | null;
  readonly input: FileContext;
}

/** One object for each document until something changes, so that it can be told by identity whether anything has. */
export class Contexts {
  readonly #settings: SettingsStore;
  readonly #trees: Trees;
  readonly #byDocument = new Map<string, Promise<DocumentContext>>();

  constructor(settings: SettingsStore, trees: Trees) {
    this.#settings = settings;
    this.#trees = trees;
  }

  /** Never rejects. */
  of(uri: string): Promise<DocumentContext> {
    let context = this.#byDocument.get(uri);
    if (!context) {
      context = this.#make(uri);
      this.#byDocument.set(uri, context);
    }
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

  async #make(uri: string): Promise<DocumentContext> {
    const path = pathOf(uri);
    const [settings, tree] = await Promise.all([this.#settings.of(uri), path === undefined ? null : this.#trees.findTree(path)]);
    const chosen = settings.generation === 'newest' ? undefined : generationOf(settings.generation);
    return { settings, tree, input: await fileContext(this.#trees, path ?? '', tree, chosen ?? NEWEST) };
  }
}
