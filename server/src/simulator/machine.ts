/**
 * The abstract machine: executes the slice of a function's graph, every path of it, merging equal states. Bounded; when the bound is reached it says so and nothing is concluded.
 */
import { type BlockId, type Edge, edgesOf, passedAlong, type Terminator } from '../flow/graph.ts';
import type { Expr, Span } from '../syntax/ast.ts';
import { heldLocks } from './contexts.ts';
import { atReturn } from './entries.ts';
import { decidingName, withoutFrame } from './activations.ts';
import { enteredLocked } from './entered-locked.ts';
import { evaluate } from './evaluate.ts';
import { Arrivals } from './arrivals.ts';
import { answersBlockable, asBlockable, isBlockable, isOwner, rangeOf } from './blockable.ts';
import { surveyEntry } from './survey.ts';
import { Queue } from './queue.ts';
import { Rechecks } from './rechecks.ts';
import { jumpWords } from './decisions.ts';
import { keepFacts, nameOfPredicate, nextTurn, truth } from './facts.ts';
import { calledInLoop } from './loops.ts';
import { withoutAsked } from './questions.ts';
import type { Guide } from './guide.ts';
import { type Frame, note, type Outcome, type Run, siteOf, variablePlace } from './frame.ts';
import { afterHiddenWrites, hiddenWrites } from './hidden-writes.ts';
import type { Observer } from './observation.ts';
import { predicateName } from './mentions.ts';
import { led, type Mode, MODES, type ModeTraits } from './modes.ts';
import { isHandle } from './relevance.ts';
import { withWrites } from './slice.ts';
import { isLocalPlace, load, pointedTo } from './places.ts';
import type { Callee, LockSummary, Program, Routine } from './routine.ts';
import { exits } from './ranges.ts';
import { type HeldLock, INITIAL_STATE, isPlaceWithin, knowledgeKey, prune, situationKey, type State, withTrace, withValue } from './state.ts';
import { execute } from './steps.ts';
import { type Unknown, type Value, ZERO } from './value.ts';
import { waysOf } from './ways.ts';

/** Calls inside calls inside calls. */
const DEPTH = 5;
/** Summaries that need summaries that need summaries. */
const PROBES = 10;
/** Blocks executed for all the summaries that one function needs. */
const PROBE_BUDGET = 6_000;

class BudgetExhausted extends Error {}

export interface SimulationResult {
  /** Every path was taken. */
  readonly isDone: boolean;
  /** Blocks executed. */
  readonly spent: number;
  /** States were joined that knew a pointer to a range by different values, so that it is not known any more. */
  readonly lostPointer: boolean;
}

export interface RunOptions {
  /** The kind that the range of the callback has; any, where it is not said. */
  readonly event?: string | undefined;
  /** Whether the range of the callback allows sleeping; for a run that is led. */
  readonly blockable?: boolean | undefined;
  /** It is called where it may sleep, whatever it is given. */
  readonly maySleep?: boolean;
  /** How deep calls are followed. */
  readonly depth?: number;
  /** Functions of other files are run only where some lock is held. */
  readonly isUnderLocks?: boolean;
  /** Blocks executed before it is given up, where these are not as many as the mode allows. */
  readonly budget?: number;
  /** Takes the machine along one path, on which all that happens is told. */
  readonly guide?: Guide;
  /** Where the function itself branches on what others may have changed meanwhile (see `rechecks.ts`): where the conditions begin. */
  readonly rechecks?: ReadonlySet<number>;
}

/**
 * Run `routine` from an unknown caller and tell `observe` what happens.
 */
export function simulate(program: Program, routine: Routine, observe: Observer, mode: Mode, options: RunOptions = {}): SimulationResult {
  const machine = new Machine(program, observe, mode, undefined, options);
  try {
    machine.start(routine, options);
    if (machine.shut.size === 0) return { isDone: true, spent: machine.spent, lostPointer: machine.lostPointer };
    const again = simulate(program, routine, observe, mode, { ...options, rechecks: machine.shut });
    return { isDone: true, spent: machine.spent + again.spent, lostPointer: machine.lostPointer || again.lostPointer };
  } catch (error) {
    if (error instanceof BudgetExhausted) return { isDone: false, spent: machine.spent, lostPointer: machine.lostPointer };
    throw error;
  }
}

/** Runs for a summary, one inside the other. */
interface Probes {
  readonly running: readonly Routine[];
  /** Functions that were to be run again while they ran. */
  readonly met: Set<Routine>;
  readonly total: { spent: number };
}

/** It points to a variable of who calls, which he goes on with. */
function isVariable(arg: Value): boolean {
  return arg.kind === 'address' && isLocalPlace(arg.place);
}

class Machine implements Run {
  readonly program: Program;
  readonly observe: Observer;
  sleeps = 0;
  readonly quiet = new Set<string>();
  readonly sleepers = new Map<string, readonly (readonly HeldLock[])[]>();
  readonly #stack: Routine[] = [];
  /** The parameter of a callback that is its range. */
  #given: string | undefined;
  /** The keys of what else a callback of an interval notifier is given: the notifier, and a sequence. */
  #handles: ReadonlySet<string> = new Set();
  /** What keeps states apart besides the past of ranges and locks. */
  #apart: (s: State) => string = () => '';
  readonly #looks = new Set<string>();
  readonly #names = new Map<string, Map<string, string>>();
  readonly #situation = (s: State): string => `${situationKey(s)};${this.#apart(s)}`;
  spent = 0;
  lostPointer = false;
  /** Branches of the function that went one way only, and might not have. */
  shut: ReadonlySet<number> = new Set();
  readonly #rechecks: ReadonlySet<number> | undefined;

  readonly isCoarse: boolean;
  readonly watchesSleep: boolean;
  readonly watchesSubscriber: boolean;
  readonly watchesMaking: boolean;
  readonly watchesHazards: boolean;
  readonly watchesEntries: boolean;
  readonly followsSleepingLocks: boolean;
  readonly surveys: boolean;
  readonly isLed: boolean;
  readonly crossesFiles: boolean;
  readonly isUnderLocks: boolean;
  readonly #guide: Guide | undefined;
  readonly #traits: ModeTraits;
  readonly #probes: Probes;
  readonly #depth: number;
  readonly #maySleep: boolean;

  constructor(program: Program, observe: Observer, mode: Mode, probes: Probes = { running: [], met: new Set(), total: { spent: 0 } }, { depth = DEPTH, guide, budget, isUnderLocks = false, rechecks, maySleep = false }: RunOptions = {}) {
    this.#maySleep = maySleep;
    this.isUnderLocks = isUnderLocks;
    this.#depth = depth;
    this.#rechecks = rechecks;
    this.#guide = guide;
    this.isLed = guide !== undefined;
    this.crossesFiles = guide?.crossesFiles ?? true;
    this.#traits = { ...(guide ? led(MODES[mode]) : MODES[mode]), ...(budget === undefined ? {} : { budget }) };
    this.isCoarse = mode === 'glance';
    this.surveys = mode === 'survey' || mode === 'large-survey' || this.isLed;
    this.watchesSleep = this.#traits.watches === 'sleep';
    this.watchesMaking = this.#traits.watches === 'making';
    this.watchesSubscriber = this.watchesMaking || this.#traits.watches === 'subscriber';
    this.watchesHazards = this.#traits.watches === 'hazards';
    this.watchesEntries = this.isLed || this.#traits.watches === 'entries';
    this.followsSleepingLocks = this.#traits.followsSleepingLocks;
    this.#probes = probes;
    this.program = program;
    this.observe = (o) => {
      if (o.kind === 'sleep' || o.kind === 'hazard' || o.kind === 'lock-taken') this.sleeps++;
      observe(o);
    };
  }

  start(routine: Routine, { event, blockable }: RunOptions = {}): void {
    this.#given = this.watchesSleep ? rangeOf(routine) : undefined;
    const given = this.#given;
    if (this.watchesSleep) this.#handles = new Set(routine.graph.variables.filter(isHandle).map(({ id }) => load(INITIAL_STATE, id, []).key));
    if (this.watchesSubscriber) this.#apart = (s) => s.past.map(({ result }) => (result ? truth(result, s.facts) : '')).join();
    if (given !== undefined) this.#apart = (s) => `${isBlockable(given, s.facts)}${this.surveys ? isOwner(given, s.facts) : ''}`;
    if (this.watchesSleep) this.observe({ kind: 'entry', site: { routine, span: routine.syntax.nameSpan, callers: [] }, trace: undefined, program: this.program });
    const whole = routine.slice(this.#traits.slice);
    // Which members are ranges is nothing that leaving nothing out would tell.
    const slice = this.isLed ? { ...whole, rangeMembers: routine.slice('alone').rangeMembers } : whole;
    const range = this.watchesHazards ? rangeOf(routine) : undefined;
    // Those who reclaim, or hold what else is waited for, wait for callbacks to sleep.
    const plain = range === undefined ? INITIAL_STATE : asBlockable(range, INITIAL_STATE) ?? INITIAL_STATE;
    const entry = this.surveys ? surveyEntry(this.#given, event, blockable) : plain;
    const frame: Frame = { routine, program: this.program, slice, followsLocks: this.isLed || this.watchesMaking || slice.followsLocks, prefix: '', callers: [], made: new Set() };
    this.#explore(frame, this.watchesSubscriber ? enteredLocked(frame, entry) : entry);
  }

  isRecheck(f: Frame, span: Span): boolean {
    return f.callers.length === 0 && this.#rechecks?.has(span.start) === true;
  }

  maySleepHere(s: State): boolean {
    return this.#maySleep || (this.#given !== undefined && isBlockable(this.#given, s.facts) === true);
  }

  afterSleep(s: State): State | undefined {
    if (this.#maySleep) return s;
    if (this.#given === undefined) return undefined;
    return !this.#traits.endsAsleep ? asBlockable(this.#given, s) : this.maySleepHere(s) ? s : undefined;
  }

  isHandle(value: Value): boolean {
    return this.#handles.has(value.key);
  }

  tellsBlockable(s: State, args: readonly Value[]): boolean {
    const range = this.#given;
    if (range === undefined) return false;
    if (args.some((arg) => answersBlockable(range, arg))) return true;
    const given = args.filter(({ kind }) => kind !== 'int' && kind !== 'constant').map(pointedTo);
    if (given.length === 0) return false;
    for (const [place, value] of s.env) if (given.some((object) => isPlaceWithin(place, object)) && answersBlockable(range, value)) return true;
    return false;
  }

  call({ routine, program }: Callee, args: readonly Value[], from: Frame, span: Span, state: State): readonly Outcome[] | undefined {
    if (this.#stack.length >= this.#depth || this.#stack.includes(routine)) return undefined;
    if ((this.watchesSubscriber || this.watchesHazards) && this.#traits.joinsEarly) {
      // What it finds at one place in one situation with the same arguments is the same.
      const key = `${from.prefix}${routine.key}@${span.start}(${args.map((v) => `${v.key}:${truth(v, state.facts)}`).join()}) ${this.#situation(state)}`;
      if (this.#looks.has(key)) return [];
      this.#looks.add(key);
    }
    const frame: Frame = {
      routine,
      program,
      outer: from,
      slice: routine.slice(args.some(isVariable) ? withWrites(this.#traits.calleeSlice) : this.#traits.calleeSlice),
      followsLocks: from.followsLocks,
      prefix: `${from.prefix}${routine.key}@${span.start}>`,
      made: from.made,
      callers: [...from.callers, { routine: from.routine, span, callers: from.callers }],
    };
    let entry = note(state, from, span, 'call', `${routine.name}() is called here`);
    for (const variable of routine.graph.variables) {
      const value = variable.parameter === undefined ? undefined : args[variable.parameter];
      if (value) entry = withValue(entry, variablePlace(frame, variable), value);
    }
    const writes = hiddenWrites({ routine, program }, frame.slice);
    return merged(this.#explore(frame, entry).map((o) => ({ ...o, state: afterHiddenWrites(from, withoutFrame(o.state, frame.prefix), writes, args, span) })));
  }

  summarized(key: string, compute: () => LockSummary): LockSummary {
    // What was cut short inside the very function that it recurs to is not the whole truth.
    return this.program.summary(key, compute, () => this.#probes.met.size === 0);
  }

  probe({ routine, program }: Callee, enter: (f: Frame) => State, observe: Observer): readonly Outcome[] | 'recursion' | 'too many paths' {
    const { running, met, total } = this.#probes;
    if (running.includes(routine) || running.length >= PROBES) {
      met.add(routine);
      return 'recursion';
    }
    const machine = new Machine(this.program, observe, 'glance', { running: [...running, routine], met, total });
    const site = { routine, span: routine.syntax.nameSpan, callers: [] };
    const frame: Frame = { routine, program, slice: routine.slice('helper'), followsLocks: true, prefix: `${routine.key}>`, callers: [site], made: new Set() };
    try {
      return machine.#explore(frame, enter(frame));
    } catch (error) {
      // When all is spent, the function that asked is given up.
      if (error instanceof BudgetExhausted && total.spent < PROBE_BUDGET) return 'too many paths';
      throw error;
    } finally {
      met.delete(routine);
    }
  }

  #explore(f: Frame, entry: State): readonly Outcome[] {
    this.#stack.push(f.routine);
    const outcomes: Outcome[] = [];
    const { slice } = f;
    const { graph } = f.routine;
    const arrivals = new Map<BlockId, Arrivals>();
    const rechecks = f.callers.length === 0 && this.#traits.watches === undefined && !this.isLed && !this.#rechecks ? new Rechecks() : undefined;
    const queue = new Queue(slice.order);
    const arrive = (block: BlockId, state: State): void => {
      if (block < 0) return;
      const at = arrivals.get(block) ?? new Arrivals(`${f.prefix}${block}`, this.#traits.joinsEarly, this.isCoarse, this.#apart);
      arrivals.set(block, at);
      const pruned = this.#prune(f, block, state);
      if (this.isLed) {
        queue.push({ block, state: pruned });
        return;
      }
      // What is known to others matters to ranges and sequences, which nobody asks of in a run for hazards.
      const fresh = at.add(this.watchesHazards && pruned.escaped.size > 0 ? { ...pruned, escaped: INITIAL_STATE.escaped } : pruned);
      if (fresh) queue.push({ block, ...fresh });
    };
    arrive(slice.first[graph.entry] ?? -1, entry);
    for (let next = queue.next(); next; next = queue.next()) {
      if (++this.spent > this.#traits.budget || (this.#probes.running.length > 0 && ++this.#probes.total.spent > PROBE_BUDGET)) throw new BudgetExhausted();
      const block = graph.blocks[next.block];
      if (!block) continue;
      let states: readonly State[] = [next.state];
      block.steps.forEach((step, i) => {
        if (slice.steps[block.id]?.[i]) states = this.#led(f, step.span, states.flatMap((s) => execute(this, f, s, step)));
      });
      for (const state of states) outcomes.push(...this.#end(f, block.id, block.end, state, arrive, rechecks));
    }
    this.#stack.pop();
    if (rechecks) this.shut = rechecks.shut(graph);
    this.lostPointer ||= [...arrivals.values()].some((a) => a.lostPointer);
    return outcomes;
  }

  /** After a step: of a run that is led, the one state that it goes on in. */
  #led(f: Frame, span: Span, states: readonly State[]): readonly State[] {
    const [first] = states;
    if (!this.#guide || !first) return states;
    const state = states.length > 1 ? this.#guide.fork(f, span, states) : first;
    this.#guide.after(f, span, state);
    return [state];
  }

  #end(f: Frame, block: BlockId, end: Terminator, s: State, arrive: (block: BlockId, state: State) => void, rechecks: Rechecks | undefined): readonly Outcome[] {
    const { slice } = f;
    const go = (edge: Edge, state: State): void => {
      const target = slice.first[edge.to] ?? -1;
      arrive(target, this.#follow(f, edge, target, state));
    };
    if (end.kind === 'return') {
      if (f.callers.length === 0) {
        exits(this, f, s, end.span, end.implicit);
        if (this.watchesEntries) atReturn(this, f, s, end.span);
        if (this.#traits.tellsReturns) this.#returns(f, s, end.value, end.span);
        return [];
      }
      return end.value ? evaluate(this, f, s, end.value) : [{ state: s, value: ZERO }];
    }
    if (!slice.ends[block] || end.kind === 'goto' || end.kind === 'stop') {
      const edges = edgesOf(end);
      // Not a decision: every edge leads to the same place.
      for (const edge of slice.ends[block] || edges.length < 2 ? edges : edges.slice(0, 1)) go(edge, s);
      return [];
    }
    const ways = waysOf(this, f, s, end);
    rechecks?.see(end, ways.map(({ edge }) => edge));
    const taken = this.#guide && ways.length > 0 ? [this.#guide.choose(f, end, ways)] : ways;
    for (const { edge, state } of taken) go(edge, state);
    return [];
  }

  #returns(f: Frame, s: State, value: Expr | undefined, span: Span): void {
    for (const o of value ? evaluate(this, f, s, value) : [{ state: s, value: undefined }]) {
      this.observe({ kind: 'return', value: o.value, locks: heldLocks(o.state), doubtful: o.state.locks.filter(({ uncertain }) => uncertain), past: o.state.past, ...(o.state.own ? { own: o.state.own } : {}), site: siteOf(f, span), trace: o.state.trace, program: this.program });
      if (o.state.deeds) this.observe({ kind: 'path-end', deeds: o.state.deeds, ...(o.value ? { value: o.value } : {}), site: siteOf(f, span), trace: o.state.trace, program: this.program });
    }
  }

  /** Along an edge, over the blocks that do not matter: jumps are noted, and a loop's next turn asks its questions anew. */
  #follow(f: Frame, edge: Edge, target: BlockId, s: State): State {
    const { head, jump } = passedAlong(f.routine.graph, edge, target);
    const state = jump ? note(s, f, jump, 'jump', jumpWords(f.routine.textOf(jump))) : s;
    if (head === undefined) return state;
    // What is asked inside of functions is asked again in those that are called.
    const called = f.callers.length === 0 ? calledInLoop(f.routine.graph, head) : undefined;
    return withTrace({ ...withoutAsked(state, called), facts: nextTurn(state.facts, called) }, undefined, { kind: 'turn', ...(called ? { called } : {}) });
  }

  /** By place: see `decidingName`. */
  #namesOf(prefix: string): Map<string, string> {
    let names = this.#names.get(prefix);
    if (!names) this.#names.set(prefix, (names = new Map()));
    return names;
  }

  #prune(f: Frame, block: BlockId, state: State): State {
    const live = f.slice.live[block];
    // Entries are followed through all of a function: of conditions only the outcome of a start is remembered, and else what variables hold.
    const s = this.watchesEntries && !this.isLed ? { ...state, facts: keepFacts(state.facts, ({ isOutcome }) => isOutcome === true) } : state;
    if (!live) return s;
    const names = this.#namesOf(f.prefix);
    const isLive = (place: string): boolean => {
      let name = names.get(place);
      if (name === undefined) names.set(place, (name = decidingName(f.prefix, place)));
      return name === '' || live.has(name);
    };
    const isAsked = (symbol: Unknown): boolean => f.callers.length > 0 || live.has(predicateName(nameOfPredicate(symbol.id)));
    return prune(s, isLive, isAsked);
  }
}

/** Exits of a callee that leave the same state and value are one. */
function merged(outcomes: readonly Outcome[]): readonly Outcome[] {
  const seen = new Map<string, Outcome>();
  for (const o of outcomes) {
    const key = `${o.value.key};${situationKey(o.state)};${knowledgeKey(o.state)}`;
    if (!seen.has(key)) seen.set(key, o);
  }
  return [...seen.values()];
}
