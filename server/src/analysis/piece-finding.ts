/** What a rule found in a function, relative to pieces. */
import type { Severity } from '../findings.ts';
import type { Report, Rule } from '../rules/rule.ts';
import type { Routine, RoutineSource } from '../simulator/routine.ts';
import { anchorOf, type Site, stepsOf } from '../simulator/trace.ts';
import type { Span } from '../syntax/ast.ts';
import type { World } from '../syntax/world.ts';

/** A place in some function of the file. */
export interface PieceSpan {
  /** `name#ordinal` of the function. */
  readonly piece: string;
  readonly span: Span;
  /** Where the function is, if in another file. */
  readonly source?: RoutineSource;
}

export interface PieceFinding {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly at: PieceSpan;
  readonly message: string;
  readonly steps: readonly { readonly at: PieceSpan; readonly text: string }[];
  /** The way from `at` to where it happens, through functions that were called: the same finding at one of these makes this one superfluous. */
  readonly inner: readonly PieceSpan[];
  /** For what holds only with CONFIG_MMU_NOTIFIER off: the configuration symbols that are on in the alternative that it was found in. */
  readonly enabled: readonly string[] | undefined;
  readonly report: Report;
  readonly routine: Routine;
}

function spanOf(site: Site): PieceSpan {
  const { key, source } = site.routine;
  return { piece: key, span: site.span, ...(source ? { source } : {}) };
}

export function toFinding(rule: Rule, report: Report, routine: Routine, world: World): PieceFinding {
  const all = stepsOf(report.trace).map((step) => ({ at: spanOf(step.site), text: step.text }));
  // Two things that are learned at one place may be one to tell.
  const steps = all.filter(({ at: { piece, span }, text }, i) => {
    const before = all[i - 1];
    return before?.text !== text || before.at.piece !== piece || before.at.span.start !== span.start;
  });
  const at = spanOf(anchorOf(report.at));
  if (report.lastStep !== undefined) {
    const last = steps.at(-1);
    const here = spanOf(report.lastAt ?? report.at);
    // The event itself is the last step already: say there what is wrong with it.
    if (last && last.at.piece === here.piece && last.at.span.start === here.span.start) steps.pop();
    steps.push({ at: here, text: report.lastStep });
  }
  if (report.inTable) steps.push(report.inTable);
  if (report.elsewhere) steps.push({ at: { piece: '', span: { start: 0, end: report.elsewhere.length }, source: report.elsewhere.source }, text: report.elsewhere.text });
  return {
    enabled: report.onlyWithoutNotifier ? [...world].filter(([, on]) => on).map(([atom]) => atom) : undefined,
    rule, severity: report.severity ?? rule.severity, at, message: report.message, steps, report, routine,
    inner: report.at.callers.length > 0 ? [...report.at.callers.slice(1), report.at].map(spanOf) : [],
  };
}

/** One rule says one thing about one place: what lies inside another finding of the rule is the same mistake. */
export function withoutNested(findings: readonly PieceFinding[]): readonly PieceFinding[] {
  return findings.filter((f) => !findings.some((g) => g !== f && g.rule === f.rule && g.at.piece === f.at.piece
    && g.at.span.start <= f.at.span.start && f.at.span.end <= g.at.span.end
    && (g.at.span.end - g.at.span.start > f.at.span.end - f.at.span.start)));
}
