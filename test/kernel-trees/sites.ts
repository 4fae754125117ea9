/**
 * Finds the notifier call sites of a tree by text: one site for each call of an init in a function, with the starts and ends
 * of the same range there. The mutants are made of these.
 */
import { behindBracket, type FunctionText, functionsIn, masked, nextLine, type Span, splitAtCommas } from './c-text.ts';

export interface Call extends Span {
  readonly name: string;
  readonly arguments: readonly Span[];
  /** The statement that is nothing but this call, with its semicolon; the `if` with its branch where the call is its condition. */
  readonly statement: Span;
  /** Whether the call is the condition of an `if`. */
  readonly tested: boolean;
  /** Whether the statement is the branch of an `if`, `else` or loop without braces. */
  readonly bare: boolean;
}

export interface Site {
  /** Relative to the tree's root. */
  readonly file: string;
  readonly text: string;
  /** The text with comments and strings blanked out. */
  readonly code: string;
  readonly function: FunctionText;
  /** As the calls name it, without `&`: `range`, `wpwalk->range`. */
  readonly range: string;
  readonly init: Call;
  readonly starts: readonly Call[];
  readonly ends: readonly Call[];
  /** Where the range is declared in this function, with the semicolon: a plain local. */
  readonly declaration: Span | undefined;
  /** Inside a loop whose body holds the declaration: each turn has its own range. */
  readonly perTurn: boolean;
}

const INIT = /\bmmu_notifier_range_init(?:_owner|_migrate)?\s*\(/g;
const START = /\bmmu_notifier_invalidate_range_start(?:_nonblock)?\s*\(/g;
const END = /\bmmu_notifier_invalidate_range_(?:only_)?end\s*\(/g;

/** All sites of a file, in order. */
export function sitesIn(file: string, text: string): Site[] {
  const code = masked(text);
  const functions = functionsIn(code);
  const sites: Site[] = [];
  for (const init of callsIn(code, { start: 0, end: code.length }, INIT)) {
    const around = functions.find(({ body }) => body.start <= init.start && init.start < body.end);
    if (!around) continue;
    const range = rangeOf(code, init);
    const sameRange = (call: Call): boolean => rangeOf(code, call) === range;
    const declared = /^\w+$/.test(range)
      ? new RegExp(`struct\\s+mmu_notifier_range\\s+${range}\\s*;`).exec(code.slice(around.body.start, around.body.end))
      : null;
    const declaration = declared
      ? { start: around.body.start + declared.index, end: around.body.start + declared.index + declared[0].length }
      : undefined;
    sites.push({
      file,
      text,
      code,
      function: around,
      range,
      init,
      starts: callsIn(code, around.body, START).filter(sameRange),
      ends: callsIn(code, around.body, END).filter(sameRange),
      declaration,
      perTurn: declaration !== undefined && isInLoop(code, around.body.start, declaration.start),
    });
  }
  return sites;
}

function rangeOf(code: string, call: Call): string {
  const first = call.arguments[0];
  return first ? code.slice(first.start, first.end).replace(/^&\s*/, '') : '';
}

function callsIn(code: string, { start, end }: Span, pattern: RegExp): Call[] {
  return [...code.slice(start, end).matchAll(pattern)].map((match) => {
    const from = start + match.index;
    const open = from + match[0].length - 1;
    const to = behindBracket(code, open);
    const before = code.slice(0, from).trimEnd();
    const tested = /\bif\s*\($/.test(before);
    return {
      name: match[0].replace(/\s*\($/, ''),
      start: from,
      end: to,
      arguments: splitAtCommas(code, { start: open + 1, end: to - 1 }),
      statement: tested ? ifStatement(code, before.lastIndexOf('if')) : { start: from, end: code.indexOf(';', to) + 1 },
      tested,
      bare: !tested && /(\)|\belse)$/.test(before),
    };
  });
}

/** The `if` at an offset with its one branch; kernel sites have no `else` there. */
function ifStatement(code: string, start: number): Span {
  const condition = behindBracket(code, code.indexOf('(', start));
  const branch = condition + (/^\s*/.exec(code.slice(condition))?.[0].length ?? 0);
  return { start, end: code[branch] === '{' ? behindBracket(code, branch) : code.indexOf(';', branch) + 1 };
}

function isInLoop(code: string, from: number, at: number): boolean {
  const heads: string[] = [];
  for (let index = from; index < at; index++) {
    if (code[index] === '{') heads.push(code.slice(Math.max(0, code.lastIndexOf('\n', code.lastIndexOf('\n', index) - 1)), index));
    else if (code[index] === '}') heads.pop();
  }
  return heads.some((head) => /\b(for|while|do)\b|for_?each/.test(head));
}

/** Where code goes that shall run right after the (first) start succeeded. */
export function afterStart(site: Site): number {
  const start = site.starts[0];
  if (!start) throw new Error('no start');
  return nextLine(site.text, start.statement.end - 1);
}
