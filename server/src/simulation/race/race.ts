/** Two functions against each other, on two CPUs. */
import type { FileState } from '../../analysis/file.ts';
import type { FileRole } from '../../analysis/ops-tables.ts';
import type { FunctionPiece } from '../../syntax/outline.ts';
import { placeOf } from '../../subscribers/run.ts';
import { type OfferedPath, type PageView, type RaceResult, type RaceStep, SIMULATION_VERSION, type SimulationRequest, type Verdict } from '../data.ts';
import { offersFor } from '../offers.ts';
import { runPathInTurns } from '../path.ts';
import { siteSource, sourced } from '../play.ts';
import { functionAt } from '../simulate.ts';
import { RACE_MODELS } from '../rivals.ts';
import type { Turns } from '../turns.ts';
import { type Explored, exploreInTurns, type Taken } from './explore.ts';
import type { Op, Program } from './ops.ts';
import { MODEL_INVALIDATION, modelCallback, modelReader, PathProgram } from './programs.ts';
import { BELIEVED, MMAP } from './path-ops.ts';
import type { Shared } from './protocol.ts';

export interface RaceRequest extends SimulationRequest {
  /** The function of the file that runs on the other CPU, or one of `RACE_MODELS`. */
  readonly with: string;
}

/** What is explored, for whoever wants to do it in another way. */
export interface RacePrograms {
  readonly programs: readonly [Program, Program];
  readonly callbacks: { readonly blockable: Program; readonly nonblock: Program };
  readonly assumed: readonly string[];
}

const DEVICE = 'device';

export function* race(state: FileState, request: RaceRequest): Turns<RaceResult> {
  let first: { made: RacePrograms; found: Explored } | undefined;
  let problem: string | undefined;
  for (const [i, path] of (yield* pathsOf(state, request)).entries()) {
    const made = yield* racePrograms(state, { ...request, assume: path.assume });
    if ('problem' in made) {
      problem ??= made.problem;
      continue;
    }
    const found = yield* exploreInTurns(made.programs, made.callbacks);
    const assumed = i === 0 ? made.assumed : [...made.assumed, `CPU 0 takes the path on which at the end ${path.title}.`];
    if (!first || (found.outcome !== 'none' && first.found.outcome === 'none')) first = { made: { ...made, assumed }, found };
  }
  return first ? raceData(state, request, first.made, first.found) : { problem: problem ?? 'There is nothing to race with.' };
}

/** The one that is asked for; where none is, all that differ in what they do to ranges. */
function* pathsOf(state: FileState, request: RaceRequest): Turns<readonly Pick<OfferedPath, 'title' | 'assume'>[]> {
  const piece = functionAt(state, request.at);
  const usual = { title: '', assume: request.assume ?? [] };
  if (!piece || usual.assume.length > 0) return [usual];
  const run = yield* runPathInTurns(piece, state, { assume: [] });
  return [usual, ...(run ? offersFor(piece, state, run) : [])];
}

function raceData(state: FileState, request: RaceRequest, { programs, assumed }: RacePrograms, found: Explored): RaceResult {
  const names = [functionAt(state, request.at)?.name ?? '', request.with];
  return {
    race: {
      version: SIMULATION_VERSION, threads: programs.map(({ title }, i) => ({ title, function: names[i] ?? '' })), outcome: found.outcome, verdict: believed(verdictOf(found), assumed),
      schedule: scheduleOf(found, state), explored: { states: found.states, steps: found.steps, isComplete: found.isComplete }, assumed,
    },
  };
}

export function* racePrograms(state: FileState, request: RaceRequest): Turns<RacePrograms | { readonly problem: string }> {
  const one = functionAt(state, request.at);
  if (!one) return { problem: 'There is no function here: put the cursor into one.' };
  const chosen = { event: request.event, blockable: request.blockable, assume: request.assume ?? [] };
  const [first, second] = [new PathProgram(one, state, chosen), named(request.with, state)];
  const broken = [one, ...(state.index.functionsNamed.get(request.with) ?? [])].find((piece) => piece.broken);
  if (broken) return { problem: `${broken.name}() can't be understood as it is written now: a brace or parenthesis may be open.` };
  if (!second) return { problem: `There is no function ${request.with} in this file: name one, or ${RACE_MODELS.join(' or ')} for a model.` };
  for (const program of [first, second]) if (typeof program !== 'string') yield* program.prepare();
  const assumed = ['One page is looked at, which the device has mapped at first.', 'Each step is indivisible, and all CPUs see it at once.'];
  const [callback, role] = callbackOf(state) ?? [];
  const readers = [first, ...(typeof second === 'string' ? [] : [second])].filter((program) => program.ops([]).some((op) => op.do === 'look-up' || op.do === 'read-retry'));
  const lock = locksOf(readers).find((name) => name !== MMAP) ?? 'driver lock';
  if (!callback) assumed.push(`The callback is a model: it takes \`${lock}\`, sets the sequence, and drops the entry.`);
  const callbacks = callback && role
    ? { blockable: new PathProgram(callback, state, { event: request.event, blockable: true, assume: [] }, role), nonblock: new PathProgram(callback, state, { event: request.event, blockable: false, assume: [] }, role) }
    : { blockable: modelCallback(lock, true), nonblock: modelCallback(lock, false) };
  if (callback && callbacks.blockable.ops([]).some(({ text }) => text === BELIEVED)) assumed.push(`That ${callback.name}() drops the device's entry is not seen, and believed.`);
  const other = second === 'reader' ? modelReader(locksOf([callbacks.blockable]).find((name) => name !== MMAP) ?? lock) : second === 'invalidation' ? MODEL_INVALIDATION : second;
  if (typeof second === 'string') assumed.push(`The ${second} is a model, as the documentation has it.`);
  const same = sameNames(locksOf([first, other, callbacks.blockable]));
  const programs: readonly [Program, Program] = [renamed(first, same), renamed(other, same)];
  const idle = programs.find((program) => !program.ops([]).some(matters));
  if (idle) return { problem: `${idle.title} neither changes page tables nor makes entries of a device on this path: there is nothing to race with.` };
  if (programs.some(asksUnlocked)) assumed.push(UNLOCKED);
  const silent = programs.find((program) => program.ops([]).some((op) => op.do === 'read-begin') && !program.ops([]).some((op) => op.do === 'map'));
  if (silent) assumed.push(`That ${silent.title} makes an entry of the device is not seen on this path.`);
  const shared = new Set(sharedLocks([...programs, renamed(callbacks.blockable, same)]));
  const only = (program: Program): Program => withLocks(program, shared);
  return { programs: [only(programs[0]), only(programs[1])], callbacks: { blockable: only(renamed(callbacks.blockable, same)), nonblock: only(renamed(callbacks.nonblock, same)) }, assumed };
}

/** Then it is not wrong for certain: the lock may be the caller's. */
const UNLOCKED = 'No caller holds a lock where is asked whether to retry.';

function asksUnlocked(program: Program): boolean {
  const ops = program.ops([]);
  return ops.some((op, i) => op.do === 'read-retry' && !ops.slice(0, i).some((earlier) => earlier.do === 'lock' && !ops.slice(0, i).some((later) => later.do === 'unlock' && later.lock === earlier.lock)));
}

function matters(op: Op): boolean {
  return ['start', 'end', 'change', 'read-begin', 'look-up', 'map'].includes(op.do);
}

function named(name: string, state: FileState): PathProgram | 'reader' | 'invalidation' | undefined {
  const piece = state.index.functionsNamed.get(name)?.[0];
  if (piece) return new PathProgram(piece, state, { assume: [] });
  return name === 'reader' || name === 'invalidation' ? name : undefined;
}

/** The interval callback of the file. */
function callbackOf({ index, memory }: FileState): readonly [FunctionPiece, FileRole] | undefined {
  for (const piece of index.functions) {
    const role = memory.rolesOf(piece.name).find(({ kind, member }) => kind === 'interval' && /^invalidate(?:_start)?$/.test(member));
    if (role && !piece.broken) return [piece, role];
  }
  return undefined;
}

function locksOf(programs: readonly Program[]): readonly string[] {
  return [...new Set(programs.flatMap((program) => program.ops([]).flatMap((op) => (op.do === 'lock' ? [op.lock] : []))))];
}

/** A lock that is reached through several pointers goes by its member alone: it is the one with that member, if there is one only. */
function sameNames(locks: readonly string[]): ReadonlyMap<string, string> {
  const typed = locks.filter((name) => name.includes('.'));
  return new Map(locks.flatMap((name) => {
    const [only, ...more] = name.includes('.') ? [] : typed.filter((other) => other.endsWith(`.${name}`));
    return only !== undefined && more.length === 0 ? [[name, only] as const] : [];
  }));
}

function renamed(program: Program, names: ReadonlyMap<string, string>): Program {
  const rename = (op: Op): Op => {
    if (op.do !== 'lock' && op.do !== 'unlock') return op;
    return { ...op, lock: names.get(op.lock) ?? op.lock };
  };
  return { title: program.title, ops: (outcomes) => program.ops(outcomes).map(rename) };
}

/** Locks that more than one of them takes: for others nobody waits. */
function sharedLocks(programs: readonly Program[]): readonly string[] {
  return locksOf(programs).filter((lock) => programs.filter((program) => locksOf([program]).includes(lock)).length > 1);
}

/** Without locks that nobody else takes; one that is only tried can always be taken. */
function withLocks(program: Program, shared: ReadonlySet<string>): Program {
  const tried = new Set(program.ops([]).flatMap((op) => (op.do === 'lock' && op.hasOutcome ? [op.lock] : [])));
  const isKept = (op: Op): boolean => (op.do !== 'lock' && op.do !== 'unlock') || shared.has(op.lock) || tried.has(op.lock);
  return { title: program.title, ops: (outcomes) => program.ops(outcomes).filter(isKept) };
}

/** A verdict that hangs on something that is not seen is none. */
function believed(verdict: Verdict, assumed: readonly string[]): Verdict {
  return verdict.tone === 'wrong' && assumed.includes(UNLOCKED) ? { ...verdict, tone: 'doubtful', text: `${verdict.text} (Unless a caller holds the lock that the callback takes.)` } : verdict;
}

function verdictOf({ outcome, schedule, waiting, states, isComplete }: Explored): Verdict {
  const last = schedule.at(-1);
  const device = last?.shared.device?.page ?? '';
  switch (outcome) {
    case 'stale': return { tone: 'wrong', title: 'a stale entry', text: `The device can still reach page ${device}, and the CPU's entry does not allow that any more: it reads or writes what is somebody else's, or what was to be protected.` };
    case 'reuse': return { tone: 'wrong', title: 'use after free', text: `The device has an entry for page ${device}, which has been freed: it reads and writes what is somebody else's by now.` };
    case 'deadlock': return { tone: 'wrong', title: 'deadlock', text: `${waiting.map(({ thread, op }) => `CPU ${thread} waits in ${op.text.replace(/ (?:is taken|is tried)$/, '')}`).join(', and ')}, for ever.` };
    case 'none': return isComplete
      ? { tone: 'good', title: 'no race', text: `None of the interleavings leaves a stale entry, uses a freed page, or ends in a deadlock: ${states} different states were reached.` }
      : { tone: 'doubtful', title: 'not all explored', text: `Nothing goes wrong in the ${states} states that were reached; there are more.` };
  }
}

function scheduleOf({ schedule, waiting }: Explored, state: FileState): readonly RaceStep[] {
  const last = schedule.at(-1);
  const steps = schedule.map((taken, i) => stepOf(taken, state, i === schedule.length - 1 && waiting.length === 0));
  if (!last) return steps;
  return [...steps, ...waiting.map(({ thread, op }) => stepOf({ thread, op: { ...op, text: `${op.text}: waits for ever` }, shared: last.shared }, state, true))];
}

const CORE = 'mm/mmu_notifier.c';
const SUBSCRIBERS = 'Documentation/mm/hmm.rst';

/** What says how a step changes what the CPUs share, where no call does. */
const SOURCES: { readonly [K in Op['do']]: string } = {
  lock: 'Documentation/locking/locktypes.rst', unlock: 'Documentation/locking/locktypes.rst', start: CORE, end: CORE, return: CORE,
  change: 'Documentation/mm/mmu_notifier.rst', free: 'Documentation/mm/mmu_notifier.rst',
  'read-begin': `${CORE}, mmu_interval_read_begin()`, 'read-retry': 'include/linux/mmu_notifier.h', 'set-seq': 'include/linux/mmu_notifier.h',
  'look-up': SUBSCRIBERS, map: SUBSCRIBERS, drop: SUBSCRIBERS, 'write-protect': SUBSCRIBERS,
};

function stepOf({ thread, op, outcome, shared }: Taken, { memory }: FileState, isWrong: boolean): RaceStep {
  const came = outcome === undefined ? '' : op.do === 'read-retry' ? (outcome ? ': retry' : ': nothing was invalidated') : op.do === 'lock' ? (outcome ? ': got it' : ': somebody has it') : '';
  return {
    thread, text: `${op.text}${came}`, tone: isWrong ? 'wrong' : 'plain', pages: [pageView(shared)], ...(op.site ? { at: placeOf(op.site, memory) } : {}), ...sourced(op.source ?? (op.site && siteSource(op.site)) ?? SOURCES[op.do]),
    state: {
      ranges: [], locks: Object.entries(shared.locks).flatMap(([name, holders]) => holders.map((holder) => `${name} (CPU ${holder.charAt(0)})`)),
      sequences: [{ lane: 'core', name: 'sequence of the mm', value: shared.sequence }, { lane: DEVICE, name: 'sequence of the notifier', value: shared.own }],
    },
  };
}

function pageView({ cpu, device, givenUp, freed, pages }: Shared): PageView {
  const access = (entry: Shared['cpu']): 'writable' | 'read-only' | 'none' => (!entry ? 'none' : entry.isWritable ? 'writable' : 'read-only');
  const letters = Array.from({ length: pages }, (_, i) => String.fromCharCode('A'.charCodeAt(0) + i));
  const isStale = device !== undefined && (device.page !== cpu?.page || (device.isWritable && !cpu.isWritable));
  return {
    address: '+0',
    cpu: { access: access(cpu), text: cpu ? (cpu.isWritable ? 'mapped' : 'write-protected') : 'empty', ...(cpu ? { page: cpu.page } : {}) },
    secondary: { [DEVICE]: { access: access(device), text: device ? 'mapped' : 'empty', isStale, ...(device ? { page: device.page } : {}) } },
    memory: letters.map((page) => ({ page, state: freed.includes(page) ? 'freed' : givenUp.includes(page) ? 'given up' : 'in use' })),
  };
}
