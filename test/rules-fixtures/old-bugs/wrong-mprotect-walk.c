// SPDX-License-Identifier: MIT
// generation: 5.0
// Retold: one half of a table walk only stored the bounds, and start then read an mm that nobody had set
// ("mm/memory.c: initialise mmu_notifier_range correctly", 5.0).

static int follow_entry(struct mm_struct *mm, unsigned long address, bool huge)
{
	struct mmu_notifier_range local;

	if (huge) {
		mmu_notifier_range_init(&local, mm, address & PMD_MASK, (address & PMD_MASK) + PMD_SIZE);
	} else {
		local.start = address & PAGE_MASK;
		local.end = local.start + PAGE_SIZE;
	}
	mmu_notifier_invalidate_range_start(&local); // expect: uninitialized-range error
	look_at_entry(mm, address);
	mmu_notifier_invalidate_range_end(&local);
	return 0;
}
