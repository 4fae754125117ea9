/** Someone types a statement into a function, one character after the other, and removes it again. */

/** One key: the text before and after, and what changed. Offsets are UTF-16 units. */
export interface Keystroke {
  readonly before: string;
  readonly after: string;
  /** Where characters were inserted or removed. */
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

export interface Place {
  readonly name: string;
  /** UTF-16 offset in the text, at the end of a line. */
  readonly at: number;
}

/** A decision, so that the paths of the function change with it; half of the time it is no C at all. */
const STATEMENT = '\n\tif (unlikely(!vma->vm_mm))\n\t\tcount_vm_event(PGFAULT);';

/** Behind the first range_init call in the definition of `name`. */
export function behindInit(text: string, name: string): Place | undefined {
  const definition = new RegExp(`^[a-z][^\\n;]*\\b${name}\\(`, 'm').exec(text)?.index;
  const init = definition === undefined ? -1 : text.indexOf('mmu_notifier_range_init', definition);
  const end = init < 0 ? -1 : text.indexOf(';\n', init);
  return end < 0 ? undefined : { name, at: end + 1 };
}

/** At the start of the body of `name`. */
export function atStart(text: string, name: string): Place | undefined {
  const head = new RegExp(`^[A-Za-z_][^;=#(){}]*\\b${name}\\([^;{}]*\\)\\s*\\{`, 'm').exec(text);
  return head ? { name, at: head.index + head[0].length } : undefined;
}

/** At the start of the file's first function, which has nothing to do with notifiers. */
export function elsewhere(text: string): Place | undefined {
  const first = /^[a-z].*\)\n\{$/m.exec(text);
  return first ? { name: 'a function without ranges', at: first.index + first[0].length } : undefined;
}

/** The statement typed at `place` and removed again: a cycle, so that it can be repeated. */
export function keystrokesAt(text: string, { at }: Place): readonly Keystroke[] {
  const texts = Array.from({ length: STATEMENT.length + 1 }, (_, typed) => flat(text.slice(0, at) + STATEMENT.slice(0, typed) + text.slice(at)));
  const typing = texts.slice(1).map((after, i): Keystroke => ({ before: texts[i] ?? '', after, at: at + i, removed: 0, inserted: STATEMENT[i] ?? '' }));
  const removing = typing.toReversed().map(({ before, after, at: where }): Keystroke => ({ before: after, after: before, at: where, removed: 1, inserted: '' }));
  return [...typing, ...removing];
}

/** A string that lies in memory in one piece: putting it together is not to be part of what is measured. */
function flat(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
