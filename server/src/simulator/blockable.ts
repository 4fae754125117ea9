/** Whether the range that a callback was given allows sleeping, and which events it is for, as far as a path knows. */
import { assume, type Facts, truth } from './facts.ts';
import { RANGE_TYPE } from '../kernel/api.ts';
import { isContainerOf } from '../kernel/functions.ts';
import { walkExpr } from '../syntax/walk.ts';
import type { LockName } from './held.ts';
import { calleeName, endExprs, stepExprs } from './mentions.ts';
import { load } from './places.ts';
import type { Routine } from './routine.ts';
import { INITIAL_STATE, type State, withTrace } from './state.ts';
import { constant, everySymbol, mentionsOne, operation, type Unknown, type Value } from './value.ts';

/** The parameter that is a range. */
export function rangeOf({ graph }: Routine): string | undefined {
  return graph.variables.find((v) => v.parameter !== undefined && v.typeBase === RANGE_TYPE)?.id;
}

/** What a member of the range held when the callback was entered. */
function member(range: string, field: string): Value {
  return load(INITIAL_STATE, `*{$@${range}}.${field}`, []);
}

/**
 * The answer of `mmu_notifier_range_blockable()`, or of the flag or field behind it (include/linux/mmu_notifier.h; a field of its own in 5.0
 * and 5.1); `undefined` where the path has not asked.
 * @param range id of the parameter
 */
export function isBlockable(range: string, facts: Facts): boolean | undefined {
  const asked = question(range);
  const flag = operation('&', [member(range, 'flags'), constant('MMU_NOTIFIER_RANGE_BLOCKABLE')]);
  for (const value of [asked, flag, member(range, 'blockable')]) {
    const known = value && truth(value, facts);
    if (known !== undefined) return known;
  }
  return undefined;
}

/** Who is given this value can tell whether the range is blockable: it is the range, or an answer. */
export function answersBlockable(range: string, value: Value): boolean {
  return mentionsOne(value, answersOf(range));
}

/** By range: the keys of the values that answer, or can be asked. */
const answers = new Map<string, ReadonlySet<string>>();

function answersOf(range: string): ReadonlySet<string> {
  let keys = answers.get(range);
  if (!keys) {
    const values = [load(INITIAL_STATE, range, []), question(range), member(range, 'flags'), member(range, 'blockable')];
    keys = new Set(values.flatMap((value) => value?.key ?? []));
    answers.set(range, keys);
  }
  return keys;
}

/** Code that can't be seen was given a way to ask, and what it said decides the path. */
export function isLeftToOthers(range: string, facts: Facts): boolean {
  return [...facts.values()].some(({ value }) => !everySymbol(value, ({ unseen }) => unseen !== 'told') || isComputed(range, value));
}

/** The answer, shifted or counted with. */
function isComputed(range: string, value: Value): boolean {
  const isPlain = answersOf(range).has(value.key) || (value.kind === 'operation' && value.op === '&' && value.operands.some(({ key }) => key === member(range, 'flags').key));
  return !isPlain && value.kind === 'operation' && value.op !== 'call' && value.op !== '!' && answersBlockable(range, value);
}

function question(range: string): Value | undefined {
  return operation('call', [load(INITIAL_STATE, range, [])], 'mmu_notifier_range_blockable');
}

/** Whether what a callback returns hangs on code that can't be seen: that has failed, or may have asked whether the range is blockable. When it fails can't be told. */
export function isUpToOthers(range: string, value: Value, facts: Facts): boolean {
  return (value.kind === 'symbol' && value.symbol.unseen !== undefined) || isLeftToOthers(range, facts);
}

/** The path goes on only where the range allows sleeping (or where it does not), whether it has asked or not; `undefined` where it knows better. */
export function asBlockable(range: string, s: State, blockable = true): State | undefined {
  const known = isBlockable(range, s.facts);
  const asked = question(range);
  if (known === blockable || !asked) return s;
  const facts = known === undefined ? assume(asked, blockable, s.facts) : undefined;
  return facts && withTrace({ ...s, facts }, undefined, { kind: 'assumed', value: asked, holds: blockable });
}

/** What the value of a member of the range that tells what the invalidation is for, and for whom, is called (owner: `migrate_pgmap_owner` up to 5.13). */
const PURPOSES = ['event', 'owner', 'migrate_pgmap_owner'];

/** Whether a symbol tells what the range is for: such a member of it, the answer of a function that was asked about it, or what a table says of it. */
export function tellsPurpose(range: string, { id, origin, needs }: Unknown): boolean {
  if (origin === 'predicate') return needs.some((need) => need.id === `@${range}` || tellsPurpose(range, need));
  return PURPOSES.some((field) => id === `@*{$@${range}}.${field}`) || needs.some((need) => tellsPurpose(range, need));
}

/** Whether a symbol is who the invalidation is made for. */
export function tellsOwner(range: string, { id }: Unknown): boolean {
  return PURPOSES.slice(1).some((field) => id === `@*{$@${range}}.${field}`);
}

/** Whether a symbol is the kind of event. */
export function isEventOf(range: string, { id }: Unknown): boolean {
  return id === `@*{$@${range}}.event`;
}

/** The notifier that a callback is called for, as a member of what it finds around it. */
export function ownNotifier({ graph, textOf }: Routine): LockName | undefined {
  const parameter = graph.variables.find((v) => v.parameter === 0)?.id;
  let found: LockName | undefined;
  for (const e of graph.blocks.flatMap((block) => [...block.steps.flatMap(stepExprs), ...endExprs(block.end)])) {
    if (e) walkExpr(e, (x) => {
      if (x.kind !== 'call' || !isContainerOf(calleeName(x, graph) ?? '')) return;
      const [pointer, type, member] = x.args;
      const variable = pointer?.kind === 'name' ? graph.bindings.get(pointer) : undefined;
      if (!type || !member || variable === undefined || variable.id !== parameter) return;
      const written = textOf(type.span).replaceAll(/\s+/g, ' ').trim();
      // typeof(*x)
      const like = /^(?:__)?typeof(?:__)?\s*\(\s*\*\s*(\w+)\s*\)$/.exec(written)?.[1];
      found = { type: like === undefined ? written : graph.variables.find((v) => v.name === like)?.typeBase ?? written, member: textOf(member.span) };
    });
  }
  return found;
}

/** The one event kind for which the path is taken; `undefined` if it is taken for several. */
export function eventOnPath(range: string, facts: Facts): string | undefined {
  return facts.get(member(range, 'event').key)?.equals?.replace(/^#/, '');
}

/** That the range is of this event kind, as a condition. */
export function isEvent(range: string, event: string): Value | undefined {
  return operation('==', [member(range, 'event'), constant(event)]);
}

/** Members that name whose invalidation it is, by generation (5.9 to 5.13; from 5.14). */
const OWNERS = ['migrate_pgmap_owner', 'owner'];

/** Whether the owner of the range was found to be one that the callback compared it with; `undefined` where the path has not asked. */
export function isOwner(range: string, facts: Facts): boolean | undefined {
  const owners = new Set(OWNERS.map((name) => member(range, name).key));
  for (const { value } of facts.values()) {
    if (value.kind === 'operation' && value.op === '==' && value.operands.some(({ key }) => owners.has(key))) return truth(value, facts);
  }
  return undefined;
}
