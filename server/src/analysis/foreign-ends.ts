/** Functions of the files of callbacks whose locks a file may hold, as far as they may end a subscription: others may call these under such a lock. By names alone. */
import type { SourceFile } from './elsewhere.ts';
import { type FileIndex, reaching } from './index-file.ts';

/** A file, and the way to others. */
interface File {
  readonly index: FileIndex;
  /** The other file that defines the function `name`. */
  elsewhere(name: string): (File & { readonly volume: { readonly file: SourceFile } | undefined }) | undefined;
}

export class ForeignEnds {
  readonly #memory: File;
  readonly #files: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #known = new Map<string, boolean>();
  #reaching: ReadonlySet<string> | undefined;

  /** @param files of the callbacks */
  constructor(memory: File, files: readonly { readonly file: SourceFile; readonly index: FileIndex }[]) {
    this.#memory = memory;
    this.#files = new Map(files.map(({ file, index }) => [file.path, index.ending]));
  }

  /** What the file calls `name` is one of them. */
  isOne(name: string): boolean {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const mayBe = !this.#memory.index.functionsNamed.has(name) && [...this.#files.values()].some((names) => names.has(name));
    const path = mayBe ? this.#memory.elsewhere(name)?.volume?.file.path : undefined;
    const is = path !== undefined && this.#files.get(path)?.has(name) === true;
    this.#known.set(name, is);
    return is;
  }

  /** Names of functions of the file itself that may call one of them, themselves or through others. */
  get callers(): ReadonlySet<string> {
    this.#reaching ??= this.#files.size === 0 ? new Set<string>() : reaching(this.#memory.index, ({ identifiers }) => [...identifiers].some((name) => this.isOne(name)));
    return this.#reaching;
  }
}
