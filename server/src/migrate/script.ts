/** The edits of one file as they come together: small ones first, and larger ones that take the small ones in. */
import type { FileSpan, TextEdit } from '../findings.ts';
import type { Remark, Tally } from './migration.ts';

type Kind = keyof Tally;

interface Entry extends TextEdit {
  readonly kind: Kind;
}

function isInside({ span: inner }: TextEdit, { span: outer }: TextEdit): boolean {
  if (inner.start < outer.start || inner.end > outer.end) return false;
  // What is inserted at an edge stays beside it.
  if (inner.start === inner.end) return outer.start < inner.start && inner.start < outer.end;
  return inner.end - inner.start < outer.end - outer.start;
}

export class Script {
  readonly text: string;
  readonly #edits = new Map<string, Entry>();
  readonly #losses = new Map<string, Remark>();
  readonly #remarks = new Map<string, Remark>();

  constructor(text: string) {
    this.text = text;
  }

  /** The same place may be come to several times, in several alternatives of the preprocessor's: the first time counts. */
  replace(kind: Kind, span: FileSpan, newText: string): void {
    const isInsertion = span.start === span.end;
    const key = isInsertion ? `${span.start}+${newText}` : `${span.start}-${span.end}`;
    if (!this.#edits.has(key) && (isInsertion || newText !== this.text.slice(span.start, span.end))) this.#edits.set(key, { kind, span, newText });
  }

  lose(at: number, message: string): void {
    this.#losses.set(`${at}:${message}`, { at, message });
  }

  remark(at: number, message: string): void {
    this.#remarks.set(`${at}:${message}`, { at, message });
  }

  /** The text of a region, with the edits in it. */
  textOf(span: FileSpan): string {
    const whole: TextEdit = { span, newText: '' };
    let result = '';
    let at = span.start;
    for (const edit of this.#sorted([...this.#edits.values()].filter((e) => isInside(e, whole) || (e.span.start === span.start && e.span.end === span.end && e.span.start < e.span.end)))) {
      result += this.text.slice(at, edit.span.start) + edit.newText;
      at = edit.span.end;
    }
    return result + this.text.slice(at, span.end);
  }

  touches(span: FileSpan): boolean {
    return [...this.#edits.values()].some((e) => e.span.start < span.end && span.start < e.span.end);
  }

  edits(): readonly TextEdit[] {
    return this.#sorted([...this.#edits.values()]).map(({ span, newText }) => ({ span, newText }));
  }

  losses(): readonly Remark[] {
    return [...this.#losses.values()].sort((a, b) => a.at - b.at);
  }

  remarks(): readonly Remark[] {
    return [...this.#remarks.values()].sort((a, b) => a.at - b.at);
  }

  tally(): Tally {
    const tally = { calls: 0, declarations: 0, callbacks: 0, fields: 0, names: 0 };
    for (const { kind } of this.#sorted([...this.#edits.values()])) tally[kind]++;
    return tally;
  }

  /** In order, without those that lie in others. */
  #sorted(edits: readonly Entry[]): readonly Entry[] {
    const outermost = edits.filter((e) => !edits.some((other) => other !== e && isInside(e, other)));
    return outermost.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  }
}
