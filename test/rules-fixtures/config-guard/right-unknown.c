// SPDX-License-Identifier: MIT
// generation: 6.10
// built-without-notifier: unknown
// Who builds this file can't be told: nothing is concluded.

static bool reads_the_mm(const struct mmu_notifier_range *range)
{
	return range->mm == current->mm && range->event == MMU_NOTIFY_UNMAP;
}

static int subscribes(struct mm_struct *mm, struct mmu_notifier *sub)
{
	return mmu_notifier_register(sub, mm);
}
