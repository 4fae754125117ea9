/** What was found in a text, as it stands in another that differs from it in nothing that the machine sees. */
import type { Report } from '../rules/rule.ts';
import type { Routine } from '../simulator/routine.ts';
import type { PathStep, Site, Trace } from '../simulator/trace.ts';
import type { Span } from '../syntax/ast.ts';

/** A function that is written otherwise than before. */
export interface Move {
  readonly routine: Routine;
  /** Where a span of the text before is now; `undefined` for one in which something changed. */
  place(span: Span): Span | undefined;
}

/** By the key of the routine. */
export type Moves = ReadonlyMap<string, Move>;

/** Between what two texts begin and end with alike, there is one change. */
export function placing(before: string, after: string): Move['place'] {
  const shortest = Math.min(before.length, after.length);
  let head = 0;
  while (head < shortest && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shortest - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const shift = after.length - before.length;
  const end = before.length - tail;
  return (span) => {
    const from = span.start >= end ? span.start + shift : span.start < head ? span.start : undefined;
    const to = span.end <= head ? span.end : span.end >= end ? span.end + shift : undefined;
    return from === undefined || to === undefined ? undefined : { start: from, end: to };
  };
}

class Gone extends Error {}

/** @returns `undefined` where a place of the report is in what changed */
export function movedReport(report: Report, root: string, moves: Moves): Report | undefined {
  const sites = new Map<Site, Site>();
  const placed = (span: Span, move: Move): Span => {
    const now = move.place(span);
    if (!now) throw new Gone();
    return now;
  };
  const moved = (site: Site): Site => {
    let now = sites.get(site);
    if (!now) {
      const move = moves.get(site.routine.key);
      now = { routine: move?.routine ?? site.routine, span: move ? placed(site.span, move) : site.span, callers: site.callers.map(moved) };
      sites.set(site, now);
    }
    return now;
  };
  const move = moves.get(root);
  try {
    return {
      ...report,
      at: moved(report.at),
      trace: movedTrace(report.trace, moved),
      ...(report.lastAt ? { lastAt: moved(report.lastAt) } : {}),
      ...(report.begun ? { begun: moved(report.begun) } : {}),
      ...(report.spots && move ? { spots: report.spots.map((span) => placed(span, move)) } : {}),
    };
  } catch (error) {
    if (error instanceof Gone) return undefined;
    throw error;
  }
}

/** The path that is told; others that were joined with it are left behind. */
function movedTrace(trace: Trace | undefined, moved: (site: Site) => Site): Trace | undefined {
  const nodes: Trace[] = [];
  for (let t = trace; t; t = t.before) nodes.push(t);
  let line: Trace | undefined;
  for (const { step, learning } of nodes.reverse()) {
    const now: PathStep | undefined = step && { ...step, site: moved(step.site) };
    line = { step: now, before: line, ...(learning ? { learning } : {}) };
  }
  return line;
}
