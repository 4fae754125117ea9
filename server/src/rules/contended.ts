/** Locks that callbacks wait for, held where something else is waited for that may wait for callbacks. */
import { type Facts, truth } from '../simulator/facts.ts';
import { type HeldLock, isOneLock } from '../simulator/held.ts';
import type { Report, RuleContext, WaitedForLock } from './rule.ts';

export interface Contended {
  readonly lock: HeldLock;
  /** As it is called: `notifier_lock`. */
  readonly member: string;
  readonly taker: WaitedForLock;
}

/** Equal for locks of which the same is to be said to who holds them. */
export function waitedForKey({ type, member, subclass, isRead, kind, callback, onlyByEnds, onlyFor, at }: WaitedForLock): string {
  return `${type} ${member} ${subclass} ${isRead} ${kind} ${callback} ${onlyByEnds ?? ''} ${onlyFor ?? ''} ${at?.file.path ?? ''}`;
}

/**
 * The lock among those held that a callback certainly waits for: a member of one name in one type, or a variable of the file.
 * @param facts what the path knows; `undefined` where any path may be meant that holds these locks
 * @param counts whether a lock and a callback that waits for it do; by default, where those who invalidate wait for the callback
 */
export function contendedAmong(locks: readonly HeldLock[], facts: Facts | undefined, { contended }: RuleContext, counts: (lock: HeldLock, taker: WaitedForLock) => boolean = (_, { onlyByEnds }) => !onlyByEnds): Contended | undefined {
  for (const lock of locks) {
    const { name, condition, kind, key } = lock;
    if (!name || lock.uncertain || (facts && condition !== undefined && truth(condition, facts) !== true)) continue;
    if (name.type === undefined && key !== `&::${name.member}`) continue;
    // Readers do not wait for readers, writers apart.
    const taker = contended.find((one) => isOneLock(name, one) && one.subclass === name.subclass && !(one.isRead && kind === 'rwsem-read') && counts(lock, one));
    if (taker) return { lock, member: name.member, taker };
  }
  return undefined;
}

/** Where the callback is that waits for it, as a last step: nothing for one of the file itself. */
export function waitingCallback({ member, taker }: Contended): Pick<Report, 'elsewhere'> {
  const { at, callback } = taker;
  return at ? { elsewhere: { source: at, length: callback.length, text: `${callback}() is called back, and waits for \`${member}\`` } } : {};
}
