/**
 * Calls of trees before 5.0, `…_start(mm, start, end)`, for a target with a range object: a local range is declared, initialised before
 * each start, and handed to what takes it. Calls with the same arguments are about the same range (mainline ac46d4f3c432 did the same).
 */
import { rangeVerb } from '../kernel/api.ts';
import type { ParameterRole } from '../kernel/generation.ts';
import { layOut } from '../rules/fixes/call-layout.ts';
import { columnAt, indentAt, insertBefore, unitOf } from '../rules/fixes/text.ts';
import type { CallExpr, CompoundStmt, Span, Stmt } from '../syntax/ast.ts';
import { walkFunction } from '../syntax/scope.ts';
import { rewriteCall } from './call-text.ts';
import { INIT, initForm, vmaOf } from './init-calls.ts';
import { eventFor, type Job } from './job.ts';
import { contextOf, inFile, type Place, textIn } from './places.ts';
import { callsIn } from './range-calls.ts';

interface Call {
  readonly call: CallExpr;
  readonly name: string;
}

/** The calls of one range. */
interface Group {
  readonly calls: Call[];
  readonly mm: string;
}

/** Whether a call pairs by its arguments: mm, start and end. */
export function isRangeless({ call, name }: Call): boolean {
  const verb = rangeVerb(name);
  return (verb === 'start' || verb === 'start-nonblock' || verb === 'end') && call.args.length === 3;
}

export function convertToRange(place: Place, job: Job): void {
  const groups = new Map<string, Group>();
  for (const found of callsIn(place)) {
    if (!isRangeless(found)) continue;
    const [mm = '', ...rest] = found.call.args.map((arg) => textIn(place, arg).replaceAll(/\s+/g, ' '));
    const key = [mm, ...rest].join(', ');
    const group = groups.get(key) ?? { calls: [], mm };
    group.calls.push(found);
    groups.set(key, group);
  }
  const taken = new Set<string>();
  const blocks = new Map<CompoundStmt, string[]>();
  for (const group of groups.values()) {
    if (place.piece === undefined) {
      const [first] = group.calls;
      if (first) job.script.lose(inFile(place, first.call.span).start, `${first.name}() in a macro is left as it is: there is no place to declare a range`);
      continue;
    }
    const name = freeName(place, taken);
    taken.add(name);
    const block = blockOf(group.calls, place);
    blocks.set(block, [...(blocks.get(block) ?? []), name]);
    for (const { call, name: function_ } of group.calls) rewriteCall(call, function_, nameFor(function_, job), [`&${name}`], [undefined], place, job);
    initialise(name, group, place, job);
  }
  for (const [block, names] of blocks) declare(names, block, place, job);
}

function nameFor(name: string, job: Job): string {
  return job.to.functions.has(name) ? name : name.replace('_only_end', '_end');
}

function freeName(place: Place, taken: ReadonlySet<string>): string {
  const isTaken = (name: string): boolean => taken.has(name) || (place.piece?.identifiers.has(name) ?? false);
  for (const name of ['range', 'mmu_range']) if (!isTaken(name)) return name;
  for (let i = 2; ; i++) if (!isTaken(`range${i}`)) return `range${i}`;
}

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The innermost block that has all of the calls in it. */
function blockOf(calls: readonly Call[], place: Place): CompoundStmt {
  let found = place.syntax.body;
  walkFunction(found, (stmt) => {
    if (stmt.kind === 'compound' && calls.every(({ call }) => contains(stmt.span, call.span))) found = stmt;
  }, () => {});
  return found;
}

function declare(names: readonly string[], block: CompoundStmt, place: Place, job: Job): void {
  const declarations: Stmt[] = [];
  for (const stmt of block.body) {
    if (stmt.kind !== 'declaration') break;
    declarations.push(stmt);
  }
  const last = declarations.at(-1);
  const text = `struct mmu_notifier_range ${names.join(', ')};`;
  const nl = place.nl;
  if (last) {
    // Behind a comment on the declaration, which is about that.
    const end = last.span.end + (/^[ \t]*(?:\/\*(?:(?!\*\/).)*\*\/|\/\/.*)[ \t]*(?=\r?\n)/.exec(place.text.slice(last.span.end))?.[0].length ?? 0);
    job.script.replace('declarations', inFile(place, { start: end, end }), `${nl}${indentAt(place.text, last.span.start)}${text}`);
  } else {
    const open = block.span.start + 1;
    job.script.replace('declarations', inFile(place, { start: open, end: open }), `${nl}${indentAt(place.text, block.span.start)}${unitOf(place.text)}${text}${nl}`);
  }
}

/** Before each start; where the range begins elsewhere, before each end. */
function initialise(name: string, group: Group, place: Place, job: Job): void {
  const starts = group.calls.filter(({ name: called }) => rangeVerb(called) !== 'end');
  for (const { call } of starts.length > 0 ? starts : group.calls) {
    const [mm, start, end] = call.args;
    const takesEvent = job.to.functions.get(INIT)?.parameters.includes('event') ?? false;
    const { event, owner } = takesEvent ? eventFor(place, job, call.span.start, job.withoutRange()) : { event: undefined, owner: undefined };
    const form = initForm(event, owner, job.to);
    if (!form) continue;
    const values: Partial<Record<ParameterRole, string>> = { range: `&${name}`, mm: group.mm };
    const args = (job.to.functions.get(form.name)?.parameters ?? []).map((role) => {
      if (role === 'event') return form.event ?? 'MMU_NOTIFY_UNMAP';
      if (role === 'owner') return owner ?? 'NULL';
      if (role === 'flags') return '0';
      if (role === 'vma') return vmaOf({ call, mm, addresses: [start, end].flatMap((e) => e ?? []) }, place, job);
      const expr = role === 'start' ? start : role === 'end' ? end : undefined;
      return expr ? job.script.textOf(inFile(place, expr.span)) : (values[role] ?? 'NULL');
    });
    const at = statementStart(call, place);
    const column = columnAt(place.text, at);
    const edits = insertBefore(contextOf(place), at, [`${layOut(form.name, args, { column, nl: place.nl })};`]);
    for (const edit of edits ?? []) job.script.replace('calls', inFile(place, edit.span), edit.newText);
    if (!edits) job.script.lose(inFile(place, call.span).start, `the range of this call could not be initialised: there is no place for it before the statement`);
  }
}

/** Where the statement begins that `call` stands in. */
function statementStart(call: CallExpr, place: Place): number {
  let start = call.span.start;
  walkFunction(place.syntax.body, () => {}, (e, stmt) => {
    if (e === call) start = stmt.span.start;
  });
  return start;
}
