/** A race as a Promela model, and what Spin says of it. `protocol.pml` has the core and the pages; here the CPUs are written from what the functions do. */
import { execFile } from 'node:child_process';
import { copyFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Op, Program } from '../../server/src/simulation/race/ops.ts';
import type { RacePrograms } from '../../server/src/simulation/race/race.ts';

/**
 * So many outcomes of a thread or a callback are followed (a retry, a lock that was only tried). The model fails where there are more, so that
 * nothing is left out unnoticed: none of the races gets there.
 */
const MOST_OUTCOMES = 4;

export interface Judged {
  readonly outcome: 'none' | 'stale' | 'reuse' | 'deadlock';
  /** Steps of the shortest schedule that goes wrong; `undefined` where none does. */
  readonly shortest: number | undefined;
  readonly states: number;
}

/** The CPUs, for Spin. */
export function modelOf({ programs, callbacks }: Pick<RacePrograms, 'programs' | 'callbacks'>): string {
  const locks: string[] = [];
  const bodies = programs.map((program) => new Cpu(callbacks, locks).steps(program));
  const cpus = bodies.map((body, i) => [`active proctype cpu${i}() /* ${programs[i]?.title} */`, '{', '\tOWN;', ...indented(body), 'end_done: false', '}', ''].join('\n'));
  return [`#define LOCKS ${Math.max(1, locks.length)}`, ...locks.map((lock, i) => `/* lock ${i} is ${lock} */`), '#include "protocol.pml"', '', ...cpus].join('\n');
}

/** What comes behind a program: the rest of the one that it was called from. */
type Behind = (fails: boolean) => readonly string[];

class Cpu {
  readonly #callbacks: RacePrograms['callbacks'];
  readonly #locks: string[];

  constructor(callbacks: RacePrograms['callbacks'], locks: string[]) {
    this.#callbacks = callbacks;
    this.#locks = locks;
  }

  steps(program: Program): readonly string[] {
    return this.#from(program, [], 0, () => []);
  }

  /** What is done from here: a tree, since outcomes decide what comes next; all branches meet behind it. */
  #from(program: Program, outcomes: readonly boolean[], at: number, behind: Behind): readonly string[] {
    const op = program.ops(outcomes)[at];
    if (!op) return behind(false);
    if (op.hasOutcome && outcomes.length >= MOST_OUTCOMES) return ['assert(false) /* more is decided than is followed */'];
    const next = (outcome?: boolean): readonly string[] => this.#from(program, outcome === undefined || !op.hasOutcome ? outcomes : [...outcomes, outcome], at + 1, behind);
    const either = (guard: string, deed: string): readonly string[] => [
      `if /* ${op.text} */`,
      `:: d_step { ${guard} -> ${deed} };`, ...indented(next(true)),
      `:: d_step { !${guard} -> skip };`, ...indented(next(false)),
      'fi;',
    ];
    const step = (deed: string): string => `d_step { ${deed} }; /* ${op.text} */`;
    switch (op.do) {
      case 'lock': {
        const lock = this.#number(op.lock);
        const [guard, take] = op.isRead ? [`CAN_READ(${lock})`, `take_read(${lock})`] : [`CAN_WRITE(${lock})`, `take_write(${lock})`];
        return op.hasOutcome ? either(guard, take) : [step(`${guard} -> ${take}`), ...next()];
      }
      case 'start': {
        const callback = op.blockable ? this.#callbacks.blockable : this.#callbacks.nonblock;
        return [step('start()'), ...this.#from(callback, [], 0, (fails) => next(fails))];
      }
      // Only callbacks have it. One that fails makes the core close what it has opened (mn_itree_invalidate()).
      case 'return': return [step(op.fails ? 'end()' : 'skip'), ...behind(op.fails)];
      case 'read-begin': return [`if /* ${op.text} */`, ':: d_step { !IS_INVALIDATING -> read_begin() }', ':: d_step { IS_INVALIDATING -> read_begin() }; IS_PAST', 'fi;', ...next()];
      case 'read-retry': return op.hasOutcome ? either('HAS_COLLIDED', 'skip') : [step('skip'), ...next()];
      default: return [step(this.#deed(op)), ...next()];
    }
  }

  #deed(op: Exclude<Op, { do: 'lock' | 'start' | 'return' | 'read-begin' | 'read-retry' }>): string {
    switch (op.do) {
      case 'unlock': return `drop(${this.#number(op.lock)})`;
      case 'end': return 'end()';
      case 'change': return `${op.change}_cpu()`;
      case 'free': return 'free_pages()';
      case 'look-up': return 'look_up()';
      case 'set-seq': return 'set_seq()';
      case 'map': return 'map_device()';
      case 'drop': return 'drop_device()';
      case 'write-protect': return 'protect_device()';
    }
  }

  #number(lock: string): number {
    const known = this.#locks.indexOf(lock);
    return known >= 0 ? known : this.#locks.push(lock) - 1;
  }
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `\t${line}`);
}

const run = promisify(execFile);

/**
 * All states of the model, shortest schedules first.
 * @param folder an empty one, to work in
 * @throws {Error} where Spin has no answer, or one that is about the model itself
 */
export async function judged(model: string, folder: string): Promise<Judged> {
  const cwd = { cwd: folder };
  await Promise.all([copyFile(path.join(import.meta.dirname, 'protocol.pml'), path.join(folder, 'protocol.pml')), writeFile(path.join(folder, 'race.pml'), model)]);
  // -o3: each step by itself, as the schedules count them.
  await run('spin', ['-a', '-o3', 'race.pml'], cwd);
  // Invalid end states, which are deadlocks, are looked for unless it is told not to (-E).
  await run('gcc', ['-O0', '-w', '-DSAFETY', '-DBFS', '-DNOREDUCE', '-o', 'pan', 'pan.c'], cwd);
  const { stdout } = await run('./pan', ['-w16'], cwd);
  return answerOf(stdout);
}

function answerOf(stdout: string): Judged {
  const states = Number(/(\d+) states, stored/.exec(stdout)?.[1]);
  const [, what, depth] = /^pan:1: (.*) \(at depth (\d+)\)/m.exec(stdout) ?? [];
  if (what === undefined) {
    if (!/\berrors: 0\b/.test(stdout) || stdout.includes('Search not completed')) throw new Error(`Spin did not get to an end:\n${stdout}`);
    return { outcome: 'none', shortest: undefined, states };
  }
  if (what === 'invalid end state') return { outcome: 'deadlock', shortest: Number(depth), states };
  const outcome = /\bfreed\b/.test(what) ? 'reuse' : /\bcpu_page\b/.test(what) ? 'stale' : undefined;
  if (!outcome) throw new Error(`The model goes where it must not: ${what}`);
  // The depth is the one that the failing step starts from.
  return { outcome, shortest: Number(depth) + 1, states };
}
