/** Analyses one function: all its worlds, all its paths, all rules. Everything in the result is relative to pieces. */
import type { GaveUp, Severity } from '../findings.ts';
import { RANGE_TYPE } from '../kernel/api.ts';
import { isWaitedFor, type OpsKind } from '../kernel/callbacks.ts';
import type { CallbackSite, Report, Rule, RuleContext, Subject, WaitedForLock } from '../rules/rule.ts';
import type { RuleSelection } from '../rules/selection.ts';
import { existingPath, isFeasible } from '../simulator/feasible.ts';
import type { LockName } from '../simulator/held.ts';
import { type RunOptions, simulate, type SimulationResult } from '../simulator/machine.ts';
import { type Mode, MODES } from '../simulator/modes.ts';
import { sliceKey } from '../simulator/slice-key.ts';
import type { LockTakenEvent, Observer } from '../simulator/observation.ts';
import type { Routine, RoutineSource } from '../simulator/routine.ts';
import { anchorOf, type Site, siteKey, stepsOf, type Trace } from '../simulator/trace.ts';
import type { Span } from '../syntax/ast.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import { atomsOf, type World } from '../syntax/world.ts';
import type { FileIndex } from './index-file.ts';
import { isRegistrar, mayMakeLate, registersFirst } from './late-members.ts';
import type { FileMemory } from './memory.ts';
import type { FileRole } from './ops-tables.ts';
import { FileProgram } from './program.ts';
import { Questions } from './questions.ts';
import { play } from './recordings.ts';
import { readerOf } from './readers.ts';
import { worldsOf } from './worlds.ts';

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

export interface FunctionResult {
  readonly findings: readonly PieceFinding[];
  readonly gaveUp: GaveUp | undefined;
  /** Blocks that were executed. */
  readonly cost: number;
  /** The functions that were looked into, this one among them. */
  readonly ran: readonly FunctionPiece[];
  readonly asked: Questions;
  /** Of a callback that those who invalidate wait for: locks that it waits for, and the functions that were looked into for that. */
  readonly takes: readonly WaitedForLock[];
  readonly told: readonly FunctionPiece[];
}

/** The core calls it, and so with the notifier compiled in: it stands in an ops table, or takes a range to look at. */
function isCallback(routine: Routine, index: FileIndex): boolean {
  return index.callbacks.has(routine.name) || routine.syntax.parameters.some(({ type }) => type.pointers === 1 && type.base === RANGE_TYPE && type.isConst);
}

/** What is asked of the functions of a file. */
export interface Assignment {
  readonly rules: RuleSelection;
  /** See `FileInput.treeKnown`. */
  readonly treeKnown: boolean;
}

/** @param hasToEnd a result that is not complete is as good as any other that is not */
export function analyzeFunction(piece: FunctionPiece, memory: FileMemory, assignment: Assignment, hasToEnd: boolean): FunctionResult {
  const { index } = memory;
  const ran = new Set([piece]);
  const asked = new Questions();
  const giveUp = (reason: string): FunctionResult => ({ findings: [], gaveUp: { function: piece.name, reason }, cost, ran: [...ran], asked, takes: [], told: [] });
  const takes = new Map<string, WaitedForLock>();
  const told = new Set<FunctionPiece>();
  let cost = 0;
  let incomplete: string | undefined;
  if (piece.broken) return giveUp('damaged syntax');
  const found = new Map<string, PieceFinding>();
  const hasRanges = memory.generation.rangeFields !== undefined;
  const sites = hasRanges ? memory.rolesOf(piece.name) : [];
  const done: { readonly slice: string; readonly world: World }[] = [];
  let hangsOnWorld = piece.text.includes('IS_');
  for (const world of worldsOf(piece, memory)) {
    const program = new FileProgram(memory, world, ran);
    const routine = program.routineOf(piece);
    if (!routine) return giveUp('damaged syntax');
    const context = contextOf(piece, program, routine, memory, assignment, ran, asked);
    // Alternatives that differ in nothing that matters, here and in the functions that were looked into, are one.
    const isSubscriber = hasRanges && assignment.rules.isAbout('subscribers') && index.subscribers.has(piece);
    const kinds = ['glance', ...(isSubscriber ? ['subscriber'] as const : [])] as const;
    const slice = kinds.map((kind) => sliceKey(routine.graph, routine.slice(kind))).join('|');
    const conditions = [...ran].flatMap((looked) => (looked === piece ? [] : atomsOf(looked)));
    if (!hangsOnWorld && done.some((one) => one.slice === slice && conditions.every((atom) => one.world.get(atom) === world.get(atom)))) continue;
    done.push({ slice, world });
    // Joining early loses no place that can be reached, and most functions are done with that: nothing is wrong with them.
    const glance = look(program, routine, context, 'glance');
    const isSimple = !index.handling.has(piece) && !routine.slice('glance').followsLocks;
    const isDecided = !glance.isDone || (!glance.isDoubtful && (isSimple || glance.reports.length === 0));
    const seen = isDecided ? glance : look(program, routine, context, 'paths');
    cost += seen.spent;
    if (!seen.isDone) return giveUp('too many paths');
    const all = [...seen.reports];
    for (const callback of assignment.rules.isAbout('callbacks') ? sites : []) {
      const facts = { ...context, callback: callbackSite(callback, routine) };
      // Where paths end early there are fewest.
      if (hasToEnd && !look(program, routine, facts, 'callback-to-sleep').isDone) return giveUp('too many paths');
      // What this file shows, or what there is before something sleeps, may still be within the budget.
      const alone = new FileProgram(memory, world, ran, true);
      let called: Look | undefined;
      for (const [where, mode] of [[program, 'callback'], [program, 'callback-to-sleep'], [alone, 'callback-to-sleep']] as const) {
        const seen = look(where, routine, facts, mode);
        cost += seen.spent;
        if (!seen.isDone) continue;
        if (where === alone) incomplete = 'too many paths in other files';
        all.push(...seen.reports);
        called = seen;
        break;
      }
      if (!called) incomplete = 'too many paths';
    }
    const waitedFor = assignment.rules.isAbout('hazards') && sites.find((role) => isWaitedFor(role.context));
    if (waitedFor) {
      // What this file shows may still be within the budget.
      const programs = [false, true].map((isAlone) => new FileProgram(memory, world, told, isAlone));
      const seen = lookForHazards(programs, routine, { ...context, callback: callbackSite(waitedFor, routine) }, (o) => takes.set(`${o.name.type ?? ''}.${o.name.member} ${o.name.subclass ?? ''} ${o.isRead}`, { ...o.name, isRead: o.isRead, kind: waitedFor.kind, callback: piece.name, ...takenIn(o) }));
      cost += seen.spent;
      all.push(...seen.reports);
      for (const looked of told) ran.add(looked);
    }
    if (isSubscriber) {
      // As with the glance: where joining early finds nothing, there is nothing.
      const [role] = sites;
      const called = role ? { ...context, callback: callbackSite(role, routine) } : context;
      const early = judged('large-subscriber', called, (observe) => play('large-subscriber', piece, world, memory, ran, observe));
      const isClear = early.isDone && ((!early.isDoubtful && early.reports.length === 0) || isTooLargeApart(early, 'subscriber'));
      const closely = isClear ? early : look(program, routine, called, 'subscriber');
      cost += isClear ? early.spent : early.spent + closely.spent;
      const asked = closely.isDone ? closely : early;
      if (!asked.isDone) incomplete = 'too many paths';
      else all.push(...asked.reports);
    }
    if (hasRanges && assignment.rules.isAbout('registrars') && isRegistrar(piece, memory)) {
      const isLate = mayMakeLate(routine, program, memory, context);
      const seen = isLate || registersFirst(piece, memory) ? look(program, routine, context, 'registrar', undefined, isLate ? {} : { budget: FOR_LOSSES }) : NOT_LOOKED;
      cost += seen.spent;
      if (seen.isDone) all.push(...seen.reports);
    }
    const reports = withoutExplained(all).filter(({ rule }) => assignment.rules.includes(rule)).map(({ rule, report }) => toFinding(rule, report, routine, world));
    hangsOnWorld ||= reports.some(({ enabled }) => enabled !== undefined);
    for (const finding of reports) {
      const key = `${finding.rule.id}:${finding.report.cause}:${finding.enabled?.join() ?? ''}`;
      if (!found.has(key)) found.set(key, finding);
    }
  }
  return { findings: withoutNested([...found.values()]), gaveUp: incomplete === undefined ? undefined : { function: piece.name, reason: incomplete }, cost, ran: [...ran], asked, takes: [...takes.values()], told: [...told] };
}

/** The functions of another file that a callback goes through to a lock that is taken there. */
function takenIn({ site }: LockTakenEvent): Pick<WaitedForLock, 'takenIn'> {
  const file = site.routine.source?.file;
  return file ? { takenIn: { file, through: [site, ...site.callers].flatMap(({ routine }) => (routine.source?.file === file ? [routine.name] : [])) } } : {};
}

/**
 * A function that may take a lock that a callback waits for: what it does under that lock. Other files are looked into where that is not too much.
 * @param contended such locks
 */
export function analyzeContender(piece: FunctionPiece, memory: FileMemory, assignment: Assignment, contended: readonly WaitedForLock[]): FunctionResult {
  const ran = new Set([piece]);
  const asked = new Questions();
  const found = new Map<string, PieceFinding>();
  let cost = 0;
  for (const world of piece.broken ? [] : worldsOf(piece, memory)) {
    const program = new FileProgram(memory, world, ran, true);
    const routine = program.routineOf(piece);
    if (!routine) continue;
    const facts = { ...contextOf(piece, program, routine, memory, assignment, ran, asked), contended };
    // Where nothing in this file waits there is nothing to see in it alone.
    const alone = memory.index.contenders.has(piece) ? lookForHazards([program], routine, facts) : { reports: [], spent: 0 };
    const across = alone.reports.length === 0 && alone.spent <= ACROSS / 2 ? lookAcross(piece, memory, world, ran, facts) : undefined;
    cost += alone.spent + (across?.spent ?? 0);
    const reports = across?.isDone ? across.reports : alone.reports;
    for (const { rule, report } of reports) if (assignment.rules.includes(rule)) found.set(`${rule.id}:${report.cause}`, toFinding(rule, report, routine, world));
  }
  // One that is too large is analysed for itself all the same.
  return { findings: withoutNested([...found.values()]), gaveUp: undefined, cost, ran: [...ran], asked, takes: [], told: [] };
}

/** Blocks executed to see what becomes of what a function has registered. */
const FOR_LOSSES = 600;

const NOT_LOOKED: Look = { reports: [], isDone: true, spent: 0, isDoubtful: false };

/** Blocks executed for what is done under a callback's lock, functions of other files included: most that are done by then. */
const ACROSS = 500;

function lookAcross(piece: FunctionPiece, memory: FileMemory, world: World, ran: Set<FunctionPiece>, facts: Facts): Omit<Look, 'isDoubtful'> | undefined {
  const program = new FileProgram(memory.acrossFiles(), world, ran);
  const routine = program.routineOf(piece);
  return routine && lookForHazards([program], routine, facts, undefined, { isUnderLocks: true, budget: ACROSS });
}

/** A function that takes page-table entries out, or protects them: whether those who mirror them are told. */
export function analyzeChanger(piece: FunctionPiece, memory: FileMemory, assignment: Assignment): FunctionResult {
  const ran = new Set([piece]);
  const asked = new Questions();
  const found = new Map<string, PieceFinding>();
  let cost = 0;
  for (const world of piece.broken ? [] : worldsOf(piece, memory)) {
    const program = new FileProgram(memory, world, ran);
    const routine = program.routineOf(piece);
    if (!routine) continue;
    const seen = judged('entries', contextOf(piece, program, routine, memory, assignment, ran, asked), (observe) => play('entries', piece, world, memory, ran, observe));
    cost += seen.spent;
    // What would be told by a path that was not seen, nobody knows.
    for (const { rule, report } of seen.isDone ? seen.reports : []) if (assignment.rules.includes(rule)) found.set(`${rule.id}:${report.cause}`, toFinding(rule, report, routine, world));
  }
  return { findings: withoutNested([...found.values()]), gaveUp: undefined, cost, ran: [...ran], asked, takes: [], told: [] };
}

/** What rules are told besides what a run shows. */
type Facts = Omit<RuleContext, 'exists' | 'doubt'> & Pick<Assignment, 'rules'>;

export function contextOf(piece: FunctionPiece, program: FileProgram, routine: Routine, memory: FileMemory, { rules, treeKnown }: Assignment, ran: Set<FunctionPiece>, asked: Questions): Facts {
  return {
    rules, treeKnown, routine, contended: [],
    reader: (own: LockName | undefined) => readerOf(memory, own, ran),
    sequencesSet: once(() => asked.sequences(program, memory)),
    callbackLocks: (kind: OpsKind) => asked.locks(kind, program, memory),
    callbackUses: (table: string) => asked.uses(table, program, memory),
    entryEvidence: (at, event) => asked.entries(piece, at, event, memory),
    untoldWay: once(() => asked.untoldWay(piece, memory)),
    nonblockingEvents: () => memory.nonblockingEvents(),
    opsTable: (name: string) => memory.opsTable(name),
    servesSeveralTrees: [...program.world.keys()].some((atom) => !atom.startsWith('CONFIG_')),
    isCallback: isCallback(routine, memory.index),
    unwaitedExit: () => memory.unwaitedExit(),
    isModuleExit: [...memory.index.exits].some(({ name }) => name === routine.name),
  };
}

/** As with the glance: where joining early finds nothing, there is nothing. @param programs the first in which not too much is to be done counts */
function lookForHazards(programs: readonly FileProgram[], routine: Routine, facts: Facts, see?: (o: LockTakenEvent) => void, options?: RunOptions): Omit<Look, 'isDoubtful'> {
  let spent = 0;
  let unfinished: FileProgram | undefined;
  for (const program of programs) {
    const early = look(program, routine, facts, 'large-hazards', see, options);
    spent += early.spent;
    if (!early.isDone) {
      if (early.reports.length > 0) unfinished = program;
      continue;
    }
    if (!early.isDoubtful && early.reports.length === 0) return { ...early, spent };
    if (isTooLargeApart(early, 'hazards')) return { ...early, spent };
    const closely = look(program, routine, facts, 'hazards', see, options);
    spent += closely.spent;
    // Where all that was seen closely contradicts itself, one path that was seen before and exists is enough.
    const isSettled = closely.isDone && (closely.reports.length > 0 || !closely.isDoubtful);
    return { ...(isSettled ? closely : early), spent };
  }
  if (!unfinished) return { reports: [], isDone: false, spent };
  // There are more paths than can be run; but one is enough, and it is one that exists.
  const closely = look(unfinished, routine, facts, 'hazards', undefined, options);
  return { reports: closely.reports, isDone: false, spent: spent + closely.spent };
}

/** So many times as much as with states joined is what it takes with states kept apart, in functions that are not small. */
const APART: { readonly [K in 'subscriber' | 'hazards']: number } = { subscriber: 4, hazards: 10 };

/** It would take more than there is. */
function isTooLargeApart({ spent }: Pick<Look, 'spent'>, mode: keyof typeof APART): boolean {
  return spent * APART[mode] > MODES[mode].budget;
}

/** Computed when it is asked for the first time. */
function once<T>(compute: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: compute() }).value;
}

/** The range that the core gives to a callback. */
function rangeParameter(routine: Routine): string | undefined {
  return routine.graph.variables.find((v) => v.parameter !== undefined && v.pointers === 1 && v.typeBase === RANGE_TYPE)?.id;
}

export function callbackSite({ table, piece, ...role }: FileRole, routine: Routine): CallbackSite {
  const entries = new Map([...table.entries].map(([member, span]) => [member, { piece, span }]));
  return { ...role, ...table, entries, range: rangeParameter(routine) };
}

interface Look {
  readonly reports: readonly { readonly rule: Rule; readonly report: Report }[];
  readonly isDone: boolean;
  readonly spent: number;
  /** States were joined so that what was found, or not found, may be owed to that. */
  readonly isDoubtful: boolean;
}

/** In a survey no rule looks on. */
export type JudgedMode = Exclude<Mode, 'survey'>;

/** What the rules are about that look at a run. */
export const ABOUT: { readonly [K in JudgedMode]: Subject | undefined } = { glance: undefined, paths: undefined, callback: 'callbacks', 'callback-to-sleep': 'callbacks', subscriber: 'subscribers', 'large-subscriber': 'subscribers', registrar: 'registrars', hazards: 'hazards', 'large-hazards': 'hazards', entries: 'entries' };

/** Run the function and let the rules judge. @param see is told of locks that are taken on paths that exist */
function look(program: FileProgram, routine: Routine, facts: Facts, mode: JudgedMode, see?: (o: LockTakenEvent) => void, options?: RunOptions): Look {
  return judged(mode, facts, (observe) => simulate(program, routine, observe, mode, options), see);
}

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

function spanOf(site: Site): PieceSpan {
  const { key, source } = site.routine;
  return { piece: key, span: site.span, ...(source ? { source } : {}) };
}

function toFinding(rule: Rule, report: Report, routine: Routine, world: World): PieceFinding {
  const steps = stepsOf(report.trace).map((step) => ({ at: spanOf(step.site), text: step.text }));
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

export type Judged = Look['reports'][number];

/** A rule may leave the word to others that find something at the same call. */
export function withoutExplained(all: readonly Judged[]): readonly Judged[] {
  const place = ({ report }: Judged): string => siteKey(report.lastAt ?? report.at);
  return all.filter((one) => !one.rule.yieldsTo || !all.some((other) => one.rule.yieldsTo?.includes(other.rule.id) && place(other) === place(one) && other.report.severity !== 'info'));
}

/** One rule says one thing about one place: what lies inside another finding of the rule is the same mistake. */
function withoutNested(findings: readonly PieceFinding[]): readonly PieceFinding[] {
  return findings.filter((f) => !findings.some((g) => g !== f && g.rule === f.rule && g.at.piece === f.at.piece
    && g.at.span.start <= f.at.span.start && f.at.span.end <= g.at.span.end
    && (g.at.span.end - g.at.span.start > f.at.span.end - f.at.span.start)));
}
