/** The word around an offset. */
import type { FileSpan } from '../findings.ts';

/**
 * @param pattern what a word is made of, as a global expression
 * @returns the word that contains the offset or ends at it
 */
export function wordAt(text: string, offset: number, pattern: RegExp): (FileSpan & { readonly word: string }) | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = text.indexOf('\n', offset);
  const line = text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd);
  for (const match of line.matchAll(pattern)) {
    const start = lineStart + match.index;
    const end = start + match[0].length;
    if (start <= offset && offset <= end) return { word: match[0], start, end };
  }
  return undefined;
}
