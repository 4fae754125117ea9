/** What members of structures are, by the text of the structure. */

const COMMENT = /\/\*[^]*?\*\/|\/\/.*/g;

/** What may stand between a type and the name that is declared: stars, qualifiers, other names with commas. */
const BETWEEN = String.raw`((?:[\s*]|\bconst\b|\b__\w+\b|\b\w+\s*(?:\[[^\]]*\])?\s*,)*)`;

/**
 * The structure that a member is, or points to; `undefined` for other members, and where the text can be read in several ways.
 * @param definition of the structure that it is a member of
 */
export function memberType(definition: string, field: string): string | undefined {
  const body = definition.slice(definition.indexOf('{')).replaceAll(COMMENT, ' ');
  const declarations = [...body.matchAll(new RegExp(String.raw`\b(struct\s+\w+)${BETWEEN}\b${field}\s*(?:\[[^\]]*\]\s*)?[,;]`, 'g'))];
  const found = new Set(declarations.map(([, type = '', between = '']) => (/\*\s*\*/.test(between) ? '' : type.replaceAll(/\s+/g, ' '))));
  const [only, ...more] = found;
  // One of another type would not be seen: that there is one of this name at all is certain only where there is one.
  const named = body.match(new RegExp(String.raw`[\s*]${field}\s*(?:\[[^\]]*\]\s*)?[,;]`, 'g'))?.length ?? 0;
  return only === '' || more.length > 0 || named > declarations.length ? undefined : only;
}

/** A structure inside of another. */
interface Inner {
  /** Its type, if it has a name of its own. */
  readonly type?: string;
  /** What it is made of, if that is written there. */
  readonly body?: string;
}

/** A member of a structure, and how it is written from there. */
export interface MemberPath {
  readonly type: string;
  readonly member: string;
}

/**
 * The structures inside of which the last member of a path lies, outermost first, with the rest of the path: `notifier_lock` of `struct drm_gpusvm`,
 * for `svm.gpusvm.notifier_lock` of another.
 * @param definitionOf the text of a structure, if it is certain which one is meant
 */
export function innerPaths({ type, member }: MemberPath, definitionOf: (type: string) => string | undefined): readonly MemberPath[] {
  const path = member.split('.');
  const found: MemberPath[] = [];
  let body = bodyOf(definitionOf(type));
  for (const [i, field] of path.slice(0, -1).entries()) {
    const inner = body === undefined ? undefined : innerOf(body, field);
    if (!inner) break;
    if (inner.type !== undefined) found.push({ type: inner.type, member: path.slice(i + 1).join('.') });
    body = inner.body ?? (inner.type === undefined ? undefined : bodyOf(definitionOf(inner.type)));
  }
  return found;
}

const DIRECTIVE = /^[ \t]*#(?:[^\\\n]|\\[^])*/gm;

/** What stands between the braces, without comments and directives. */
function bodyOf(definition: string | undefined): string | undefined {
  const text = definition?.replaceAll(COMMENT, ' ').replaceAll(DIRECTIVE, ' ');
  const [open, close] = [text?.indexOf('{') ?? -1, text?.lastIndexOf('}') ?? -1];
  return open >= 0 && close > open ? text?.slice(open + 1, close) : undefined;
}

/** The structure that the member `field` is, not one that it points to; `undefined` where there is none, or several of that name. */
function innerOf(body: string, field: string): Inner | undefined {
  const [only, ...more] = declarationsIn(body).flatMap((text) => innersIn(text, field));
  return more.length === 0 ? only : undefined;
}

function innersIn(declaration: string, field: string): readonly Inner[] {
  const [, tag, body, declared] = /^\s*(?:const\s+)?(?:struct|union)\b\s*(\w+)?[^{(]*\{([^]*)\}([^}]*)$/.exec(declaration) ?? [];
  if (body !== undefined && declared !== undefined) {
    // Members of one without a name are the outer structure's own.
    if (!/\w/.test(declared.replace(/\b__\w+/g, ''))) return declarationsIn(body).flatMap((text) => innersIn(text, field));
    if (!declares(declared, field)) return [];
    return [{ body, ...(tag !== undefined && /^\s*(?:const\s+)?struct\b/.test(declaration) ? { type: `struct ${tag}` } : {}) }];
  }
  const [, type, names] = /^\s*(?:const\s+)?struct\s+(\w+)\b([^(){}]*)$/.exec(declaration) ?? [];
  return type !== undefined && names !== undefined && declares(names, field) ? [{ type: `struct ${type}` }] : [];
}

/** It is itself among what is declared, and neither a pointer nor an array. */
function declares(names: string, field: string): boolean {
  return names.split(',').some((name) => new RegExp(String.raw`^\s*(?:const\s+)?${field}\s*(?:__\w+\s*)*$`).test(name));
}

/** What ends with a semicolon outside of all braces and parentheses. */
function declarationsIn(body: string): readonly string[] {
  const found: string[] = [];
  let [depth, start] = [0, 0];
  for (const { 0: mark, index } of body.matchAll(/[{}();]/g)) {
    if (mark === '{' || mark === '(') depth++;
    else if (mark !== ';') depth--;
    else if (depth === 0) {
      found.push(body.slice(start, index));
      start = index + 1;
    }
  }
  return found;
}

/** The structure that a declaration defines. */
export function structureIn(text: string): string | undefined {
  return /^[^{]*\b(struct\s+\w+)\s*$/.exec(text.slice(0, Math.max(text.indexOf('{'), 0)))?.[1]?.replaceAll(/\s+/g, ' ');
}
