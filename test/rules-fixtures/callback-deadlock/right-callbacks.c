// SPDX-License-Identifier: MIT
// generation: 6.12
// Callbacks, and functions that take their locks, that wait for nobody who waits for callbacks.

static int tries(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	if (mmap_read_trylock(range->mm)) {
		mirror->vma = find_vma(range->mm, range->start);
		mmap_read_unlock(range->mm);
	}
	if (folio_trylock(mirror->folio)) {
		folio_mark_dirty(mirror->folio);
		folio_unlock(mirror->folio);
	}
	return 0;
}

static int leaves_it_to_a_thread(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	if (!mmget_not_zero(range->mm))
		return 0;
	mirror->valid = false;
	mmput_async(range->mm);
	return 0;
}

static bool waits_for_fences(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	mutex_lock(&mirror->lock);
	mmu_interval_set_seq(mni, cur_seq);
	dma_resv_wait_timeout(mirror->resv, DMA_RESV_USAGE_BOOKKEEP, false, MAX_SCHEDULE_TIMEOUT);
	mutex_unlock(&mirror->lock);
	return true;
}

static void a_release(struct mmu_notifier *mn, struct mm_struct *mm)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	mmu_notifier_put(&mirror->mn);
}

static bool asks_a_worker(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	mmu_interval_set_seq(mni, cur_seq);
	if (range->event == MMU_NOTIFY_UNMAP)
		queue_work(system_wq, &mirror->remove);
	return true;
}

static const struct mmu_notifier_ops try_ops = { .invalidate_range_start = tries };
static const struct mmu_notifier_ops async_ops = { .invalidate_range_start = leaves_it_to_a_thread };
static const struct mmu_interval_notifier_ops fence_ops = { .invalidate = waits_for_fences };
static const struct mmu_notifier_ops release_ops = { .release = a_release };
static const struct mmu_interval_notifier_ops worker_ops = { .invalidate = asks_a_worker };

static void remove_work(struct work_struct *work)
{
	struct mirror *mirror = container_of(work, struct mirror, remove);

	mmu_interval_notifier_remove(&mirror->notifier);
	mmput(mirror->mm);
}

int the_right_order(struct mirror *mirror, unsigned long addr)
{
	mmap_read_lock(mirror->mm);
	mutex_lock(&mirror->lock);
	mirror->vma = find_vma(mirror->mm, addr);
	mutex_unlock(&mirror->lock);
	mmap_read_unlock(mirror->mm);
	return 0;
}

int after_the_lock(struct mirror *mirror, void __user *to)
{
	struct state state;

	mutex_lock(&mirror->lock);
	state = mirror->state;
	mutex_unlock(&mirror->lock);
	return copy_to_user(to, &state, sizeof(state)) ? -EFAULT : 0;
}

/* A fault fails where none is served. */
int without_faults(struct mirror *mirror, void __user *to)
{
	int left;

	mutex_lock(&mirror->lock);
	pagefault_disable();
	left = copy_to_user(to, &mirror->state, sizeof(mirror->state));
	pagefault_enable();
	mutex_unlock(&mirror->lock);
	return left ? -EFAULT : 0;
}

int under_another(struct mirror *mirror)
{
	mutex_lock(&mirror->config);
	mmap_read_lock(mirror->mm);
	mirror->count++;
	mmap_read_unlock(mirror->mm);
	mutex_unlock(&mirror->config);
	return 0;
}

int only_tried(struct mirror *mirror)
{
	mutex_lock(&mirror->lock);
	if (mmap_read_trylock(mirror->mm)) {
		mirror->count++;
		mmap_read_unlock(mirror->mm);
	}
	mutex_unlock(&mirror->lock);
	return 0;
}

int not_certainly_held(struct mirror *mirror)
{
	mutex_lock(&mirror->lock);
	mirror_unlock_all(mirror);
	mmap_read_lock(mirror->mm);
	mirror->count++;
	mmap_read_unlock(mirror->mm);
	return 0;
}
