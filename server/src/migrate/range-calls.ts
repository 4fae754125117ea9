/** Calls with a range, for a target that has ranges too. */
import { rangeVerb } from '../kernel/api.ts';
import { equivalentOf } from '../kernel/generations/equivalents.ts';
import type { CallExpr } from '../syntax/ast.ts';
import { convertInit, initCall } from './init-calls.ts';
import { type Job, target } from './job.ts';
import { expressionsIn, inFile, type Place, textIn } from './places.ts';

export function calledName(call: CallExpr): string | undefined {
  return call.callee.kind === 'name' ? call.callee.name : undefined;
}

/** All calls of functions by name, outermost first. */
export function callsIn(place: Place): readonly { readonly call: CallExpr; readonly name: string }[] {
  return expressionsIn(place).flatMap(({ e }) => {
    const name = e.kind === 'call' ? calledName(e) : undefined;
    return e.kind === 'call' && name !== undefined ? [{ call: e, name }] : [];
  });
}

/** Everything but what hangs on whether there is a range at all. */
export function convertCalls(place: Place, job: Job): void {
  // Inner calls first, so that outer ones take them in.
  for (const { call, name } of callsIn(place).toReversed()) {
    const verb = rangeVerb(name);
    if (verb === 'init' && job.to.rangeFields) {
      const init = initCall(call, name, place, job);
      if (init) convertInit(init, place, job);
      else job.script.lose(inFile(place, call.span).start, `${name}() is left as it is: no form of it has ${call.args.length} arguments`);
    } else if (verb === 'query' && !job.to.functions.has(name)) convertQuery(call, name, place, job);
    else if (!verb || (job.to.rangeFields ? call.args.length === 1 : call.args.length === 3)) convertName(call, name, place, job);
  }
}

function convertQuery(call: CallExpr, name: string, place: Place, job: Job): void {
  const [range] = call.args;
  if (name !== 'mmu_notifier_range_blockable' || !range || !job.to.rangeFields?.has('blockable')) return;
  const text = range.kind === 'unary' && range.op === '&' ? `${textIn(place, range.operand)}.blockable` : `${textIn(place, range)}->blockable`;
  job.script.replace('fields', inFile(place, call.span), text);
}

/** A function that goes by another name in the target. */
export function convertName(call: CallExpr, name: string, place: Place, job: Job): void {
  if (job.to.functions.has(name)) return;
  const other = equivalentOf('function', name, (candidate) => job.to.functions.has(candidate) || !/^mmu_notifier_/.test(candidate));
  if (!other || job.memory.index.functionsNamed.has(name) || job.memory.index.macrosNamed.has(name)) return;
  const { start } = inFile(place, call.span);
  job.script.replace('names', inFile(place, call.callee.span), other.name);
  if (other.remark !== undefined) job.script.remark(start, `${name}() becomes ${other.name}(): ${other.remark} (${target(job)})`);
}
