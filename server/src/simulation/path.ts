/** Finds the path that is asked for, and runs it. */
import { ABOUT, type JudgedMode } from '../analysis/judge.ts';
import type { PieceFinding } from '../analysis/piece-finding.ts';
import { analyzePath, type PathAnswer } from '../analysis/one-path.ts';
import type { FileState } from '../analysis/file.ts';
import { isSubscriber } from '../analysis/signature.ts';
import { worldsOf } from '../analysis/worlds.ts';
import { RuleSelection } from '../rules/selection.ts';
import { INITIAL_STATE } from '../simulator/state.ts';
import { siteKey } from '../simulator/trace.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import type { World } from '../syntax/world.ts';
import { rechecksOf, routeOf } from './conditions.ts';
import type { Assumption } from './data.ts';
import { type Decided, Leader } from './leader.ts';
import { type PathEvent, Recorder } from './recorder.ts';
import { finished, type Turns } from './turns.ts';

export interface PathRequest {
  readonly event?: string | undefined;
  readonly blockable?: boolean | undefined;
  readonly assume: readonly Assumption[];
  /** The path of this finding. */
  readonly finding?: PieceFinding | undefined;
}

export interface RunPath extends PathAnswer {
  readonly events: readonly PathEvent[];
  readonly decided: readonly Decided[];
  readonly unmet: readonly Assumption[];
  readonly mode: JudgedMode;
  readonly world: World;
  /** Whose path it is, if it is that of a finding, and comes to it. */
  readonly finding: PieceFinding | undefined;
  /**
   * A rule would say something that the analysis, which has taken every path, does not: where nothing is left out, calls that can't be seen into make more
   * unknown than is so, and the path takes a condition two ways.
   */
  readonly isContradicted: boolean;
}

/** Runs that are made to find a path on which all that is asked for holds. */
const ATTEMPTS = 80;
/** The same in blocks that are executed. */
const EFFORT = 60_000;
/** Where nothing of interest has been seen. */
const IDLE_EFFORT = 6_000;

/** Which way to run a function shows most of what it is there for. */
export function modesFor(piece: FunctionPiece, { memory }: FileState, finding?: PieceFinding): readonly JudgedMode[] {
  const isCallback = memory.rolesOf(piece.name).length > 0;
  if (finding) {
    const { about } = finding.rule;
    const subjects = about === undefined ? [undefined] : Array.isArray(about) ? about : [about];
    const all: readonly JudgedMode[] = ['paths', 'callback', 'subscriber', 'registrar', 'hazards', 'entries'];
    return all.filter((mode) => subjects.includes(ABOUT[mode]) && (mode !== 'callback' || isCallback));
  }
  return [isCallback ? 'callback' : isSubscriber(piece, memory) ? 'subscriber' : 'paths'];
}

/** `undefined` for text that can't be understood. */
export function runPath(piece: FunctionPiece, state: FileState, asked: PathRequest): RunPath | undefined {
  return finished(runPathInTurns(piece, state, asked));
}

export function* runPathInTurns(piece: FunctionPiece, state: FileState, asked: PathRequest): Turns<RunPath | undefined> {
  const request = withFinding(asked);
  const best = yield* bestPath(piece, state, request);
  return best && request.finding && shows(best, request.finding) ? { ...best, finding: request.finding } : best;
}

function* bestPath(piece: FunctionPiece, state: FileState, request: Wishes): Turns<RunPath | undefined> {
  let best: RunPath | undefined;
  for (const mode of modesFor(piece, state, request.finding)) {
    for (const world of worldsOf(piece, state.memory)) {
      const found = yield* search(piece, state, world, mode, request);
      if (found && (!best || badness(found, request) < badness(best, request))) best = found;
      if (best && badness(best, request) === 0) return best;
      if (!request.finding) break;
    }
  }
  return best;
}

/** A path request, and what is wished for besides: ways to go where that is possible. */
interface Wishes extends PathRequest {
  readonly wished: ReadonlyMap<string, string>;
}

/** The path of a finding, unless somebody wants to go another way at one of its decisions: then it is no more than a wish. */
function withFinding(asked: PathRequest): Wishes {
  const route = asked.finding ? routeOf(asked.finding.report.trace) : [];
  const isLeft = route.some(({ id, takes }) => asked.assume.some((one) => one.id === id && one.takes !== takes));
  if (isLeft) return { ...asked, finding: undefined, wished: new Map(route.map(({ id, takes }) => [id, takes])) };
  return { ...asked, assume: [...route, ...asked.assume], wished: new Map() };
}

/** How far a path is from what is asked for. */
function badness(path: RunPath, { finding }: PathRequest): number {
  const misses = finding && !shows(path, finding) ? 10 : 0;
  return path.unmet.length * 4 + misses + (isCutOff(path) && (misses > 0 || !finding) ? 1 : 0) + (path.isContradicted ? 2 : 0);
}

/** It does not come to a return: it contradicts what is asserted, or calls what does not return. */
function isCutOff({ isDone, events }: RunPath): boolean {
  return !isDone || !events.some(({ kind }) => kind === 'exit');
}

/** The rule finds it on this path alone; or, where it takes several paths to tell, this is the one that was found to be wrong. */
function shows(path: RunPath, finding: PieceFinding): boolean {
  const at = siteKey(finding.report.lastAt ?? finding.report.at);
  return path.reports.some((found) => isSame(found, finding)) || (path.unmet.length === 0 && path.events.some(({ site }) => siteKey(site) === at));
}

export function isSame({ rule, report }: PathAnswer['reports'][number], finding: PieceFinding): boolean {
  return rule === finding.rule && (report.cause === finding.report.cause || siteKey(report.at) === siteKey(finding.report.at));
}

/** By default first; then with one default after the other turned round, as long as that comes nearer. */
function* search(piece: FunctionPiece, state: FileState, world: World, mode: JudgedMode, request: Wishes): Turns<RunPath | undefined> {
  let turned: ReadonlyMap<string, string> = new Map();
  let best = once(piece, state, world, mode, request);
  let spent = best?.spent ?? 0;
  // The first goes where there is something to see.
  const effort = best && (request.finding || isOfInterest(piece, best, state)) ? EFFORT : IDLE_EFFORT;
  for (let attempts = 1; best && badness(best, request) > 0 && attempts < ATTEMPTS && spent < effort; ) {
    const from: RunPath = best;
    const open = from.decided.filter(({ id, ways, isChosen }) => !isChosen && ways.length > 1 && !turned.has(id));
    // What a path breaks off at was decided shortly before.
    const turns = (isCutOff(from) ? open.reverse() : open).flatMap(({ id, ways, takes }) => ways.filter((way) => way !== takes).map((way) => [id, way] as const));
    let nearer: ReadonlyMap<string, string> | undefined;
    for (const [id, way] of turns) {
      if (nearer || ++attempts > ATTEMPTS || spent > effort) break;
      yield { of: 'paths', done: attempts };
      const tried = new Map(turned).set(id, way);
      const run = once(piece, state, world, mode, { ...request, wished: new Map([...request.wished, ...tried]) });
      spent += run?.spent ?? 0;
      if (!run || badness(run, request) >= badness(best, request)) continue;
      best = run;
      nearer = tried;
    }
    if (!nearer) break;
    turned = nearer;
  }
  return best;
}

/** There is something to see: calls of the API, changes of entries, or what rules say. */
export function isOfInterest(piece: FunctionPiece, { events, reports }: Pick<RunPath, 'events' | 'reports'>, { index, memory }: FileState): boolean {
  return reports.length > 0 || memory.rolesOf(piece.name).length > 0 || isSubscriber(piece, memory) || index.notifying.has(piece.name)
    || events.some(({ seen }) => seen !== undefined && ['init', 'start', 'start-nonblock', 'end', 'entry-change', 'subscriber-call'].includes(seen.kind));
}

/** The path of the finding goes through functions of other files. */
function leavesFile(finding: PieceFinding | undefined): boolean {
  return finding?.steps.some(({ at }) => at.source !== undefined) ?? false;
}

function once(piece: FunctionPiece, { memory, input, contended, origins }: FileState, world: World, mode: JudgedMode, request: Wishes): RunPath | undefined {
  const recorder = new Recorder(INITIAL_STATE);
  const leader = new Leader(memory, request.assume, request.wished, recorder, leavesFile(request.finding));
  const answer = analyzePath(piece, memory, { rules: new RuleSelection(), treeKnown: input.treeKnown }, { world, mode, guide: leader, see: (o) => recorder.observe(o), event: request.event, blockable: request.blockable, rechecks: rechecksOf(request.finding?.report.trace), contended: memory.rolesOf(piece.name).length > 0 ? [] : contended });
  if (!answer) return undefined;
  // What holds only with CONFIG_MMU_NOTIFIER off is told where it was found.
  const told = answer.reports.filter((found) => !found.report.onlyWithoutNotifier || (request.finding && isSame(found, request.finding)));
  const known = [...origins.values()];
  const reports = told.filter((found) => known.some((finding) => isSame(found, finding)));
  return { ...answer, reports, isContradicted: reports.length < told.length, events: recorder.events, decided: leader.decided, unmet: leader.unmet, mode, world, finding: undefined };
}
