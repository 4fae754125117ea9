// SPDX-License-Identifier: MIT
// generation: 7.0
// Guards of classes that are defined here, or in headers: which lock they hold is not known, and so not that there is none.

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct page *page;
};

DEFINE_GUARD(foo_pages, struct foo *, mutex_lock(&_T->lock), mutex_unlock(&_T->lock))

int under_a_guard(struct foo *foo, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);

	foo_lookup(foo, addr);
	guard(foo_pages)(foo);
	if (mmu_interval_read_retry(&foo->notifier, seq))
		return -EAGAIN;
	foo_map(foo);
	return 0;
}

int in_a_scope(struct foo *foo, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);

	foo_lookup(foo, addr);
	scoped_guard(foo_device, foo) {
		if (mmu_interval_read_retry(&foo->notifier, seq))
			return -EAGAIN;
		foo_map(foo);
	}
	return 0;
}

#define FOO_GUARD(foo)		guard(mutex)(&(foo)->lock)
#define with_foo_locked(foo)	scoped_guard(mutex, &(foo)->lock)
#define with_foo_once(foo)	for (bool once = (mutex_lock(&(foo)->lock), true); once; once = (mutex_unlock(&(foo)->lock), false))

struct foo_locking {
	void (*lock)(struct foo *foo);
	void (*unlock)(struct foo *foo);
};

int under_a_guard_in_a_macro(struct foo *foo, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);

	foo_lookup(foo, addr);
	FOO_GUARD(foo);
	if (mmu_interval_read_retry(&foo->notifier, seq))
		return -EAGAIN;
	foo_map(foo);
	return 0;
}

int under_a_class(struct foo *foo, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);

	foo_lookup(foo, addr);
	CLASS(foo_locked, locked)(foo);
	if (mmu_interval_read_retry(&foo->notifier, seq))
		return -EAGAIN;
	foo_map(foo);
	return 0;
}

int in_a_macro_of_a_scope(struct foo *foo, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);
	int ret = 0;

	foo_lookup(foo, addr);
	with_foo_locked(foo) {
		if (mmu_interval_read_retry(&foo->notifier, seq))
			ret = -EAGAIN;
		else
			foo_map(foo);
	}
	return ret;
}

int through_a_table(struct foo *foo, const struct foo_locking *locking, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);
	int ret = 0;

	foo_lookup(foo, addr);
	locking->lock(foo);
	if (mmu_interval_read_retry(&foo->notifier, seq))
		ret = -EAGAIN;
	else
		foo_map(foo);
	locking->unlock(foo);
	return ret;
}

int between_begin_and_end(struct foo *foo, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);
	int ret = 0;

	foo_lookup(foo, addr);
	foo_update_begin(foo);
	if (mmu_interval_read_retry(&foo->notifier, seq))
		ret = -EAGAIN;
	else
		foo_map(foo);
	foo_update_end(foo);
	return ret;
}
