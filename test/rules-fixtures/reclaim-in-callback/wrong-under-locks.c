// SPDX-License-Identifier: MIT
// generation: 6.12
// Allocations under locks that callbacks wait for.

static DEFINE_MUTEX(devices_lock);

static bool mirror_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	if (mmu_notifier_range_blockable(range))
		mutex_lock(&mirror->lock);
	else if (!mutex_trylock(&mirror->lock))
		return false;
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&mirror->lock);
	return true;
}

static void count_down(struct mirror *mirror)
{
	down_write(&mirror->tree.rwsem);
	mirror->tree.count--;
	up_write(&mirror->tree.rwsem);
}

static int mirror_start(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct mirror *mirror = container_of(mn, struct mirror, mn);

	if (!mmu_notifier_range_blockable(range))
		return -EAGAIN;
	mutex_lock(&devices_lock);
	count_down(mirror);
	mutex_unlock(&devices_lock);
	return 0;
}

static const struct mmu_interval_notifier_ops mirror_interval_ops = { .invalidate = mirror_invalidate };
static const struct mmu_notifier_ops mirror_ops = { .invalidate_range_start = mirror_start };

int mirror_add(struct mirror *mirror)
{
	struct mirror_page *page;

	mutex_lock(&mirror->lock);
	page = kzalloc(sizeof(*page), GFP_KERNEL); // expect: reclaim-in-callback error
	if (page)
		list_add(&page->node, &mirror->pages);
	mutex_unlock(&mirror->lock);
	return page ? 0 : -ENOMEM;
}

static struct mirror_page *new_page(struct mirror *m)
{
	return kmalloc(sizeof(struct mirror_page), GFP_KERNEL_ACCOUNT);
}

int mirror_add_by_helper(struct mirror *m)
{
	guard(mutex)(&m->lock);
	m->page = new_page(m); // expect: reclaim-in-callback error
	return m->page ? 0 : -ENOMEM;
}

int mirror_add_interruptibly(struct mirror *mirror)
{
	if (mutex_lock_interruptible(&mirror->lock))
		return -EINTR;
	mirror->table = vmalloc(mirror->size); // expect: reclaim-in-callback error
	mutex_unlock(&mirror->lock);
	return 0;
}

static void lock_tree(struct mirror *mirror)
{
	down_write(&mirror->tree.rwsem);
}

int mirror_grow(struct mirror *mirror, unsigned long index, void *entry)
{
	int ret;

	lock_tree(mirror);
	ret = xa_insert(&mirror->tree.entries, index, entry, GFP_KERNEL); // expect: reclaim-in-callback error
	up_write(&mirror->tree.rwsem);
	return ret;
}

int mirror_read_side(struct mirror *mirror)
{
	void *copy;

	down_read(&mirror->tree.rwsem);
	copy = kmemdup(mirror->tree.root, mirror->size, GFP_NOFS); // expect: reclaim-in-callback error
	up_read(&mirror->tree.rwsem);
	kfree(copy);
	return 0;
}

int mirror_probe(struct mirror *mirror)
{
	mutex_lock(&devices_lock);
	mirror->name = kasprintf(GFP_KERNEL, "mirror%d", mirror->id); // expect: reclaim-in-callback error
	mutex_unlock(&devices_lock);
	return 0;
}

int mirror_add_in_the_usual_class(struct mirror *mirror)
{
	mutex_lock_nested(&mirror->lock, 0);
	mirror->page = kzalloc(sizeof(*mirror->page), GFP_KERNEL); // expect: reclaim-in-callback error
	mutex_unlock(&mirror->lock);
	return 0;
}
