/**
 * Kernel functions that may sleep, as data. Only those are here that sleep, or complain when they are not allowed to (`might_sleep()`),
 * whenever they are called: what merely may end in one of them is found by looking into it.
 */

/** When a call may sleep. */
export type SleepCondition =
  | { readonly by: 'always' }
  /** The GFP flags in an argument (0-based) allow direct reclaim, as GFP_KERNEL does where they may be left out; with NULL in another, there is nothing to allocate for. */
  | { readonly by: 'gfp'; readonly index: number; readonly unlessNull?: number; readonly isOptional?: true }
  /** The timeout in an argument is not zero. */
  | { readonly by: 'timeout'; readonly index: number }
  /** An argument is a number other than zero. */
  | { readonly by: 'number'; readonly index: number };

export interface SleepFunction {
  readonly when: SleepCondition;
  /** In an interrupt, and where bottom halves are disabled, it leaves that to somebody else (mm/vmalloc.c, vfree(): in_interrupt()). */
  readonly defersInInterrupt?: true;
  /** What it does when it sleeps, for messages: `waits for a mutex`. */
  readonly what: string;
  /** Header or document that says so. */
  readonly source: string;
}

const functions = new Map<string, SleepFunction>();

function add(names: string, what: string, source: string, when: SleepCondition = { by: 'always' }): void {
  for (const name of names.split(/\s+/)) functions.set(name, { when, what, source });
}

/** They touch memory of the user, which may have to be brought in first (include/linux/uaccess.h, might_fault()). */
export const FAULTING = 'copy_from_user copy_to_user copy_struct_from_user clear_user get_user put_user strncpy_from_user '
  + 'memdup_user vmemdup_user memdup_array_user vmemdup_array_user memdup_user_nul strndup_user';
const FAULTS: ReadonlySet<string> = new Set(FAULTING.split(' '));

/** What the function `name` waits for, it waits for because of a page fault. */
export function mayFault(name: string): boolean {
  return FAULTS.has(name);
}

const LOCKING = 'Documentation/locking/locktypes.rst';
add('mutex_lock mutex_lock_nested mutex_lock_nest_lock mutex_lock_io mutex_lock_interruptible mutex_lock_interruptible_nested mutex_lock_killable mutex_lock_killable_nested', 'waits for a mutex', `include/linux/mutex.h; ${LOCKING}`);
add('rt_mutex_lock rt_mutex_lock_interruptible', 'waits for a mutex', 'include/linux/rtmutex.h');
add('ww_mutex_lock ww_mutex_lock_interruptible ww_mutex_lock_slow ww_mutex_lock_slow_interruptible', 'waits for a mutex', 'include/linux/ww_mutex.h');
add('down_read down_read_nested down_read_interruptible down_read_killable down_write down_write_nested down_write_killable', 'waits for an rwsem', `include/linux/rwsem.h; ${LOCKING}`);
add('down down_interruptible down_killable down_timeout', 'waits for a semaphore', 'include/linux/semaphore.h');
add('percpu_down_read percpu_down_write', 'waits for an rwsem', 'include/linux/percpu-rwsem.h');
add('mmap_read_lock mmap_write_lock mmap_read_lock_killable mmap_write_lock_killable mmap_write_lock_nested', 'waits for the mmap lock', 'include/linux/mmap_lock.h');
add('folio_lock folio_lock_killable lock_page lock_page_killable', 'waits for a folio lock', 'include/linux/pagemap.h');
add('folio_wait_writeback wait_on_page_writeback folio_wait_locked wait_on_page_locked', 'waits for a folio', 'include/linux/pagemap.h');
add('dma_resv_lock dma_resv_lock_interruptible dma_resv_lock_slow dma_resv_lock_slow_interruptible', 'waits for a dma_resv lock', 'include/linux/dma-resv.h');
add('dma_resv_wait_timeout', 'waits for fences', 'drivers/dma-buf/dma-resv.c', { by: 'timeout', index: 3 });
add('dma_fence_wait', 'waits for a fence', 'include/linux/dma-fence.h');
add('dma_fence_wait_timeout', 'waits for a fence', 'include/linux/dma-fence.h', { by: 'timeout', index: 2 });
add('wait_event wait_event_timeout wait_event_interruptible wait_event_interruptible_timeout wait_event_killable wait_event_freezable wait_event_idle wait_event_lock_irq wait_var_event', 'waits for an event', 'include/linux/wait.h');
add('wait_for_completion wait_for_completion_timeout wait_for_completion_interruptible wait_for_completion_interruptible_timeout wait_for_completion_killable wait_for_completion_io', 'waits for a completion', 'include/linux/completion.h');
add('wait_on_bit wait_on_bit_io wait_on_bit_timeout wait_on_bit_lock', 'waits for a bit', 'include/linux/wait_bit.h');
add('msleep msleep_interruptible ssleep usleep_range usleep_idle_range fsleep', 'sleeps', 'Documentation/timers/timers-howto.rst');
add('schedule schedule_timeout schedule_timeout_interruptible schedule_timeout_killable schedule_timeout_uninterruptible schedule_timeout_idle io_schedule', 'gives the processor away', 'include/linux/sched.h');
add('cond_resched', 'may give the processor away', 'include/linux/sched.h, might_resched()');
add('might_sleep', 'says itself that it may sleep', 'include/linux/kernel.h');
add('synchronize_rcu synchronize_rcu_expedited synchronize_srcu synchronize_srcu_expedited synchronize_rcu_tasks rcu_barrier srcu_barrier cleanup_srcu_struct mmu_notifier_synchronize', 'waits for readers', 'Documentation/RCU/whatisRCU.rst; include/linux/srcu.h');
add('flush_work flush_workqueue flush_delayed_work drain_workqueue destroy_workqueue cancel_work_sync cancel_delayed_work_sync', 'waits for work', 'Documentation/core-api/workqueue.rst');
add('kthread_stop kthread_flush_work kthread_cancel_work_sync', 'waits for a thread', 'include/linux/kthread.h');
add(FAULTING, 'may fault on user memory', 'include/linux/uaccess.h, might_fault()');
add('get_user_pages get_user_pages_unlocked pin_user_pages pin_user_pages_unlocked', 'may fault on user memory', 'mm/gup.c');
add('synchronize_irq disable_irq', 'waits for an interrupt handler', 'kernel/irq/manage.c');
add('vunmap', 'may sleep to unmap the memory', 'mm/vmalloc.c, might_sleep()');
for (const [name, source] of [['vfree', 'mm/vmalloc.c, might_sleep()'], ['kvfree', 'mm/slub.c: preemptible task context, for what vmalloc() gave'], ['kvfree_sensitive', 'mm/slub.c, as kvfree()']] as const) {
  functions.set(name, { when: { by: 'always' }, what: 'may sleep to unmap the memory', source, defersInInterrupt: true });
}
add('mmput', 'may tear down the mm', 'include/linux/sched/mm.h: must not be called from atomic context');

add('set_page_dirty_lock', 'waits for a folio lock', 'mm/page-writeback.c, set_page_dirty_lock()');
add('unpin_user_pages_dirty_lock unpin_user_page_range_dirty_lock', 'waits for folio locks', 'mm/gup.c, unpin_user_pages_dirty_lock()', { by: 'number', index: 2 });
add('readb_poll_timeout readw_poll_timeout readl_poll_timeout readq_poll_timeout readl_relaxed_poll_timeout readw_relaxed_poll_timeout readb_relaxed_poll_timeout readq_relaxed_poll_timeout read_poll_timeout', 'sleeps between looks', 'include/linux/iopoll.h, might_sleep_if()', { by: 'number', index: 3 });
add('readx_poll_timeout regmap_read_poll_timeout', 'sleeps between looks', 'include/linux/iopoll.h, regmap.h', { by: 'number', index: 4 });
add('disable_work_sync disable_delayed_work_sync kthread_flush_worker kthread_cancel_delayed_work_sync', 'waits for work', 'include/linux/workqueue.h, kthread.h');
add('kthread_park', 'waits for a thread', 'include/linux/kthread.h');
add('tasklet_kill', 'waits for a tasklet', 'include/linux/interrupt.h');
add('free_irq', 'waits for an interrupt handler', 'kernel/irq/manage.c');
add('synchronize_net', 'waits for readers', 'net/core/dev.c');
add('swait_event_exclusive swait_event_timeout_exclusive swait_event_interruptible_exclusive swait_event_interruptible_timeout_exclusive swait_event_idle_exclusive wait_event_cmd rcuwait_wait_event', 'waits for an event', 'include/linux/swait.h, wait.h, rcuwait.h');
add('cpus_read_lock', 'waits for an rwsem', 'include/linux/cpuhplock.h');
add('rtnl_lock device_lock', 'waits for a mutex', 'include/linux/rtnetlink.h, device.h');
add('clk_prepare clk_prepare_enable', 'may sleep to prepare the clock', 'include/linux/clk.h');
add('stop_machine', 'waits for all processors', 'include/linux/stop_machine.h');
add('get_user_pages_remote pin_user_pages_remote fixup_user_fault access_process_vm access_remote_vm', 'may fault on user memory', 'mm/gup.c, memory.c');

const SLAB = 'Documentation/core-api/memory-allocation.rst';
const ALLOCATES = 'allocates with direct reclaim';
const gfp = (index: number, unlessNull?: number): SleepCondition => ({ by: 'gfp', index, ...(unlessNull === undefined ? {} : { unlessNull }) });
add('alloc_page __get_free_page get_zeroed_page', ALLOCATES, SLAB, gfp(0));
add('alloc_pages __get_free_pages folio_alloc', ALLOCATES, SLAB, gfp(0));
add('kmalloc kzalloc kvmalloc kvzalloc kmem_cache_alloc kmem_cache_zalloc __vmalloc mempool_alloc', ALLOCATES, SLAB, gfp(1));
add('kcalloc kmalloc_array kvcalloc kvmalloc_array krealloc kvrealloc kmemdup kvmemdup kmemdup_nul kmalloc_node kzalloc_node', ALLOCATES, SLAB, gfp(2));
add('krealloc_array kmemdup_array', ALLOCATES, 'include/linux/slab.h, string.h', gfp(3));
const optionalGfp = (index: number): SleepCondition => ({ by: 'gfp', index, isOptional: true });
add('kmalloc_obj kzalloc_obj kvmalloc_obj kvzalloc_obj', ALLOCATES, 'include/linux/slab.h, default_gfp() (since 7.0)', optionalGfp(1));
add('kmalloc_objs kzalloc_objs kvmalloc_objs kvzalloc_objs', ALLOCATES, 'include/linux/slab.h, default_gfp() (since 7.0)', optionalGfp(2));
add('kmalloc_flex kzalloc_flex kvmalloc_flex kvzalloc_flex', ALLOCATES, 'include/linux/slab.h, default_gfp() (since 7.0)', optionalGfp(3));
add('vmalloc vzalloc vmalloc_user vmalloc_array vcalloc vmap alloc_percpu', ALLOCATES, 'mm/vmalloc.c; include/linux/vmalloc.h, percpu.h');
add('alloc_pages_exact', ALLOCATES, 'include/linux/gfp.h', gfp(1));
add('kmem_cache_alloc_node alloc_pages_node kvmalloc_node kvzalloc_node kstrdup bitmap_alloc bitmap_zalloc', ALLOCATES, 'include/linux/slab.h, gfp.h, string.h, bitmap.h', gfp(1));
add('kasprintf kvasprintf', ALLOCATES, 'include/linux/sprintf.h', gfp(0));
add('sg_alloc_table_from_pages', ALLOCATES, 'include/linux/scatterlist.h', gfp(5));
add('sg_alloc_table_from_pages_segment', ALLOCATES, 'include/linux/scatterlist.h', gfp(6));
add('kstrndup sg_alloc_table devm_kmalloc devm_kzalloc', ALLOCATES, 'include/linux/string.h, scatterlist.h, device.h', gfp(2));
add('devm_kcalloc devm_kmalloc_array dma_alloc_coherent', ALLOCATES, 'include/linux/device.h, dma-mapping.h', gfp(3));
add('ida_alloc', ALLOCATES, 'lib/idr.c', gfp(1));
add('ida_alloc_min ida_alloc_max', ALLOCATES, 'lib/idr.c', gfp(2));
add('ida_alloc_range', ALLOCATES, 'lib/idr.c', gfp(3));
add('idr_alloc idr_alloc_u32', ALLOCATES, 'lib/idr.c', gfp(4));
add('xa_store xa_insert', ALLOCATES, 'lib/xarray.c, __xas_nomem()', gfp(3, 2));
add('xa_cmpxchg', ALLOCATES, 'lib/xarray.c, __xas_nomem()', gfp(4, 3));
add('xa_alloc', ALLOCATES, 'lib/xarray.c, __xas_nomem()', gfp(4));
add('xa_alloc_cyclic', ALLOCATES, 'lib/xarray.c, __xas_nomem()', gfp(5));
add('mas_store_gfp mas_preallocate', ALLOCATES, 'include/linux/maple_tree.h', gfp(2));
add('mtree_insert mtree_store', ALLOCATES, 'include/linux/maple_tree.h', gfp(3));
add('mtree_insert_range mtree_store_range', ALLOCATES, 'include/linux/maple_tree.h', gfp(4));
add('mtree_alloc_range mtree_alloc_rrange', ALLOCATES, 'include/linux/maple_tree.h', gfp(6));
add('radix_tree_preload radix_tree_maybe_preload idr_preload', ALLOCATES, 'include/linux/radix-tree.h, idr.h', gfp(0));
add('dma_pool_alloc dma_pool_zalloc', ALLOCATES, 'include/linux/dmapool.h', gfp(1));
add('iommu_map iommu_map_sg', ALLOCATES, 'include/linux/iommu.h (since 6.3)', gfp(5));
add('alloc_skb', ALLOCATES, 'include/linux/skbuff.h', gfp(1));
add('drmm_kmalloc drmm_kzalloc', ALLOCATES, 'include/drm/drm_managed.h', gfp(2));
add('drmm_kmalloc_array drmm_kcalloc', ALLOCATES, 'include/drm/drm_managed.h', gfp(3));
add('alloc_workqueue alloc_ordered_workqueue', ALLOCATES, 'kernel/workqueue.c, __alloc_workqueue()');
add('xa_reserve', ALLOCATES, 'lib/xarray.c, __xas_nomem()', gfp(2));

/** What makes the kernel function `name` sleep; `undefined` for one that is not known to. */
export function sleepFunction(name: string): SleepFunction | undefined {
  return functions.get(name);
}

/** The same for one that sleeps because it allocates. */
export function allocatingFunction(name: string): SleepFunction | undefined {
  const known = functions.get(name);
  return known?.what === ALLOCATES ? known : undefined;
}

/** A flag with which the author vouches that an allocation may stand where lockdep would complain of it (include/linux/gfp_types.h). */
export const VOUCHED = '__GFP_NOLOCKDEP';

/** Names of GFP flags that allow direct reclaim (include/linux/gfp_types.h). */
export function mayReclaim(flag: string): boolean {
  return /^(GFP_(KERNEL|KERNEL_ACCOUNT|NOIO|NOFS|USER|HIGHUSER|HIGHUSER_MOVABLE|DMA32?_KERNEL)|__GFP_(DIRECT_RECLAIM|RECLAIM))$/.test(flag);
}

/** What taking `guard(lockClass)` waits for (DEFINE_GUARD in include/linux/mutex.h, rwsem.h); `undefined` for classes that do not sleep. */
export function sleepingGuard(lockClass: string): string | undefined {
  if (/^mutex(_intr|_kill)?$/.test(lockClass)) return 'waits for a mutex';
  return /^rwsem_(read|write)(_intr|_kill)?$/.test(lockClass) ? 'waits for an rwsem' : undefined;
}
