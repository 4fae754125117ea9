// SPDX-License-Identifier: MIT
// generation: 6.12
// Waiting under a lock that a callback waits for.

static bool mirror_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (!mmu_notifier_range_blockable(range))
		return false;
	down_write(&mirror->vm.lock);
	mmu_interval_set_seq(mni, cur_seq);
	up_write(&mirror->vm.lock);
	return true;
}

static const struct mmu_interval_notifier_ops mirror_ops = { .invalidate = mirror_invalidate };

int looks_for_a_vma(struct mirror *mirror, unsigned long addr)
{
	down_read(&mirror->vm.lock);
	mmap_read_lock(mirror->mm); // expect: callback-deadlock error
	mirror->vma = find_vma(mirror->mm, addr);
	mmap_read_unlock(mirror->mm);
	up_read(&mirror->vm.lock);
	return mirror->vma ? 0 : -EFAULT;
}

int tells_user_space(struct mirror *mirror, void __user *to)
{
	int ret;

	down_write(&mirror->vm.lock);
	ret = copy_to_user(to, &mirror->state, sizeof(mirror->state)) ? -EFAULT : 0; // expect: callback-deadlock error
	up_write(&mirror->vm.lock);
	return ret;
}

int serves_faults_again(struct mirror *mirror, void __user *to)
{
	int left;

	down_write(&mirror->vm.lock);
	pagefault_disable();
	mirror->count++;
	pagefault_enable();
	left = copy_to_user(to, &mirror->state, sizeof(mirror->state)); // expect: callback-deadlock error
	up_write(&mirror->vm.lock);
	return left ? -EFAULT : 0;
}

int pins(struct mirror *mirror, unsigned long addr)
{
	int ret;

	down_write(&mirror->vm.lock);
	ret = pin_user_pages_fast(addr, 1, FOLL_WRITE, mirror->pages); // expect: callback-deadlock error
	up_write(&mirror->vm.lock);
	return ret;
}

void lets_go(struct mirror *mirror)
{
	guard(rwsem_write)(&mirror->vm.lock);
	mmput(mirror->mm); // expect: callback-deadlock error
}

static void dirty(struct mirror *mirror, struct page *page)
{
	lock_page(page);
	set_page_dirty(page);
	unlock_page(page);
}

void marks_dirty(struct mirror *mirror, struct page *page)
{
	down_write(&mirror->vm.lock);
	dirty(mirror, page); // expect: callback-deadlock error
	up_write(&mirror->vm.lock);
}

int registers_another(struct mirror *mirror, struct mirror *other)
{
	int ret;

	down_write(&mirror->vm.lock);
	ret = mmu_interval_notifier_insert(&other->notifier, current->mm, other->start, other->size, &mirror_ops); // expect: callback-deadlock error
	up_write(&mirror->vm.lock);
	return ret;
}

int reserves(struct mirror *mirror)
{
	int ret;

	down_write(&mirror->vm.lock);
	ret = dma_resv_lock_interruptible(mirror->resv, NULL); // expect: callback-deadlock error
	if (!ret)
		dma_resv_unlock(mirror->resv);
	up_write(&mirror->vm.lock);
	return ret;
}
