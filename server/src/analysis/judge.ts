/** Lets the rules judge a run of a function. */
import type { Report, Rule, RuleContext, Subject } from '../rules/rule.ts';
import type { RuleSelection } from '../rules/selection.ts';
import { existingPath, isFeasible } from '../simulator/feasible.ts';
import type { SimulationResult } from '../simulator/machine.ts';
import type { Mode } from '../simulator/modes.ts';
import type { LockTakenEvent, Observer } from '../simulator/observation.ts';
import { siteKey, type Trace } from '../simulator/trace.ts';

/** What is asked of the functions of a file. */
export interface Assignment {
  readonly rules: RuleSelection;
  /** See `FileInput.treeKnown`. */
  readonly treeKnown: boolean;
}

/** What rules are told besides what a run shows. */
export type Facts = Omit<RuleContext, 'exists' | 'doubt'> & Pick<Assignment, 'rules'>;

export interface Look {
  readonly reports: readonly { readonly rule: Rule; readonly report: Report }[];
  readonly isDone: boolean;
  readonly spent: number;
  /** States were joined so that what was found, or not found, may be owed to that. */
  readonly isDoubtful: boolean;
}

/** In a survey no rule looks on. */
export type JudgedMode = Exclude<Mode, 'survey' | 'large-survey'>;

/** What the rules are about that look at a run. */
export const ABOUT: { readonly [K in JudgedMode]: Subject | undefined } = { glance: undefined, paths: undefined, callback: 'callbacks', 'callback-to-sleep': 'callbacks', subscriber: 'subscribers', 'large-subscriber': 'subscribers', registrar: 'registrars', hazards: 'hazards', 'large-hazards': 'hazards', entries: 'entries' };

/** Let the rules judge a run. */
export function judged(mode: JudgedMode, facts: Facts, run: (observe: Observer) => SimulationResult | undefined, see?: (o: LockTakenEvent) => void): Look {
  let isDoubtful = false;
  const exists = (trace: Trace | undefined): boolean => {
    const does = isFeasible(trace);
    isDoubtful ||= !does;
    return does;
  };
  const doubt = (): void => { isDoubtful = true; };
  const reports: { rule: Rule; report: Report }[] = [];
  const checkers = facts.rules.about(ABOUT[mode]).map((rule) => ({ rule, checker: rule.check({ ...facts, exists, doubt }), seen: new Map<string, { report: Report }>() }));
  const result = run((o) => {
    if (o.kind === 'lock-taken' && see && isFeasible(o.trace)) see(o);
    for (const { rule, checker, seen } of checkers) {
      const report = checker.observe(o);
      if (!report) continue;
      // Of several ways to one cause the one with the fewest calls is the easiest to follow.
      const known = seen.get(report.cause);
      if (known && known.report.at.callers.length <= report.at.callers.length) continue;
      if (!exists(report.trace)) continue;
      if (known) known.report = report;
      else seen.set(report.cause, reports[reports.push({ rule, report }) - 1] ?? { rule, report });
    }
  });
  for (const { rule, checker } of checkers) for (const report of checker.finish?.() ?? []) reports.push({ rule, report });
  const existing = reports.map(({ rule, report }) => ({ rule, report: { ...report, trace: existingPath(report.trace) } }));
  return { reports: existing, isDone: result?.isDone ?? false, spent: result?.spent ?? 0, isDoubtful: isDoubtful || (result?.lostPointer ?? false) };
}

export type Judged = Look['reports'][number];

/** A rule may leave the word to others that find something at the same call. */
export function withoutExplained(all: readonly Judged[]): readonly Judged[] {
  const place = ({ report }: Judged): string => siteKey(report.lastAt ?? report.at);
  return all.filter((one) => !one.rule.yieldsTo || !all.some((other) => one.rule.yieldsTo?.includes(other.rule.id) && place(other) === place(one) && other.report.severity !== 'info'));
}

