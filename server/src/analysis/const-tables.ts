/** Structures of a file that nobody changes: which of its functions their members are. */
import type { OtherPiece } from '../syntax/outline.ts';
import type { SyntaxParser } from '../syntax/parser.ts';
import { atomsOf } from '../syntax/world.ts';
import { declaratorsOf, functionName } from './ops-tables.ts';

const CONST_TABLE = /\bconst\s+(?:struct\s+\w+|\w+_t)\s+(\w+)\s*(?:__\w+\s*)*=\s*\{/;

const names = new WeakMap<OtherPiece, string>();

function nameOf(piece: OtherPiece): string {
  let name = names.get(piece);
  if (name === undefined) names.set(piece, (name = CONST_TABLE.exec(piece.text)?.[1] ?? ''));
  return name;
}

export class ConstTables {
  readonly #declarations: () => readonly OtherPiece[];
  readonly #parser: SyntaxParser;
  #pieces: ReadonlyMap<string, OtherPiece | undefined> | undefined;
  readonly #members = new Map<string, ReadonlyMap<string, string>>();

  constructor(declarations: () => readonly OtherPiece[], parser: SyntaxParser) {
    this.#declarations = declarations;
    this.#parser = parser;
  }

  /** The text that defines the table `name`; empty where there is none, or several, or the preprocessor decides. */
  textOf(name: string): string {
    return this.#pieceOf(name)?.text ?? '';
  }

  /** What that text names. */
  namesIn(name: string): Iterable<string> {
    return this.#pieceOf(name)?.identifiers ?? [];
  }

  /** The function that a member of the table is, by its name. */
  memberOf(table: string, field: string): string | undefined {
    let members = this.#members.get(table);
    if (!members) this.#members.set(table, (members = this.#find(table)));
    return members.get(field);
  }

  #pieceOf(name: string): OtherPiece | undefined {
    if (!this.#pieces) {
      const found = new Map<string, OtherPiece | undefined>();
      for (const piece of this.#declarations()) {
        const defined = nameOf(piece);
        // One of several is not certain.
        if (defined !== '') found.set(defined, found.has(defined) || piece.guards.length > 0 || atomsOf(piece).length > 0 ? undefined : piece);
      }
      this.#pieces = found;
    }
    return this.#pieces.get(name);
  }

  #find(table: string): ReadonlyMap<string, string> {
    const piece = this.#pieceOf(table);
    const members = new Map<string, string>();
    for (const { name, init, type } of piece ? declaratorsOf(piece, new Map(), this.#parser) : []) {
      if (name !== table || init?.kind !== 'initializer' || type.isArray || type.pointers > 0) continue;
      for (const { field, value } of init.entries) {
        const member = field === undefined ? undefined : functionName(value);
        if (field !== undefined && member !== undefined) members.set(field, member);
      }
    }
    return members;
  }
}
