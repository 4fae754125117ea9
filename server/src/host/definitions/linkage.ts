/** Whether a file defines a function, and who may call it, by the text of its head. */

/** `weak`: the linker may take another one. */
export type Linkage = 'static' | 'global' | 'weak' | 'macro';

/** A parenthesis, what is in it, and what stands between it and a body. (A backslash is in no head: what looks like one is a line of a macro.) */
const PARAMETERS = /\s*\([^;{}#\\]*\)[^;{}()#\\]*\{/y;
/** What comes before a name in the same head holds none of these. */
const BEFORE_HEAD = /[;=#(){}\\]/;

/** `undefined` where the file only declares `name`, or calls it. */
export function linkageOf(text: string, name: string): Linkage | undefined {
  const heads: string[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const end = at + name.length;
    if (text[end] === '(' && /^[ \t]*#[ \t]*define[ \t]+$/.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at))) return 'macro';
    PARAMETERS.lastIndex = end;
    if (heads.length === 0 && PARAMETERS.test(text)) heads.push(...headBefore(text, at, name));
  }
  const [before] = heads;
  if (before === undefined) return undefined;
  return /\b__weak\b/.test(before) ? 'weak' : /\bstatic\b/.test(before) ? 'static' : 'global';
}

/** What stands in a head before the name at `at`; nothing where there is no head. */
function headBefore(text: string, at: number, name: string): readonly string[] {
  let begin = at;
  while (begin > 0 && !BEFORE_HEAD.test(text.charAt(begin - 1))) begin--;
  // It begins with a line.
  if (begin > 0) begin = text.indexOf('\n', begin) + 1 || text.length;
  const head = begin > at ? null : /^(?:[A-Za-z_][^;=#(){}\\]*[\s*])?(?![^])/m.exec(text.slice(begin, at));
  return head ? [head[0].slice(0, `${head[0]}${name}`.indexOf(name))] : [];
}
