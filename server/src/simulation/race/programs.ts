/** Programs of a race: functions of the file, run along as many paths as outcomes ask for; and models of what the file does not have. */
import type { FileState } from '../../analysis/file.ts';
import type { FileRole } from '../../analysis/ops-tables.ts';
import type { FunctionPiece } from '../../syntax/outline.ts';
import { deedsElsewhere } from '../caller-scene.ts';
import type { Assumption } from '../data.ts';
import { type RunPath, runPath, runPathInTurns } from '../path.ts';
import type { Turns } from '../turns.ts';
import type { Deed, Op, Program } from './ops.ts';
import { callbackOps, MMAP, type PathOp, pathOps } from './path-ops.ts';

export interface Chosen {
  readonly event?: string | undefined;
  readonly blockable?: boolean | undefined;
  readonly assume: readonly Assumption[];
}

/** A function of the file. */
export class PathProgram implements Program {
  readonly title: string;
  readonly #piece: FunctionPiece;
  readonly #state: FileState;
  readonly #chosen: Chosen;
  readonly #role: FileRole | undefined;
  /** By the outcomes: what is done then, and what has to be assumed for it. */
  readonly #known = new Map<string, { readonly ops: readonly PathOp[]; readonly assume: readonly Assumption[] }>();

  /** @param role of an interval callback */
  constructor(piece: FunctionPiece, state: FileState, chosen: Chosen, role?: FileRole) {
    this.title = `${piece.name}()`;
    this.#piece = piece;
    this.#state = state;
    this.#chosen = chosen;
    this.#role = role;
  }

  /** The path that is taken first may take long to find. */
  *prepare(): Turns<void> {
    const run = yield* runPathInTurns(this.#piece, this.#state, this.#chosen);
    this.#known.set('', { ops: this.#opsOf(run, []) ?? [], assume: [] });
  }

  ops(outcomes: readonly boolean[]): readonly Op[] {
    return this.#run(outcomes).ops.map(({ op }) => op);
  }

  #run(outcomes: readonly boolean[]): { readonly ops: readonly PathOp[]; readonly assume: readonly Assumption[] } {
    const key = outcomes.join();
    const known = this.#known.get(key) ?? this.#compute(outcomes);
    this.#known.set(key, known);
    return known;
  }

  #compute(outcomes: readonly boolean[]): { readonly ops: readonly PathOp[]; readonly assume: readonly Assumption[] } {
    const last = outcomes.at(-1);
    if (last === undefined) return { ops: this.#opsWith(this.#chosen.assume, []) ?? [], assume: [] };
    const before = this.#run(outcomes.slice(0, -1));
    const decided = before.ops.filter(({ outcome }) => outcome !== undefined)[outcomes.length - 1];
    if (!decided?.outcome) return before;
    const way = last ? decided.outcome.whenTrue : decided.outcome.whenFalse;
    const assume = [...before.assume.filter(({ id }) => id !== way.id), way];
    // What was chosen for the path besides counts as far as it comes there.
    const ops = decided.outcome.is === last ? before.ops : this.#opsWith(this.#chosen.assume, assume);
    // There is no such path: the thread does no more.
    return { ops: ops ?? before.ops.slice(0, before.ops.indexOf(decided) + 1), assume };
  }

  /** @param outcomes without which there is no such path */
  #opsWith(chosen: readonly Assumption[], outcomes: readonly Assumption[]): readonly PathOp[] | undefined {
    const assume = [...chosen.filter(({ id }) => !outcomes.some((one) => one.id === id)), ...outcomes];
    return this.#opsOf(runPath(this.#piece, this.#state, { ...this.#chosen, assume }), outcomes);
  }

  #opsOf(run: RunPath | undefined, outcomes: readonly Assumption[]): readonly PathOp[] | undefined {
    if (!run || run.unmet.some(({ id }) => outcomes.some((one) => one.id === id))) return undefined;
    return this.#role ? callbackOps(run, this.#role.context) : pathOps(run, deedsElsewhere(run, { piece: this.#piece, state: this.#state }));
  }
}

const HMM = 'Documentation/mm/hmm.rst';

type Sketch = Deed & { readonly text: string; readonly hasOutcome?: boolean };

function model(title: string, ops: (outcomes: readonly boolean[]) => readonly Sketch[]): Program {
  return { title, ops: (outcomes) => ops(outcomes).map((op): Op => ({ ...op, hasOutcome: op.hasOutcome ?? false, source: HMM })) };
}

/** A callback as hmm.rst has it. @param lock the driver's */
export function modelCallback(lock: string, blockable: boolean): Program {
  const work = [{ do: 'set-seq', text: 'mmu_interval_set_seq()' }, { do: 'drop', text: 'the device\'s entry is dropped' }, { do: 'unlock', lock, text: `\`${lock}\` is dropped` }, { do: 'return', fails: false, text: 'the callback returns' }] as const;
  const take = { do: 'lock', lock, isRead: false, text: blockable ? `\`${lock}\` is taken` : `\`${lock}\` is tried`, hasOutcome: !blockable } as const;
  return model('model callback', ([isTaken = true]) => (isTaken ? [take, ...work] : [take, { do: 'return', fails: true, text: 'the callback fails' }]));
}

/** A reader as hmm.rst has it. */
export function modelReader(lock: string): Program {
  const turn = [
    { do: 'read-begin', text: 'mmu_interval_read_begin()' },
    { do: 'lock', lock: MMAP, isRead: true, text: `\`${MMAP}\` is taken for reading` }, { do: 'look-up', text: 'hmm_range_fault() finds the page' }, { do: 'unlock', lock: MMAP, text: `\`${MMAP}\` is dropped` },
    { do: 'lock', lock, isRead: false, text: `\`${lock}\` is taken` }, { do: 'read-retry', text: 'mmu_interval_read_retry()', hasOutcome: true },
  ] as const;
  const unlock = { do: 'unlock', lock, text: `\`${lock}\` is dropped` } as const;
  return model('model reader', (outcomes) => {
    const turns = [...outcomes, ...(outcomes.at(-1) === false ? [] : [false])];
    return turns.flatMap((isAgain) => [...turn, ...(isAgain ? [unlock] : [{ do: 'map', text: 'the device\'s entry is made' } as const, unlock])]);
  });
}

/** An invalidation as Documentation/mm/mmu_notifier.rst has it. */
export const MODEL_INVALIDATION: Program = model('model invalidation', () => [
  { do: 'start', blockable: true, text: 'mmu_notifier_invalidate_range_start()' }, { do: 'change', change: 'clear', text: 'the CPU\'s entry is cleared' },
  { do: 'end', text: 'mmu_notifier_invalidate_range_end()' }, { do: 'free', text: 'what is mapped no more may be freed' },
]);
