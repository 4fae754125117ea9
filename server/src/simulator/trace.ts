/** The path that led to a state, newest step first, shared between states. It is no part of a state's identity. */
import type { LockKind } from '../kernel/locks.ts';
import type { Span } from '../syntax/ast.ts';
import type { Routine } from './routine.ts';
import type { Value } from './value.ts';

/** A place in the source, and the calls that lead to it from the function under analysis (outermost first). */
export interface Site {
  readonly routine: Routine;
  readonly span: Span;
  readonly callers: readonly Site[];
}

export type StepKind = 'init' | 'start' | 'end' | 'branch' | 'lock' | 'call' | 'jump' | 'write';

/** What a step did to what is known, so that a path can be gone over again (see `feasible.ts`). */
export type Learning =
  | { readonly kind: 'assumed'; readonly value: Value; readonly holds: boolean }
  /** A symbol was made anew. */
  | { readonly kind: 'renewed'; readonly id: string }
  /** States were joined; this path's value goes on under another symbol. */
  | { readonly kind: 'joined'; readonly from: Value; readonly to: Value }
  /** A loop's next turn began, in which these functions are called; absent where that is not known. */
  | { readonly kind: 'turn'; readonly called?: ReadonlySet<string> };


export interface PathStep {
  readonly kind: StepKind;
  readonly site: Site;
  readonly text: string;
  /** For a lock: what kind is taken. */
  readonly lock?: LockKind;
  /** Which one. */
  readonly lockKey?: string;
  /** For a branch: the way that the path takes, as in `Way`. */
  readonly takes?: string;
  /** Others may have changed what it asks since the path asked before (see `rechecks.ts`). */
  readonly isRecheck?: boolean;
}

export interface Trace {
  /** Absent for what only changed what is known. */
  readonly step: PathStep | undefined;
  readonly learning?: Learning;
  readonly before: Trace | undefined;
  /** Where states were joined: the path of the other one, which goes on in the same way. Which of them exist `feasible.ts` tells. */
  readonly instead?: Trace;
}

export function siteKey(site: Site): string {
  return `${site.callers.map((c) => c.span.start).join('>')}:${site.routine.key}@${site.span.start}`;
}

/** Where, in the function under analysis itself, the code at `site` runs: the site, or the call that leads there. */
export function anchorOf(site: Site): Site {
  return site.callers[0] ?? site;
}

/** The steps in the order of execution. */
export function stepsOf(trace: Trace | undefined): readonly PathStep[] {
  const steps: PathStep[] = [];
  for (let t = trace; t; t = t.before) if (t.step) steps.push(t.step);
  return steps.reverse();
}
