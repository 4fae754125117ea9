/** What the structures that a file names are made of: those of its own, and of its headers. */
import type { OtherPiece } from '../syntax/outline.ts';
import { innerPaths, type MemberPath, memberType, structureIn } from './types.ts';

/** Where structures of headers are looked up. */
type Home = (type: string) => { structure(type: string): readonly string[] } | undefined;

export class Structures {
  readonly #declarations: () => readonly OtherPiece[];
  readonly #homeOf: Home;
  #own: ReadonlyMap<string, readonly string[]> | undefined;
  /** By type and member. */
  readonly #memberTypes = new Map<string, string | undefined>();
  readonly #innerPaths = new Map<string, readonly MemberPath[]>();

  /**
   * @param declarations of the file
   * @param homeOf the header that defines a structure for the file, which does not itself
   */
  constructor(declarations: () => readonly OtherPiece[], homeOf: Home) {
    this.#declarations = declarations;
    this.#homeOf = homeOf;
  }

  /** The texts of the file's own declarations that define a structure, by its type: more than one where the preprocessor decides. */
  get own(): ReadonlyMap<string, readonly string[]> {
    if (!this.#own) {
      const found = new Map<string, string[]>();
      for (const { text } of this.#declarations()) {
        const defined = structureIn(text);
        if (defined !== undefined) found.set(defined, [...(found.get(defined) ?? []), text]);
      }
      this.#own = found;
    }
    return this.#own;
  }

  memberType(type: string, field: string): string | undefined {
    const key = `${type} ${field}`;
    if (!this.#memberTypes.has(key)) {
      const text = this.#definitionOf(type);
      this.#memberTypes.set(key, text === undefined ? undefined : memberType(text, field));
    }
    return this.#memberTypes.get(key);
  }

  innerPaths(type: string, member: string): readonly MemberPath[] {
    const key = `${type} ${member}`;
    const known = this.#innerPaths.get(key) ?? innerPaths({ type, member }, (name) => this.#definitionOf(name));
    this.#innerPaths.set(key, known);
    return known;
  }

  /** What defines the structure `type`, here or in the header that is meant; `undefined` where the preprocessor decides. */
  #definitionOf(type: string): string | undefined {
    const own = this.own.get(type) ?? [];
    const [text, ...more] = own.length > 0 ? own : (this.#homeOf(type)?.structure(type) ?? []);
    return more.length === 0 ? text : undefined;
  }
}
