/**
 * Every interleaving of two programs, one after the other, without merging any: a second opinion on `race/explore.ts` that shares no code with it, down to what
 * the core and the notifier do.
 */
import type { Op, Program } from '../../server/src/simulation/race/ops.ts';

export interface Tried {
  /** Steps of the shortest schedule that goes wrong; `undefined` where none does. */
  readonly shortest: number | undefined;
  readonly outcome: 'none' | 'stale' | 'reuse' | 'deadlock';
  /** Schedules that were followed to an end. */
  readonly schedules: number;
}

/** All that changes, in one object that is copied for each step. */
interface Machine {
  owner: Map<string, number>;
  open: number;
  mmSequence: number;
  notifierSequence: number;
  cpu: string | undefined;
  device: string | undefined;
  given: Set<string>;
  gone: Set<string>;
  next: number;
  cpus: Cpu[];
}

interface Cpu {
  done: boolean[];
  at: number;
  inCallback: undefined | { program: Program; done: boolean[]; at: number };
  sequence: number;
  found: string | undefined;
}

function copy(m: Machine): Machine {
  return {
    ...m, owner: new Map(m.owner), given: new Set(m.given), gone: new Set(m.gone),
    cpus: m.cpus.map((cpu) => ({ ...cpu, done: [...cpu.done], inCallback: cpu.inCallback && { ...cpu.inCallback, done: [...cpu.inCallback.done] } })),
  };
}

export function tryAll(programs: readonly Program[], callbacks: { readonly blockable: Program; readonly nonblock: Program }): Tried {
  let best: { length: number; outcome: Tried['outcome'] } | undefined;
  let schedules = 0;

  const opOf = (m: Machine, i: number): Op | undefined => {
    const cpu = m.cpus[i];
    if (!cpu) return undefined;
    return cpu.inCallback ? cpu.inCallback.program.ops(cpu.inCallback.done)[cpu.inCallback.at] : programs[i]?.ops(cpu.done)[cpu.at];
  };

  /** @returns whether it could be done */
  const run = (m: Machine, i: number, op: Op): boolean => {
    const cpu = m.cpus[i];
    if (!cpu) return false;
    const where = cpu.inCallback ?? cpu;
    const goOn = (outcome?: boolean): true => {
      where.at++;
      if (op.hasOutcome && outcome !== undefined) where.done.push(outcome);
      return true;
    };
    switch (op.do) {
      case 'lock':
        if (m.owner.has(op.lock)) return op.hasOutcome ? goOn(false) : false;
        m.owner.set(op.lock, i);
        return goOn(true);
      case 'unlock':
        if (m.owner.get(op.lock) === i) m.owner.delete(op.lock);
        return goOn();
      case 'start':
        m.open++;
        if (m.mmSequence % 2 === 0) m.mmSequence++;
        cpu.inCallback = { program: op.blockable ? callbacks.blockable : callbacks.nonblock, done: [], at: 0 };
        return true;
      case 'return': {
        if (!cpu.inCallback) return goOn();
        cpu.inCallback = undefined;
        const start = opOf(m, i);
        if (op.fails && --m.open === 0) m.mmSequence++;
        if (start?.hasOutcome) cpu.done.push(op.fails);
        cpu.at++;
        return true;
      }
      case 'end':
        if (m.open > 0 && --m.open === 0) m.mmSequence++;
        return goOn();
      case 'change':
        if (op.change === 'protect' || op.change === 'allow') throw new Error('not needed here');
        if (m.cpu !== undefined) m.given.add(m.cpu);
        m.cpu = op.change === 'replace' ? `page ${m.next++}` : undefined;
        return goOn();
      case 'free':
        for (const page of m.given) m.gone.add(page);
        m.given.clear();
        return goOn();
      case 'read-begin':
        if (m.mmSequence % 2 === 1 && m.notifierSequence === m.mmSequence) return false;
        cpu.sequence = m.notifierSequence;
        return goOn();
      case 'look-up':
        m.cpu ??= `page ${m.next++}`;
        cpu.found = m.cpu;
        return goOn();
      case 'read-retry': return goOn(m.notifierSequence !== cpu.sequence);
      case 'set-seq':
        m.notifierSequence = m.mmSequence;
        return goOn();
      case 'map':
        m.device = cpu.found;
        return goOn();
      case 'drop':
        m.device = undefined;
        return goOn();
      case 'write-protect': throw new Error('not needed here');
    }
  };

  const wrong = (m: Machine): 'stale' | 'reuse' | undefined => {
    if (m.device === undefined) return undefined;
    return m.gone.has(m.device) ? 'reuse' : m.device === m.cpu ? undefined : 'stale';
  };

  const note = (length: number, outcome: Tried['outcome']): void => {
    schedules++;
    if (outcome !== 'none' && (!best || length < best.length)) best = { length, outcome };
  };

  const follow = (m: Machine, length: number): void => {
    let moved = false;
    let waiting = false;
    for (const i of m.cpus.keys()) {
      const op = opOf(m, i);
      if (!op) continue;
      const next = copy(m);
      if (!run(next, i, op)) {
        waiting = true;
        continue;
      }
      moved = true;
      const found = wrong(next);
      if (found) note(length + 1, found);
      else if (!best || length + 1 < best.length) follow(next, length + 1);
    }
    if (!moved) note(length, waiting ? 'deadlock' : 'none');
  };

  follow({
    owner: new Map(), open: 0, mmSequence: 2, notifierSequence: 1, cpu: 'page 0', device: 'page 0', given: new Set(), gone: new Set(), next: 1,
    cpus: programs.map(() => ({ done: [], at: 0, inCallback: undefined, sequence: 0, found: undefined })),
  }, 0);
  return { shortest: best?.length, outcome: best?.outcome ?? 'none', schedules };
}
