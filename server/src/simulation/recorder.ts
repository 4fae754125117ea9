/** Writes down what happens on a path that is led: from the path's own notes, from what is observed, and from what changes between states. */
import { lockUse } from '../kernel/lock-uses.ts';
import { flushesTlb } from '../kernel/tlb-flushes.ts';
import { truth } from '../simulator/facts.ts';
import { type Frame, siteOf } from '../simulator/frame.ts';
import type { Observation } from '../simulator/observation.ts';
import type { HeldLock, State } from '../simulator/state.ts';
import { type PathStep, type Site, siteKey, type Trace } from '../simulator/trace.ts';
import type { Span } from '../syntax/ast.ts';
import type { SimulationStepKind } from './data.ts';
import type { Decided } from './leader.ts';

/** One thing that happens, before anything is said of subscribers and pages. */
export interface PathEvent {
  readonly kind: SimulationStepKind;
  readonly site: Site;
  readonly text: string;
  /** What the machine told of it; absent for what only stands in the path's notes. */
  readonly seen?: Observation;
  readonly decided?: Decided;
  /** The one that is taken or dropped. */
  readonly lock?: HeldLock;
  /** The state behind it. */
  readonly state: State;
}

type Draft = { -readonly [K in keyof PathEvent]: PathEvent[K] };

/** How the steps of a path are called here. */
const KINDS: { readonly [K in PathStep['kind']]: SimulationStepKind | undefined } = {
  init: 'init', start: 'start', end: 'end', lock: 'lock', call: 'call', jump: 'jump', write: 'write',
  // Told by whoever decides.
  branch: undefined,
};

/** So many events back a note may have been made before. */
const NEAR = 4;

export class Recorder {
  readonly #events: Draft[] = [];
  /** Of these the state behind them is not known yet. */
  #open = 0;
  #noted = new WeakSet<PathStep>();
  #held: readonly HeldLock[] = [];
  #last: State;

  constructor(entry: State) {
    this.#last = entry;
  }

  get events(): readonly PathEvent[] {
    return this.#events;
  }

  decide(decided: Decided): void {
    // What is written as a number is nobody's choice.
    if (decided.ways.length === 1 && /^!*\d+$/.test(decided.text)) return;
    this.#add('branch', decided.site, `\`${decided.text}\`: ${decided.takes}`, { decided });
  }

  observe(o: Observation): void {
    this.#note(o.trace);
    switch (o.kind) {
      case 'init': case 'start': case 'start-nonblock': case 'end':
      case 'subscriber-call':
        this.#explain(o, undefined);
        return;
      case 'sleep': case 'hazard':
        this.#explain(o, 'sleep');
        return;
      case 'entry-change':
        this.#add('entry', o.site, o.change.is, { seen: o });
        return;
      case 'deed':
        if (o.deed === 'sets-sequence') this.#add('subscriber-call', o.site, 'readers are made to see the invalidation here', { seen: o });
        return;
      case 'unseen':
        // That it sleeps has been told.
        if (this.#events.at(-1)?.kind === 'sleep' && this.#isAtLast(o.site)) return;
        if (flushesTlb(o.name)) this.#add('entry', o.site, `${o.name}() flushes the TLB`, { seen: o });
        else this.#add('call', o.site, `${o.name}() is called`, { seen: o });
        return;
      case 'path-end':
        // Its ranges have gone with their scopes; in what state they went is what is to be seen here.
        this.#add('exit', o.site, returnText(o.site), { seen: o, state: { ...this.#last, ranges: this.#events.at(-1)?.state.ranges ?? this.#last.ranges } });
        return;
      default:
    }
  }

  after(f: Frame, span: Span, s: State): void {
    this.#note(s.trace);
    const held = locksIn(s);
    const dropped = this.#held.filter((lock) => !held.some(({ key, kind }) => key === lock.key && kind === lock.kind));
    for (const lock of dropped) this.#add('unlock', { ...siteOf(f, span) }, `${lockText(lock)} is dropped`, { lock });
    // What is only tried, and not got, is told as well.
    for (const lock of s.locks) {
      const event = this.#events.slice(this.#open).findLast((one) => one.kind === 'lock' && !one.lock && siteKey(one.site) === siteKey(lock.site));
      if (event) event.lock = lock;
    }
    this.#held = held;
    // A jump is noted with the step that it leads to, and is before it.
    for (const event of this.#events.slice(this.#open)) if (event.kind !== 'jump') event.state = s;
    this.#open = this.#events.length;
    this.#last = s;
  }

  /** The notes of the path that are new. */
  #note(trace: Trace | undefined): void {
    const fresh: PathStep[] = [];
    for (let t = trace; t; t = t.before) {
      if (!t.step) continue;
      if (this.#noted.has(t.step)) break;
      fresh.push(t.step);
    }
    for (const step of fresh.reverse()) {
      this.#noted.add(step);
      const kind = KINDS[step.kind];
      // The same call is noted once more by what follows from it.
      if (kind && !this.#events.slice(-NEAR).some((event) => event.text === step.text && siteKey(event.site) === siteKey(step.site))) this.#add(kind, step.site, step.text);
    }
  }

  #isAtLast(site: Site): boolean {
    const last = this.#events.at(-1);
    return last !== undefined && siteKey(last.site) === siteKey(site);
  }

  /** The last note is about this. */
  #explain(o: Observation, kind: SimulationStepKind | undefined): void {
    const last = this.#events.at(-1);
    if (!last || !this.#isAtLast(o.site)) {
      this.#add(kind ?? 'call', o.site, 'name' in o && typeof o.name === 'string' ? `${o.name}()` : o.kind, { seen: o });
      return;
    }
    last.seen = o;
    if (kind) last.kind = kind;
    if (o.kind === 'subscriber-call') last.kind = 'subscriber-call';
  }

  #add(kind: SimulationStepKind, site: Site, text: string, more: Partial<Draft> = {}): void {
    this.#events.push({ kind, site, text, state: this.#last, ...more });
  }
}

function returnText({ routine, span }: Site): string {
  const text = routine.textOf(span).replaceAll(/\s+/g, ' ');
  return /^return\b/.test(text) ? `\`${text.replace(/;$/, '')}\`` : 'the function returns';
}

/**
 * What a reader would say is held. For rules a lock is uncertain once anything was called that could drop it; here what is called so far is known, and a
 * lock goes when something drops it.
 */
export function locksIn(s: State): readonly HeldLock[] {
  return s.locks.filter(({ condition }) => condition === undefined || truth(condition, s.facts) !== false);
}

/** `spinlock dev->lock`: the kind, and the lock as the call that takes it has it; where that has none, the call. */
export function lockText({ kind, site: { routine, span } }: HeldLock): string {
  const [, name = '', given = ''] = /^(\w+)\s*\((.*)\)$/.exec(routine.textOf(span).replaceAll(/\s+/g, ' ')) ?? [];
  const index = name === '' ? undefined : lockUse(name)?.index;
  const lock = index === undefined ? undefined : given.split(',')[index]?.trim().replace(/^&/, '');
  return lock ? `${kind} ${lock}` : name === '' ? kind : `${kind} (${name})`;
}
