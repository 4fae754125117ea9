/** A C file without any of these words has no range, event or subscription, so nothing that a rule could find. */
export const NOTIFIER_WORDS = ['mmu_notifier', 'MMU_NOTIFY_', 'mmu_interval'] as const;

/** A C file without any of these has nothing that a change of generations could concern: names that only call the notifier count too. */
export const NOTIFY_WORDS = [...NOTIFIER_WORDS, 'set_pte_at_notify', 'clear_flush_notify'] as const;

/** A C file without any of these has no ops table, begins or ends no subscription, and waits for none that was put. */
export const SUBSCRIBER_WORDS = [
  'mmu_notifier_ops',
  'mmu_interval_notifier_ops',
  'mmu_notifier_register',
  'mmu_notifier_get',
  'mmu_notifier_unregister',
  'mmu_notifier_put',
  'mmu_notifier_synchronize',
  'mmu_interval_notifier_insert',
  'mmu_interval_notifier_remove',
] as const;

/** Whether a text may have something to find. */
export function usesNotifiers(text: string): boolean {
  return NOTIFIER_WORDS.some((word) => text.includes(word));
}
