/** Parts of objects that have to be made before they are used, as data: a list head that nobody made leads nowhere. */

export type MadeKind = 'list head' | 'work item' | 'timer' | 'wait queue' | 'completion' | 'SRCU structure' | 'XArray' | 'reference count';

const MAKERS = new Map<string, MadeKind>();

/** What is made is the first argument. */
function makes(names: string, kind: MadeKind, _source: string): void {
  for (const name of names.split(' ')) MAKERS.set(name, kind);
}

makes('INIT_LIST_HEAD INIT_LIST_HEAD_RCU', 'list head', 'include/linux/list.h, rculist.h');
makes('INIT_WORK INIT_DELAYED_WORK INIT_DEFERRABLE_WORK INIT_RCU_WORK', 'work item', 'include/linux/workqueue.h');
makes('kthread_init_work kthread_init_delayed_work init_irq_work tasklet_init tasklet_setup', 'work item', 'include/linux/kthread.h, irq_work.h, interrupt.h');
makes('timer_setup hrtimer_init hrtimer_setup', 'timer', 'include/linux/timer.h, hrtimer.h');
makes('init_waitqueue_head init_swait_queue_head rcuwait_init', 'wait queue', 'include/linux/wait.h, swait.h, rcuwait.h');
makes('init_completion', 'completion', 'include/linux/completion.h');
makes('init_srcu_struct', 'SRCU structure', 'include/linux/srcu.h');
makes('xa_init xa_init_flags idr_init ida_init', 'XArray', 'include/linux/xarray.h, idr.h');
makes('kref_init', 'reference count', 'include/linux/kref.h');

/** What the function `name` makes of what its first argument points to; `undefined` for one that makes nothing. */
export function madeBy(name: string): MadeKind | undefined {
  return MAKERS.get(name);
}

/** An argument (0-based) that a call goes through: garbage or NULL there is followed. */
export interface GoneThrough {
  readonly index: number;
  /** What it points to; absent for what nothing of this kind is. */
  readonly kind?: MadeKind;
}

const USES = new Map<string, GoneThrough[]>();

function uses(names: string, index: number, kind: MadeKind | undefined, _source: string): void {
  for (const name of names.split(' ')) USES.set(name, [...(USES.get(name) ?? []), { index, ...(kind ? { kind } : {}) }]);
}

const LIST = 'include/linux/list.h, rculist.h';
uses('list_del list_del_init list_del_rcu list_move list_move_tail list_splice list_splice_init list_splice_tail list_splice_tail_init list_first_entry list_last_entry list_first_entry_or_null', 0, 'list head', LIST);
uses('list_add list_add_tail list_add_rcu list_add_tail_rcu list_move list_move_tail list_splice list_splice_init list_splice_tail list_splice_tail_init', 1, 'list head', LIST);
uses('list_for_each list_for_each_rcu list_for_each_entry list_for_each_entry_rcu list_for_each_entry_srcu list_for_each_entry_reverse', 1, 'list head', LIST);
uses('list_for_each_safe list_for_each_entry_safe list_for_each_entry_safe_reverse', 2, 'list head', LIST);
const WORK = 'include/linux/workqueue.h, kthread.h, irq_work.h, interrupt.h';
uses('queue_work queue_delayed_work mod_delayed_work kthread_queue_work', 0, undefined, WORK);
uses('queue_work queue_delayed_work mod_delayed_work kthread_queue_work', 1, 'work item', WORK);
uses('schedule_work schedule_delayed_work irq_work_queue tasklet_schedule tasklet_hi_schedule', 0, 'work item', WORK);
uses('mod_timer add_timer hrtimer_start', 0, 'timer', 'include/linux/timer.h, hrtimer.h');
uses('wake_up wake_up_all wake_up_interruptible wake_up_interruptible_all wake_up_locked swake_up_one swake_up_all', 0, 'wait queue', 'include/linux/wait.h, swait.h');
uses('complete complete_all', 0, 'completion', 'include/linux/completion.h');
uses('srcu_read_lock', 0, 'SRCU structure', 'include/linux/srcu.h');
// What takes the lock that is part of it; reading one that is all zeroes finds it empty.
uses('xa_store xa_erase xa_insert xa_cmpxchg xa_alloc xa_set_mark xa_clear_mark xa_lock xa_lock_irq xa_lock_irqsave xa_destroy', 0, 'XArray', 'include/linux/xarray.h');
uses('kref_get kref_put', 0, 'reference count', 'include/linux/kref.h');

/** What a call of the function or iterator `name` goes through. */
export function goneThrough(name: string): readonly GoneThrough[] {
  return USES.get(name) ?? [];
}

/** It answers that a list has something in it where nobody has made its head (include/linux/list.h). */
export const asksWhetherEmpty = (name: string): boolean => name === 'list_empty' || name === 'list_empty_careful';
