/**
 * Calls with a range, for a target from before 5.0, which takes mm, start and end. A local range becomes two locals for its ends, as
 * the callers had them then; a range that is a member of a structure becomes a structure of its own.
 */
import { RANGE_TYPE, rangeVerb } from '../kernel/api.ts';
import { argumentOf } from '../kernel/shape.ts';
import { insertBefore, remove } from '../rules/fixes/text.ts';
import type { CallExpr, Declarator, DeclarationStmt, Expr, NameExpr, Stmt } from '../syntax/ast.ts';
import { walkFunction } from '../syntax/scope.ts';
import { rewriteCall } from './call-text.ts';
import { isStable } from './fields.ts';
import { argOf, initCall, loseInit } from './init-calls.ts';
import { type Job, target } from './job.ts';
import { contextOf, expressionsIn, inFile, type Place, textIn } from './places.ts';
import { calledName } from './range-calls.ts';

/** A range, and what there will be in its place. */
interface Range {
  readonly start: string;
  readonly end: string;
  /** The mm at a call of start or end. */
  readonly mm: string;
  /** The mm is stored, too, when the range is initialised. */
  readonly storesMm: boolean;
}

export function convertFromRange(place: Place, members: ReadonlySet<string>, job: Job): void {
  const locals = localRanges(place);
  for (const local of locals) convertLocal(local, place, job);
  for (const member of members) convertUses((e) => textIn(place, e) === member, { start: `${member}.start`, end: `${member}.end`, mm: `${member}.mm`, storesMm: true }, place, job);
  const names = new Set(locals.map(({ declarator }) => declarator.name));
  for (const { e } of expressionsIn(place)) {
    const name = e.kind === 'call' ? calledName(e) : undefined;
    if (e.kind !== 'call' || name === undefined || !rangeVerb(name) || isDone(e, names, members, place) || job.script.touches(inFile(place, e.span))) continue;
    if (e.args.length === 1 || rangeVerb(name) === 'init') job.script.lose(inFile(place, e.span).start, `${name}() is left as it is: ${target(job)} has no range, and this one comes from elsewhere`);
  }
}

function isDone(call: CallExpr, names: ReadonlySet<string>, members: ReadonlySet<string>, place: Place): boolean {
  const range = addressed(call);
  return range !== undefined && ((range.kind === 'name' && names.has(range.name)) || members.has(textIn(place, range)));
}

/** `range` of a call with `&range`. */
function addressed(call: CallExpr): Expr | undefined {
  const [first] = call.args;
  return first?.kind === 'unary' && first.op === '&' ? first.operand : undefined;
}

interface Local {
  readonly stmt: DeclarationStmt;
  readonly declarator: Declarator;
}

function localRanges(place: Place): readonly Local[] {
  const found: Local[] = [];
  walkFunction(place.syntax.body, (stmt) => {
    if (stmt.kind !== 'declaration') return;
    for (const declarator of stmt.declarators) if (declarator.type.base === RANGE_TYPE && declarator.type.pointers === 0) found.push({ stmt, declarator });
  }, () => {});
  return found;
}

function usesOf(name: string, place: Place): readonly { readonly e: NameExpr; readonly parent: Expr | undefined }[] {
  const parents = new Map<Expr, Expr>();
  const found: { e: NameExpr; parent: Expr | undefined }[] = [];
  for (const { e } of expressionsIn(place)) {
    if (e.kind === 'member') parents.set(e.object, e);
    if (e.kind === 'unary') parents.set(e.operand, e);
    if (e.kind === 'name' && e.name === name) found.push({ e, parent: parents.get(e) });
  }
  return found;
}

function convertLocal({ stmt, declarator }: Local, place: Place, job: Job): void {
  const { name } = declarator;
  const handed = new Set(expressionsIn(place).flatMap(({ e }) => (e.kind === 'call' && rangeVerb(calledName(e) ?? '') !== undefined ? (e.args[0] ?? []) : [])));
  const odd = usesOf(name, place).find(({ parent }) => !(parent?.kind === 'member' && /^(start|end|mm)$/.test(parent.field)) && !(parent && handed.has(parent)));
  if (odd || stmt.declarators.length > 1 || declarator.init || declarator.type.isArray) {
    const at = odd ? odd.parent ?? odd.e : declarator;
    job.script.lose(inFile(place, at.span).start, `\`${name}\` is left as it is: ${target(job)} has no range, and ${odd ? `\`${textIn(place, at)}\` needs one` : 'it is declared together with something else'}`);
    return;
  }
  const mms = new Set(initsOf(name, place, job).map((init) => (init ? textIn(place, init) : '')));
  const [mm] = mms;
  const isKept = mm !== undefined && mm !== '' && mms.size === 1 && isStableExpr(mm, place);
  const prefix = name === 'range' ? 'mmun' : name;
  const free = (wanted: string): string => (place.piece?.identifiers.has(wanted) ? free(`${wanted}_`) : wanted);
  const range: Range = { start: free(`${prefix}_start`), end: free(`${prefix}_end`), mm: isKept ? mm : free(`${prefix}_mm`), storesMm: !isKept };
  const declared = `unsigned long ${range.start}, ${range.end};`;
  const white = `${place.nl}${/[ \t]*$/.exec(place.text.slice(0, stmt.span.start))?.[0] ?? ''}`;
  job.script.replace('declarations', inFile(place, stmt.span), range.storesMm ? `struct mm_struct *${range.mm};${white}${declared}` : declared);
  for (const { parent } of usesOf(name, place)) {
    if (parent?.kind !== 'member') continue;
    const text = parent.field === 'start' ? range.start : parent.field === 'end' ? range.end : range.mm;
    job.script.replace('fields', inFile(place, parent.span), text);
  }
  convertUses((e) => e.kind === 'name' && e.name === name, range, place, job);
}

/** The mm of each call that initialises the range. */
function initsOf(name: string, place: Place, job: Job): readonly (Expr | undefined)[] {
  return expressionsIn(place).flatMap(({ e }) => {
    const called = e.kind === 'call' ? calledName(e) : undefined;
    if (e.kind !== 'call' || called === undefined || rangeVerb(called) !== 'init') return [];
    const object = addressed(e);
    if (object?.kind !== 'name' || object.name !== name) return [];
    const init = initCall(e, called, place, job);
    return [init && argOf(init, 'mm')];
  });
}

function isStableExpr(text: string, place: Place): boolean {
  const base = /^\w+/.exec(text)?.[0];
  return base !== undefined && /^\w+(->\w+)*$/.test(text) && isStable(base, place);
}

function convertUses(isIt: (e: Expr) => boolean, range: Range, place: Place, job: Job): void {
  for (const { e, stmt } of expressionsIn(place)) {
    const name = e.kind === 'call' ? calledName(e) : undefined;
    const object = e.kind === 'call' ? addressed(e) : undefined;
    if (e.kind !== 'call' || name === undefined || !object || !isIt(object)) continue;
    const verb = rangeVerb(name);
    if (verb === 'init') replaceInit(e, name, stmt, range, place, job);
    else if (verb === 'start' || verb === 'start-nonblock' || verb === 'end') {
      const known = job.to.functions.has(name) ? name : name.replace('_only_end', '_end');
      if (!job.to.functions.has(known)) job.script.lose(inFile(place, e.span).start, `${name}() has no counterpart in ${target(job)}: what starts there always may sleep`);
      rewriteCall(e, name, known, [range.mm, range.start, range.end], [undefined, undefined, undefined], place, job);
    }
  }
}

/** The init becomes stores of what the later calls are given. */
function replaceInit(call: CallExpr, name: string, stmt: Stmt, range: Range, place: Place, job: Job): void {
  const init = initCall(call, name, place, job);
  const at = inFile(place, call.span).start;
  const [start, end, mm] = (['start', 'end', 'mm'] as const).map((role) => {
    const e = init && argOf(init, role);
    return e && job.script.textOf(inFile(place, e.span));
  });
  if (!init || start === undefined || end === undefined || mm === undefined || stmt.kind !== 'expression' || stmt.expr !== call) {
    job.script.lose(at, `${name}() is left as it is: it can't be told what it is given`);
    return;
  }
  loseInit(call, { event: name.endsWith('_migrate') ? 'MMU_NOTIFY_MIGRATE' : argumentOf(init.shape, 'event'), owner: argumentOf(init.shape, 'owner'), flags: argumentOf(init.shape, 'flags') }, undefined, [], place, job);
  const stores = [...(range.storesMm ? [[range.mm, mm] as const] : []), [range.start, start] as const, [range.end, end] as const]
    .filter(([to, from]) => to !== from)
    .map(([to, from]) => `${to} = ${from.replaceAll(/[ \t]*\r?\n[ \t]*/g, ' ')};`);
  const c = contextOf(place);
  const last = stores.at(-1);
  const edits = last === undefined ? remove(c, stmt.span.start) : stores.length > 1 ? insertBefore(c, stmt.span.start, stores.slice(0, -1)) : [];
  if (!edits) {
    job.script.lose(at, `${name}() is left as it is: there is no place for what it is given`);
    return;
  }
  for (const edit of edits) job.script.replace('calls', inFile(place, edit.span), edit.newText);
  if (last !== undefined) job.script.replace('calls', inFile(place, stmt.span), last);
}
