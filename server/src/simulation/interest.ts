/** Where a path is worth going when nobody says where: to what is about ranges, entries and subscribers. */
import { type Block, type BlockId, edgesOf } from '../flow/graph.ts';
import { isApiName } from '../kernel/api.ts';
import { entryFunction } from '../kernel/entries.ts';
import { subscriberFunction } from '../kernel/subscribers.ts';
import type { FileMemory } from '../analysis/memory.ts';
import { postorder } from '../simulator/liveness.ts';
import { endExprs, mentionsOf, stepExprs } from '../simulator/mentions.ts';
import type { Routine } from '../simulator/routine.ts';
import type { Expr } from '../syntax/ast.ts';

/** Names of functions of the file that do something of interest, themselves or through others. */
const found = new WeakMap<FileMemory, ReadonlySet<string>>();

function isOfInterest(name: string): boolean {
  const does = entryFunction(name)?.does;
  return isApiName(name) || subscriberFunction(name) !== undefined || (does !== undefined && does !== 'make');
}

function interesting(memory: FileMemory): ReadonlySet<string> {
  const made = found.get(memory);
  if (made) return made;
  const { functions } = memory.index;
  const names = new Set(functions.filter(({ identifiers }) => [...identifiers].some(isOfInterest)).map(({ name }) => name));
  for (let size = -1; size !== names.size; ) {
    size = names.size;
    for (const { name, identifiers } of functions) if (!names.has(name) && [...identifiers].some((other) => names.has(other))) names.add(name);
  }
  found.set(memory, names);
  return names;
}

/** What lies ahead of each block of a function. */
export interface Prospect {
  /** By block: in how many blocks from here on, loops not taken again, something of interest is done. */
  readonly interest: readonly number[];
  /** By block: the blocks from here on, loops not taken again. */
  readonly ahead: readonly ReadonlySet<BlockId>[];
  /** By block: the steps in these. */
  readonly length: readonly number[];
  /** Blocks that a loop of the language comes back to; where a `goto` does, other things may be decided. */
  readonly heads: ReadonlySet<BlockId>;
  /** Blocks from which all ways out return what stands for failure. */
  readonly fails: ReadonlySet<BlockId>;
}

/** `NULL`, `-ENOMEM`, `ERR_PTR(…)`: Documentation/process/coding-style.rst, function return values and names. */
function isFailure(e: Expr, isPointer: boolean): boolean {
  if (e.kind === 'cast') return isFailure(e.operand, isPointer);
  if (e.kind === 'number') return isPointer && e.value === 0;
  if (e.kind === 'unary' && e.op === '-') return e.operand.kind === 'name';
  return (e.kind === 'name' && e.name === 'NULL') || (e.kind === 'call' && e.callee.kind === 'name' && e.callee.name === 'ERR_PTR');
}

/** What is returned may be computed just before, so that scopes can end between. */
function returnsFailure({ steps, end }: Block, isPointer: boolean): boolean {
  const value = end.kind === 'return' ? end.value : undefined;
  const last = steps.findLast((step) => step.kind === 'set' && value?.kind === 'name' && step.variable.name === value.name);
  const computed = last?.kind === 'set' ? last.value : value;
  return computed !== undefined && isFailure(computed, isPointer);
}

/** In functions with more blocks nobody looks ahead: what is ahead of each block is as many as that. */
const LARGE = 2_000;
const BLIND: Prospect = { interest: [], ahead: [], length: [], heads: new Set(), fails: new Set() };

const prospects = new WeakMap<Routine, Prospect>();

export function prospectOf(routine: Routine, memory: FileMemory): Prospect {
  const made = prospects.get(routine);
  if (made) return made;
  const { graph } = routine;
  if (graph.blocks.length > LARGE) return BLIND;
  const names = interesting(memory);
  const order = postorder(graph);
  const places = new Map<BlockId, number>(order.map(({ id }, i) => [id, i]));
  const ahead = graph.blocks.map(() => new Set<BlockId>());
  const marked = new Set<BlockId>();
  const heads = new Set<BlockId>();
  for (const [i, block] of order.entries()) {
    const all = ahead[block.id]?.add(block.id);
    const calls = mentionsOf([...block.steps.flatMap(stepExprs), ...endExprs(block.end)], graph).calls;
    if ([...calls].some((name) => isOfInterest(name) || names.has(name))) marked.add(block.id);
    for (const { to, kind, jump } of edgesOf(block.end)) {
      // Successors stand before; what stands behind is reached by going back.
      if ((places.get(to) ?? i) < i) for (const id of ahead[to] ?? []) all?.add(id);
      if (kind === 'back' && !(jump && routine.textOf(jump).startsWith('goto'))) heads.add(to);
    }
  }
  const interest = ahead.map((blocks) => [...blocks].filter((id) => marked.has(id)).length);
  const failing = new Map(graph.blocks.filter(({ end }) => end.kind === 'return').map((block) => [block.id, returnsFailure(block, (routine.syntax.returnType?.pointers ?? 0) > 0)]));
  const fails = new Set(graph.blocks.map(({ id }) => id).filter((id) => {
    const out = [...(ahead[id] ?? [])].flatMap((at) => failing.get(at) ?? []);
    return out.length > 0 && out.every((fails) => fails);
  }));
  const length = ahead.map((blocks) => [...blocks].reduce((sum, id) => sum + (graph.blocks[id]?.steps.length ?? 0), 0));
  const result = { interest, ahead, length, heads, fails };
  prospects.set(routine, result);
  return result;
}
