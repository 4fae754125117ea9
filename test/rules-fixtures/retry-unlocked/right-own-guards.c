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
