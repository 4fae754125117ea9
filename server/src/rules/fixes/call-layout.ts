/** How a call is set: within the kernel's eighty columns, continued the way its author had continued it. */
import { columnAt, indentAt, newlineOf, padTo } from './text.ts';

/** Columns that a line may have (Documentation/process/coding-style.rst). */
export const WIDTH = 80;

/** Lines that do not fit where the arguments would be aligned begin so far inside the statement instead. */
const INSIDE = 16;

export interface Layout {
  /** Column of the call's first character, 0-based. */
  readonly column: number;
  /** The line end; in a macro with its backslash. */
  readonly nl: string;
  /** White space that further lines begin with; without it they are aligned with the opening parenthesis. */
  readonly continuation?: string;
  /** What follows the call on its last line: at least the `;`. */
  readonly behind?: number;
}

function widthOf(white: string): number {
  return columnAt(white, white.length);
}

/** A call, broken so that lines keep to the width. */
export function layOut(name: string, args: readonly string[], { column, nl, continuation, behind = 1 }: Layout): string {
  const open = column + name.length + 1;
  const pieces = args.map((arg, i) => arg + (i < args.length - 1 ? ',' : ')'));
  const longest = Math.max(...pieces.map((piece) => piece.length));
  const margin = continuation ?? (open + longest <= WIDTH ? padTo(open) : padTo(Math.max(column - (column % 8) + INSIDE, 8)));
  let text = `${name}(`;
  let at = open;
  pieces.forEach((piece, i) => {
    const rest = i === pieces.length - 1 ? behind : 0;
    // The first argument stays on the line of the name wherever it does not make things worse.
    if ((i > 0 && at + 1 + piece.length + rest > WIDTH) || (i === 0 && at + piece.length + rest > WIDTH && widthOf(margin) < open)) {
      text += nl + margin + piece;
      at = widthOf(margin) + piece.length;
    } else {
      text += (i > 0 ? ' ' : '') + piece;
      at += piece.length + (i > 0 ? 1 : 0);
    }
  });
  if (args.length === 0) text += ')';
  return text;
}

/** The layout of the call `text.slice(start, end)`, for another one in its place. */
export function layoutAt(text: string, start: number, end: number): Layout {
  const [, second] = text.slice(start, end).split('\n');
  const white = second === undefined ? undefined : /^[ \t]*/.exec(second)?.[0];
  const lineEnd = text.indexOf('\n', end);
  const behind = text.slice(end, lineEnd < 0 ? text.length : lineEnd).replace(/\s*(\/[/*].*|\\)?\r?$/, '').length;
  // A continuation to the left of the statement was no choice of layout.
  // Nor is being aligned with the parenthesis one of columns: the new call's may stand elsewhere.
  const open = text.indexOf('(', start);
  const isIndented = white !== undefined && widthOf(white) > widthOf(indentAt(text, start)) && widthOf(white) !== columnAt(text, open) + 1;
  return { column: columnAt(text, start), nl: newlineOf(text), behind: Math.max(behind, 1), ...(isIndented ? { continuation: white } : {}) };
}
