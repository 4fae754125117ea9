/**
 * What is asked again once a lock is held, because others may have changed it meanwhile. Whoever wrote the arm for that case, which drops the lock, knows that
 * it can happen: nobody writes code that is never run. Elsewhere what only others write is taken to be stable, so that conditions on it go together.
 */
import { type BlockId, type Edge, edgesOf, type FlowGraph, type Terminator } from '../flow/graph.ts';
import { lockFunction } from '../kernel/locks.ts';
import { sleepingLockFunction } from '../kernel/sleeping-locks.ts';
import { walkExpr } from '../syntax/walk.ts';
import { calleeName, stepExprs } from './mentions.ts';
import { renewSymbol, type State } from './state.ts';
import { eachSymbol, type Unknown, symbolValue, type Value } from './value.ts';

type Branch = Extract<Terminator, { kind: 'branch' }>;

/** Memory behind a pointer, or what a call says of it. */
function isOthers({ origin, id }: Unknown): boolean {
  return origin === 'predicate' || (origin === 'place' && id.startsWith('@*{'));
}

/** How far into an arm is looked. */
const ARM = 4;

/** What is run from here on, whatever is asked, drops a lock. */
function dropsLock(graph: FlowGraph, from: BlockId): boolean {
  let found = false;
  let block = graph.blocks[from];
  for (let i = 0; block && i < ARM && !found; i++) {
    for (const step of block.steps) {
      for (const e of stepExprs(step)) {
        if (e) walkExpr(e, (x) => {
          const name = x.kind === 'call' ? calleeName(x, graph) : undefined;
          const lock = name === undefined ? undefined : (lockFunction(name) ?? sleepingLockFunction(name));
          found ||= lock?.effects.some(({ action }) => action === 'release') === true;
        });
      }
    }
    block = block.end.kind === 'goto' ? graph.blocks[block.end.edge.to] : undefined;
  }
  return found;
}

/** Watches the branches of one function for arms that no path gets to. */
export class Rechecks {
  readonly #decided = new Set<Branch>();
  readonly #taken = new Set<Edge>();

  /** @param taken the edges on which the machine goes on from here */
  see(end: Terminator, taken: readonly Edge[]): void {
    for (const edge of taken) this.#taken.add(edge);
    if (end.kind === 'branch' && taken.length === 1) this.#decided.add(end);
  }

  /** Branches that went one way only, though there is code for the other, and for nothing else, that drops a lock: where their conditions begin. */
  shut(graph: FlowGraph): ReadonlySet<number> {
    const isArm = ({ to }: Edge): boolean => graph.blocks.every(({ end }) => edgesOf(end).every((edge) => edge.to !== to || (end.kind === 'branch' && !this.#taken.has(edge))));
    return new Set([...this.#decided].filter((end) => edgesOf(end).some((edge) => !this.#taken.has(edge) && isArm(edge) && dropsLock(graph, edge.to))).map(({ span }) => span.start));
  }
}

/** Others may have changed what `value` is made of. */
export function changedByOthers(s: State, value: Value): State {
  let next = s;
  eachSymbol(value, (symbol) => {
    if (isOthers(symbol)) next = renewSymbol(next, symbol.id, (place) => symbolValue({ id: `${symbol.id}~${place}`, origin: 'site', needs: [] }));
  });
  return next;
}
