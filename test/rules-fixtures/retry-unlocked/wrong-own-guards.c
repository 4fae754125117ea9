// SPDX-License-Identifier: MIT
// generation: 7.0
// The same behind the guard's scope, and under one that is no lock to sleep under.

struct foo {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	struct page *page;
};

int behind_the_scope(struct foo *foo, unsigned long addr)
{
	unsigned long seq = mmu_interval_read_begin(&foo->notifier);

	scoped_guard(foo_device, foo)
		foo_lookup(foo, addr);
	if (mmu_interval_read_retry(&foo->notifier, seq)) // expect: retry-unlocked warning
		return -EAGAIN;
	foo_map(foo);
	return 0;
}
