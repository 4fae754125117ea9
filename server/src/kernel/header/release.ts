/**
 * Names the oldest release that had a given shape of the API. By features, newest evidence first; a removal counts only
 * where everything older is gone too, so that a tree with back-ports is not taken for newer than its calls are.
 */
import type { Generation } from '../generation.ts';

type Shape = Omit<Generation, 'release'>;

interface Evidence {
  readonly release: string;
  readonly holds: (shape: Shape) => boolean;
}

const has = (shape: Shape, name: string): boolean => shape.functions.has(name);
const calls = (shape: Shape, name: string): boolean => shape.callbacks.has(name);
const lacks = (shape: Shape, ...names: readonly string[]): boolean => names.every((name) => !has(shape, name) && !calls(shape, name));

/** Gone since 6.6 and 6.10: a header that still has one of these is older, whatever was ported back to it. */
const BEFORE_6_6 = ['mmu_notifier_invalidate_range_only_end', 'mmu_notifier_invalidate_range', 'invalidate_range'] as const;
const BEFORE_6_10 = [...BEFORE_6_6, 'change_pte', 'mmu_notifier_change_pte', 'set_pte_at_notify'] as const;

/** The range's initialiser takes no vma (7d4a8be0c4b2). */
const WITHOUT_VMA: readonly Evidence[] = [
  { release: '7.0', holds: (shape) => lacks(shape, ...BEFORE_6_10) && (calls(shape, 'invalidate_finish') || returnsBool(shape)) },
  { release: '6.15', holds: (shape) => lacks(shape, ...BEFORE_6_10) && shape.exclusiveOwnerMayBeNull === false },
  {
    release: '6.13',
    holds: (shape) => lacks(shape, ...BEFORE_6_10) && shape.functions.get('mmu_notifier_clear_young')?.inDisabledHalf === true,
  },
  { release: '6.10', holds: (shape) => lacks(shape, ...BEFORE_6_10) },
  { release: '6.6', holds: (shape) => lacks(shape, ...BEFORE_6_6) },
  { release: '6.3', holds: () => true },
];

/** It takes an event and a vma. */
const WITH_VMA: readonly Evidence[] = [
  { release: '5.14', holds: (shape) => has(shape, 'mmu_notifier_range_init_owner') || shape.rangeFields?.has('owner') === true },
  {
    release: '5.9',
    holds: (shape) =>
      has(shape, 'mmu_notifier_range_init_migrate') ||
      shape.rangeFields?.has('migrate_pgmap_owner') === true ||
      shape.events.includes('MMU_NOTIFY_MIGRATE'),
  },
  {
    release: '5.5',
    holds: (shape) => has(shape, 'mmu_interval_read_begin') || calls(shape, 'invalidate') || shape.events.includes('MMU_NOTIFY_RELEASE'),
  },
  { release: '5.4', holds: (shape) => has(shape, 'mmu_notifier_get') || has(shape, 'mmu_notifier_put') || calls(shape, 'alloc_notifier') },
  { release: '5.2', holds: () => true },
];

/** There is no range object: the calls take mm, start and end. */
const WITHOUT_RANGE: readonly Evidence[] = [
  { release: '4.19', holds: (shape) => has(shape, 'mmu_notifier_invalidate_range_start_nonblock') || takesBlockable(shape) },
  { release: '4.16', holds: (shape) => has(shape, 'mm_has_blockable_invalidate_notifiers') },
  { release: '4.15', holds: (shape) => has(shape, 'mmu_notifier_invalidate_range_only_end') },
  { release: '4.14', holds: (shape) => lacks(shape, 'invalidate_page', 'mmu_notifier_invalidate_page') },
  { release: '4.3', holds: (shape) => calls(shape, 'clear_young') || has(shape, 'mmu_notifier_clear_young') },
  { release: '3.19', holds: (shape) => calls(shape, 'invalidate_range') || has(shape, 'mmu_notifier_invalidate_range') },
  { release: '3.17', holds: (shape) => has(shape, 'mmu_notifier_unregister_no_release') || has(shape, 'mmu_notifier_call_srcu') },
  { release: '2.6.38', holds: (shape) => calls(shape, 'test_young') || has(shape, 'mmu_notifier_test_young') },
  { release: '2.6.32', holds: (shape) => calls(shape, 'change_pte') || has(shape, 'mmu_notifier_change_pte') },
  { release: '2.6.27', holds: () => true },
];

function returnsBool(shape: Shape): boolean {
  return ['clear_flush_young', 'clear_young', 'test_young'].some((name) => shape.callbacks.get(name)?.returns === 'bool');
}

function takesBlockable(shape: Shape): boolean {
  return shape.callbacks.get('invalidate_range_start')?.parameters.includes('blockable') === true;
}

function table(shape: Shape): readonly Evidence[] {
  if (!shape.rangeFields) return WITHOUT_RANGE;
  const init = shape.functions.get('mmu_notifier_range_init');
  const takesEvent = init ? init.parameters.includes('event') : shape.rangeFields.has('event');
  if (!takesEvent) return [{ release: '5.0', holds: () => true }];
  return (init ? init.parameters.includes('vma') : shape.rangeFields.has('vma')) ? WITH_VMA : WITHOUT_VMA;
}

/** The oldest release with this shape; where the header cannot tell two releases apart, the older of them. */
export function releaseOf(shape: Shape): string {
  return table(shape).find((evidence) => evidence.holds(shape))?.release ?? '2.6.27';
}
