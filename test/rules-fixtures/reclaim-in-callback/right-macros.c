// SPDX-License-Identifier: MIT
// generation: 6.12
// Locks that only macros take: others, or dropped before, or taken only sometimes.

#define FOO_MMU_LOCK(foo)	write_lock(&(foo)->mmu_lock)
#define FOO_MMU_UNLOCK(foo)	write_unlock(&(foo)->mmu_lock)
#define foo_devices_lock()	mutex_lock(&devices_lock)
#define foo_devices_unlock()	mutex_unlock(&devices_lock)
#define foo_names_lock()	mutex_lock(&names_lock)
#define foo_names_unlock()	mutex_unlock(&names_lock)
#define foo_lock(p)		do { struct foo *__foo = (p); mutex_lock(&__foo->lock); } while (0)
#define foo_unlock(p)		do { struct foo *__foo = (p); mutex_unlock(&__foo->lock); } while (0)
#define foo_lock_other(p)	do { struct foo *__foo = (p)->other; mutex_lock(&__foo->own); } while (0)
#define foo_unlock_other(p)	do { struct foo *__foo = (p)->other; mutex_unlock(&__foo->own); } while (0)
#define foo_lock_if(p)		do { if ((p)->locks) mutex_lock(&(p)->lock); } while (0)
#define foo_unlock_if(p)	do { if ((p)->locks) mutex_unlock(&(p)->lock); } while (0)

static DEFINE_MUTEX(devices_lock);
static DEFINE_MUTEX(names_lock);

struct foo {
	struct mmu_notifier mn;
	struct foo *other;
	struct mutex lock;
	struct mutex own;
	rwlock_t mmu_lock;
	bool locks;
	int in_progress;
};

static int foo_start(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	struct foo *foo = container_of(mn, struct foo, mn);

	FOO_MMU_LOCK(foo);
	foo->in_progress++;
	FOO_MMU_UNLOCK(foo);
	if (!mmu_notifier_range_blockable(range))
		return -EAGAIN;
	foo_lock(foo);
	foo_unlock(foo);
	foo_devices_lock();
	foo_devices_unlock();
	return 0;
}

static const struct mmu_notifier_ops foo_ops = { .invalidate_range_start = foo_start };

int before(struct foo *foo)
{
	struct page *page = alloc_page(GFP_KERNEL);

	if (!page)
		return -ENOMEM;
	FOO_MMU_LOCK(foo);
	foo_add(foo, page);
	FOO_MMU_UNLOCK(foo);
	return 0;
}

int without_reclaim(struct foo *foo)
{
	struct page *page;

	FOO_MMU_LOCK(foo);
	page = alloc_page(GFP_NOWAIT);
	FOO_MMU_UNLOCK(foo);
	return page ? 0 : -ENOMEM;
}

int between(struct foo *foo)
{
	void *p;

	foo_lock(foo);
	foo->in_progress++;
	foo_unlock(foo);
	p = kmalloc(16, GFP_KERNEL);
	foo_devices_lock();
	foo_count(foo);
	foo_devices_unlock();
	return foo_keep(foo, p);
}

int another_of_the_file(struct foo *foo)
{
	void *p;

	foo_names_lock();
	p = kmalloc(16, GFP_KERNEL);
	foo_names_unlock();
	return foo_keep(foo, p);
}

int another_of_the_object(struct foo *foo)
{
	void *p;

	foo_lock_other(foo);
	p = kmalloc(16, GFP_KERNEL);
	foo_unlock_other(foo);
	return foo_keep(foo, p);
}

int only_sometimes(struct foo *foo)
{
	void *p;

	foo_lock_if(foo);
	p = kmalloc(16, GFP_KERNEL);
	foo_unlock_if(foo);
	return foo_keep(foo, p);
}
