/** Names for the decisions of a path that outlive edits elsewhere: function, text, which of several with this text, how often the path came there before. */
import { endExprs } from '../simulator/mentions.ts';
import type { Routine } from '../simulator/routine.ts';
import { stepsOf, type Trace } from '../simulator/trace.ts';
import type { Span } from '../syntax/ast.ts';
import type { Assumption } from './data.ts';

/** By the start of the condition: its text, and which of those with this text it is. */
type Ordinals = ReadonlyMap<number, { readonly text: string; readonly ordinal: number }>;

const known = new WeakMap<Routine, Ordinals>();

function ordinalsOf(routine: Routine): Ordinals {
  const made = known.get(routine);
  if (made) return made;
  const spans = new Map<number, Span>();
  for (const { end } of routine.graph.blocks) if ('span' in end && (endExprs(end).length > 0 || end.kind === 'choice')) spans.set(end.span.start, end.span);
  const counts = new Map<string, number>();
  const ordinals = new Map<number, { text: string; ordinal: number }>();
  for (const [start, span] of [...spans].sort(([a], [b]) => a - b)) {
    const text = conditionText(routine, span);
    const ordinal = counts.get(text) ?? 0;
    counts.set(text, ordinal + 1);
    ordinals.set(start, { text, ordinal });
  }
  known.set(routine, ordinals);
  return ordinals;
}

/** In one line. */
export function conditionText(routine: Routine, span: Span): string {
  return routine.textOf(span).replaceAll(/\s+/g, ' ');
}

/** @param visit how often the path was there before */
export function conditionId(routine: Routine, span: Span, visit: number): string {
  const { text, ordinal } = ordinalsOf(routine).get(span.start) ?? { text: conditionText(routine, span), ordinal: 0 };
  return `${routine.name}: ${text}${ordinal > 0 ? ` #${ordinal + 1}` : ''}${visit > 0 ? ` turn ${visit + 1}` : ''}`;
}

/** How often a path was at each place. */
export class Visits {
  readonly #counts = new Map<string, number>();

  /** Counts this visit. @returns how many there were before */
  next(routine: Routine, span: Span): number {
    const before = this.before(routine, span);
    this.#counts.set(`${routine.key}@${span.start}`, before + 1);
    return before;
  }

  before(routine: Routine, span: Span): number {
    return this.#counts.get(`${routine.key}@${span.start}`) ?? 0;
  }
}

/** Where a path asks again what others may have changed: where the conditions begin. */
export function rechecksOf(trace: Trace | undefined): ReadonlySet<number> {
  return new Set(stepsOf(trace).flatMap(({ site: { span }, isRecheck }) => (isRecheck ? [span.start] : [])));
}

/** The decisions that make a path what it is. */
export function routeOf(trace: Trace | undefined): readonly Assumption[] {
  const visits = new Visits();
  return stepsOf(trace).flatMap(({ site: { routine, span }, takes }) => (takes === undefined ? [] : [{ id: conditionId(routine, span, visits.next(routine, span)), takes }]));
}
