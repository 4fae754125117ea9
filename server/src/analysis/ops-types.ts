/** Which types of a file are, or hold, ops tables of subscribers: the API's own, what the file calls them by `typedef` or macro, and structures with a member of one. */
import { OPS_TYPES, type OpsKind } from '../kernel/callbacks.ts';
import { declarationsOf } from '../kernel/header/declarations.ts';
import type { MacroPiece, OtherPiece } from '../syntax/outline.ts';

/** Names of the API's types of ops tables. */
export const OPS_WORDS = [...OPS_TYPES.keys()].map((type) => type.slice('struct '.length));

/** What a type is to tables. */
export type OpsShape =
  | { readonly is: 'table'; readonly kind: OpsKind }
  | { readonly is: 'holder'; readonly members: ReadonlyMap<string, OpsShape> };

/** Types by how they are written: `struct foo`, `foo_t`. Pointers to tables are none. */
export type OpsShapes = ReadonlyMap<string, OpsShape>;

const PLAIN: OpsShapes = new Map([...OPS_TYPES].map(([type, kind]) => [type, { is: 'table', kind }]));

/** Names that are not the API's own, and by which a text may come to a table: of types, of variables of these types, and of members. */
export interface OpsNames {
  readonly shapes: OpsShapes;
  readonly words: ReadonlySet<string>;
}

const NONE: OpsNames = { shapes: PLAIN, words: new Set(OPS_WORDS) };

/** A structure in a structure in a structure. */
const LEVELS = 4;

export function opsNamesOf(declarations: readonly OtherPiece[], macros: ReadonlyMap<string, readonly MacroPiece[]>): OpsNames {
  const shapes = new Map(PLAIN);
  const words = new Set(OPS_WORDS);
  const seen = new Set<OtherPiece>();
  for (const [name, [macro, ...more]] of macros) {
    const shape = macro && more.length === 0 && macro.parameters === undefined ? shapes.get(bare(macro.text.slice(macro.replacement.start, macro.replacement.end))) : undefined;
    if (shape) add(name, name, shape);
  }
  for (let level = 0; level < LEVELS; level++) {
    const before = words.size;
    for (const piece of declarations) {
      if (seen.has(piece) || !namesAny(piece, words)) continue;
      seen.add(piece);
      read(piece);
    }
    if (words.size === before) break;
  }
  return words.size === OPS_WORDS.length ? NONE : { shapes, words };

  function add(type: string, word: string, shape: OpsShape): void {
    shapes.set(type, shape);
    words.add(word);
  }

  function read({ text }: OtherPiece): void {
    const code = text.replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, ' ');
    const alias = /^\s*typedef\b([^;{}*()[\]]*)\b(\w+)\s*;/.exec(code);
    const named = alias?.[1] === undefined ? undefined : shapes.get(bare(alias[1]));
    if (alias?.[2] !== undefined && named) return add(alias[2], alias[2], named);
    for (const [tag, members] of declarationsOf(code).structs) {
      const found = members.flatMap(({ kind, name, ...rest }) => {
        const shape = kind === 'field' && 'type' in rest ? shapes.get(bare(rest.type)) : undefined;
        return shape ? [[name, shape] as const] : [];
      });
      if (found.length === 0) continue;
      add(`struct ${tag}`, tag, { is: 'holder', members: new Map(found) });
      for (const [name] of found) words.add(name);
      const own = new RegExp(`^\\s*typedef\\s+struct\\s+${tag}\\s*\\{[^]*\\}\\s*(\\w+)\\s*;\\s*$`).exec(code)?.[1];
      if (own !== undefined) add(own, own, { is: 'holder', members: new Map(found) });
    }
    // A variable of such a type: what is set in it later is set by its name.
    for (const type of shapes.keys()) {
      const variable = new RegExp(`\\b${type.replace(' ', '\\s+')}\\s+(\\w+)\\s*(?:[;=,[]|__\\w+)`).exec(code)?.[1];
      if (variable !== undefined) words.add(variable);
    }
  }
}

/** Whether a text has one of these names. */
export function namesAny({ identifiers }: Pick<OtherPiece, 'identifiers'>, names: ReadonlySet<string>): boolean {
  for (const name of names) if (identifiers.has(name)) return true;
  return false;
}

/** A type without its qualifiers. */
function bare(type: string): string {
  return type.replaceAll(/\b(const|volatile|static|extern)\b/g, ' ').trim().replaceAll(/\s+/g, ' ');
}
