/** All interleavings of two programs, up to equal states, shortest first. */
import { finished, type Turns } from '../turns.ts';
import type { Op, Program } from './ops.ts';
import { AT_FIRST, ended, type Local, perform, type Shared, violation } from './protocol.ts';

/** More states are not looked at. */
const MOST = 200_000;
/** More outcomes of one thread are not followed: it gives up. */
const TURNS = 12;

/** So many are looked at in one turn. */
const TURN = 200;

/** A program that is being run: the thread's own, or a callback's inside it. */
interface Frame {
  readonly program: 'own' | 'blockable' | 'nonblock';
  readonly outcomes: readonly boolean[];
  readonly at: number;
}

interface Thread {
  /** The innermost is the last; empty when it is done. */
  readonly frames: readonly Frame[];
  readonly local: Local;
}

interface World {
  readonly shared: Shared;
  readonly threads: readonly Thread[];
}

export interface Taken {
  readonly thread: number;
  readonly op: Op;
  /** It waits here, or what came out. */
  readonly outcome?: boolean;
  readonly shared: Shared;
}

export interface Explored {
  readonly outcome: 'none' | 'stale' | 'reuse' | 'deadlock';
  readonly schedule: readonly Taken[];
  /** Of a deadlock: what each thread waits for. */
  readonly waiting: readonly { readonly thread: number; readonly op: Op }[];
  readonly states: number;
  readonly steps: number;
  readonly isComplete: boolean;
}

/** What a start calls. */
export interface Callbacks {
  readonly blockable: Program;
  readonly nonblock: Program;
}

interface Node {
  readonly world: World;
  readonly before: Node | undefined;
  readonly taken: Taken | undefined;
}

export function explore(programs: readonly Program[], callbacks: Callbacks): Explored {
  return finished(exploreInTurns(programs, callbacks));
}

export function* exploreInTurns(programs: readonly Program[], callbacks: Callbacks): Turns<Explored> {
  const first: World = { shared: AT_FIRST, threads: programs.map(() => ({ frames: [{ program: 'own', outcomes: [], at: 0 }], local: {} })) };
  const seen = new Set([keyOf(first)]);
  const queue: Node[] = [{ world: first, before: undefined, taken: undefined }];
  let steps = 0;
  let isComplete = true;
  for (const [looked, node] of queue.entries()) {
    const { world } = node;
    if (looked > 0 && looked % TURN === 0) yield { of: 'states', done: seen.size };
    let moved = false;
    for (const thread of world.threads.keys()) {
      const next = step(world, thread, programs, callbacks);
      if (next === 'gave up') isComplete = false;
      if (next === undefined || next === 'gave up') continue;
      moved = true;
      steps++;
      const reached: Node = { world: next.world, before: node, taken: next.taken };
      const wrong = violation(next.world.shared);
      if (wrong) return { outcome: wrong, schedule: scheduleOf(reached), waiting: [], states: seen.size, steps, isComplete: true };
      const key = keyOf(next.world);
      if (seen.has(key)) continue;
      if (seen.size >= MOST) {
        isComplete = false;
        continue;
      }
      seen.add(key);
      queue.push(reached);
    }
    const waiting = moved ? [] : world.threads.flatMap((one, thread) => waitsFor(one, thread, programs, callbacks));
    if (waiting.length > 0) return { outcome: 'deadlock', schedule: scheduleOf(node), waiting, states: seen.size, steps, isComplete: true };
  }
  return { outcome: 'none', schedule: [], waiting: [], states: seen.size, steps, isComplete };
}

function keyOf(world: World): string {
  return JSON.stringify(world);
}

function programOf({ program }: Frame, thread: number, programs: readonly Program[], callbacks: Callbacks): Program | undefined {
  return program === 'own' ? programs[thread] : callbacks[program];
}

function opOf(one: Thread, thread: number, programs: readonly Program[], callbacks: Callbacks): Op | undefined {
  const frame = one.frames.at(-1);
  return frame && programOf(frame, thread, programs, callbacks)?.ops(frame.outcomes)[frame.at];
}

function waitsFor(one: Thread, thread: number, programs: readonly Program[], callbacks: Callbacks): Explored['waiting'] {
  const op = opOf(one, thread, programs, callbacks);
  return op ? [{ thread, op }] : [];
}

/** The thread's next step; `undefined` where it has to wait, or is done. */
function step(world: World, thread: number, programs: readonly Program[], callbacks: Callbacks): { readonly world: World; readonly taken: Taken } | 'gave up' | undefined {
  const one = world.threads[thread];
  const frame = one?.frames.at(-1);
  const op = one && opOf(one, thread, programs, callbacks);
  if (!one || !frame || !op) return undefined;
  if (frame.outcomes.length >= TURNS) return 'gave up';
  const after = perform(op, thread, world.shared, one.local);
  if (!after) return undefined;
  const outer = one.frames.slice(0, -1);
  const put = (shared: Shared, frames: readonly Frame[]): { world: World; taken: Taken } => ({
    world: { shared, threads: world.threads.with(thread, { frames: stillRunning(frames, thread, programs, callbacks), local: after.local }) },
    taken: { thread, op, shared, ...(after.outcome === undefined ? {} : { outcome: after.outcome }) },
  });
  if (op.do === 'start') return put(after.shared, [...one.frames, { program: op.blockable ? 'blockable' : 'nonblock', outcomes: [], at: 0 }]);
  if (op.do === 'return' && frame.program !== 'own') {
    // Behind the callback: the start has come out one way or the other.
    const starting = outer.at(-1);
    if (!starting) return undefined;
    const begun = programOf(starting, thread, programs, callbacks)?.ops(starting.outcomes)[starting.at];
    const shared = op.fails ? ended(after.shared) : after.shared;
    const going = { ...starting, at: starting.at + 1, outcomes: begun?.hasOutcome ? [...starting.outcomes, op.fails] : starting.outcomes };
    return put(shared, [...outer.slice(0, -1), going]);
  }
  const outcomes = after.outcome === undefined || !op.hasOutcome ? frame.outcomes : [...frame.outcomes, after.outcome];
  return put(after.shared, [...outer, { ...frame, outcomes, at: frame.at + 1 }]);
}

/** Without the thread's own program when there is nothing left of it. */
function stillRunning(frames: readonly Frame[], thread: number, programs: readonly Program[], callbacks: Callbacks): readonly Frame[] {
  const [only, ...inner] = frames;
  if (!only || inner.length > 0) return frames;
  const ops = programOf(only, thread, programs, callbacks)?.ops(only.outcomes) ?? [];
  return only.at >= ops.length ? [] : frames;
}

function scheduleOf(last: Node): readonly Taken[] {
  const schedule: Taken[] = [];
  for (let node: Node | undefined = last; node; node = node.before) if (node.taken) schedule.push(node.taken);
  return schedule.reverse();
}
