/**
 * What the machine sees of a function in one of its slices, whatever else is written around it and wherever it stands: two texts with equal
 * essences are run alike. So what was found in the one holds for the other.
 */
import { type BlockId, type Edge, edgesOf, passedAlong, type Step, type Terminator, type Variable } from '../flow/graph.ts';
import { RANGE_TYPE } from '../kernel/api.ts';
import type { Expr, NameExpr, Span } from '../syntax/ast.ts';
import { calledInLoop } from './loops.ts';
import { answersKept } from './questions.ts';
import type { Slice, SliceKind } from './slice.ts';
import type { Routine } from './routine.ts';

const known = new WeakMap<Slice, string>();

/** @returns equal for what the machine can't tell from each other in a slice of this kind; what other functions do, and are known for, left aside */
export function essenceOf(routine: Routine, kind: SliceKind): string {
  const slice = routine.slice(kind);
  let essence = known.get(slice);
  if (essence === undefined) known.set(slice, (essence = new Essence(routine, slice).text()));
  return essence;
}

/** Variables that something may hang on even where no step in the slice names them. */
function isAlwaysSeen({ parameter, typeBase, declarator }: Variable): boolean {
  return parameter !== undefined || typeBase === RANGE_TYPE || declarator?.cleanup !== undefined;
}

class Essence {
  readonly #routine: Routine;
  readonly #slice: Slice;
  /** Names of what is numbered through the function: by the order in which it is met here. */
  readonly #names = new Map<string, string>();
  readonly #variables = new Set<Variable>();

  constructor(routine: Routine, slice: Slice) {
    this.#routine = routine;
    this.#slice = slice;
  }

  text(): string {
    const { graph, syntax, name } = this.#routine;
    const { first, steps, order, followsLocks, rangeMembers } = this.#slice;
    const entry = first[graph.entry] ?? -1;
    const blocks: BlockId[] = [entry];
    const index = new Map<BlockId, number>([[entry, 0], [-1, -1]]);
    const parts: string[] = [];
    for (const id of blocks) {
      const block = graph.blocks[id];
      if (!block) continue;
      block.steps.forEach((step, i) => {
        if (steps[id]?.[i]) parts.push(this.#step(step));
      });
      const ways = this.#ways(id, block.end).map((edge) => {
        const target = first[edge.to] ?? -1;
        if (!index.has(target)) {
          index.set(target, blocks.length);
          blocks.push(target);
        }
        return `${this.#onTheWay(edge, target)}${index.get(target)}`;
      });
      parts.push(`${this.#end(id, block.end)} > ${ways.join()} ${this.#live(id)}`);
    }
    for (const variable of graph.variables) if (isAlwaysSeen(variable)) this.#variables.add(variable);
    const variables = [...this.#variables].map((v) => `${this.#name(v.id)} ${v.typeBase} ${v.pointers} ${v.isArray} ${v.isStatic} ${v.parameter} ${v.declarator?.cleanup}`).sort();
    // Which of two blocks is run first.
    const places = blocks.map((id, i) => [order[id] ?? 0, i] as const).sort(([a], [b]) => a - b).map(([, i]) => i);
    return [name, `${syntax.returnType?.base} ${syntax.returnType?.pointers} ${syntax.parameters.length}`, `${followsLocks} ${[...rangeMembers].sort().join()} ${places.join()}`, ...variables, ...parts].join('\n');
  }

  /** What is still asked for there, which what is left out may have a part in. */
  #live(id: BlockId): string {
    return [...this.#slice.live[id] ?? []].map((name) => (/^[?:]/.test(name) ? name : this.#name(name))).sort().join();
  }

  /** What is no decision goes the first way. */
  #ways(id: BlockId, end: Terminator): readonly Edge[] {
    const edges = edgesOf(end);
    return this.#slice.ends[id] ? edges : edges.slice(0, 1);
  }

  /** What the machine tells of the way along an edge, and what a loop's next turn asks anew. */
  #onTheWay(edge: Edge, target: BlockId): string {
    if (target < 0) return ' ';
    const { graph } = this.#routine;
    const { head, jump } = passedAlong(graph, edge, target);
    return `${head === undefined ? '' : `^${[...calledInLoop(graph, head)].sort().join()}`}${jump ? this.#written(jump) : ''} `;
  }

  #written(span: Span): string {
    return this.#routine.textOf(span);
  }

  #step(step: Step): string {
    if (step.kind === 'unguard') return `unguard ${this.#name(step.id)}`;
    if (step.kind === 'guard') return `guard ${this.#name(step.id)} ${step.lockClass} ${this.#expr(step.argument)} ${this.#written(step.span)}`;
    if (step.kind === 'leave') return `leave ${this.#variable(step.variable)}`;
    if (step.kind === 'unknown') return `unknown ${step.reason} ${this.#written(step.span)}`;
    if (step.kind === 'forget') return `forget ${step.targets.map((target) => this.#expr(target)).join()} ${this.#written(step.span)}`;
    if (step.kind === 'evaluate') return `${step.discarded} ${this.#expr(step.expr)} ${this.#written(step.span)}`;
    const value = step.kind === 'declare' ? step.init : step.value;
    return `${step.kind} ${this.#variable(step.variable)} ${this.#expr(value)} ${this.#written(step.span)}`;
  }

  #end(id: BlockId, end: Terminator): string {
    if (end.kind === 'return') return `return ${end.implicit} ${this.#expr(end.value)} ${end.implicit ? '' : this.#written(end.span)}`;
    if (!this.#slice.ends[id] || end.kind === 'goto' || end.kind === 'stop') return end.kind === 'stop' ? 'stop' : '';
    if (end.kind === 'branch') return `branch ${this.#expr(end.condition)} ${this.#written(end.span)}`;
    if (end.kind === 'switch') return `switch ${this.#expr(end.value)} ${end.hasDefault} ${end.cases.map((one) => `${one.isRange}${this.#expr(one.value)}`).join()} ${this.#written(end.span)}`;
    return `choice ${end.text}`;
  }

  #variable(variable: Variable): string {
    this.#variables.add(variable);
    return this.#name(variable.id);
  }

  /** Temporaries and guards are numbered, or called by where they stand. */
  #name(id: string): string {
    if (/^\w+(?:#\d+)?$/.test(id)) return id;
    let name = this.#names.get(id);
    if (name === undefined) this.#names.set(id, (name = `%${this.#names.size}`));
    return name;
  }

  /** An expression without where it stands, with what is found out of parts of it elsewhere in the function. */
  #expr(e: Expr | undefined): string {
    const { conditions, discarded, voided, deadStores, printed, warned, graph } = this.#routine;
    const kept = answersKept(this.#routine);
    return e === undefined ? '' : JSON.stringify(e, (key, value: unknown) => {
      if (key === 'span' || key === 'nameSpan') return undefined;
      if (isName(value)) {
        const bound = graph.bindings.get(value);
        return bound ? `=${this.#variable(bound)}` : `:${value.name}`;
      }
      const marks = isExpr(value) ? [conditions, kept, discarded, voided, deadStores, printed, warned].map((set) => set.has(value)) : [];
      return marks.some(Boolean) ? { ...(value as object), kind: `${(value as Expr).kind} ${marks.join()}` } : value;
    });
  }
}

function isExpr(value: unknown): value is Expr {
  return typeof value === 'object' && value !== null && 'kind' in value && 'span' in value;
}

function isName(value: unknown): value is NameExpr {
  return isExpr(value) && value.kind === 'name';
}
