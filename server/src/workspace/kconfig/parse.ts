/** Reads one Kconfig file into its entries. Blocks stay nested, so that a sourced file can be given the conditions around it. */
import { type Expression, parseExpression } from './expression.ts';

export interface ConfigEntry {
  readonly kind: 'config';
  readonly name: string;
  readonly depends: Expression[];
  /** Conditions under which the symbol can be set by hand; `undefined` stands for "always". */
  readonly prompts: (Expression | undefined)[];
  readonly defaults: { readonly value: Expression; readonly condition?: Expression }[];
  /** Of another value than y/m/n: a default of it is not "on". */
  readonly selects: { readonly target: string; readonly condition?: Expression; readonly weak: boolean }[];
}

export interface Block {
  readonly kind: 'block';
  readonly depends: Expression[];
  readonly entries: Entry[];
}

export interface Source {
  readonly kind: 'source';
  /** As written, without quotes. */
  readonly path: string;
  /** Relative to the file that names it (`rsource`). */
  readonly relative: boolean;
}

export type Entry = ConfigEntry | Block | Source;

/** The text before a trailing ` if EXPR` outside quotes, and the condition. */
function conditional(text: string): { head: string; condition?: Expression } {
  if (!/\sif\s/.test(text)) return { head: text };
  const match = /^((?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^"'])*?)\s+if\s+(.*)$/s.exec(text);
  return match ? { head: (match[1] ?? '').trim(), condition: parseExpression(match[2] ?? '') } : { head: text.trim() };
}

/** Drop a comment that is not inside quotes. */
function withoutComment(line: string): string {
  return line.includes('#') ? line.replace(/^((?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^"'#])*)#.*$/s, '$1') : line;
}

/** Column of the first character that is no blank; -1 for an empty line. */
function indentation(line: string): number {
  let column = 0;
  for (let index = 0; index < line.length; index++) {
    const code = line.charCodeAt(index);
    if (code === 9) column = (column | 7) + 1;
    else if (code === 32) column++;
    else return code === 13 ? -1 : column;
  }
  return -1;
}

/** The last line of a help text: it goes on as long as lines are indented like its first. */
function skipHelp(lines: readonly string[], helpLine: number): number {
  let index = helpLine + 1;
  while (index < lines.length && indentation(lines[index] ?? '') < 0) index++;
  const indent = indentation(lines[index] ?? '');
  if (indent <= 0) return index - 1;
  while (index < lines.length) {
    const own = indentation(lines[index] ?? '');
    if (own >= 0 && own < indent) break;
    index++;
  }
  return index - 1;
}

class Parser {
  private readonly root: Block = { kind: 'block', depends: [], entries: [] };
  private readonly stack: Block[] = [this.root];
  private current: ConfigEntry | undefined;
  /** The block whose header is being read: takes `depends on`. */
  private header: Block | undefined;

  parse(text: string): Block {
    const lines = text.split('\n');
    for (let index = 0; index < lines.length; index++) {
      let line = (lines[index] ?? '').trim();
      if (line === '' || line.startsWith('#')) continue;
      if (line === 'help' || line === '---help---') {
        index = skipHelp(lines, index);
        continue;
      }
      while (line.endsWith('\\') && index + 1 < lines.length) line = `${line.slice(0, -1)} ${(lines[++index] ?? '').trim()}`;
      this.statement(withoutComment(line).trimEnd());
    }
    return this.root;
  }

  private add(entry: Entry): void {
    this.stack.at(-1)?.entries.push(entry);
  }

  private open(depends: Expression[]): void {
    const block: Block = { kind: 'block', depends, entries: [] };
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
    const blank = /[\s"]/.exec(line)?.index ?? line.length;
    const word = line.slice(0, blank);
    const rest = line.slice(blank).trimStart();
    switch (word) {
      case 'config':
      case 'menuconfig':
        this.current = { kind: 'config', name: rest.trim(), depends: [], prompts: [], defaults: [], selects: [] };
        this.header = undefined;
        this.add(this.current);
        return;
      case 'menu':
      case 'choice':
        this.open([]);
        return;
      case 'if':
        this.open([parseExpression(rest)]);
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
      case 'depends':
        (this.current ?? this.header)?.depends.push(parseExpression(rest.replace(/^on\s+/, '')));
        return;
      default:
        if (this.current) property(this.current, word, rest);
    }
  }
}

function property(entry: ConfigEntry, word: string, rest: string): void {
  switch (word) {
    case 'bool':
    case 'tristate':
    case 'string':
    case 'int':
    case 'hex':
    case 'prompt':
      if (rest.trim() !== '') entry.prompts.push(conditional(rest).condition);
      return;
    case 'default':
    case 'def_bool':
    case 'def_tristate': {
      const { head, condition } = conditional(rest);
      entry.defaults.push({ value: parseExpression(head), ...(condition ? { condition } : {}) });
      return;
    }
    case 'select':
    case 'imply': {
      const { head, condition } = conditional(rest);
      entry.selects.push({ target: head, weak: word === 'imply', ...(condition ? { condition } : {}) });
      return;
    }
    default:
      return;
  }
}

/** Parse a file's text. Never throws; what is not understood is left out. */
export function parseKconfig(text: string): Block {
  return new Parser().parse(text);
}
