/** One run of a function as a host shows it. */
import type { FileState } from '../analysis/file.ts';
import type { Judged } from '../analysis/judge.ts';
import type { PieceFinding } from '../analysis/piece-finding.ts';
import { pieceKey } from '../analysis/index-file.ts';
import { anchorOf, siteKey } from '../simulator/trace.ts';
import type { Finding } from '../findings.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import { placeOf } from '../subscribers/run.ts';
import { playCallback } from './callback-scene.ts';
import { playCaller } from './caller-scene.ts';
import type { Assumption, Choices, Condition, MachineView, OtherFinding, PathFinding, RangeView, Simulation, SimulationRequest, SimulationResult, SimulationStep } from './data.ts';
import { SIMULATION_VERSION } from './data.ts';
import { offersFor } from './offers.ts';
import { type Participant, participantsOf } from './participants.ts';
import { isOfInterest, isSame, type RunPath, runPathInTurns } from './path.ts';
import type { Staged } from './play.ts';
import { rivalsOf } from './rivals.ts';
import { isReader, playReader } from './reader-scene.ts';
import type { Turns } from './turns.ts';
import { toneOf, verdictOf } from './verdict.ts';

export function* simulatePath(state: FileState, request: SimulationRequest): Turns<SimulationResult> {
  const played = yield* playPath(state, request);
  return 'problem' in played ? played : { simulation: played.simulation };
}

/** The run, and the stage as it is at its end. */
export interface Played {
  readonly simulation: Simulation;
  readonly staged: Staged;
  readonly participants: readonly Participant[];
}

export function* playPath(state: FileState, request: SimulationRequest): Turns<Played | { readonly problem: string }> {
  const finding = request.finding && findingAt(state, request.finding);
  const at = finding ? state.index.functionsByKey.get(finding.routine.key) : functionAt(state, request.at);
  if (!at) return { problem: 'There is no function here: put the cursor into one.' };
  if (at.broken) return { problem: `${at.name}() can't be understood as it is written now: a brace or parenthesis may be open.` };
  const [role] = state.input.generation.rangeFields ? state.memory.rolesOf(at.name) : [];
  const blockable = request.blockable ?? true;
  // A finding of a callback has its own path, which says itself whether it may sleep.
  const isFixed = role !== undefined && !(request.finding && request.blockable === undefined);
  const run = yield* runPathInTurns(at, state, { assume: request.assume ?? [], finding, event: request.event, blockable: isFixed ? blockable : undefined });
  if (!run) return { problem: `${at.name}() can't be understood as it is written now.` };
  if (!isOfInterest(at, run, state)) return { problem: `${at.name}() calls nothing of the mmu_notifier API, and changes no page-table entries: there is nothing to simulate.` };
  const { taking, choices } = participantsOf(request.subscribers, request.others ?? []);
  const setting = { state, piece: at, participants: role || isReader(run) ? [] : taking, event: request.event, role };
  const staged = role ? playCallback(run, setting, role.member, blockable) : isReader(run) ? playReader(run, setting) : playCaller(run, setting);
  const sendsOther = request.event !== undefined && staged.event !== undefined && staged.event.sent !== staged.event.written;
  const applies = ({ rule }: Pick<Judged, 'rule'>): boolean => !(sendsOther && rule.isAboutEvent);
  const said = withOwn(run).filter(applies);
  const found = findingsOn(said, staged);
  const steps = marked(staged.steps, found);
  const findings = found.map(({ lastStep: _, sources: _why, ...one }) => one);
  const isComplete = run.events.some(({ kind }) => kind === 'exit');
  const failing = failingStep(steps, findings);
  const simulation: Simulation = {
    version: SIMULATION_VERSION, function: at.name, verdict: verdictOf(findings, { ...staged, steps }, isComplete), lanes: staged.lanes, steps,
    ...(failing === undefined ? {} : { failing }), findings, others: findingsIn(at, state).filter(([, origin]) => applies(origin) && !said.some((one) => isSame(one, origin))).map(([finding]) => placedAt(finding, at)),
    choices: {
      ...(staged.event ? { event: { value: staged.event.sent, written: staged.event.written, options: state.input.generation.events } } : {}),
      ...(role ? { blockable } : {}), conditions: conditionsOf(run, state), subscribers: role || isReader(run) ? [] : choices, rivals: rivalsOf(state),
    } satisfies Choices,
    paths: offersFor(at, state, run), assumed: staged.assumed, unmet: unmetOf(run, request.assume),
  };
  return { simulation, staged, participants: setting.participants };
}

/** Conditions that are listed, those that were chosen apart. */
const LISTED = 400;

export function functionAt({ index }: FileState, offset: number): FunctionPiece | undefined {
  return index.functions.find(({ start, end }) => start <= offset && offset <= end);
}

function findingAt({ origins, findings }: FileState, { rule, start }: NonNullable<SimulationRequest['finding']>): PieceFinding | undefined {
  const found = findings.find((one) => one.rule === rule && one.span.start === start);
  return found && origins.get(found);
}

/** With the finding whose path it is, also where it takes several paths to tell. */
function withOwn({ reports, finding }: RunPath): readonly Judged[] {
  return finding && !reports.some((one) => isSame(one, finding)) ? [...reports, finding] : reports;
}

/** What rules say about a function. */
function findingsIn(piece: FunctionPiece, { origins }: FileState): readonly (readonly [Finding, PieceFinding])[] {
  return [...origins].filter(([, { routine }]) => routine.key === pieceKey(piece));
}

function placedAt({ rule, severity, message, span }: Finding, { name }: FunctionPiece): OtherFinding {
  return { rule, severity, message, at: { span, function: name } };
}

type Found = PathFinding & { readonly lastStep: string | undefined; readonly sources: readonly string[] };

/** Each at the last step that stands for its place; what has none, at the last of the code, of which nothing can be said that is so *here*. */
function findingsOn(reports: readonly Judged[], { sites, steps }: Staged): readonly Found[] {
  const keys = sites.map((site) => site && siteKey(site));
  return reports.map(({ rule, report }) => {
    const at = report.lastAt ?? report.at;
    const key = siteKey(at);
    const sleeps = steps.findLastIndex(({ kind }, i) => kind === 'sleep' && keys[i] === key);
    const exact = sleeps >= 0 ? sleeps : keys.lastIndexOf(key);
    const near = exact >= 0 ? exact : keys.lastIndexOf(siteKey(anchorOf(at)));
    return { rule: rule.id, severity: report.severity ?? rule.severity, message: report.message, step: near >= 0 ? near : Math.max(0, sites.findLastIndex((site) => site !== undefined)), lastStep: near >= 0 || !report.lastStep?.endsWith(' here') ? report.lastStep : undefined, sources: rule.documentation.sources };
  });
}

function marked(steps: readonly SimulationStep[], findings: readonly Found[]): readonly SimulationStep[] {
  return steps.map((step, i) => {
    const found = findings.find((one) => one.step === i);
    if (!found) return step;
    return { ...step, tone: toneOf(found), ...(found.lastStep === undefined ? {} : { text: found.lastStep }), source: found.sources.join('; '), state: judgedState(step.state, steps.slice(0, i)) };
  });
}

/** What is used wrongly is not judged again, so that one mistake is told once; what the rule speaks of is the state in which it was used. */
function judgedState(state: MachineView, before: readonly SimulationStep[]): MachineView {
  const judged = (range: RangeView): RangeView =>
    range.state === 'escaped' ? (before.flatMap(({ state: { ranges } }) => ranges).findLast((old) => old.name === range.name && old.state !== 'escaped') ?? range) : range;
  return { ...state, ranges: state.ranges.map(judged) };
}

function failingStep(steps: readonly SimulationStep[], findings: readonly PathFinding[]): number | undefined {
  const told = findings.find((one) => toneOf(one) === 'wrong')?.step;
  const seen = steps.findIndex(({ tone }) => tone === 'wrong');
  return told ?? (seen >= 0 ? seen : findings[0]?.step);
}

function conditionsOf({ decided }: RunPath, { memory }: FileState): readonly Condition[] {
  const conditions = new Map<string, Condition>();
  for (const { id, text, site, takes, ways, isChosen, isOutcome } of decided) {
    if (ways.length === 1 && (/^!*\d+$/.test(text) || conditions.has(id))) continue;
    conditions.set(id, { id, text, at: placeOf(site, memory), takes, ways, isForced: ways.length === 1, isChosen, isOutcome });
  }
  const all = [...conditions.values()];
  // A list that nobody can read helps nobody.
  return all.length <= LISTED ? all : all.filter((one, i) => one.isChosen || i < LISTED);
}

/** Of a finding's path only what was asked for besides. */
function unmetOf({ unmet }: RunPath, asked: readonly Assumption[] = []): readonly Assumption[] {
  return unmet.filter(({ id }) => asked.some((one) => one.id === id));
}
