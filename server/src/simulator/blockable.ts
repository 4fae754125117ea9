/** Whether the range that a callback was given allows sleeping, and which events it is for, as far as a path knows. */
import { type Facts, truth } from './facts.ts';
import { load } from './places.ts';
import { INITIAL_STATE } from './state.ts';
import { constant, operation, type Value } from './value.ts';

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
  const asked = operation('call', [load(INITIAL_STATE, range, [])], 'mmu_notifier_range_blockable');
  const flag = operation('&', [member(range, 'flags'), constant('MMU_NOTIFIER_RANGE_BLOCKABLE')]);
  for (const value of [asked, flag, member(range, 'blockable')]) {
    const known = value && truth(value, facts);
    if (known !== undefined) return known;
  }
  return undefined;
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
