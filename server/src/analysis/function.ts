/** Analyses one function: all its worlds, all its paths, all rules. Everything in the result is relative to pieces. */
import type { GaveUp } from '../findings.ts';
import { isCalledByEnds, isWaitedFor } from '../kernel/callbacks.ts';
import { waitedForKey } from '../rules/contended.ts';
import type { WaitedForLock } from '../rules/rule.ts';
import { eventOnPath } from '../simulator/blockable.ts';
import { factsOnPath } from '../simulator/feasible.ts';
import { type RunOptions, simulate } from '../simulator/machine.ts';
import { MODES } from '../simulator/modes.ts';
import type { LockTakenEvent } from '../simulator/observation.ts';
import type { Routine } from '../simulator/routine.ts';
import { sliceKey } from '../simulator/slice-key.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import { atomsOf, type World } from '../syntax/world.ts';
import { pieceKey } from './index-file.ts';
import { type Assignment, type Facts, type Judged, judged, type JudgedMode, type Look, withoutExplained } from './judge.ts';
import { isRegistrar, mayMakeLate, registersFirst } from './late-members.ts';
import type { Looks, Seen } from './looks.ts';
import type { FileMemory } from './memory.ts';
import type { FileRole } from './ops-tables.ts';
import { type PieceFinding, toFinding, withoutNested } from './piece-finding.ts';
import { FileProgram } from './program.ts';
import type { Questions } from './questions.ts';
import { play } from './recordings.ts';
import { isSubscriber } from './signature.ts';
import { callbackSite, Subject, type View } from './views.ts';
import { worldsOf } from './worlds.ts';

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
  /** By `pieceKey`. */
  readonly told: readonly string[];
}

/** @param hasToEnd a result that is not complete is as good as any other that is not */
export function analyzeFunction(piece: FunctionPiece, memory: FileMemory, assignment: Assignment, looks: Looks, hasToEnd: boolean): FunctionResult {
  if (piece.broken) return givenUp(new Subject(piece, memory, assignment, looks, true), 'damaged syntax', 0);
  const subject = new Subject(piece, memory, assignment, looks, false);
  const result = inAllWorlds(subject, hasToEnd);
  // Two that are one say where they are, and so can't be told from two that are not.
  return subject.origins.size < 2 ? result : inAllWorlds(new Subject(piece, memory, assignment, looks, true), hasToEnd);
}

function givenUp({ piece, ran, asked }: Subject, reason: string, cost: number): FunctionResult {
  return { findings: [], gaveUp: { function: piece.name, reason }, cost, ran: [...ran], asked, takes: [], told: [] };
}

function inAllWorlds(subject: Subject, hasToEnd: boolean): FunctionResult {
  const { piece, memory, assignment: { rules }, ran, asked } = subject;
  const { index } = memory;
  const takes: WaitedForLock[] = [];
  const told = new Set<string>();
  let cost = 0;
  let incomplete: string | undefined;
  const found = new Map<string, PieceFinding>();
  const hasRanges = memory.generation.rangeFields !== undefined;
  const sites = hasRanges ? memory.rolesOf(piece.name) : [];
  const done: { readonly slice: string; readonly world: World }[] = [];
  let hangsOnWorld = piece.text.includes('IS_');
  for (const world of worldsOf(piece, memory)) {
    const view = subject.in(world);
    if (!view) return givenUp(subject, 'damaged syntax', cost);
    const { routine } = view;
    // Alternatives that differ in nothing that matters, here and in the functions that were looked into, are one.
    const subscribes = hasRanges && rules.isAbout('subscribers') && isSubscriber(piece, memory);
    const kinds = ['glance', ...(subscribes ? ['subscriber'] as const : [])] as const;
    const slice = kinds.map((kind) => sliceKey(routine.graph, routine.slice(kind))).join('|');
    const conditions = [...ran].flatMap((looked) => (looked === piece ? [] : atomsOf(looked)));
    if (!hangsOnWorld && done.some((one) => one.slice === slice && conditions.every((atom) => one.world.get(atom) === world.get(atom)))) continue;
    done.push({ slice, world });
    // Joining early loses no place that can be reached, and most functions are done with that: nothing is wrong with them.
    const glance = look(view, 'glance');
    const isSimple = !index.handling.has(piece) && !routine.slice('glance').followsLocks;
    const isDecided = !glance.isDone || (!glance.isDoubtful && (isSimple || glance.reports.length === 0));
    const seen = isDecided ? glance : look(view, 'paths');
    cost += seen.spent;
    if (!seen.isDone) return givenUp(subject, 'too many paths', cost);
    const all = [...seen.reports];
    for (const role of rules.isAbout('callbacks') ? sites : []) {
      const facts = { callback: callbackSite(role, routine) };
      // Where paths end early there are fewest.
      if (hasToEnd && !look(view, 'callback-to-sleep', { facts, role }).isDone) return givenUp(subject, 'too many paths', cost);
      let called: Look | undefined;
      // What this file shows, or what there is before something sleeps, may still be within the budget.
      for (const [mode, isAlone] of isCalledByEnds(role.context) ? AT_THE_END : ANY_TIME) {
        const seen = look(view, mode, { facts, role, isAlone });
        cost += seen.spent;
        if (!seen.isDone) continue;
        if (isAlone && !isCalledByEnds(role.context)) incomplete = 'too many paths in other files';
        all.push(...seen.reports);
        called = seen;
        break;
      }
      if (!called) incomplete = 'too many paths';
    }
    const waitedFor = rules.isAbout('hazards') && sites.find(({ context }) => isWaitedFor(context) || isCalledByEnds(context));
    if (waitedFor) {
      const seen = hazardsOfCallback(view, waitedFor, piece);
      cost += seen.spent;
      all.push(...seen.reports);
      takes.push(...seen.takes);
      for (const key of seen.told) told.add(key);
    }
    if (subscribes) {
      // As with the glance: where joining early finds nothing, there is nothing.
      const [role] = sites;
      const facts = role ? { callback: callbackSite(role, routine) } : {};
      const early = view.take('large-subscriber', ['large-subscriber'], facts, (taking) => judged('large-subscriber', taking.facts, (observe) => play('large-subscriber', piece, world, memory, taking.sources.ran, observe)));
      const isClear = early.isDone && ((!early.isDoubtful && early.reports.length === 0) || isTooLargeApart(early, 'subscriber'));
      const closely = isClear ? early : look(view, 'subscriber', { facts });
      cost += isClear ? early.spent : early.spent + closely.spent;
      const asked = closely.isDone ? closely : early;
      if (!asked.isDone) incomplete = 'too many paths';
      else all.push(...asked.reports);
    }
    if (hasRanges && rules.isAbout('registrars') && isRegistrar(piece, memory)) {
      const isLate = mayMakeLate(routine, view.program, memory, view.facts);
      const seen = isLate || registersFirst(piece, memory) ? look(view, 'registrar', isLate ? {} : { budget: FOR_LOSSES }) : NOT_LOOKED;
      cost += seen.spent;
      if (seen.isDone) all.push(...seen.reports);
    }
    const reports = withoutExplained(all).filter(({ rule }) => rules.includes(rule)).map(({ rule, report }) => toFinding(rule, report, routine, world));
    hangsOnWorld ||= reports.some(({ enabled }) => enabled !== undefined);
    for (const finding of reports) {
      const key = `${finding.rule.id}:${finding.report.cause}:${finding.enabled?.join() ?? ''}`;
      if (!found.has(key)) found.set(key, finding);
    }
  }
  return { findings: withoutNested([...found.values()]), gaveUp: incomplete === undefined ? undefined : { function: piece.name, reason: incomplete }, cost, ran: [...ran], asked, takes: withoutEqual(takes), told: [...told] };
}

/** How callbacks are looked at, until all of one could be seen. */
const ANY_TIME = [['callback', false], ['callback-to-sleep', false], ['callback-to-sleep', true]] as const;
/** What other files do there that is not done yet, or is done already, hangs on what has become of the subscriber: that is not followed. */
const AT_THE_END = [['callback', true], ['callback-to-sleep', true]] as const;

interface Wish {
  readonly facts?: Partial<Facts>;
  /** What the function is called as. */
  readonly role?: FileRole;
  readonly isAlone?: boolean;
  readonly budget?: number;
}

/** Run the function and let the rules judge. (What was found where not all was seen is not reported.) */
function look(view: View, mode: JudgedMode, { facts = {}, role, isAlone = false, budget }: Wish = {}): Look {
  const name = `${mode} ${role ? `${role.piece} ${role.member}` : ''} ${isAlone} ${budget ?? ''}`;
  return view.take(name, [mode], facts, (taking) => {
    const maySleep = role !== undefined && isCalledByEnds(role.context);
    const seen = run(taking.program(isAlone), view.routine, taking.facts, mode, undefined, { maySleep, ...(budget === undefined ? {} : { budget }) });
    return seen.isDone ? seen : { ...seen, reports: [] };
  });
}

/** @param see is told of locks that are taken on paths that exist */
function run(program: FileProgram, routine: Routine, facts: Facts, mode: JudgedMode, see: ((o: LockTakenEvent) => void) | undefined, options: RunOptions | undefined): Look {
  return judged(mode, facts, (observe) => simulate(program, routine, observe, mode, options), see);
}

/** Locks that it takes are told, too. */
function hazardsOfCallback(view: View, role: FileRole, { name }: FunctionPiece): Seen {
  const callback = callbackSite(role, view.routine);
  // What it waits for itself is nobody's affair.
  const isByEnds = isCalledByEnds(role.context);
  return view.take(`hazards ${role.piece} ${role.member}`, ['large-hazards', 'hazards'], { callback }, ({ facts, program, sources }) => {
    const takes: WaitedForLock[] = [];
    const told = new Set<FunctionPiece>();
    // What this file shows may still be within the budget.
    const seen = lookForHazards([program(false, told), program(true, told)], view.routine, facts, (o) => takes.push({ ...o.name, isRead: o.isRead, kind: role.kind, callback: name, ...(isByEnds ? { onlyByEnds: true } : {}), ...eventOf(callback.range, o), ...takenIn(o) }));
    for (const piece of told) sources.ran.add(piece);
    return { ...seen, ...(isByEnds ? { reports: seen.reports.filter(({ rule }) => rule.judgesEnds) } : {}), takes: withoutEqual(takes), told: [...told].map(pieceKey) };
  });
}

/** The last of those that are one. */
function withoutEqual(locks: readonly WaitedForLock[]): readonly WaitedForLock[] {
  return [...new Map(locks.map((lock) => [`${lock.type ?? ''}.${lock.member} ${lock.subclass ?? ''} ${lock.isRead} ${lock.onlyFor ?? ''}`, lock])).values()];
}

/** The one kind of event that a callback has found its range to be of. */
function eventOf(range: string | undefined, { trace }: LockTakenEvent): Pick<WaitedForLock, 'onlyFor'> {
  const facts = range === undefined ? undefined : factsOnPath(trace);
  const event = range !== undefined && facts ? eventOnPath(range, facts) : undefined;
  return event === undefined ? {} : { onlyFor: event };
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
export function analyzeContender(piece: FunctionPiece, memory: FileMemory, assignment: Assignment, contended: readonly WaitedForLock[], looks: Looks): FunctionResult {
  const locks = contended.map(waitedForKey).join();
  return inEachWorld(piece, memory, assignment, looks, (view) => {
    // Where nothing in this file waits there is nothing to see in it alone.
    const alone = memory.index.contenders.has(piece) ? view.take(`contender ${locks}`, ['large-hazards', 'hazards'], { contended }, ({ facts, program }) => lookForHazards([program(true)], view.routine, facts)) : NOT_LOOKED;
    const mayGoOn = alone.reports.length === 0 && alone.spent <= ACROSS / 2;
    const across = mayGoOn ? view.take(`contender across files ${locks}`, ['large-hazards', 'hazards'], { contended }, ({ facts, sources }) => lookAcross(piece, memory, view.program.world, sources.ran, facts) ?? NOT_LOOKED) : NOT_LOOKED;
    return { cost: alone.spent + across.spent, reports: across.isDone && mayGoOn ? across.reports : alone.reports };
  });
}

/** In each world by itself, and never given up: one that is too large is analysed for itself all the same. */
function inEachWorld(piece: FunctionPiece, memory: FileMemory, assignment: Assignment, looks: Looks, judge: (view: View) => { readonly cost: number; readonly reports: readonly Judged[] }): FunctionResult {
  const subject = new Subject(piece, memory, assignment, looks, false);
  const found = new Map<string, PieceFinding>();
  let cost = 0;
  for (const world of piece.broken ? [] : worldsOf(piece, memory)) {
    const view = subject.in(world);
    if (!view) continue;
    const seen = judge(view);
    cost += seen.cost;
    for (const { rule, report } of seen.reports) if (assignment.rules.includes(rule)) found.set(`${rule.id}:${report.cause}`, toFinding(rule, report, view.routine, world));
  }
  return { findings: withoutNested([...found.values()]), gaveUp: undefined, cost, ran: [...subject.ran], asked: subject.asked, takes: [], told: [] };
}

/** Blocks executed to see what becomes of what a function has registered. */
const FOR_LOSSES = 5_500;

const NOT_LOOKED: Look = { reports: [], isDone: true, spent: 0, isDoubtful: false };

/** Blocks executed for what is done under a callback's lock, functions of other files included: most that are done by then. */
const ACROSS = 500;

function lookAcross(piece: FunctionPiece, memory: FileMemory, world: World, ran: Set<FunctionPiece>, facts: Facts): Look | undefined {
  const program = new FileProgram(memory.acrossFiles(), world, ran);
  const routine = program.routineOf(piece);
  return routine && lookForHazards([program], routine, facts, undefined, { isUnderLocks: true, budget: ACROSS });
}

/** A function that takes page-table entries out, or protects them: whether those who mirror them are told. */
export function analyzeChanger(piece: FunctionPiece, memory: FileMemory, assignment: Assignment, looks: Looks): FunctionResult {
  return inEachWorld(piece, memory, assignment, looks, (view) => {
    const seen = view.take('entries', ['entries'], {}, ({ facts, sources }) => judged('entries', facts, (observe) => play('entries', piece, view.program.world, memory, sources.ran, observe)));
    // What would be told by a path that was not seen, nobody knows.
    return { cost: seen.spent, reports: seen.isDone ? seen.reports : [] };
  });
}

/** As with the glance: where joining early finds nothing, there is nothing. @param programs the first in which not too much is to be done counts */
function lookForHazards(programs: readonly FileProgram[], routine: Routine, facts: Facts, see?: (o: LockTakenEvent) => void, options?: RunOptions): Look {
  let spent = 0;
  let unfinished: FileProgram | undefined;
  for (const program of programs) {
    const early = run(program, routine, facts, 'large-hazards', see, options);
    spent += early.spent;
    if (!early.isDone) {
      if (early.reports.length > 0) unfinished = program;
      continue;
    }
    if (!early.isDoubtful && early.reports.length === 0) return { ...early, spent };
    if (isTooLargeApart(early, 'hazards')) return { ...early, spent };
    const closely = run(program, routine, facts, 'hazards', see, options);
    spent += closely.spent;
    // Where all that was seen closely contradicts itself, one path that was seen before and exists is enough.
    const isSettled = closely.isDone && (closely.reports.length > 0 || !closely.isDoubtful);
    return { ...(isSettled ? closely : early), spent };
  }
  if (!unfinished) return { ...NOT_LOOKED, isDone: false, spent };
  // There are more paths than can be run; but one is enough, and it is one that exists.
  const closely = run(unfinished, routine, facts, 'hazards', undefined, options);
  return { ...closely, isDone: false, spent: spent + closely.spent };
}

/** So many times as much as with states joined is what it takes with states kept apart, in functions that are not small. */
const APART: { readonly [K in 'subscriber' | 'hazards']: number } = { subscriber: 4, hazards: 10 };

/** It would take more than there is. */
function isTooLargeApart({ spent }: Pick<Look, 'spent'>, mode: keyof typeof APART): boolean {
  return spent * APART[mode] > MODES[mode].budget;
}

