/** Page-table entries, in runs that follow what becomes of them (`Mode` `entries`): taken out, put back, changed, and while which range is open. */
import { rangeVerb } from '../kernel/api.ts';
import { waitsForMmapLock } from '../kernel/entered-outside.ts';
import { ENTRY_TYPES, ENTRY_VALUE_TYPES, type EntryDeed, type EntryFunction, type EntryLevel, entryFunction, type EntryTrait, KERNEL_MM } from '../kernel/entries.ts';
import type { CallExpr, Expr, Span } from '../syntax/ast.ts';
import type { EntryChangeEvent } from './observation.ts';
import { anew, freshAt, type Frame, type Outcome, type Run, siteOf } from './frame.ts';
import { pointedTo } from './places.ts';
import { entryValue, factsOf, gathered, NO_HISTORY, type OpenRange, type TakenEntry } from './entry-history.ts';
import type { RangeState, State } from './state.ts';
import type { EntryDeedEvent } from './observation.ts';
import { type Site, siteKey } from './trace.ts';
import { truth } from './facts.ts';
import { operation, type Value } from './value.ts';

const from = (f: Frame, entry: string): string => `from ${f.routine.key} ${entry}`;
const seen = (f: Frame, entry: string): string => `seen ${f.routine.key} ${entry}`;

/** How a pointer to an entry is written: entries are told apart by it. */
const entryName = (f: Frame, pointer: Expr): string => f.routine.textOf(pointer.span).replaceAll(/\s+|^&/g, '');

/** What an entry holds when it is looked at. Looked at again, it may differ: entries change under our feet. */
export function readEntry(s: State, f: Frame, span: Span, pointer: Expr): Outcome {
  const value = entryValue([seen(f, entryName(f, pointer)), `at ${f.prefix}${span.start}`]);
  return { state: value.kind === 'symbol' ? anew(s, f, value.symbol.id) : s, value };
}

/** Of the value of an entry that maps nothing. */
const SWAP = 'swap';

const TRAITS: readonly EntryTrait[] = ['vma protection', 'soft-dirty cleared', 'migration', 'device-exclusive', 'device-private', 'write-protected'];

function openRanges(s: State): readonly OpenRange[] {
  return [...s.ranges].flatMap(([place, range]) => (range.at === 'started' ? [{ init: s.entries?.inits.get(place), start: range.start }] : []));
}

/** What a path has been through, as far as it matters to whoever asks whether an invalidation is under way. */
function passed(s: State): Pick<EntryDeedEvent, 'hasStarted' | 'mmapLock'> {
  return { hasStarted: s.entries?.hasStarted ?? false, mmapLock: s.entries?.mmapLock };
}

function tell(run: Run, f: Frame, s: State, deed: EntryDeed, site: Site, isUntold: boolean, open = openRanges(s)): void {
  run.observe({ kind: 'entry-deed', what: deed, open, isUntold, ...passed(s), site, trace: s.trace, program: f.program });
}

const CLOSED: ReadonlySet<RangeState['at']> = new Set(['uninitialized', 'initialized', 'failed', 'ended']);

/** No range is open that the entry at this address lies in, and somebody may mirror the entries of this mm. */
function isUntoldHere(s: State, [mm, at]: readonly Value[]): boolean {
  const isTold = ([place, range]: readonly [string, RangeState]): boolean => !CLOSED.has(range.at) && !(range.at === 'started' && at !== undefined && isOutside(s, place, at));
  return ![...s.ranges].some(isTold) && s.entries?.hasDetached !== true && !(mm?.kind === 'address' && mm.place === KERNEL_MM);
}

/** The fields of a range that nobody has written to since it was initialised. */
function fieldsOf(s: State, place: string): readonly (string | undefined)[] {
  return ['start', 'end'].map((field) => s.env.get(`${place}.${field}`)?.key);
}

/** The address is certainly not one of those that the range was initialised for. */
function isOutside(s: State, place: string, at: Value): boolean {
  const bounds = s.entries?.bounds.get(place);
  if (!bounds || fieldsOf(s, place).some((key, i) => key === undefined || key !== bounds.fields[i])) return false;
  const isTrue = (op: '<' | '<=', a: Value, b: Value): boolean => {
    const value = operation(op, [a, b]);
    return value !== undefined && truth(value, s.facts) === true;
  };
  return isTrue('<', at, bounds.start) || isTrue('<=', bounds.end, at);
}

/** A range was initialised: for which addresses is remembered. @param roles of the arguments, where there are as many */
export function withInitBounds(s: State, pointer: Value | undefined, roles: readonly string[], args: readonly Value[]): State {
  const [start, end] = [args[roles.indexOf('start')], args[roles.indexOf('end')]];
  if (!pointer || !s.entries) return s;
  const place = pointedTo(pointer);
  const bounds = new Map(s.entries.bounds);
  if (start && end) bounds.set(place, { start, end, fields: fieldsOf(s, place) });
  else bounds.delete(place);
  return { ...s, entries: { ...s.entries, bounds } };
}

/** A range is initialised: what is open from now on is another one. */
export function beforeRangeCall(s: State, f: Frame, e: CallExpr, name: string, pointer: Value | undefined): State {
  const verb = rangeVerb(name);
  if (!pointer || (verb !== 'init' && verb !== 'start' && verb !== 'start-nonblock')) return s;
  const history = s.entries ?? NO_HISTORY;
  const inits = verb === 'init' ? new Map(history.inits).set(pointedTo(pointer), siteOf(f, e.span)) : history.inits;
  return { ...s, entries: { ...history, inits, vmas: new Map(), hasStarted: history.hasStarted || verb !== 'init' } };
}

/** A function of the kernel that works on entries or makes their values. `undefined` for any other. */
export function entryCall(run: Run, f: Frame, s: State, e: CallExpr, name: string, args: readonly Value[]): readonly Outcome[] | undefined {
  const known = entryFunction(name);
  return known && act(run, f, s, e, known, args);
}

function act(run: Run, f: Frame, s: State, e: CallExpr, known: EntryFunction, args: readonly Value[]): readonly Outcome[] {
  // (mm or vma, address, entry, …)
  const where = 'entry' in known && known.entry === 2 ? args.slice(0, 2) : args.slice(0, 1);
  const site = siteOf(f, e.span);
  const pointer = 'entry' in known ? e.args.at(known.entry) : undefined;
  const entry = pointer ? entryName(f, pointer) : '';
  if (run.isLed) tellChange(run, f, s, known, site, entry, args);
  switch (known.does) {
    case 'read': return [pointer ? readEntry(s, f, e.span, pointer) : freshAt(s, f, e.span, 'entry')];
    case 'clear': return [{ state: withTaken(detached(s, known.level), entry, { site, flushes: known.flushes, open: openRanges(s), isUntold: known.level !== 'nothing' && isUntoldHere(s, where), isPage: known.level !== 'nothing' }), value: entryValue([from(f, entry)]) }];
    case 'borrow': return [{ state: s, value: entryValue([from(f, entry)]) }];
    case 'make': return [{ state: s, value: entryValue([...gathered(args), ...(known.trait ? [known.trait] : []), ...(known.isSwap ? [SWAP] : [])]) }];
    case 'change':
      tell(run, f, s, known.trait, site, isUntoldHere(s, where));
      return [freshAt(s, f, e.span, 'change')];
    case 'set': {
      const value = known.value === undefined ? undefined : args[known.value];
      return [freshAt(put(run, f, s, site, entry, value ? factsOf(value) ?? [] : [], isUntoldHere(s, where)), f, e.span, 'set')];
    }
    case 'zap':
      return [freshAt(zap(run, f, s, site, e, args), f, e.span, 'zap')];
    case 'protect':
      tell(run, f, s, 'vma protection', site, false);
      return [freshAt(s, f, e.span, 'protect')];
    case 'free tables':
      tell(run, f, s, 'tables freed', site, false);
      return [freshAt(s, f, e.span, 'free')];
  }
}

/** The value of an entry is what it held itself, changed perhaps. */
function isOwn(f: Frame, facts: readonly string[], entry: string): boolean {
  return facts.includes(from(f, entry)) || facts.includes(seen(f, entry));
}

/** Of a run that is led: what happens to the entry now. */
function tellChange(run: Run, f: Frame, s: State, known: EntryFunction, site: Site, entry: string, args: readonly Value[]): void {
  const change = changeOf(f, known, entry, args);
  if (change) run.observe({ kind: 'entry-change', change, entry, site, trace: s.trace, program: f.program });
}

function changeOf(f: Frame, known: EntryFunction, entry: string, args: readonly Value[]): EntryChangeEvent['change'] | undefined {
  switch (known.does) {
    case 'clear': return { is: 'taken', flushes: known.flushes };
    case 'borrow': return { is: 'borrowed' };
    case 'set': {
      const value = known.value === undefined ? undefined : args[known.value];
      const facts = (value && factsOf(value)) ?? [];
      return { is: 'put', isOwn: isOwn(f, facts, entry), traits: TRAITS.filter((trait) => facts.includes(trait)) };
    }
    case 'change': return { is: 'changed', trait: known.trait };
    case 'zap': return { is: 'zapped' };
    case 'protect': return { is: 'protected' };
    case 'free tables': return { is: 'tables freed' };
    case 'read':
    case 'make': return undefined;
  }
}

function withTaken(s: State, entry: string, taken: TakenEntry | undefined): State {
  const history = s.entries ?? NO_HISTORY;
  if (!taken && !history.taken.has(entry)) return s;
  const next = new Map(history.taken);
  if (taken) next.set(entry, taken);
  else next.delete(entry);
  return { ...s, entries: { ...history, taken: next } };
}

/** What maps much at once goes, and is told of. */
function detached(s: State, level: EntryLevel): State {
  return level === 'huge' && openRanges(s).length > 0 ? { ...s, entries: { ...(s.entries ?? NO_HISTORY), hasDetached: true } } : s;
}

/** Something is put into an entry: what was there, changed; what was elsewhere; or something else. */
function put(run: Run, f: Frame, s: State, site: Site, entry: string, facts: readonly string[], isUntold: boolean): State {
  const own = `from ${f.routine.key} `;
  const sources = facts.filter((fact) => fact.startsWith(own)).map((fact) => fact.slice(own.length));
  const isSame = isOwn(f, facts, entry);
  // What is put in for the first time may be write-protected, or have the protection of its vma, too: nothing is taken from anyone by that.
  const trait = TRAITS.find((t) => facts.includes(t) && (isSame || (t !== 'write-protected' && t !== 'vma protection')));
  if (trait) tell(run, f, s, trait, site, isUntold && !facts.includes(SWAP));
  if (sources.length > 0 && !isSame) {
    tell(run, f, s, 'moved', site, sources.every((source) => s.entries?.taken.get(source)?.isUntold === true));
    return sources.reduce((state, source) => withTaken(state, source, undefined), s);
  }
  const isChanged = isSame || trait === 'soft-dirty cleared';
  const taken = s.entries?.taken.get(entry);
  if (taken?.isPage && !isChanged) tell(run, f, s, 'replaced', site, taken.isUntold);
  return withTaken(s, entry, undefined);
}

/** All entries of a vma go; of a second one in the same range, too. */
function zap(run: Run, f: Frame, s: State, site: Site, e: CallExpr, args: readonly Value[]): State {
  tell(run, f, s, 'zapped', site, isUntoldHere(s, args.slice(0, 1)));
  return withVma(run, f, s, site, e, args);
}

/** Remember which vma a call is given while a range is open, and tell of a second one. */
export function withVma(run: Run, f: Frame, s: State, site: Site, e: CallExpr, args: readonly Value[]): State {
  const at = e.args.findIndex((arg) => arg.kind === 'name' && f.routine.graph.bindings.get(arg)?.typeBase === 'struct vm_area_struct');
  const vma = args[at];
  if (!vma || openRanges(s).length === 0) return s;
  const history = s.entries ?? NO_HISTORY;
  const key = siteKey(site);
  const before = history.vmas.get(key);
  if (before === vma.key) return s;
  if (before !== undefined) {
    run.observe({ kind: 'next-vma', open: openRanges(s), site, trace: s.trace, program: f.program });
    return s;
  }
  return { ...s, entries: { ...history, vmas: new Map(history.vmas).set(key, vma.key) } };
}

/** A call that is not followed: where it leads, whoever asks has to see. What it gives may be one of the entry values that it was given. */
export function outgoing(run: Run, f: Frame, s: State, e: CallExpr, name: string, args: readonly Value[]): { readonly state: State; readonly value: Value | undefined } {
  const site = siteOf(f, e.span);
  run.observe({ kind: 'outgoing', name, functions: functionsIn(f, s, args), handsTables: e.args.some((arg) => handsTables(f, arg)), open: openRanges(s), ...passed(s), site, trace: s.trace, program: f.program });
  const locked = waitsForMmapLock(name) ? { ...s, entries: { ...(s.entries ?? NO_HISTORY), mmapLock: site } } : s;
  return { state: withVma(run, f, locked, site, e, args), value: changesEntryValue(f, name, args) ? entryValue(gathered(args)) : undefined };
}

/** It is given the value of an entry, and gives one. */
export function changesEntryValue(f: Frame, name: string, args: readonly Value[]): boolean {
  const type = gathered(args).length > 0 ? f.program.routine(name)?.syntax.returnType : undefined;
  return type !== undefined && type.pointers === 0 && ENTRY_VALUE_TYPES.has(type.base);
}

/** `vma`, `&pvmw`, `walk->mm`: the variable's type is one by which entries can be got at. */
function handsTables(f: Frame, arg: Expr): boolean {
  if (arg.kind === 'unary') return handsTables(f, arg.operand);
  if (arg.kind === 'member') return handsTables(f, arg.object);
  return arg.kind === 'name' && ENTRY_TYPES.has(f.routine.graph.bindings.get(arg)?.typeBase ?? '');
}

/** Names of functions and tables of the file that a call is given, themselves or in an object whose address it gets. */
function functionsIn(f: Frame, s: State, args: readonly Value[]): readonly string[] {
  const names = new Set<string>();
  for (const arg of args) {
    if (arg.kind === 'constant' && f.program.defines(arg.name)) names.add(arg.name);
    if (arg.kind !== 'address') continue;
    const global = /^::(\w+)/.exec(arg.place)?.[1];
    if (global) names.add(global);
    for (const [place, value] of s.env) {
      if (!place.startsWith(arg.place)) continue;
      if (value.kind === 'constant' && f.program.defines(value.name)) names.add(value.name);
      if (value.kind === 'address') for (const name of /^::(\w+)/.exec(value.place)?.slice(1) ?? []) names.add(name);
    }
  }
  return [...names];
}

/** A variable that pointed to an entry points elsewhere from now on: what was taken out there, and is not back, is gone. */
export function beforeMove(run: Run, f: Frame, s: State, pointer: string): State {
  const taken = s.entries?.taken.get(pointer);
  if (!taken) return s;
  tellGone(run, f, s, taken);
  return withTaken(s, pointer, undefined);
}

function tellGone(run: Run, f: Frame, s: State, { site, flushes, isUntold, open }: TakenEntry): void {
  tell(run, f, s, flushes ? 'flushed' : 'cleared', site, isUntold, open);
}

/** The function returns: what was taken out and is not back is gone; a range that is open will be ended elsewhere. */
export function atReturn(run: Run, f: Frame, s: State, span: Span): void {
  const open = openRanges(s);
  if (open.length > 0) run.observe({ kind: 'left-open', open, site: siteOf(f, span), trace: s.trace, program: f.program });
  for (const taken of s.entries?.taken.values() ?? []) tellGone(run, f, s, taken);
}
