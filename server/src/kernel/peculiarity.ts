/** Names of the API that there may be something to say about in a tree, wherever they are used. */
import { isApiName, isEventKind } from './api.ts';
import type { Generation } from './generation.ts';
import { historyOf } from './generations/history.ts';

/** It belongs to another generation than the tree's, or exists only where CONFIG_MMU_NOTIFIER is on. */
export type Peculiarity = 'foreign' | 'guarded';

/** Of a function, macro or event kind; `undefined` also for what is no name of the API. */
export function peculiarity(name: string, generation: Generation): Peculiarity | undefined {
  if (isEventKind(name)) return generation.events.length > 0 && !generation.events.includes(name) ? 'foreign' : undefined;
  const known = generation.functions.get(name);
  if (known) return known.inDisabledHalf ? undefined : 'guarded';
  return isApiName(name) && historyOf(name) ? 'foreign' : undefined;
}

/** Of a field of `struct mmu_notifier_range`. */
export function fieldPeculiarity(field: string, generation: Generation): Peculiarity | undefined {
  if (generation.rangeFields?.has(field)) return generation.disabledRangeFields.has(field) ? undefined : 'guarded';
  return historyOf(field) ? 'foreign' : undefined;
}
