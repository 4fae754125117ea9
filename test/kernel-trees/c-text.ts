/**
 * Plain text tools for kernel C, good enough to make mutants of it: no parser, so that a mistake of the product's own parser
 * cannot hide here. Offsets are UTF-16 code units, ends exclusive.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Edit extends Span {
  readonly text: string;
}

/** The text with comments, strings and character constants blanked out, at the same offsets. */
export function masked(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g, (part) => part.replace(/[^\n]/g, ' '));
}

/** Apply edits that do not overlap; those at one place in the order given. */
export function edited(text: string, edits: readonly Edit[]): string {
  const ordered = edits.map((edit, index) => ({ edit, index })).sort((a, b) => a.edit.start - b.edit.start || a.index - b.index);
  let result = '';
  let at = 0;
  for (const { edit } of ordered) {
    if (edit.start < at) throw new Error('edits overlap');
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

export function insert(at: number, text: string): Edit {
  return { start: at, end: at, text };
}

export function replace(span: Span, text: string): Edit {
  return { start: span.start, end: span.end, text };
}

/** The offset behind the bracket that closes the one at `open`; the end of the text where it is not closed. */
export function behindBracket(code: string, open: number): number {
  let depth = 0;
  for (let at = open; at < code.length; at++) {
    const c = code[at];
    if (c === '(' || c === '[' || c === '{') depth++;
    else if ((c === ')' || c === ']' || c === '}') && --depth === 0) return at + 1;
  }
  return code.length;
}

/** The parts of a span between commas outside brackets, without blanks around them. */
export function splitAtCommas(code: string, { start, end }: Span): Span[] {
  const parts: Span[] = [];
  let depth = 0;
  let from = start;
  for (let at = start; at <= end; at++) {
    const c = code[at];
    if (at === end || (c === ',' && depth === 0)) {
      parts.push(trimmed(code, { start: from, end: at }));
      from = at + 1;
    } else if (c === '(' || c === '[' || c === '{') depth++;
    else if (c === ')' || c === ']' || c === '}') depth--;
  }
  return parts;
}

function trimmed(code: string, { start, end }: Span): Span {
  while (start < end && /\s/.test(code[start] ?? '')) start++;
  while (end > start && /\s/.test(code[end - 1] ?? '')) end--;
  return { start, end };
}

export function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** Behind the line feed of the line that holds `at`. */
export function nextLine(text: string, at: number): number {
  const feed = text.indexOf('\n', at);
  return feed < 0 ? text.length : feed + 1;
}

/** The blanks at the start of the line that holds `at`. */
export function indentAt(text: string, at: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, at)))?.[0] ?? '';
}

export interface FunctionText {
  readonly name: string;
  /** From the first line of its head to the line of its closing brace. */
  readonly span: Span;
  /** Behind the opening brace, and the closing brace. */
  readonly body: Span;
  /** `return;` in a form that this function's type takes. */
  readonly leave: string;
  readonly isVoid: boolean;
}

/** The functions of a file in kernel style: braces of the body at the start of a line. */
export function functionsIn(code: string): FunctionText[] {
  const found: FunctionText[] = [];
  for (const match of code.matchAll(/^\{[ \t]*$/gm)) {
    const open = match.index;
    const close = /^\}/m.exec(code.slice(open));
    if (!close) continue;
    const head = headBefore(code, open);
    const text = code.slice(head, open);
    const name = /([A-Za-z_]\w*)\s*\(/.exec(text)?.[1];
    if (!name || /^\s*(struct|enum|union)\s+\w+\s*$/.test(text) || /=\s*$/.test(text)) continue;
    const type = text.slice(0, text.indexOf(name));
    const isVoid = /\bvoid\b/.test(type) && !type.includes('*');
    const leave = isVoid ? 'return;' : type.includes('*') ? 'return NULL;' : /\bbool\b/.test(type) ? 'return false;' : 'return 0;';
    found.push({
      name,
      span: { start: head, end: open + close.index + 1 },
      body: { start: open + 1, end: open + close.index },
      leave,
      isVoid,
    });
  }
  return found;
}

/** Where the head begins that ends at the brace at `open`: behind a blank line, a directive, a brace or a semicolon. */
function headBefore(code: string, open: number): number {
  let head = open;
  while (head > 0) {
    const previous = lineStart(code, head - 1);
    const line = code.slice(previous, head - 1);
    if (/^\s*$|^#|^\}|;\s*$|\\$/.test(line)) break;
    head = previous;
  }
  return head;
}
