// SPDX-License-Identifier: MIT
// generation: 6.12
// Callbacks that wait for those who wait for callbacks.

static int takes_the_mmap_lock(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	mmap_read_lock(range->mm); // expect: callback-deadlock error // expect: blocking-callback error
	mirror->vma = find_vma(range->mm, range->start);
	mmap_read_unlock(range->mm);
	return 0;
}

static int killable_is_no_better(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	if (!mmu_notifier_range_blockable(range))
		return -EAGAIN;
	if (mmap_write_lock_killable(mirror->mm)) // expect: callback-deadlock error
		return 0;
	mirror_drop(mirror);
	mmap_write_unlock(mirror->mm);
	return 0;
}

static void third(struct mirror *mirror)
{
	mmap_read_lock(mirror->mm);
	mirror->count++;
	mmap_read_unlock(mirror->mm);
}

static void second(struct mirror *mirror)
{
	if (mirror->count)
		third(mirror);
}

static void first(struct mirror *mirror)
{
	second(mirror);
}

static bool three_levels_down(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	mutex_lock(&mirror->lock);
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&mirror->lock);
	first(mirror); // expect: callback-deadlock error
	return true;
}

static int puts_the_mm(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	if (!mmget_not_zero(range->mm))
		return 0;
	spin_lock(&mirror->lock);
	mirror->valid = false;
	spin_unlock(&mirror->lock);
	mmput(range->mm); // expect: callback-deadlock error // expect: blocking-callback error
	return 0;
}

static bool locks_folios(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);
	int i;

	if (!mmu_notifier_range_blockable(range))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	for (i = 0; i < mirror->count; i++) {
		folio_lock(mirror->folios[i]); // expect: callback-deadlock error
		folio_mark_dirty(mirror->folios[i]);
		folio_unlock(mirror->folios[i]);
	}
	return true;
}

static int reserve(struct mirror *mirror)
{
	return dma_resv_lock(mirror->resv, NULL);
}

static bool reserves_its_object(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	if (reserve(mirror)) // expect: callback-deadlock error
		return true;
	mirror_unbind(mirror);
	dma_resv_unlock(mirror->resv);
	return true;
}

static int reads_user_memory(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	if (!mmu_notifier_range_blockable(range))
		return -EAGAIN;
	if (copy_from_user(&mirror->state, mirror->user, sizeof(mirror->state))) // expect: callback-deadlock error
		mirror->valid = false;
	return 0;
}

static void ends_itself(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	if (range->event == MMU_NOTIFY_UNMAP)
		mmu_notifier_unregister(&mirror->mn, range->mm); // expect: callback-deadlock error
}

static bool removes_itself(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	mmu_interval_set_seq(mni, cur_seq);
	if (range->event == MMU_NOTIFY_UNMAP)
		mmu_interval_notifier_remove(mni); // expect: callback-deadlock error
	return true;
}

static const struct mmu_notifier_ops mmap_ops = { .invalidate_range_start = takes_the_mmap_lock };
static const struct mmu_notifier_ops killable_ops = { .invalidate_range_start = killable_is_no_better };
static const struct mmu_interval_notifier_ops levels_ops = { .invalidate = three_levels_down };
static const struct mmu_notifier_ops mmput_ops = { .invalidate_range_start = puts_the_mm };
static const struct mmu_interval_notifier_ops folio_ops = { .invalidate = locks_folios };
static const struct mmu_interval_notifier_ops resv_ops = { .invalidate = reserves_its_object };
static const struct mmu_notifier_ops user_ops = { .invalidate_range_start = reads_user_memory };
static const struct mmu_notifier_ops end_ops = { .invalidate_range_end = ends_itself };
static const struct mmu_interval_notifier_ops remove_ops = { .invalidate = removes_itself };
