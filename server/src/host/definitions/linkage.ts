/** Whether a file defines a function, and who may call it, by the text of its head. */

/** `weak`: the linker may take another one. */
export type Linkage = 'static' | 'global' | 'weak' | 'macro';

/** `undefined` where the file only declares `name`, or calls it. */
export function linkageOf(text: string, name: string): Linkage | undefined {
  if (new RegExp(String.raw`^[ \t]*#[ \t]*define[ \t]+${name}\(`, 'm').test(text)) return 'macro';
  // A backslash is in no head: what looks like one is a line of a macro.
  const head = new RegExp(String.raw`^(?:[A-Za-z_][^;=#(){}\\]*[\s*])?${name}\s*\([^;{}#\\]*\)[^;{}()#\\]*\{`, 'gm');
  for (const [match] of text.matchAll(head)) {
    const before = match.slice(0, match.indexOf(name));
    return /\b__weak\b/.test(before) ? 'weak' : /\bstatic\b/.test(before) ? 'static' : 'global';
  }
  return undefined;
}
