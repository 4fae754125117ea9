// SPDX-License-Identifier: MIT
// generation: 6.10
// built-without-notifier: never
// A file whose Kbuild symbol implies MMU_NOTIFIER may use everything.

static bool reads_the_mm(const struct mmu_notifier_range *range)
{
	return range->mm == current->mm && range->event == MMU_NOTIFY_UNMAP;
}

static unsigned long reads_the_sequence(struct mmu_interval_notifier *sub)
{
	return mmu_interval_read_begin(sub);
}
