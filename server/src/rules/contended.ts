/** Locks that callbacks wait for, held where something else is waited for that may wait for callbacks. */
import { type Facts, truth } from '../simulator/facts.ts';
import type { HeldLock } from '../simulator/held.ts';
import type { CallbackLock, RuleContext } from './rule.ts';

export interface Contended {
  readonly lock: HeldLock;
  /** As it is called: `notifier_lock`. */
  readonly member: string;
  readonly taker: CallbackLock;
}

/** The lock among those held that a callback certainly waits for: a member of one name in one type, or a variable of the file. @param facts what the path knows; `undefined` where any path may be meant that holds these locks */
export function contendedAmong(locks: readonly HeldLock[], facts: Facts | undefined, { contended }: RuleContext): Contended | undefined {
  for (const lock of locks) {
    const { name, condition, kind, key } = lock;
    if (!name || lock.uncertain || (facts && condition !== undefined && truth(condition, facts) !== true)) continue;
    if (name.type === undefined && key !== `&::${name.member}`) continue;
    // Readers do not wait for readers, writers apart.
    const taker = contended.find(({ type, member, subclass, isRead }) => type === name.type && member === name.member && subclass === name.subclass && !(isRead && kind === 'rwsem-read'));
    if (taker) return { lock, member: name.member, taker };
  }
  return undefined;
}
