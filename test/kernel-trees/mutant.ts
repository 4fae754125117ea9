/** What the mutant tables share: a mutant is a way to change a call site, and what has to be said about the result. */
import type { Generation, ParameterRole } from '../../server/src/kernel/generation.ts';
import { type Edit, indentAt, insert, nextLine, replace, type Span } from './c-text.ts';
import { afterStart, type Call, type Site } from './sites.ts';

export interface Mutation {
  readonly id: string;
  readonly edits: readonly Edit[];
}

export interface Breakage {
  readonly id: string;
  /** One of these rules must be found in the site's function. */
  readonly expected: readonly string[];
  /** These may be found beside it; nothing else. */
  readonly tolerated?: readonly string[];
  /** `undefined` where the mutant makes no sense. */
  readonly apply: (site: Site, generation: Generation) => readonly Edit[] | undefined;
}

export interface Neutral {
  readonly id: string;
  readonly apply: (site: Site, generation: Generation) => readonly Edit[] | undefined;
}

/** A condition that nothing in the kernel code around is correlated with, and that changes nothing. */
export const SOMETIMES = 'fatal_signal_pending(current)';

/** Both halves of the pair are in this function. */
export function paired(site: Site): boolean {
  return site.starts.length > 0 && site.ends.length > 0;
}

/** The only start, where it is a plain blocking call. */
export function blockingStart(site: Site): Call | undefined {
  const [start] = site.starts;
  return start && !start.tested && !start.name.endsWith('_nonblock') ? start : undefined;
}

/** `text` as it stands at a span of the site. */
export function at(site: Site, { start, end }: Span): string {
  return site.text.slice(start, end);
}

export function initText(site: Site): string {
  return at(site, site.init.statement);
}

/** Replace a statement; with more than one line, the lines of `text` get the statement's indentation. */
export function become(site: Site, call: Call, text: string): Edit {
  const indent = indentAt(site.text, call.statement.start);
  const lines = text.split('\n').join(`\n${indent}`);
  return replace(call.statement, call.bare && text.includes('\n') ? `{\n${indent}${lines}\n${indent}}` : lines);
}

/** Delete a statement and its line; the branch of an `if` without braces becomes empty. */
export function drop(site: Site, call: Call): Edit {
  if (call.bare) return replace(call.statement, ';');
  const start = site.text.lastIndexOf('\n', call.statement.start - 1) + 1;
  const alone = /^\s*$/.test(site.text.slice(start, call.statement.start));
  return alone ? { start, end: nextLine(site.text, call.statement.end - 1), text: '' } : replace(call.statement, '');
}

/** Lines to run right after the start succeeded, in its indentation. */
export function behindStart(site: Site, ...lines: readonly string[]): Edit {
  const start = site.starts[0];
  const indent = start ? indentAt(site.text, start.statement.start) : '';
  return insert(afterStart(site), lines.map((line) => (line.startsWith('#') ? line : indent + line) + '\n').join(''));
}

/** Lines before a statement that is not a bare branch, in its indentation. */
export function before(site: Site, call: Call, ...lines: readonly string[]): Edit {
  const indent = indentAt(site.text, call.statement.start);
  return insert(call.statement.start, lines.map((line) => (line.startsWith('#') ? `\n${line}\n` : `${line}\n`) + indent).join(''));
}

/** A declaration at the top of the function. */
export function declare(site: Site, line: string): Edit {
  return insert(site.function.body.start, `\n\t${line}`);
}

/** Something in front of the function, at file level. */
export function fileLevel(site: Site, text: string): Edit {
  return insert(site.function.span.start, `${text}\n\n`);
}

export function usesVma(site: Site): boolean {
  return /\bvma\b/.test(at(site, site.function.span)) && /struct\s+vm_area_struct\s*\*\s*vma\b/.test(at(site, site.function.span));
}

/** Position of an argument of the init by the role its parameter has in this tree. */
export function initArgument(site: Site, generation: Generation, role: ParameterRole): Span | undefined {
  const index = generation.functions.get(site.init.name)?.parameters.indexOf(role) ?? -1;
  return index < 0 ? undefined : site.init.arguments[index];
}

/** The init written anew with other arguments. */
export function initCall(site: Site, name: string, ...args: readonly string[]): Edit {
  return replace(site.init, `${name}(${args.join(', ')})`);
}

export function rangePointer(site: Site): string {
  const [given] = site.init.arguments;
  return given ? at(site, given) : `&${site.range}`;
}

/** `guard()` and `scoped_guard()` came with 6.5; the nearest thing the notifier header tells is the `vma` that went with 6.3. */
export function hasGuards(generation: Generation): boolean {
  return generation.functions.get('mmu_notifier_range_init')?.parameters.includes('vma') === false;
}
