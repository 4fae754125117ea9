/**
 * What the functions of the API do, in a sentence for hovers. In our own words, after include/linux/mmu_notifier.h,
 * mm/mmu_notifier.c and Documentation/mm/mmu_notifier.rst of 6.1 and 6.12. Their shapes are in `kernel/generations`.
 */
export const FUNCTION_DOCS: ReadonlyMap<string, string> = new Map([
  [
    'mmu_notifier_range_init',
    'Fills a range before its invalidation starts: whose memory, from where to where, and the event that says why. Nothing is sent yet.',
  ],
  [
    'mmu_notifier_range_init_owner',
    'Like `mmu_notifier_range_init()`, with the owner on whose behalf it happens: a driver that sees itself as the owner may ignore the event.',
  ],
  ['mmu_notifier_range_init_migrate', 'Like `mmu_notifier_range_init()` for MMU_NOTIFY_MIGRATE, with the owner of the device memory.'],
  [
    'mmu_notifier_invalidate_range_start',
    'Tells every subscriber that the range is about to change and waits until they have stopped using it. **May sleep**: not under a spinlock, a page-table lock or RCU. Every start needs its end, on every path.',
  ],
  [
    'mmu_notifier_invalidate_range_start_nonblock',
    'Like `mmu_notifier_invalidate_range_start()` where one must not sleep: fails with -EAGAIN when a subscriber would have to. After a failure nothing is started, and there must be no end.',
  ],
  [
    'mmu_notifier_invalidate_range_end',
    'Tells every subscriber that the change is over: they may fault the range in again. Exactly one for each start that did not fail. May sleep unless the start was the nonblocking one.',
  ],
  [
    'mmu_notifier_invalidate_range_only_end',
    'Like `mmu_notifier_invalidate_range_end()` without flushing secondary TLBs, where that was done under the page-table lock already.',
  ],
  [
    'mmu_notifier_invalidate_range',
    'Flushes the secondary TLBs (IOMMU) of the range. Called under the page-table lock, so it does not sleep.',
  ],
  [
    'mmu_notifier_arch_invalidate_secondary_tlbs',
    "Flushes the secondary TLBs (IOMMU) of the range, beside the CPU's own flush. Does not sleep.",
  ],
  [
    'mmu_notifier_range_blockable',
    'Whether the callback that was handed this range may sleep. If not, it returns -EAGAIN instead of waiting.',
  ],
  [
    'mmu_notifier_range_update_to_read_only',
    'Whether the range is only made read-only, so that mappings may be downgraded rather than dropped.',
  ],
  ['mmu_notifier_register', "Subscribes to all invalidations of a mm. Takes the mm's mmap lock for writing; may sleep."],
  ['__mmu_notifier_register', 'Like `mmu_notifier_register()`, with the mmap lock held for writing by the caller.'],
  [
    'mmu_notifier_unregister',
    'Ends a subscription and waits until no callback of it runs any more; calls `release` if that has not happened. May sleep.',
  ],
  ['mmu_notifier_get', 'Gets the subscription of these ops for a mm, or makes one with `alloc_notifier`. Takes the mmap lock; may sleep.'],
  ['mmu_notifier_get_locked', 'Like `mmu_notifier_get()`, with the mmap lock held for writing by the caller.'],
  ['mmu_notifier_put', 'Drops a reference from `mmu_notifier_get()`; the last one frees by `free_notifier` after a grace period.'],
  ['mmu_notifier_synchronize', 'Waits until all `free_notifier` callbacks have run: for the exit of a module. May sleep.'],
  ['mmu_interval_notifier_insert', 'Subscribes to the invalidations of one range of a mm. The mm must not be exiting; may sleep.'],
  ['mmu_interval_notifier_insert_locked', 'Like `mmu_interval_notifier_insert()`, with the mmap lock held by the caller.'],
  [
    'mmu_interval_notifier_remove',
    'Ends an interval subscription and waits for its callbacks. **May sleep**; never from within its own callback.',
  ],
  [
    'mmu_interval_read_begin',
    "Begins to read the range: the sequence number that `mmu_interval_read_retry()` wants. Waits for an invalidation under way, so it may sleep, and must not be called under the driver's lock that the callback takes.",
  ],
  [
    'mmu_interval_read_retry',
    "Whether an invalidation came between: what was read must be thrown away and read again. To be called under the driver's lock that the callback takes.",
  ],
  ['mmu_interval_check_retry', 'A cheap look without the lock whether `mmu_interval_read_retry()` would say so; false promises nothing.'],
  ['mmu_interval_set_seq', "Takes note of an invalidation, from the callback and under the driver's lock: readers retry."],
]);
