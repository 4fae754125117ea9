// SPDX-License-Identifier: MIT
// generation: 6.12
// Callbacks that may never sleep and do, and callbacks that sleep under a lock of their own.

static void flush_slowly(struct tlb *tlb)
{
	mutex_lock(&tlb->lock);
	tlb_flush(tlb);
	mutex_unlock(&tlb->lock);
}

static void secondary_tlbs(struct mmu_notifier *mn, struct mm_struct *mm, unsigned long start, unsigned long end)
{
	struct tlb *tlb = container_of(mn, struct tlb, mn);

	if (end == ULONG_MAX) {
		flush_slowly(tlb); // expect: atomic-callback error
		return;
	}
	tlb_flush_range(tlb, start, end);
}

static int clears_young(struct mmu_notifier *mn, struct mm_struct *mm, unsigned long start, unsigned long end)
{
	cond_resched(); // expect: atomic-callback error
	return 0;
}

static void frees(struct mmu_notifier *mn)
{
	struct tlb *tlb = container_of(mn, struct tlb, mn);

	synchronize_srcu(&tlb->srcu); // expect: atomic-callback error
	kfree(tlb);
}

static void gives_the_map_back(struct mmu_notifier *mn)
{
	struct tlb *tlb = container_of(mn, struct tlb, mn);

	vunmap(tlb->map); // expect: atomic-callback error
	kfree(tlb);
}

static bool under_its_own_lock(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct tlb *tlb = container_of(mni, struct tlb, mni);

	if (!mmu_notifier_range_blockable(range))
		return false;
	spin_lock(&tlb->slock);
	mmu_interval_set_seq(mni, cur_seq);
	flush_slowly(tlb); // expect: atomic-callback error
	spin_unlock(&tlb->slock);
	return true;
}

static int in_its_own_read_side(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct tlb *tlb = container_of(mn, struct tlb, mn);
	struct tlb_user *user;

	if (!mmu_notifier_range_blockable(range))
		return 0;
	rcu_read_lock();
	list_for_each_entry_rcu(user, &tlb->users, node)
		wait_event(user->queue, user->idle); // expect: atomic-callback error
	rcu_read_unlock();
	return 0;
}

static void in_a_guard(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct tlb *tlb = container_of(mn, struct tlb, mn);

	if (!mmu_notifier_range_blockable(range))
		return;
	guard(spinlock)(&tlb->slock);
	tlb->log = kmalloc(64, GFP_KERNEL); // expect: atomic-callback error
}

static const struct mmu_notifier_ops tlb_ops = {
	.arch_invalidate_secondary_tlbs = secondary_tlbs,
	.clear_flush_young = clears_young,
	.free_notifier = frees,
};
static const struct mmu_notifier_ops range_ops = {
	.invalidate_range_start = in_its_own_read_side,
	.invalidate_range_end = in_a_guard,
};
static const struct mmu_interval_notifier_ops under_ops = { .invalidate = under_its_own_lock };
static const struct mmu_notifier_ops map_ops = { .release = tlb_release, .free_notifier = gives_the_map_back };

static void waits_for_the_register(struct mmu_notifier *mn, struct mm_struct *mm, unsigned long start, unsigned long end)
{
	struct tlb *polled = container_of(mn, struct tlb, mn);
	u32 value;

	tlb_flush(polled);
	readl_poll_timeout(polled->regs, value, !(value & 1), 10, 1000); // expect: atomic-callback error
}

static const struct mmu_notifier_ops waits_ops = { .arch_invalidate_secondary_tlbs = waits_for_the_register };
