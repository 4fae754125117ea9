/** One activation of a function on a path, and what evaluation needs around it. */
import type { Variable } from '../flow/graph.ts';
import type { Span } from '../syntax/ast.ts';
import type { Observer } from './observation.ts';
import type { Callee, LockSummary, Program, Routine } from './routine.ts';
import type { Slice } from './slice.ts';
import type { HeldLock, State } from './state.ts';
import { renewSymbol, withTrace } from './state.ts';
import type { Learning, Site, StepKind } from './trace.ts';
import { type Unknown, symbolValue, type Value } from './value.ts';

export interface Frame {
  readonly routine: Routine;
  /** The file that the routine is in. */
  readonly program: Program;
  /** The activation that called this one. */
  readonly outer?: Frame;
  readonly slice: Slice;
  /** Locks are followed: nothing that is called follows them where its caller does not. */
  readonly followsLocks: boolean;
  /** Stands before the names of this activation's variables; empty for the function under analysis. */
  readonly prefix: string;
  readonly callers: readonly Site[];
  /** Ids of the symbols made so far in this run: one that is made for the first time replaces nothing. */
  readonly made: Set<string>;
}

/** A state and the value that an expression has in it. Evaluation may fork, so it gives a list; an empty list is an impossible path. */
export interface Outcome {
  readonly state: State;
  readonly value: Value;
}

/** Everything that stays the same while one function is analysed. */
export interface Run {
  readonly observe: Observer;
  /** States are joined at once: every path that exists is taken, and some that do not. */
  readonly isCoarse: boolean;
  /** A callback of the core is run: whatever sleeps is told. */
  readonly watchesSleep: boolean;
  /** A subscriber is run: its calls of the API are told and remembered. */
  readonly watchesSubscriber: boolean;
  /** The same, and when members of what it allocates are made. */
  readonly watchesMaking: boolean;
  /** Whatever may wait for an invalidation is told, and what locks are taken. */
  readonly watchesHazards: boolean;
  /** Locks that may be held while sleeping are followed, too. */
  readonly followsSleepingLocks: boolean;
  /** What becomes of page-table entries is told. */
  readonly watchesEntries: boolean;
  /** All that it does is told, and functions that it calls are run whatever they do. */
  readonly surveys: boolean;
  /** One path alone is run, and what becomes of entries is told besides all else. */
  readonly isLed: boolean;
  /** Functions of other files may be run. */
  readonly crossesFiles: boolean;
  /** Only while some lock is held. */
  readonly isUnderLocks: boolean;
  /** Others may have changed what is asked here (see `rechecks.ts`). */
  isRecheck(f: Frame, span: Span): boolean;
  /** The core allows the callback to sleep, as far as the path knows. */
  maySleepHere(s: State): boolean;
  /** What is behind something that sleeps runs only where that is allowed; `undefined` where it never is. */
  afterSleep(s: State): State | undefined;
  /** It is the subscription that the callback was called for, or the sequence that it was given. */
  isHandle(value: Value): boolean;
  /** Code that is given these can tell whether the callback's range is blockable. */
  tellsBlockable(s: State, args: readonly Value[]): boolean;
  /** How often something was found that is looked for in functions that are called. */
  readonly sleeps: number;
  /** Calls, by what they were given, in which nothing was. */
  readonly quiet: Set<string>;
  /** The locks that functions run only to see whether they sleep were left with, by call and situation. */
  readonly sleepers: Map<string, readonly (readonly HeldLock[])[]>;
  /** What is kept under `key`, computed once for the file that is analysed. */
  summarized(key: string, compute: () => LockSummary): LockSummary;
  /** Run a function of this file, joining states at once, from a state of its own rather than its caller's. */
  probe(callee: Callee, enter: (f: Frame) => State, observe: Observer): readonly Outcome[] | 'recursion' | 'too many paths';
  /** Execute a function in its caller's state, or `undefined` when it can't be (recursion, depth). */
  call(callee: Callee, args: readonly Value[], from: Frame, span: Span, state: State): readonly Outcome[] | undefined;
}

export function siteOf(f: Frame, span: Span): Site {
  return { routine: f.routine, span, callers: f.callers };
}

/** A `static` local is storage of the file, like a global. */
export function variablePlace(f: Frame, variable: Variable): string {
  return variable.isStatic ? `::${f.routine.key}/${variable.id}` : f.prefix + variable.id;
}

/** @param takes of a branch: the way that is taken, as in `Way` */
export function note(s: State, f: Frame, span: Span, kind: StepKind, text: string, learning?: Learning, takes?: string): State {
  return withTrace(s, { kind, site: siteOf(f, span), text, ...(takes === undefined ? {} : { takes }) }, learning);
}

/** A symbol that is made anew whenever the code at `span` runs. `what` tells several at one place apart. */
export function freshAt(s: State, f: Frame, span: Span, what: string, extra: Partial<Unknown> = {}): Outcome {
  const id = `${f.prefix}${what}@${span.start}`;
  return { state: anew(s, f, id), value: symbolValue({ id, origin: 'site', needs: [], ...extra }) };
}

/** The symbol `id` is made, perhaps again: what it stood for before has another name from now on. */
export function anew(s: State, f: Frame, id: string): State {
  const isFirst = !f.made.has(id);
  f.made.add(id);
  return isFirst ? s : renewSymbol(s, id, (place) => symbolValue({ id: `${id}~${place}`, origin: 'site', needs: [] }));
}
