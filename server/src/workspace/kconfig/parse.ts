/** Reads one Kconfig file into its entries. Blocks stay nested, so that a sourced file can be given the conditions around it. */
import { type Expression, parseExpression } from './expression.ts';

export interface ConfigEntry {
  readonly kind: 'config';
  readonly name: string;
  readonly depends: readonly Expression[];
  /** Conditions under which the symbol can be set by hand; `undefined` stands for "always". */
  readonly prompts: readonly (Expression | undefined)[];
  readonly defaults: readonly { readonly value: Expression; readonly condition?: Expression }[];
  /** Of another value than y/m/n: a default of it is not "on". */
  readonly selects: readonly { readonly target: string; readonly condition?: Expression; readonly weak: boolean }[];
}

export interface Block {
  readonly kind: 'block';
  readonly depends: readonly Expression[];
  readonly entries: readonly Entry[];
}

export interface Source {
  readonly kind: 'source';
  /** As written, without quotes. */
  readonly path: string;
  /** Relative to the file that names it (`rsource`). */
  readonly relative: boolean;
}

export type Entry = ConfigEntry | Block | Source;

/** While it is being read. */
type Unfinished<Kind> = { -readonly [Key in keyof Kind]: Kind[Key] };

interface OpenBlock extends Block {
  depends: readonly Expression[];
  readonly entries: Entry[];
}

/** As short as can be: a tree has tens of thousands of these lists, most of them empty or with one item. */
function appended<Item>(list: readonly Item[], item: Item): readonly Item[] {
  return list.length === 0 ? [item] : list.concat([item]);
}

const NONE: readonly never[] = [];

/** Drop a comment that is not inside quotes. */
function withoutComment(line: string): string {
  return line.includes('#') ? line.replace(/^((?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^"'#])*)#.*$/s, '$1') : line;
}

/** The lines of a text that are neither blank nor comments. */
class Lines {
  private readonly text: string;
  /** Where the next line begins. */
  private next = 0;
  /** Of the line that was read last: where it is without the blanks before it, and the column there. */
  private first = 0;
  private end = 0;
  private column = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** The next line without blanks around it; `undefined` at the end. */
  read(): string | undefined {
    while (this.advance()) {
      if (this.first < this.end && this.text[this.first] !== '#') return this.text.slice(this.first, this.end).trim();
    }
    return undefined;
  }

  /** The line below, whatever it is. */
  continuation(): string | undefined {
    return this.advance() ? this.text.slice(this.first, this.end).trim() : undefined;
  }

  /** Pass over a help text: it goes on as long as lines are indented like its first. */
  skipHelp(): void {
    let indent: number | undefined;
    for (let start = this.next; this.advance(); start = this.next) {
      if (this.first === this.end) continue;
      indent ??= this.column;
      if (indent > 0 && this.column >= indent) continue;
      this.next = start;
      return;
    }
  }

  private advance(): boolean {
    const { text } = this;
    if (this.next > text.length) return false;
    const newline = text.indexOf('\n', this.next);
    this.end = newline < 0 ? text.length : newline;
    this.column = 0;
    this.first = this.next;
    this.next = this.end + 1;
    for (; this.first < this.end; this.first++) {
      const code = text.charCodeAt(this.first);
      if (code === 9) this.column = (this.column | 7) + 1;
      else if (code === 32) this.column++;
      else if (code === 13) continue;
      else break;
    }
    return true;
  }
}

class Parser {
  private readonly root: OpenBlock = { kind: 'block', depends: NONE, entries: [] };
  private readonly stack: OpenBlock[] = [this.root];
  private current: Unfinished<ConfigEntry> | undefined;
  /** The block whose header is being read: takes `depends on`. */
  private header: OpenBlock | undefined;

  constructor(private readonly expression: (text: string) => Expression) {}

  parse(text: string): Block {
    const lines = new Lines(text);
    for (let line = lines.read(); line !== undefined; line = lines.read()) {
      if (line === 'help' || line === '---help---') {
        lines.skipHelp();
        continue;
      }
      while (line.endsWith('\\')) {
        const more = lines.continuation();
        if (more === undefined) break;
        line = `${line.slice(0, -1)} ${more}`;
      }
      this.statement(withoutComment(line).trimEnd());
    }
    return this.root;
  }

  private add(entry: Entry): void {
    this.stack.at(-1)?.entries.push(entry);
  }

  private open(depends: readonly Expression[]): void {
    const block: OpenBlock = { kind: 'block', depends, entries: [] };
    this.add(block);
    this.stack.push(block);
    this.header = block;
    this.current = undefined;
  }

  private close(): void {
    if (this.stack.length > 1) this.stack.pop();
    this.header = undefined;
    this.current = undefined;
  }

  private statement(line: string): void {
    const blank = line.search(/[\s"]/);
    const word = blank < 0 ? line : line.slice(0, blank);
    const rest = blank < 0 ? '' : line.slice(blank).trimStart();
    switch (word) {
      case 'config':
      case 'menuconfig':
        this.current = { kind: 'config', name: rest.trim(), depends: NONE, prompts: NONE, defaults: NONE, selects: NONE };
        this.header = undefined;
        this.add(this.current);
        return;
      case 'menu':
      case 'choice':
        this.open(NONE);
        return;
      case 'if':
        this.open([this.expression(rest)]);
        this.header = undefined;
        return;
      case 'endmenu':
      case 'endchoice':
      case 'endif':
        this.close();
        return;
      case 'source':
      case 'osource':
      case 'rsource':
      case 'orsource':
        this.current = undefined;
        this.header = undefined;
        this.add({ kind: 'source', path: rest.trim().replace(/^["']|["']$/g, ''), relative: word.includes('rs') });
        return;
      case 'comment':
      case 'mainmenu':
        this.current = undefined;
        this.header = undefined;
        return;
      case 'depends': {
        const entry = this.current ?? this.header;
        if (entry) entry.depends = appended(entry.depends, this.expression(rest.replace(/^on\s+/, '')));
        return;
      }
      default:
        if (this.current) this.property(this.current, word, rest);
    }
  }

  private property(entry: Unfinished<ConfigEntry>, word: string, rest: string): void {
    switch (word) {
      case 'bool':
      case 'tristate':
      case 'string':
      case 'int':
      case 'hex':
      case 'prompt':
        if (rest.trim() !== '') entry.prompts = appended(entry.prompts, this.conditional(rest).condition);
        return;
      case 'default':
      case 'def_bool':
      case 'def_tristate': {
        const { head, condition } = this.conditional(rest);
        entry.defaults = appended(entry.defaults, { value: this.expression(head), ...(condition ? { condition } : {}) });
        return;
      }
      case 'select':
      case 'imply': {
        const { head, condition } = this.conditional(rest);
        entry.selects = appended(entry.selects, { target: head, weak: word === 'imply', ...(condition ? { condition } : {}) });
        return;
      }
      default:
        return;
    }
  }

  /** The text before a trailing ` if EXPR` outside quotes, and the condition. */
  private conditional(text: string): { head: string; condition?: Expression } {
    if (!/\sif\s/.test(text)) return { head: text };
    const match = /^((?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^"'])*?)\s+if\s+(.*)$/s.exec(text);
    return match ? { head: (match[1] ?? '').trim(), condition: this.expression(match[2] ?? '') } : { head: text.trim() };
  }
}

/**
 * Parse a file's text. Never throws; what is not understood is left out.
 * @param expression reads an expression; one that remembers what it has read saves most of the work for a whole tree
 */
export function parseKconfig(text: string, expression: (text: string) => Expression = parseExpression): Block {
  return new Parser(expression).parse(text);
}
