/**
 * Which locks can be held where something may sleep: all others are nobody's concern, and the machine need not follow them. A set of
 * lock calls flows forward through the graph, joined where paths meet, so that it holds at least what the machine could find held.
 * It decides what is run and nothing else.
 */
import type { Block, FlowGraph, Step } from '../flow/graph.ts';
import { edgesOf } from '../flow/graph.ts';
import { rangeVerb } from '../kernel/api.ts';
import type { LockEffect, LockFunction, LockKind } from '../kernel/locks.ts';
import type { CallExpr, Expr } from '../syntax/ast.ts';
import { childrenOf } from '../syntax/walk.ts';
import { endExprs, stepExprs } from './mentions.ts';

/** What has to be known of functions of this file. */
export interface SleepKnowledge {
  /** What a function does to locks that are followed. */
  lockFunction(name: string): LockFunction | undefined;
  /** What a guard holds, if it is followed. */
  guardLock(lockClass: string): LockKind | undefined;
  /** It may start an invalidation, itself or through others. */
  maySleep(name: string): boolean;
  /** It takes or drops locks. */
  changesLocks(name: string): boolean;
  /** It may return with a lock that it took. */
  mayTakeLock(name: string): boolean;
  /** It can't be seen into, and may drop any lock. */
  letsGo(name: string): boolean;
  /** It can't be seen into, and may leave with a lock that it took. */
  mayLock(name: string): boolean;
  /** Taking a guard of this class may sleep. */
  guardSleeps(lockClass: string): boolean;
}

/**
 * By block and step, the block's end standing behind its last step: whether what it does to locks, or its sleeping, is of interest.
 * Absent is no.
 */
export type LockRelevance = readonly (readonly boolean[] | undefined)[];

const NONE: LockRelevance = [];

type Action =
  | { readonly kind: 'acquire'; readonly site: number }
  | { readonly kind: 'release'; readonly context: LockKind; readonly name: string | undefined }
  | { readonly kind: 'unguard'; readonly id: string }
  /** A function of this file drops something. */
  | { readonly kind: 'drop' }
  /** A function that can't be seen lets go of whatever is held. */
  | { readonly kind: 'let-go' }
  | { readonly kind: 'sleep' };

interface LockSite {
  /** Any context, for a function of this file. */
  readonly context: LockKind | undefined;
  /** The lock as written; `undefined` where the text does not tell. */
  readonly name: string | undefined;
}

/** Sets of lock sites, by their numbers. */
type SiteSet = bigint;

class LockFlow {
  readonly #graph: FlowGraph;
  readonly #knowledge: SleepKnowledge;
  readonly #sites: LockSite[] = [];
  readonly #actions: readonly (readonly (readonly Action[])[])[];
  readonly #atEntry: SiteSet[];

  constructor(graph: FlowGraph, knowledge: SleepKnowledge) {
    this.#graph = graph;
    this.#knowledge = knowledge;
    this.#actions = graph.blocks.map((block) => [...block.steps.map((step) => this.#stepActions(step)), this.#exprActions(endExprs(block.end), undefined)]);
    this.#atEntry = graph.blocks.map(() => 0n);
  }

  /** When called with locks held, whatever takes, drops or sleeps matters. */
  everything(): LockRelevance {
    return this.#actions.map((steps) => steps.map((actions) => actions.length > 0));
  }

  run(): LockRelevance {
    if (this.#sites.length === 0) return NONE;
    this.#flow();
    if (!this.#sleepsHolding()) return NONE;
    // Every one of them, then: whether a lock is dropped may hang on another.
    const leads = this.#leadsToSleep();
    return this.#graph.blocks.map((block) => this.#matters(block, leads));
  }

  #site(context: LockKind | undefined, name: string | undefined): Action {
    this.#sites.push({ context, name });
    return { kind: 'acquire', site: this.#sites.length - 1 };
  }

  #stepActions(step: Step): readonly Action[] {
    if (step.kind === 'guard') {
      const context = this.#knowledge.guardLock(step.lockClass);
      const taken: readonly Action[] = context ? [this.#site(context, step.id)] : this.#knowledge.guardSleeps(step.lockClass) ? [{ kind: 'sleep' }] : [];
      return [...this.#exprActions(stepExprs(step), undefined), ...taken];
    }
    if (step.kind === 'unguard') return [{ kind: 'unguard', id: step.id }];
    if (step.kind === 'leave') return step.variable.declarator?.cleanup === undefined ? [] : [{ kind: 'sleep' }];
    const target = step.kind === 'declare' || step.kind === 'set' ? step.variable.id : undefined;
    return this.#exprActions(stepExprs(step), target);
  }

  /** What evaluating the expressions does, in order. @param target names the variable that takes the value */
  #exprActions(exprs: readonly (Expr | undefined)[], target: string | undefined): readonly Action[] {
    const actions: Action[] = [];
    const walk = (e: Expr, into: string | undefined): void => {
      if (e.kind === 'name' && this.#knowledge.maySleep(e.name)) actions.push({ kind: 'sleep' });
      const assigned = e.kind === 'assign' ? this.#nameOf(e.left) : e.kind === 'cast' ? into : undefined;
      for (const child of childrenOf(e)) walk(child, e.kind === 'assign' && child === e.left ? undefined : assigned);
      if (e.kind === 'call') actions.push(...this.#callActions(e, into));
    };
    for (const e of exprs) if (e) walk(e, target);
    return actions;
  }

  #callActions(call: CallExpr, target: string | undefined): readonly Action[] {
    // Through a pointer, the member's name has to do.
    if (call.callee.kind === 'member' && this.#knowledge.mayLock(call.callee.field)) return [this.#site(undefined, undefined)];
    if (call.callee.kind !== 'name') return [];
    const { name } = call.callee;
    const verb = rangeVerb(name);
    if (verb) return verb === 'init' || verb === 'query' ? [] : [{ kind: 'sleep' }];
    const lock = this.#knowledge.lockFunction(name);
    // Whether interrupts are let in with it hangs on how the lock was taken.
    if (lock) return lock.effects.filter(({ action, savesInterrupts }) => action === 'acquire' || !savesInterrupts).map((effect) => this.#effectAction(effect, call, target));
    if (this.#knowledge.mayTakeLock(name) || this.#knowledge.mayLock(name)) return [this.#site(undefined, undefined)];
    if (this.#knowledge.changesLocks(name)) return [{ kind: 'drop' }];
    return this.#knowledge.letsGo(name) && !this.#knowledge.maySleep(name) ? [{ kind: 'let-go' }] : [];
  }

  #effectAction(effect: LockEffect, call: CallExpr, target: string | undefined): Action {
    const { lock } = effect;
    const arg = lock.by === 'argument' || lock.by === 'out-argument' ? call.args[lock.index] : undefined;
    const name = lock.by === 'cpu' ? 'cpu' : lock.by === 'result' ? target : arg && this.#nameOf(arg);
    return effect.action === 'acquire' ? this.#site(effect.context, name) : { kind: 'release', context: effect.context, name };
  }

  /** An expression's text as far as it tells one lock from another: `&x->lock` is `x->lock`. */
  #nameOf(e: Expr): string | undefined {
    switch (e.kind) {
      case 'name': return this.#graph.bindings.get(e)?.id ?? e.name;
      case 'member': {
        const object = this.#nameOf(e.object);
        return object === undefined ? undefined : `${object}.${e.field}`;
      }
      case 'unary': return e.op === '&' || e.op === '*' ? this.#nameOf(e.operand) : undefined;
      case 'cast': return this.#nameOf(e.operand);
      default: return undefined;
    }
  }

  #apply(held: SiteSet, action: Action): SiteSet {
    switch (action.kind) {
      case 'acquire': return held | (1n << BigInt(action.site));
      case 'let-go': return 0n;
      case 'unguard': return this.#without(held, (site) => site.name === action.id);
      // What goes under another name, the machine knows.
      case 'drop':
      case 'sleep': return held;
      case 'release': return action.name === undefined ? held : this.#without(held, (site) => site.context === action.context && site.name === action.name);
    }
  }

  #without(held: SiteSet, isIt: (site: LockSite) => boolean): SiteSet {
    return this.#sites.reduce((left, site, i) => (isIt(site) ? left & ~(1n << BigInt(i)) : left), held);
  }

  #flow(): void {
    const queue = new Set([this.#graph.entry]);
    const done = new Set<number>();
    for (const id of queue) {
      queue.delete(id);
      done.add(id);
      const block = this.#graph.blocks[id];
      if (!block) continue;
      const out = (this.#actions[id] ?? []).flat().reduce((held, action) => this.#apply(held, action), this.#atEntry[id] ?? 0n);
      for (const { to } of edgesOf(block.end)) {
        const before = this.#atEntry[to] ?? 0n;
        this.#atEntry[to] = before | out;
        if ((before | out) !== before || !done.has(to)) queue.add(to);
      }
    }
  }

  #sleepsHolding(): boolean {
    return this.#graph.blocks.some((block) => {
      let held = this.#atEntry[block.id] ?? 0n;
      return (this.#actions[block.id] ?? []).flat().some((action) => {
        held = this.#apply(held, action);
        return action.kind === 'sleep' && held !== 0n;
      });
    });
  }

  /** By block: whether something may sleep in it or behind it. */
  #leadsToSleep(): readonly boolean[] {
    const leads = this.#actions.map((steps) => steps.flat().some(({ kind }) => kind === 'sleep'));
    for (let changed = true; changed; ) {
      changed = false;
      for (const block of this.#graph.blocks.toReversed()) {
        if (leads[block.id] || !edgesOf(block.end).some(({ to }) => leads[to])) continue;
        leads[block.id] = true;
        changed = true;
      }
    }
    return leads;
  }

  #matters(block: Block, leads: readonly boolean[]): readonly boolean[] {
    const steps = this.#actions[block.id] ?? [];
    const isBeforeSleep = edgesOf(block.end).some(({ to }) => leads[to]);
    const last = steps.findLastIndex((actions) => actions.some(({ kind }) => kind === 'sleep'));
    return steps.map((actions, i) => actions.length > 0 && (isBeforeSleep || i <= last));
  }
}

/** @param all every lock is of interest: the function is run in its caller's state, where some may be held already, or what it holds is asked */
export function lockRelevance(graph: FlowGraph, knowledge: SleepKnowledge, all: boolean): LockRelevance {
  const flow = new LockFlow(graph, knowledge);
  return all ? flow.everything() : flow.run();
}
