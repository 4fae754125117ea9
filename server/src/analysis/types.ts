/** What members of structures are, by the text of the structure. */
import type { LockName } from '../simulator/held.ts';

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

/**
 * A member by the structure that declares it: the `lock` of `struct b` for `x.lock` of a `struct a` whose `x` is one. What can't be told stays as it is.
 * @param typeOf which structure a member of a structure is
 */
export function innermost(name: LockName, typeOf: (type: string, field: string) => string | undefined): LockName {
  const [field, ...rest] = name.member.split('.');
  const type = name.type === undefined || field === undefined || rest.length === 0 ? undefined : typeOf(name.type, field);
  return type === undefined ? name : innermost({ ...name, type, member: rest.join('.') }, typeOf);
}

/** The structure that a declaration defines. */
export function structureIn(text: string): string | undefined {
  return /^[^{]*\b(struct\s+\w+)\s*$/.exec(text.slice(0, Math.max(text.indexOf('{'), 0)))?.[1]?.replaceAll(/\s+/g, ' ');
}
