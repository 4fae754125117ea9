/**
 * The control-flow graph of one function: an array of blocks with index ids, in the order in which they were made.
 * Short-circuit operators, conditional operators and statement expressions that have effects are already taken apart, so an
 * expression in a step is evaluated as a whole or not at all.
 */
import type { Declarator, Expr, FunctionSyntax, NameExpr, Span } from '../syntax/ast.ts';

export type BlockId = number;

/** One variable of the function. `id` is unique in the function even where names shadow each other. */
export interface Variable {
  readonly id: string;
  readonly name: string;
  readonly declarator?: Declarator;
  /** Position in the parameter list, 0-based; absent for locals. */
  readonly parameter?: number;
  readonly typeBase: string;
  readonly pointers: number;
  readonly isArray: boolean;
  readonly isStatic: boolean;
}

/** A lock class held from here to the end of the enclosing scope: `guard(spinlock)(&l)`, `scoped_guard(rcu)`. */
export interface GuardAcquire {
  readonly kind: 'guard';
  readonly lockClass: string;
  readonly argument?: Expr;
  readonly id: string;
  readonly span: Span;
}

export type Step =
  /** Evaluate for the effects; `discarded` says that nobody uses the value. */
  | { readonly kind: 'evaluate'; readonly expr: Expr; readonly discarded: boolean; readonly span: Span }
  | { readonly kind: 'declare'; readonly variable: Variable; readonly init?: Expr; readonly span: Span }
  /** A temporary that takes the place of an operator with control flow. */
  | { readonly kind: 'set'; readonly variable: Variable; readonly value: Expr; readonly span: Span }
  /** `variable` goes out of scope (only for variables whose end of life matters: ranges and those with a cleanup). */
  | { readonly kind: 'leave'; readonly variable: Variable; readonly span: Span }
  | GuardAcquire
  | { readonly kind: 'unguard'; readonly id: string; readonly span: Span }
  /** The variables are given an unknown value: a `for_each` macro moved its cursor. */
  | { readonly kind: 'forget'; readonly targets: readonly Expr[]; readonly span: Span }
  /** Control flow that can't be seen: nothing is known any more. */
  | { readonly kind: 'unknown'; readonly reason: string; readonly span: Span };

/**
 * How control gets along an edge.
 * - `next`: falls through to what is written next.
 * - `jump`: a `goto`, `break` or `continue`; its span is in `jump`.
 * - `back`: to a loop's head for another turn.
 */
export type EdgeKind = 'next' | 'jump' | 'back';

export interface Edge {
  readonly to: BlockId;
  readonly kind: EdgeKind;
  /** The jump statement, for kind `jump` (and a `continue` that goes `back`). */
  readonly jump?: Span;
}

export type Terminator =
  | { readonly kind: 'goto'; readonly edge: Edge }
  /** `span` is the condition as written. */
  | { readonly kind: 'branch'; readonly condition: Expr; readonly whenTrue: Edge; readonly whenFalse: Edge; readonly span: Span }
  | { readonly kind: 'switch'; readonly value: Expr; readonly cases: readonly { readonly value: Expr; readonly isRange: boolean; readonly edge: Edge }[]; readonly otherwise: Edge; readonly hasDefault: boolean; readonly span: Span }
  /** One of the edges is taken, and nothing tells which: a `for_each` macro's next turn, `asm goto`. */
  | { readonly kind: 'choice'; readonly edges: readonly Edge[]; readonly span: Span; readonly text: string }
  /** `implicit`: the closing brace. */
  | { readonly kind: 'return'; readonly value?: Expr; readonly span: Span; readonly implicit: boolean }
  /** Nothing follows (behind a computed goto, say). */
  | { readonly kind: 'stop' };

export interface Block {
  readonly id: BlockId;
  readonly steps: readonly Step[];
  readonly end: Terminator;
}

export interface FlowGraph {
  readonly function: FunctionSyntax;
  readonly blocks: readonly Block[];
  readonly entry: BlockId;
  readonly variables: readonly Variable[];
  /** What each name in the function's expressions is bound to; names of globals, enumerators and functions are absent. */
  readonly bindings: ReadonlyMap<NameExpr, Variable>;
}

/** The outgoing edges of a block in a fixed order: true before false, cases in order of the text, `default` last. */
export function edgesOf(end: Terminator): readonly Edge[] {
  switch (end.kind) {
    case 'goto': return [end.edge];
    case 'branch': return [end.whenTrue, end.whenFalse];
    case 'switch': return [...end.cases.map((c) => c.edge), end.otherwise];
    case 'choice': return end.edges;
    case 'return':
    case 'stop': return [];
  }
}

/** More blocks in a row than any function has that do not matter. */
const HOPS = 64;

/** What is passed along an edge to `target`, over blocks that do not matter: the head of the loop whose next turn begins, if one does, and the first jump. */
export function passedAlong(graph: FlowGraph, edge: Edge, target: BlockId): { readonly head: BlockId | undefined; readonly jump: Span | undefined } {
  let head: BlockId | undefined;
  let jump: Span | undefined;
  let at: Edge | undefined = edge;
  for (let hops = 0; at && hops < HOPS; hops++) {
    if (at.kind === 'back') head ??= at.to;
    jump ??= at.jump;
    if (at.to === target) break;
    const block: Block | undefined = graph.blocks[at.to];
    at = block ? edgesOf(block.end)[0] : undefined;
  }
  return { head, jump };
}
