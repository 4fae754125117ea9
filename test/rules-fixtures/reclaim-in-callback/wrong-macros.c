// SPDX-License-Identifier: MIT
// generation: 6.12
// Allocations, and the mmap lock, under locks that only macros take.

#ifdef FOO_HAVE_RWLOCK
#define FOO_MMU_LOCK(foo)	write_lock(&(foo)->mmu_lock)
#define FOO_MMU_UNLOCK(foo)	write_unlock(&(foo)->mmu_lock)
#else
#define FOO_MMU_LOCK(foo)	spin_lock(&(foo)->mmu_lock)
#define FOO_MMU_UNLOCK(foo)	spin_unlock(&(foo)->mmu_lock)
#endif
#define foo_devices_lock()	mutex_lock(&devices_lock)
#define foo_devices_unlock()	mutex_unlock(&devices_lock)
#define foo_lock(p)		do { struct foo *__foo = (p); mutex_lock(&__foo->lock); } while (0)
#define foo_unlock(p)		do { struct foo *__foo = (p); mutex_unlock(&__foo->lock); } while (0)
#define foo_lock_member(p, m)	mutex_lock(&(p)->m)
#define foo_unlock_member(p, m)	mutex_unlock(&(p)->m)

static DEFINE_MUTEX(devices_lock);

struct foo {
	struct mmu_notifier mn;
	struct mutex lock;
	struct mutex tree;
	rwlock_t mmu_lock;
	struct mm_struct *mm;
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
	foo_lock_member(foo, tree);
	foo_unlock_member(foo, tree);
	foo_devices_lock();
	foo_devices_unlock();
	return 0;
}

static const struct mmu_notifier_ops foo_ops = { .invalidate_range_start = foo_start };

int under_the_lock_of_its_mmu(struct foo *foo)
{
	struct page *page;

	FOO_MMU_LOCK(foo);
	page = alloc_page(GFP_KERNEL); // expect: reclaim-in-callback error
	FOO_MMU_UNLOCK(foo);
	return page ? 0 : -ENOMEM;
}

void looks_under_the_lock_of_its_mmu(struct foo *foo, unsigned long addr)
{
	FOO_MMU_LOCK(foo);
	mmap_read_lock(foo->mm); // expect: callback-deadlock error
	foo_look(find_vma(foo->mm, addr));
	mmap_read_unlock(foo->mm);
	FOO_MMU_UNLOCK(foo);
}

int under_the_lock_of_the_file(struct foo *foo)
{
	void *p;

	foo_devices_lock();
	p = kmalloc(16, GFP_KERNEL); // expect: reclaim-in-callback error
	foo_devices_unlock();
	return foo_keep(foo, p);
}

int under_it_by_its_name(struct foo *foo)
{
	void *p;

	mutex_lock(&devices_lock);
	p = kmalloc(16, GFP_KERNEL); // expect: reclaim-in-callback error
	mutex_unlock(&devices_lock);
	return foo_keep(foo, p);
}

int through_a_variable_of_the_macro(struct foo *foo)
{
	void *p;

	foo_lock(foo);
	p = kmalloc(16, GFP_KERNEL); // expect: reclaim-in-callback error
	foo_unlock(foo);
	return foo_keep(foo, p);
}

void looks_through_a_variable_of_the_macro(struct foo *foo, unsigned long addr)
{
	foo_lock(foo);
	mmap_read_lock(foo->mm); // expect: callback-deadlock error
	foo_look(find_vma(foo->mm, addr));
	mmap_read_unlock(foo->mm);
	foo_unlock(foo);
}

int under_the_member_it_is_given(struct foo *foo)
{
	void *p;

	foo_lock_member(foo, tree);
	p = kmalloc(16, GFP_KERNEL); // expect: reclaim-in-callback error
	foo_unlock_member(foo, tree);
	return foo_keep(foo, p);
}
