/** What is asked for after something was chosen, from what was asked for before. */
import type { Assumption, Choice } from '../src/simulation/messages.ts';

export function withEvent({ event: _, ...choice }: Choice, event: string | undefined): Choice {
  return event === undefined ? choice : { ...choice, event };
}

export function withBlockable(choice: Choice, blockable: boolean): Choice {
  return { ...choice, blockable };
}

/**
 * One condition goes the other way. What was assumed before it on the path stays; what comes after it would be of another path.
 * @param conditions all of the path, in its order
 */
export function withCondition(choice: Choice, conditions: readonly { readonly id: string; readonly takes: string }[], id: string, takes: string): Choice {
  const index = conditions.findIndex((condition) => condition.id === id);
  const before = conditions.slice(0, Math.max(0, index)).map((condition): Assumption => ({ id: condition.id, takes: condition.takes }));
  return { ...choice, assume: [...before, { id, takes }] };
}

export function withSubscriber(choice: Choice, all: readonly { readonly id: string; readonly takesPart: boolean }[], id: string, takesPart: boolean): Choice {
  return { ...choice, subscribers: all.filter((one) => (one.id === id ? takesPart : one.takesPart)).map((one) => one.id) };
}

export function withPath(choice: Choice, assume: readonly Assumption[]): Choice {
  return { ...choice, assume };
}
