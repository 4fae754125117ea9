/** Where a file registers and unregisters. */
import type { FileIndex } from '../analysis/index-file.ts';
import type { FileMemory } from '../analysis/memory.ts';
import { worldsOf } from '../analysis/worlds.ts';
import { type SubscriberFunction, subscriberFunction, type SubscriberVerb } from '../kernel/subscribers.ts';
import { endExprs, stepExprs } from '../simulator/mentions.ts';
import type { CallExpr, Expr } from '../syntax/ast.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import { walkExpr } from '../syntax/walk.ts';
import type { Registration } from './data.ts';

const BEGIN: ReadonlySet<SubscriberVerb> = new Set<SubscriberVerb>(['insert', 'register', 'get']);
const END: ReadonlySet<SubscriberVerb> = new Set<SubscriberVerb>(['remove', 'unregister', 'put', 'synchronize']);

/** A function that begins or ends subscriptions. */
function subscriptionCall(name: string): SubscriberFunction | undefined {
  const known = subscriberFunction(name);
  return known && (BEGIN.has(known.verb) || END.has(known.verb)) ? known : undefined;
}

/** In the order of the file. @param tables names of the file's ops tables */
export function registrationsOf(memory: FileMemory, tables: ReadonlySet<string>): readonly Registration[] {
  const pieces = memory.index.functions.filter((piece) => !piece.broken && [...piece.identifiers].some((name) => subscriptionCall(name)));
  const found = new Map<number, Registration>();
  for (const piece of pieces) for (const call of callsIn(piece, memory, tables)) found.set(call.span.start, call);
  return [...found.values()].sort((a, b) => a.span.start - b.span.start);
}

function callsIn(piece: FunctionPiece, memory: FileMemory, tables: ReadonlySet<string>): readonly Registration[] {
  const found: Registration[] = [];
  const look = (e: Expr | undefined, isStatement: boolean): void => {
    if (e) walkExpr(e, (x) => {
      const told = x.kind === 'call' ? registration(x, piece, memory.index, tables, isStatement && x === e) : undefined;
      if (told) found.push(told);
    });
  };
  for (const world of worldsOf(piece, memory)) {
    for (const block of memory.routine(piece, world)?.graph.blocks ?? []) {
      for (const step of block.steps) for (const e of stepExprs(step)) look(e, step.kind === 'evaluate');
      for (const e of endExprs(block.end)) look(e, false);
    }
  }
  return found;
}

function registration(call: CallExpr, piece: FunctionPiece, index: FileIndex, tables: ReadonlySet<string>, isStatement: boolean): Registration | undefined {
  const name = call.callee.kind === 'name' ? call.callee.name : '';
  const known = subscriptionCall(name);
  // The core itself calls what it defines.
  if (!known || index.functionsNamed.has(name) || subscriptionCall(piece.name)) return undefined;
  const table = call.args.map((arg) => (arg.kind === 'unary' && arg.op === '&' ? arg.operand : arg)).find((arg) => arg.kind === 'name' && tables.has(arg.name));
  return {
    call: name, does: BEGIN.has(known.verb) ? 'registers' : 'ends', function: piece.name, span: { start: piece.start + call.span.start, end: piece.start + call.span.end },
    ...(known.result === 'errno' || known.result === 'pointer' ? { dropped: isStatement } : {}), ...(table?.kind === 'name' ? { table: table.name } : {}),
  };
}
