/** Finds functions, structs and enums in the text of one half of a header (no comments, no directives). */

export interface Parameter {
  /** The type's words and stars, joined by blanks; for a parameter without a name the whole. */
  readonly type: string;
  readonly name: string | undefined;
}

export interface FunctionDeclaration {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly mustCheck: boolean;
}

export interface CallbackMember {
  readonly kind: 'callback';
  readonly name: string;
  readonly returns: string;
  readonly parameters: readonly Parameter[];
}

export interface FieldMember {
  readonly kind: 'field';
  readonly name: string;
  readonly type: string;
}

export type Member = CallbackMember | FieldMember;

export interface Declarations {
  readonly functions: ReadonlyMap<string, FunctionDeclaration>;
  /** Structs that have a body, by tag. */
  readonly structs: ReadonlyMap<string, readonly Member[]>;
  /** Enumerators by tag, in order. */
  readonly enums: ReadonlyMap<string, readonly string[]>;
  readonly balanced: boolean;
}

const IDENTIFIER = /^[A-Za-z_]\w*$/;
const KEYWORDS = new Set([
  'void',
  'char',
  'short',
  'int',
  'long',
  'float',
  'double',
  'signed',
  'unsigned',
  'bool',
  '_Bool',
  'const',
  'volatile',
  'static',
  'inline',
  'extern',
  'register',
  'struct',
  'union',
  'enum',
  'typedef',
  'if',
  'for',
  'while',
  'switch',
  'return',
  'sizeof',
  'typeof',
]);
/** Annotations that look like a call and are not the declarator. */
const ANNOTATION =
  /^(__attribute__|__printf|__must_hold|__acquires|__releases|__nonnull|__section|__aligned|__alloc_size|__cond_acquires|__malloc)$/;
/** Vendors keep their binary interface stable with such wrappers around a member; the last argument is what counts. */
const ABI_WRAPPER = /KABI/;

function isIdentifier(token: string | undefined): token is string {
  return token !== undefined && IDENTIFIER.test(token);
}

/** The index of the token that closes the bracket at `open`, or the end. */
function closing(tokens: readonly string[], open: number): number {
  let level = 0;
  for (let index = open; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === '(' || token === '{' || token === '[') level++;
    else if (token === ')' || token === '}' || token === ']') {
      level--;
      if (level <= 0) return index;
    }
  }
  return tokens.length;
}

/** Split at `separator` outside brackets; empty parts are left out. */
function split(tokens: readonly string[], separator: string): string[][] {
  const parts: string[][] = [];
  let part: string[] = [];
  let level = 0;
  for (const token of tokens) {
    if (token === '(' || token === '{' || token === '[') level++;
    else if (token === ')' || token === '}' || token === ']') level--;
    if (token === separator && level === 0) {
      parts.push(part);
      part = [];
    } else {
      part.push(token);
    }
  }
  parts.push(part);
  return parts.filter((tokensOfPart) => tokensOfPart.length > 0);
}

function parameterOf(tokens: readonly string[]): Parameter {
  const last = tokens.at(-1);
  const afterTag = tokens.length >= 2 && /^(struct|union|enum)$/.test(tokens.at(-2) ?? '');
  const named = tokens.length > 1 && isIdentifier(last) && !KEYWORDS.has(last) && !afterTag && tokens.at(-2) !== 'const';
  return named ? { type: tokens.slice(0, -1).join(' '), name: last } : { type: tokens.join(' '), name: undefined };
}

function parametersOf(tokens: readonly string[]): Parameter[] {
  if (tokens.length === 1 && tokens[0] === 'void') return [];
  return split(tokens, ',').map(parameterOf);
}

function functionOf(item: readonly string[]): FunctionDeclaration | undefined {
  if (item[0] === 'typedef' || item.includes('=')) return undefined;
  let found: FunctionDeclaration | undefined;
  for (let index = 0; index < item.length; index++) {
    if (item[index] !== '(') continue;
    const end = closing(item, index);
    const name = item[index - 1];
    if (isIdentifier(name) && !KEYWORDS.has(name) && !ANNOTATION.test(name)) {
      const parameters = parametersOf(item.slice(index + 1, end));
      found = { name, parameters, mustCheck: item.includes('__must_check') || item.includes('__wur') };
    }
    index = end;
  }
  return found;
}

function membersOf(body: readonly string[], depth = 0): Member[] {
  return split(body, ';').flatMap((tokens) => memberOf(tokens, depth));
}

function memberOf(whole: readonly string[], depth: number): Member[] {
  const wrapped: Member[] = [];
  let tokens = whole;
  // Wrappers may stand without a semicolon, directly before the next member.
  while (ABI_WRAPPER.test(tokens[0] ?? '') && tokens[1] === '(' && depth < 3) {
    const end = closing(tokens, 1);
    const own = split(tokens.slice(2, end), ',').at(-1);
    if (own) wrapped.push(...memberOf(own, depth + 1));
    tokens = tokens.slice(end + 1);
  }
  return [...wrapped, ...plainMemberOf(tokens, depth)];
}

function plainMemberOf(tokens: readonly string[], depth: number): Member[] {
  for (let index = 0; index + 3 < tokens.length; index++) {
    const name = tokens[index + 2];
    if (
      tokens[index] === '(' &&
      tokens[index + 1] === '*' &&
      isIdentifier(name) &&
      tokens[index + 3] === ')' &&
      tokens[index + 4] === '('
    ) {
      const open = index + 4;
      const parameters = parametersOf(tokens.slice(open + 1, closing(tokens, open)));
      return [{ kind: 'callback', name, returns: tokens.slice(0, index).join(' '), parameters }];
    }
  }
  if (tokens.includes('{')) {
    // An anonymous union or struct has its fields in the outer one's name space.
    const open = tokens.indexOf('{');
    const end = closing(tokens, open);
    return end >= tokens.length - 1 && depth < 8 ? membersOf(tokens.slice(open + 1, end), depth + 1) : [];
  }
  if (tokens.length < 2) return [];
  const declarators = split(tokens, ',');
  const type = declarators[0]?.slice(0, -1).join(' ') ?? '';
  return declarators.flatMap((declarator): Member[] => {
    const cut = declarator.findIndex((token) => token === '[' || token === ':');
    const name = (cut < 0 ? declarator : declarator.slice(0, cut)).at(-1);
    return isIdentifier(name) && !KEYWORDS.has(name) ? [{ kind: 'field', name, type }] : [];
  });
}

/** Read the declarations of one half. The first declaration of a name that has named parameters wins. Never throws. */
export function declarationsOf(code: string): Declarations {
  const tokens = code.match(/[A-Za-z_]\w*|\d\w*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\.\.\.|[^\s\w]/g) ?? [];
  const functions = new Map<string, FunctionDeclaration>();
  const structs = new Map<string, Member[]>();
  const enums = new Map<string, string[]>();
  let balanced = true;
  let item: string[] = [];
  const finish = (): void => {
    const declared = functionOf(item);
    if (declared) {
      const known = functions.get(declared.name);
      const namesIt = declared.parameters.some((parameter) => parameter.name !== undefined);
      if (!known || (namesIt && known.parameters.every((parameter) => parameter.name === undefined)))
        functions.set(declared.name, declared);
    }
    item = [];
  };
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    if (token === ';') {
      finish();
    } else if (token === '(' || token === '[') {
      const end = closing(tokens, index);
      if (end === tokens.length) balanced = false;
      for (const inner of tokens.slice(index, end + 1)) item.push(inner);
      index = end;
    } else if (token === '{') {
      const end = closing(tokens, index);
      if (end === tokens.length) balanced = false;
      const [tagKind, tag] = item.slice(-2);
      const body = tokens.slice(index + 1, end);
      if (item.at(-2) === 'extern' || /^"/.test(tag ?? '')) {
        item = [];
        continue; // extern "C" {: its contents are ordinary declarations; the lone closing brace is skipped below.
      }
      if (tagKind === 'struct' && isIdentifier(tag)) {
        if (!structs.has(tag)) structs.set(tag, membersOf(body));
        item = ['='];
      } else if (tagKind === 'enum' && isIdentifier(tag)) {
        if (!enums.has(tag))
          enums.set(
            tag,
            split(body, ',')
              .map((part) => part[0] ?? '')
              .filter((name) => IDENTIFIER.test(name)),
          );
        item = ['='];
      } else if (item.some((word) => word === '=' || (word === 'struct' && item.length === 1) || (word === 'enum' && item.length === 1))) {
        item = ['='];
      } else {
        finish();
      }
      index = end;
    } else if (token === '}') {
      item = [];
    } else {
      item.push(token);
    }
  }
  return { functions, structs, enums, balanced };
}
