/** What is freed, by the names of functions. */

const FREES = new Map<string, number>();

/** What is freed is the argument with this index (0-based). */
function frees(names: string, index: number, _source: string): void {
  for (const name of names.split(' ')) FREES.set(name, index);
}

frees('kfree kfree_sensitive kvfree kvfree_sensitive', 0, 'include/linux/slab.h');
frees('kvfree_atomic', 0, 'include/linux/slab.h from 7.0');
frees('vfree vfree_atomic', 0, 'include/linux/vmalloc.h');
// As soon as those are gone who read it now: nobody who is not one of them may look at it any more.
frees('kfree_rcu kvfree_rcu kfree_rcu_mightsleep kvfree_rcu_mightsleep', 0, 'include/linux/rcupdate.h');
frees('kmem_cache_free', 1, 'include/linux/slab.h');
frees('devm_kfree', 1, 'include/linux/device.h');
frees('mempool_free', 0, 'include/linux/mempool.h');

/** Which argument the function `name` frees; `undefined` for one that frees none. */
export function freedArgument(name: string): number | undefined {
  return FREES.get(name);
}

/** Classes of DEFINE_FREE that free as the function does that they are named after: nothing where the variable holds NULL or an error pointer (include/linux/slab.h). */
const FREEING_CLASSES = new Set(['kfree', 'kfree_sensitive', 'kvfree', 'kvfree_atomic']);

/** What frees what a variable points to at the end of its scope; `undefined` where nothing does that is known. @param cleanup see `Declarator` */
export function freedAtEnd(cleanup: string | undefined): string | undefined {
  const name = cleanup?.startsWith('free:') ? cleanup.slice('free:'.length) : undefined;
  return name !== undefined && FREEING_CLASSES.has(name) ? `__free(${name})` : undefined;
}

/** Macros that give what a variable points to, and leave NULL in it; `forget` is for what somebody else has by then (include/linux/cleanup.h). */
const TAKERS = new Map<string, 'give' | 'forget'>([['no_free_ptr', 'give'], ['retain_and_null_ptr', 'forget']]);

export function takesOut(name: string): 'give' | 'forget' | undefined {
  return TAKERS.get(name);
}

/**
 * They read or write what they are given, and keep no pointer to it (include/linux/string.h, fortify-string.h, uaccess.h, sprintf.h, bitmap.h), or end the
 * use of it (mutex.h, rwsem.h, srcu.h, xarray.h, idr.h, percpu_counter.h, rbtree.h).
 * What copies memory is not among them: there may be pointers in it.
 */
const BORROWS = /^(mutex_destroy|(init|cleanup)_srcu_struct|percpu_counter_destroy|(xa|idr|ida)_destroy|(xa|idr|ida)_(is_)?empty|RB_(EMPTY|CLEAR)_(ROOT|NODE)|RB_ROOT\w*|mem(set|cmp|chr|zero_explicit)\w*|str(s|l|n)?(cpy|cat|cmp|len|chr|dup)\w*|kstrn?dup\w*|s[cn]?n?printf|_*copy_(from|to|struct_from)_user|get_user|put_user|clear_user|bitmap_(zero|fill|copy|set|clear))$/;

/**
 * Parts of the core that know of no driver's objects, and call nothing of a driver's (include/linux/dma-mapping.h, mm.h, idr.h, sched/mm.h, sched/task.h,
 * pid.h, workqueue.h, highmem.h, delay.h, ktime.h).
 */
const CORE = /^(dma_(map|unmap|sync|mapping_error|max_mapping)\w*|(un)?pin_user_pages?\w*|get_user_pages\w*|put_page|folio_put|ida_(alloc|free)\w*|idr_(alloc\w*|remove|find)|get_task_mm|get_task_struct|get_pid|put_pid|find_get_pid|alloc_(ordered_)?workqueue|k(un)?map\w*|[mun]delay|[mu]sleep\w*|usleep_range|ktime_get\w*|get_order|roundup_pow_of_two|access_ok|find_vma|vma_lookup|find_vma_intersection)$/;

/** By its name a function that nobody can see gives up what it is given. */
export const mayGiveUp = (name: string): boolean => /free|put|release|destroy|drop|clean|clear|reset|unpin|unmap|fini|dispose|cache/i.test(name);

/** They return when a work item, or a timer, is not running any more, which is their first argument (include/linux/workqueue.h, timer.h, hrtimer.h, irq_work.h, interrupt.h, kthread.h). */
const WAITS_FOR_WORK = /^((kthread_)?(cancel|flush|disable)_(delayed_)?work(_sync)?|(try_to_)?(del_timer|timer_(delete|shutdown))(_sync)?|hrtimer_(try_to_)?cancel|irq_work_sync|tasklet_(kill|disable))$/;

/** The function `name` runs nothing but what it is given, or waits until that has run. */
export const waitsForWork = (name: string): boolean => WAITS_FOR_WORK.test(name);

/** The function `name` may end nobody's subscription. */
export const isCore = (name: string): boolean => CORE.test(name);

/** The function `name` knows nothing of what it was given when it has returned. */
export const borrows = (name: string): boolean => BORROWS.test(name);
