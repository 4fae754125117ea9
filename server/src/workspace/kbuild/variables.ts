/**
 * The variables of a directory's Makefile, expanded as far as building needs it: every word with the configuration under
 * which it is in the list. `obj-$(CONFIG_X)` counts as `obj-y` when X is on.
 */
import type { Assignment } from './makefile.ts';
import { ALWAYS, both, UNKNOWN, type When, whenOn } from './condition.ts';

export interface Word {
  readonly text: string;
  readonly when: When;
}

const MAX_DEPTH = 30;
const MAX_WORDS = 20_000;

/** Index of the bracket that closes the reference whose `(` or `{` is at `open`; the text's length if there is none. */
function closing(text: string, open: number): number {
  let level = 0;
  for (let index = open; index < text.length; index++) {
    const char = text[index];
    if (char === '(' || char === '{') level++;
    else if (char === ')' || char === '}') {
      level--;
      if (level === 0) return index;
    }
  }
  return text.length;
}

function splitArguments(text: string): string[] {
  const parts: string[] = [];
  let level = 0;
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const char = text[index];
    if (char === '(' || char === '{') level++;
    else if (char === ')' || char === '}') level--;
    else if (char === ',' && level === 0) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

function substituted(word: string, pattern: string, replacement: string): string {
  const percent = pattern.indexOf('%');
  if (percent < 0) return word === pattern ? replacement : word;
  const before = pattern.slice(0, percent);
  const after = pattern.slice(percent + 1);
  if (word.length < before.length + after.length || !word.startsWith(before) || !word.endsWith(after)) return word;
  return replacement.replace('%', () => word.slice(before.length, word.length - after.length));
}

export class Variables {
  private readonly assignments = new Map<string, { value: string; when: When }[]>();
  private readonly expanded = new Map<string, Word[]>();
  private readonly expanding = new Set<string>();

  /** @param builtIn variables that Kbuild sets: `src`, `obj`, `srctree` */
  constructor(private readonly builtIn: ReadonlyMap<string, string>) {}

  assign(assignment: Assignment): void {
    for (const { text: name, when } of this.expand(assignment.name, 0)) {
      const known = this.assignments.get(name);
      const entry = { value: assignment.value, when: both(assignment.when, when) };
      if (known) known.push(entry);
      else this.assignments.set(name, [entry]);
    }
    this.expanded.clear();
  }

  names(): Iterable<string> {
    return this.assignments.keys();
  }

  /** The words of a variable; none for one that is not set here. */
  words(name: string, depth = 0): readonly Word[] {
    const known = this.expanded.get(name);
    if (known) return known;
    const fixed = this.builtIn.get(name);
    if (fixed !== undefined) return [{ text: fixed, when: ALWAYS }];
    if (this.expanding.has(name) || depth > MAX_DEPTH) return [];
    this.expanding.add(name);
    const words: Word[] = [];
    for (const { value, when } of this.assignments.get(name) ?? []) {
      for (const word of this.expand(value, depth + 1)) {
        if (words.length < MAX_WORDS) words.push({ text: word.text, when: both(when, word.when) });
      }
    }
    this.expanding.delete(name);
    // An expansion cut short by recursion is right only in its surroundings.
    if (this.expanding.size === 0) this.expanded.set(name, words);
    return words;
  }

  /** Expand a text into words. As in make, the first and last word of a reference join what touches it. */
  expand(text: string, depth = 0): Word[] {
    const words: Word[] = [];
    let open: Word | undefined;
    const append = (piece: Word): void => {
      open = open ? { text: open.text + piece.text, when: both(open.when, piece.when) } : piece;
    };
    const finish = (): void => {
      if (open && open.text !== '') words.push(open);
      open = undefined;
    };
    for (let index = 0; index < text.length; ) {
      const char = text[index] ?? '';
      const next = text[index + 1];
      if (/\s/.test(char)) {
        finish();
        index++;
      } else if (char === '$' && (next === '(' || next === '{')) {
        const end = closing(text, index + 1);
        this.reference(text.slice(index + 2, end), depth).forEach((word, position) => {
          if (position > 0) finish();
          append(word);
        });
        index = end + 1;
      } else {
        const rest = /^[^\s$]+|^\$./.exec(text.slice(index))?.[0] ?? char;
        append({ text: rest, when: ALWAYS });
        index += rest.length;
      }
    }
    finish();
    return words;
  }

  private reference(content: string, depth: number): readonly Word[] {
    if (depth > MAX_DEPTH) return [];
    const call = /^([a-z-]+)\s+(.*)$/s.exec(content);
    if (call) return this.call(call[1] ?? '', splitArguments(call[2] ?? ''), depth + 1);
    const substitution = /^([^:]+):([^=]*)=(.*)$/s.exec(content);
    const named = (substitution?.[1] ?? content).trim();
    const symbol = /^CONFIG_(\w+)$/.exec(named)?.[1];
    if (symbol !== undefined) return [{ text: 'y', when: whenOn(symbol) }];
    const name = named.includes('$') ? this.expand(named, depth + 1) : [{ text: named, when: ALWAYS }];
    const words = name.flatMap(({ text, when }) =>
      this.words(text, depth + 1).map((word) => ({ text: word.text, when: both(when, word.when) })),
    );
    if (!substitution) return words;
    const [from = '', to = ''] = [substitution[2], substitution[3]];
    const [pattern, replacement] = from.includes('%') ? [from, to] : [`%${from}`, `%${to}`];
    return words.map(({ text, when }) => ({ text: substituted(text, pattern, replacement), when }));
  }

  private call(name: string, parts: readonly string[], depth: number): readonly Word[] {
    const [first = '', second = '', third = ''] = parts;
    const list = (text: string): Word[] => this.expand(text, depth);
    const plain = (text: string): string =>
      list(text)
        .map((word) => word.text)
        .join(' ');
    switch (name) {
      case 'addprefix':
        return list(second).map(({ text, when }) => ({ text: plain(first) + text, when }));
      case 'addsuffix':
        return list(second).map(({ text, when }) => ({ text: text + plain(first), when }));
      case 'sort':
      case 'strip':
        return list(parts.join(','));
      case 'patsubst':
        return list(third).map(({ text, when }) => ({ text: substituted(text, plain(first), plain(second)), when }));
      case 'subst':
        return list(third).map(({ text, when }) => ({ text: text.replaceAll(plain(first) || '\0', plain(second)), when }));
      case 'if': {
        const condition = list(first);
        const when = condition.length === 1 && condition[0] ? condition[0].when : UNKNOWN;
        return [
          ...list(second).map((word) => ({ text: word.text, when: both(when, word.when) })),
          ...list(third).map((word) => ({ text: word.text, when: both(UNKNOWN, word.when) })),
        ];
      }
      case 'filter':
      case 'filter-out':
        return list(second).map(({ text, when }) => ({ text, when: both(when, UNKNOWN) }));
      case 'or':
        return parts.flatMap(list);
      default:
        return [];
    }
  }
}
