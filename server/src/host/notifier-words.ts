/** A C file without any of these words has no range, event or subscription, so nothing that a rule could find. */
export const NOTIFIER_WORDS = ['mmu_notifier', 'MMU_NOTIFY_', 'mmu_interval'] as const;

/** Whether a text may have something to find. */
export function usesNotifiers(text: string): boolean {
  return NOTIFIER_WORDS.some((word) => text.includes(word));
}
