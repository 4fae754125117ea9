/** Whether a file defines a function, and who may call it, by the text of its head. */

export type Linkage = 'static' | 'global';

/** `undefined` where the file only declares `name`, or calls it. */
export function linkageOf(text: string, name: string): Linkage | undefined {
  // A backslash is in no head: what looks like one is a line of a macro.
  const head = new RegExp(String.raw`^(?:[A-Za-z_][^;=#(){}\\]*[\s*])?${name}\s*\([^;{}#\\]*\)[^;{}()#\\]*\{`, 'gm');
  for (const [match] of text.matchAll(head)) return /\bstatic\b/.test(match.slice(0, match.indexOf(name))) ? 'static' : 'global';
  return undefined;
}
