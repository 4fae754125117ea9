/** Writing a call anew: set within eighty columns, or, where comments stand among the arguments, with these where they are. */
import { layOut, layoutAt } from '../rules/fixes/call-layout.ts';
import type { CallExpr } from '../syntax/ast.ts';
import { lex, Kind } from '../syntax/lexer.ts';
import { columnAt } from '../rules/fixes/text.ts';
import { type Job, target } from './job.ts';
import { inFile, type Place } from './places.ts';

/** On one line, as arguments stand in a call that is set anew. */
function onOneLine(text: string): string {
  return /["'\n]/.test(text) ? text.replaceAll(/[ \t]*\\?\r?\n[ \t]*/g, ' ') : text;
}

function hasComment(text: string): boolean {
  return text.includes('/*') || text.includes('//');
}

/**
 * @param args what it is to be called with
 * @param kept which of the old arguments each of them is; those stay in their order
 * @returns whether it could be done; if not, that is said
 */
export function rewriteCall(call: CallExpr, oldName: string, name: string, args: readonly string[], kept: readonly (number | undefined)[], place: Place, job: Job): boolean {
  const span = inFile(place, call.span);
  const { script } = job;
  const old = script.text.slice(span.start, span.end);
  const tokens = lex(old);
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.kinds[i] !== Kind.directive) continue;
    script.lose(span.start, `${oldName}() is left as it is: the preprocessor chooses among its arguments (wanted by ${target(job)}: ${name}(${args.join(', ')}))`);
    return false;
  }
  if (hasComment(old)) return splice(call, name, args, kept, place, job);
  const { nl, ...layout } = layoutAt(script.text, span.start, span.end);
  const isMacro = place.piece === undefined;
  const text = layOut(name, args.map(onOneLine), { ...layout, nl: isMacro ? place.nl : nl });
  // Where nothing but the name changes and the lines still fit, they stay as they are.
  const same = keepsArguments(call, args, kept, place, job) ? renamed(old, oldName, name, columnAt(script.text, span.start)) : undefined;
  script.replace('calls', span, same ?? text);
  return true;
}

function keepsArguments(call: CallExpr, args: readonly string[], kept: readonly (number | undefined)[], place: Place, job: Job): boolean {
  return call.args.length === args.length && kept.every((from, i) => from === i) && call.args.every((arg, i) => {
    const { start, end } = inFile(place, arg.span);
    return job.script.text.slice(start, end) === args[i];
  });
}

function renamed(old: string, oldName: string, name: string, column: number): string | undefined {
  const text = name + old.slice(oldName.length);
  return column + (text.split('\n')[0]?.length ?? 0) + 1 <= 80 ? text : undefined;
}

/** Only the arguments that go and come are touched. */
function splice(call: CallExpr, name: string, args: readonly string[], kept: readonly (number | undefined)[], place: Place, job: Job): boolean {
  const { script } = job;
  const order = kept.filter((i) => i !== undefined);
  if (order.some((from, i) => i > 0 && from <= (order[i - 1] ?? -1))) {
    script.lose(inFile(place, call.span).start, `the call is left as it is: comments stand among arguments whose order changes`);
    return false;
  }
  script.replace('calls', inFile(place, call.callee.span), name);
  let previous: number | undefined;
  args.forEach((arg, i) => {
    const from = kept[i];
    const before = previous === undefined ? undefined : call.args[previous];
    if (from === undefined) {
      const first = call.args[0];
      if (before) script.replace('calls', { start: inFile(place, before.span).end, end: inFile(place, before.span).end }, `, ${arg}`);
      else if (first) script.replace('calls', { start: inFile(place, first.span).start, end: inFile(place, first.span).start }, `${arg}, `);
      return;
    }
    const own = call.args[from];
    if (own) script.replace('calls', inFile(place, own.span), arg);
    previous = from;
  });
  call.args.forEach((arg, i) => {
    if (kept.includes(i)) return;
    const { start, end } = inFile(place, arg.span);
    const comma = /^\s*,[ \t]*/.exec(script.text.slice(end));
    const lead = /,\s*$/.exec(script.text.slice(0, start));
    // With the comma behind it, or, at the end of the list, the one before.
    if (comma) script.replace('calls', { start, end: end + comma[0].length }, '');
    else script.replace('calls', { start: start - (lead?.[0].length ?? 0), end }, '');
  });
  return true;
}
