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

/** The structure that a declaration defines. */
export function structureIn(text: string): string | undefined {
  return /^[^{]*\b(struct\s+\w+)\s*$/.exec(text.slice(0, Math.max(text.indexOf('{'), 0)))?.[1]?.replaceAll(/\s+/g, ' ');
}
