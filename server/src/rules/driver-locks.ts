/** Locks of a driver in different functions: which are one, as far as their names tell. */
import { isMmapLock } from '../kernel/sleeping-locks.ts';
import { type HeldLock, isOneLock } from '../simulator/held.ts';
import type { EndedSubscription } from '../simulator/observation.ts';
import { pointedTo } from '../simulator/places.ts';
import { isPlaceWithin } from '../simulator/state.ts';

/** Locks that a callback can take: not the mm's. */
export function ofDriver(locks: readonly HeldLock[]): readonly HeldLock[] {
  return locks.filter(({ kind, key }) => kind !== 'noreclaim' && kind !== 'nofault' && !isMmapLock(kind, key));
}

/** They are certainly one: members of one name in one type, or one variable. */
export function isSame({ name: a }: HeldLock, { name: b }: HeldLock): boolean {
  return a !== undefined && b !== undefined && isOneLock(a, b) && (a.type !== undefined || !a.member.includes('.'));
}

/** They are certainly not: both have names, and these differ. */
export function isOther({ name: a }: HeldLock, { name: b }: HeldLock): boolean {
  if (!a || !b) return false;
  const last = (member: string): string => member.slice(member.lastIndexOf('.') + 1);
  return last(a.member) !== last(b.member) || (a.type !== undefined && b.type !== undefined && a.type !== b.type && a.member === last(a.member) && b.member === last(b.member));
}

/** One of each object's, and for all that can be told of another object than the notifier's. */
export function isOfAnother({ key, name }: HeldLock, { subject, name: notifier }: Pick<EndedSubscription, 'subject' | 'name'>): boolean {
  if (name?.type === undefined) return false;
  const end = `.${name.member}`;
  const isInOne = key.startsWith('&') && key.endsWith(end) && isPlaceWithin(pointedTo(subject), key.slice(1, -end.length));
  return !isInOne && (notifier?.type === undefined || notifier.type === name.type);
}
