// SPDX-License-Identifier: MIT
// generation: 6.12
// Callbacks that do not sleep where they may not.

static void flush_slowly(struct tlb *tlb)
{
	mutex_lock(&tlb->lock);
	tlb_flush(tlb);
	mutex_unlock(&tlb->lock);
}

static bool behind_its_own_lock(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct tlb *tlb = container_of(mni, struct tlb, mni);

	if (!mmu_notifier_range_blockable(range))
		return false;
	spin_lock(&tlb->slock);
	mmu_interval_set_seq(mni, cur_seq);
	spin_unlock(&tlb->slock);
	flush_slowly(tlb);
	return true;
}

static void atomic_tlbs(struct mmu_notifier *mn, struct mm_struct *mm, unsigned long start, unsigned long end)
{
	struct tlb *tlb = container_of(mn, struct tlb, mn);
	unsigned long flags;

	spin_lock_irqsave(&tlb->slock, flags);
	tlb_flush_range(tlb, start, end);
	tlb->log = kmalloc(64, GFP_NOWAIT);
	spin_unlock_irqrestore(&tlb->slock, flags);
}

static void flush(struct tlb *tlb, bool may_sleep)
{
	if (may_sleep)
		flush_slowly(tlb);
	else
		tlb_flush_now(tlb);
}

static void never_slowly(struct mmu_notifier *mn, struct mm_struct *mm, unsigned long start, unsigned long end)
{
	flush(container_of(mn, struct tlb, mn), false);
}

static int young(struct mmu_notifier *mn, struct mm_struct *mm, unsigned long start, unsigned long end)
{
	struct tlb *tlb = container_of(mn, struct tlb, mn);
	int found = 0;

	if (mutex_trylock(&tlb->lock)) {
		found = tlb_young(tlb, start, end);
		mutex_unlock(&tlb->lock);
	}
	return found;
}

static void frees(struct mmu_notifier *mn)
{
	kfree(container_of(mn, struct tlb, mn));
}

static void releases(struct mmu_notifier *mn, struct mm_struct *mm)
{
	struct tlb *tlb = container_of(mn, struct tlb, mn);

	flush_slowly(tlb);
	synchronize_srcu(&tlb->srcu);
}

static void gives_the_map_back(struct mmu_notifier *mn)
{
	struct tlb *mapped = container_of(mn, struct tlb, mn);

	kvfree(mapped->map);
	kfree(mapped);
}

static const struct mmu_notifier_ops gives_ops = { .free_notifier = gives_the_map_back };

static const struct mmu_notifier_ops atomic_ops = {
	.arch_invalidate_secondary_tlbs = atomic_tlbs,
	.clear_young = young,
	.free_notifier = frees,
	.release = releases,
};
static const struct mmu_notifier_ops never_ops = { .arch_invalidate_secondary_tlbs = never_slowly };
static const struct mmu_interval_notifier_ops behind_ops = { .invalidate = behind_its_own_lock };
