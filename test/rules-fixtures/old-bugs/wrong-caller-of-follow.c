// SPDX-License-Identifier: MIT
// generation: 5.5
// Retold after the DAX write-protect walk: the callee starts the caller's range and says so by returning 0.

static int follow_and_start(struct mm_struct *mm, unsigned long address, struct mmu_notifier_range *range, pte_t **ptep)
{
	if (!addr_is_mapped(mm, address))
		return -EINVAL;
	mmu_notifier_range_init(range, MMU_NOTIFY_CLEAR, 0, NULL, mm, address & PAGE_MASK, (address & PAGE_MASK) + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(range);
	*ptep = find_entry(mm, address);
	if (!*ptep) {
		mmu_notifier_invalidate_range_end(range);
		return -EINVAL;
	}
	return 0;
}

static void make_clean(struct mm_struct *mm, unsigned long address)
{
	struct mmu_notifier_range range;
	pte_t *ptep;

	if (follow_and_start(mm, address, &range, &ptep))
		return;
	clean_entry(mm, address, ptep);
	mmu_notifier_invalidate_range_end(&range);
}

static int make_clean_unless_young(struct mm_struct *mm, unsigned long address)
{
	struct mmu_notifier_range range;
	pte_t *ptep;
	int err;

	err = follow_and_start(mm, address, &range, &ptep); // expect: unpaired-start error
	if (err)
		return err;
	if (entry_young(ptep))
		return -EAGAIN;
	clean_entry(mm, address, ptep);
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}
