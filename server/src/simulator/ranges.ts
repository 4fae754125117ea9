/** The notifier API's own semantics: what init, start and end do to a range (mm/mmu_notifier.c, include/linux/mmu_notifier.h). */
import type { CallExpr, Span } from '../syntax/ast.ts';
import { type RangeVerb, RANGE_TYPE } from '../kernel/api.ts';
import { assume, atMost, truth } from './facts.ts';
import { freshAt, type Frame, note, type Outcome, type Run, siteOf } from './frame.ts';
import { certainLocks } from './contexts.ts';
import type { RangeView } from './observation.ts';
import { isLocalPlace, pointedTo } from './places.ts';
import { isPlaceWithin, isTuple, type RangeState, type State, withoutRanges, withRange, withValue } from './state.ts';
import { isOwn, tupleOf, tupleText, withTuple } from './tuples.ts';
import type { Site } from './trace.ts';
import { operation, type Value, ZERO } from './value.ts';

/** The variables of type `struct mmu_notifier_range` of the frames seen so far need no entry: their state follows from where they live. */
export function rangeAt(s: State, place: string): RangeState {
  const known = s.ranges.get(place);
  if (known) return known;
  if (isTuple(place)) return { at: 'unknown' };
  if (!isLocalPlace(place) || place.includes('[')) return { at: 'unknown' };
  for (const escaped of s.escaped) if (isPlaceWithin(place, escaped)) return { at: 'escaped' };
  return { at: 'uninitialized' };
}

/** A local of the function under analysis: no frame prefix, no pointer, no array. */
export function isRootLocal(place: string): boolean {
  return !isTuple(place) && isLocalPlace(place) && !place.includes('>') && !place.includes('[');
}

function view(s: State, place: string, text: string): RangeView {
  return { place, text, state: rangeAt(s, place), isLocal: isRootLocal(place) };
}

/** Run one call of the API on the range that its three arguments stand for. */
export function tupleCall(run: Run, f: Frame, s: State, verb: Exclude<RangeVerb, 'init' | 'query'>, call: CallExpr, args: readonly Value[]): readonly Outcome[] {
  const { place, text, state } = tupleOf(f, s, call, args);
  const start = args[1];
  return callOn(run, f, state, verb, call, place, text).map((o) => {
    // As with a range: where it starts can tell whether it was started (change_pmd_range in mm/mprotect.c of 4.20).
    const facts = verb === 'end' || !start ? undefined : assume(start, true, o.state.facts);
    return facts ? { ...o, state: { ...o.state, facts } } : o;
  });
}

function textOfRange(f: Frame, call: CallExpr): string {
  const arg = call.args[0];
  if (!arg) return 'the range';
  const text = f.routine.textOf(arg.span).replaceAll(/\s+/g, ' ');
  return text.startsWith('&') ? text.slice(1).trim() : text;
}

/** Run one call of the API on the range that `pointer` points to. @param mm that it is initialised for, where that matters and is known */
export function rangeCall(run: Run, f: Frame, s: State, verb: RangeVerb, call: CallExpr, pointer: Value, mm?: Value): readonly Outcome[] {
  if (verb === 'query') {
    // It reads a flag that nobody changes while the range is in use: asked twice, it answers the same.
    const name = call.callee.kind === 'name' ? call.callee.name : '';
    const asked = operation('call', [pointer], name);
    return [asked ? { state: s, value: asked } : freshAt(s, f, call.span, name)];
  }
  const place = pointedTo(pointer);
  // Which element of an array it is can't be told in general.
  if (place.includes('[')) return [withResult(f, verb, call, { state: s, value: ZERO })];
  return callOn(run, f, s, verb, call, place, textOfRange(f, call), mm);
}

function callOn(run: Run, f: Frame, s: State, verb: Exclude<RangeVerb, 'query'>, call: CallExpr, place: string, text: string, mm?: Value): readonly Outcome[] {
  const site = siteOf(f, call.span);
  const before = resolveUntested(run, f, s, place, text, call.span);
  const seen = view(before, place, text);
  const locks = certainLocks(before);
  const traced = note(before, f, call.span, verb === 'init' ? 'init' : verb === 'end' ? 'end' : 'start', STEP_TEXT[verb](text));
  const fresh = verb === 'start-nonblock' ? freshAt(traced, f, call.span, 'nonblock', { isOutcome: true }) : undefined;
  run.observe({ kind: verb, call, range: seen, locks, site, trace: traced.trace, program: f.program, ...(fresh ? { result: fresh.value } : {}) });
  const put = (state: State, range: RangeState): State => (isTuple(place) ? withTuple(state, place, range) : withRange(state, place, range));
  const next = (range: RangeState): Outcome => ({ state: put(traced, range), value: ZERO });
  // A range that was used in error or given away is not judged again.
  if (seen.state.at === 'escaped') return [withResult(f, verb, call, { state: traced, value: ZERO })];
  switch (verb) {
    case 'init': {
      // Over an open invalidation it is an error, and what follows on this path is of no interest.
      const o = next(seen.state.at === 'started' ? { at: 'escaped' } : { at: 'initialized', init: site });
      return [{ ...o, state: withBounds(f, o.state, place, call, mm) }];
    }
    case 'start': return [next(seen.state.at === 'uninitialized' ? { at: 'escaped' } : { at: 'started', start: site, blockable: true })];
    case 'start-nonblock': {
      if (!fresh) return [];
      const limited = { ...fresh.state, facts: atMost(fresh.state.facts, fresh.value, 0) };
      const range: RangeState = seen.state.at === 'uninitialized' ? { at: 'escaped' } : { at: 'pending', start: site, result: fresh.value };
      return [{ state: put(limited, range), value: fresh.value }];
    }
    case 'end':
      return [next(seen.state.at === 'uninitialized' || seen.state.at === 'initialized' ? { at: 'escaped' } : { at: 'ended', end: site })];
  }
}

/** An initialised range has an mm, and does not start at address zero, so that `range.start` can tell whether it was (change_pud_range in mm/mprotect.c). */
function withBounds(f: Frame, s: State, place: string, call: CallExpr, mm: Value | undefined): State {
  let state = s;
  for (const field of ['start', 'end', 'mm']) {
    const fresh = freshAt(state, f, call.span, `${place}.${field}`);
    const facts = assume(fresh.value, true, fresh.state.facts);
    state = withValue({ ...fresh.state, facts: facts ?? fresh.state.facts }, `${place}.${field}`, fresh.value);
  }
  return mm ? withValue(state, `${place}.mm`, mm) : state;
}

/** Where the path began an invalidation of the mm that it has not ended. */
export function openInvalidation(s: State, mm: Value): Site | undefined {
  for (const [place, range] of s.ranges) if (range.at === 'started' && s.env.get(`${place}.mm`)?.key === mm.key) return range.start;
  return undefined;
}

function withResult(f: Frame, verb: RangeVerb, call: CallExpr, o: Outcome): Outcome {
  return verb === 'start-nonblock' ? freshAt(o.state, f, call.span, 'nonblock', { isOutcome: true }) : o;
}

const STEP_TEXT: { readonly [K in Exclude<RangeVerb, 'query'>]: (range: string) => string } = {
  init: (range) => `\`${range}\` is initialised here`,
  start: (range) => `the invalidation of \`${range}\` starts here`,
  'start-nonblock': (range) => `the invalidation of \`${range}\` starts here unless a subscriber would have to sleep`,
  end: (range) => `the invalidation of \`${range}\` ends here`,
};

/** A pending outcome that was never looked at counts as started from its next use on, and the rules are told. */
function resolveUntested(run: Run, f: Frame, s: State, place: string, text: string, span: Span): State {
  const range = s.ranges.get(place);
  if (range?.at !== 'pending') return s;
  run.observe({ kind: 'untested', used: true, range: view(s, place, text), start: range.start, site: siteOf(f, span), trace: s.trace, program: f.program });
  return withRange(s, place, { at: 'escaped' });
}

/** After a condition was assumed: pending starts whose result is known now have happened or failed. */
export function settle(s: State, f: Frame, span: Span, onTrue: boolean): State {
  let next = s;
  for (const [place, range] of s.ranges) {
    if (range.at !== 'pending') continue;
    const failed = truth(range.result, s.facts);
    if (failed === undefined) continue;
    const outcome: RangeState = failed
      ? { at: 'failed', start: range.start, tested: siteOf(f, span), onTrue }
      : { at: 'started', start: range.start, blockable: false };
    next = isTuple(place) ? withTuple(next, place, outcome) : withRange(next, place, outcome);
  }
  return next;
}

/** `place.field` of a range is written. */
export function fieldWritten(run: Run, f: Frame, s: State, range: string, field: string, span: Span, certain: boolean): State {
  const traced = note(s, f, span, 'write', certain ? `\`${field}\` of the range is written here` : `\`${field}\` of the range may be changed here`);
  run.observe({ kind: 'write', range: view(s, range, f.routine.textOf(span)), field, certain, site: siteOf(f, span), trace: traced.trace, program: f.program });
  return rangeAt(s, range).at === 'started' ? traced : s;
}

/** The range object that a place is a field of. */
export function rangeAround(s: State, f: Frame, place: string): { readonly range: string; readonly field: string } | undefined {
  const dot = place.lastIndexOf('.');
  if (dot < 0) return undefined;
  const range = place.slice(0, dot);
  if (s.ranges.has(range) || isRangeVariable(f, range)) return { range, field: place.slice(dot + 1) };
  return undefined;
}

/** Whether a place is a variable declared as a range in this frame, or what a pointer variable of that type points to at first. */
export function isRangeVariable(f: Frame, place: string): boolean {
  return f.routine.graph.variables.some((v) => v.typeBase === RANGE_TYPE
    && (v.pointers === 0 ? place === f.prefix + v.id : place === `*{$@${f.prefix}${v.id}}`));
}

/** A variable's life ends. */
export function scopeEnds(run: Run, f: Frame, s: State, variablePlace: string, span: Span): State {
  let next = s;
  for (const [place, range] of s.ranges) {
    if (!isPlaceWithin(place, variablePlace)) continue;
    if (isRootLocal(place)) observeDeparture(run, f, next, leavesFunction(f, span) ? 'exit' : 'scope-end', place, range, span, span.end - span.start === 1);
    next = { ...next, ranges: withoutRanges(next.ranges, (gone) => gone === place) };
  }
  if (next.escaped.has(variablePlace)) {
    const escaped = new Set(next.escaped);
    escaped.delete(variablePlace);
    next = { ...next, escaped };
  }
  return next;
}

/** The outermost scopes end where the function is left: at a `return`, or its last brace. */
function leavesFunction(f: Frame, span: Span): boolean {
  return span.end === f.routine.syntax.body.span.end || /^return\b/.test(f.routine.textOf(span));
}

function observeDeparture(run: Run, f: Frame, s: State, kind: 'exit' | 'scope-end', place: string, range: RangeState, span: Span, implicit: boolean): void {
  const site = siteOf(f, span);
  const start = range.at === 'started' || range.at === 'pending' ? range.start : undefined;
  const seen: RangeView = isTuple(place)
    ? { place, text: tupleText(range) ?? 'the range', state: range, isLocal: start !== undefined && isOwn(start) }
    : { place, text: place.replace(/#\d+/, ''), state: range, isLocal: isRootLocal(place) };
  if (range.at === 'pending') run.observe({ kind: 'untested', used: false, range: seen, start: range.start, site, trace: s.trace, program: f.program });
  else run.observe({ kind, range: seen, implicit, site, trace: s.trace, program: f.program });
}

/** The function under analysis returns. */
export function exits(run: Run, f: Frame, s: State, span: Span, implicit: boolean): void {
  for (const [place, range] of s.ranges) observeDeparture(run, f, s, 'exit', place, range, span, implicit);
}
