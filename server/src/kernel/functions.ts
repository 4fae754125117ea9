/** What the machine has to know of common kernel functions and macros besides the notifier API and locks. */

/** They do not come back. Sources: include/linux/panic.h, include/asm-generic/bug.h, include/linux/compiler.h, include/linux/sched/task.h. */
const NO_RETURN = new Set(['panic', 'BUG', 'do_exit', 'make_task_dead', 'unreachable', '__builtin_unreachable', 'BUILD_BUG', 'kthread_exit', 'module_put_and_kthread_exit', 'nmi_panic', 'machine_restart']);

/** They come back only if their argument is false (include/asm-generic/bug.h). VM_BUG_ON and its kin are compiled out by default, so they promise nothing. */
const ASSERT_FALSE = new Set(['BUG_ON', 'BUILD_BUG_ON']);

/** Their value is the truth or the value of an argument: 0-based index. Sources: include/linux/compiler.h, include/asm-generic/bug.h, include/asm-generic/rwonce.h. */
const TRANSPARENT = new Map<string, number>([
  ['likely', 0], ['unlikely', 0], ['__builtin_expect', 0],
  ['WARN_ON', 0], ['WARN_ON_ONCE', 0], ['WARN', 0], ['WARN_ONCE', 0], ['WARN_TAINT', 0], ['VM_WARN_ON_ONCE_MM', 0],
  ['READ_ONCE', 0], ['rcu_dereference', 0], ['ACCESS_ONCE', 0], ['data_race', 0], ['READ_ONCE_NOCHECK', 0],
]);

/**
 * Functions of nothing but the values of their arguments, which the machine keeps as expressions (include/linux/err.h, bitfield.h, align.h, mm.h,
 * pfn.h, math.h, minmax.h, bitops.h).
 */
const PURE = new Set([
  'IS_ERR', 'IS_ERR_OR_NULL', 'PTR_ERR', 'ERR_PTR', 'ERR_CAST', 'PTR_ERR_OR_ZERO', 'FIELD_GET', 'FIELD_PREP', 'ALIGN', 'ALIGN_DOWN', 'PAGE_ALIGN',
  'PAGE_ALIGN_DOWN', 'PFN_UP', 'PFN_DOWN', 'DIV_ROUND_UP', 'DIV_ROUND_DOWN_ULL', 'round_up', 'round_down', 'roundup', 'rounddown', 'offset_in_page',
  'hweight8', 'hweight16', 'hweight32', 'hweight64', 'hweight_long', 'ffs', 'fls', 'fls64', 'fls_long',
  'min', 'max', 'min_t', 'max_t', 'clamp', 'clamp_t', 'min3', 'max3', 'umin', 'umax',
]);

/** Of those that the machine keeps as expressions, the ones that are true or false (include/linux/err.h, mmu_notifier.h). */
const YES_OR_NO = new Set(['IS_ERR', 'IS_ERR_OR_NULL', 'mmu_notifier_range_blockable']);

/** Of these the ones that are zero for zero, and for nothing else (include/linux/err.h, bitops.h). */
const ZERO_FOR_ZERO = /^(ERR_PTR|hweight(8|16|32|64|_long)|ffs|fls(64|_long)?)$/;

/** From a member's address to the object around it: pointer, type, member (include/linux/container_of.h, list.h). */
const CONTAINER_OF = new Set(['container_of', 'container_of_const', 'list_entry', 'hlist_entry', 'rb_entry']);

/** Constant for a whole kernel: the value of a configuration symbol (include/linux/kconfig.h). */
const CONFIGURATION = new Set(['IS_ENABLED', 'IS_BUILTIN', 'IS_MODULE', 'IS_REACHABLE']);

/**
 * Questions about the machine that the kernel runs on, which are answered the same as long as it runs (include/xen/xen.h; include/asm-generic/pgtable-nop4d.h,
 * arch/x86/include/asm/pgtable_64_types.h, cpufeature.h; arch/arm64/include/asm/cpufeature.h; arch/powerpc/include/asm/mmu.h, cpu_has_feature.h),
 * what its kernel was patched to do (include/linux/jump_label.h), and what the task may (include/linux/capability.h).
 */
const OF_THE_MACHINE = /^(xen_(pv_|hvm_|pvh_|initial_)?domain|pgtable_l[45]_enabled|(static_|boot_)?cpu_has|cpu_feature_enabled|system_supports_\w+|cpus?_have_(const_|final_)?cap|(early_)?radix_enabled|(early_)?(mmu|cpu)_has_feature|static_(branch_(un)?likely|branch_maybe|key_(enabled|false|true|count))|(file_)?(ns_)?capable(_noaudit)?)$/;

/** Filling with a constant, printing, tracing and assertions (include/linux/string.h, printk.h, dev_printk.h, tracepoint.h, lockdep.h, mmdebug.h), sizes (overflow.h), and questions about a lock (spinlock.h, rwlock.h, mutex.h, rwsem.h). */
const OBSERVERS = /^(memset|pr_(debug|info|warn|err|warn_once|notice|emerg|cont|devel)|printk|printk_once|dev_(dbg|info|warn|err)|trace_\w+|kasan_\w+|kcsan_\w+|lockdep_assert\w*|lockdep_is_held\w*|(raw_)?spin_is_(locked|contended)|(spin|rwlock)_needbreak|rwlock_is_contended|(mutex|rwsem|ww_mutex)_is_(locked|contended)|struct_size(_t)?|flex_array_size|array3?_size|might_sleep|might_lock\w*|VM_BUG_ON\w*|VM_WARN_ON\w*|ASSERT\w*)$/;

/** They warn if what they are given is true, and go on (include/asm-generic/bug.h). */
const WARNING = /^WARN(_ON(_ONCE)?|_ONCE|_TAINT(_ONCE)?)?$/;

/** They ask about the moment, and may answer differently when asked twice (include/linux/sched/signal.h, sched.h, jiffies.h, spinlock.h). */
const VOLATILE = /signal_pending|need_resched|should_resched|cond_resched|time_(before|after)|is_contended|needbreak|trylock|_try_|^try_|kthread_should_stop|get_random|prandom/;

/**
 * They change nothing that a subscriber mirrors: they ask, count references, or annotate (include/linux/bitops.h, list.h, rculist.h, kref.h,
 * atomic.h, refcount.h, mm.h, sched/mm.h, minmax.h, lockdep.h).
 */
const QUESTIONS = /^(test_bit|list_empty\w*|hlist_empty|list_(first|last|next)_entry\w*|mmget_not_zero|mmgrab|mmput|mmput_async|mmdrop|kref_get_unless_zero|refcount_inc_not_zero|\w*atomic\w*_read|refcount_read|kref_read|min|max|min_t|max_t|clamp|PAGE_ALIGN\w*|ALIGN\w*|offset_in_page|mmu_notifier_range_blockable|interval_tree_iter_(first|next)|rb_(first|last|next|prev)|sizeof|memalloc_\w+_(save|restore)|fs_reclaim_(acquire|release)|lock_acquire|lock_release|might_fault|cond_resched|dev_name|BIT\w*|FIELD_\w+|KUNIT_\w+|\w+_(DBG|DEBUG|ERROR|WARN|INFO|dbg|debug))$/;

/** From a page to its number or address, and back, by its place among all pages: nothing is read of it (include/asm-generic/memory_model.h, include/linux/pfn.h, mm.h). */
const ARITHMETIC = /^(page_to_(pfn|phys|virt)|pfn_to_(page|phys)|phys_to_(page|pfn)|PFN_PHYS|PHYS_PFN|nth_page)$/;

export const isArithmetic = (name: string): boolean => ARITHMETIC.test(name);

/** A call of it is no deed. */
export const isQuestion = (name: string): boolean => QUESTIONS.test(name);

/** They drop a reference and say whether it was the last (include/linux/refcount.h, atomic.h, kref.h). */
const REFERENCE_DROP = /^(refcount_(dec|sub)_and_test|atomic(64|_long)?_(dec|sub)_and_test|kref_put(_\w+)?)$/;

export const isReferenceDrop = (name: string): boolean => REFERENCE_DROP.test(name);

/** False only of an mm that nobody can use any more (include/linux/sched/mm.h). */
const PINS = new Set(['mmget_not_zero']);

export const pinsMm = (name: string): boolean => PINS.has(name);
export const isVolatile = (name: string): boolean => VOLATILE.test(name);
export const isNoReturn = (name: string): boolean => NO_RETURN.has(name);
export const isFalseAssertion = (name: string): boolean => ASSERT_FALSE.has(name);
export const transparentArgument = (name: string): number | undefined => TRANSPARENT.get(name);
export const isContainerOf = (name: string): boolean => CONTAINER_OF.has(name);
export const isZeroForZero = (name: string): boolean => ZERO_FOR_ZERO.test(name);
export const isYesOrNo = (name: string): boolean => YES_OR_NO.has(name);
export const isPure = (name: string): boolean => PURE.has(name);
export const isOfTheMachine = (name: string): boolean => OF_THE_MACHINE.test(name);
export const isConfiguration = (name: string): boolean => CONFIGURATION.has(name);
/** They print (include/linux/printk.h, dev_printk.h, kernel.h; drivers wrap them under such names). */
const PRINTS = /^(printk(_once|_ratelimited|_deferred)?|trace_printk|\w+_(emerg|alert|crit|err|warn|warning|notice|info|cont|debug|dbg|DBG|DEBUG|INFO|NOTICE|WARN|ERROR)(_once|_ratelimited)?|dev_(err|warn)_probe)$/;

/** It prints, if it is given a string. */
export const isPrint = (name: string): boolean => PRINTS.test(name);
/** Calls that look at what they are given and neither keep nor change it. */
export const isObserver = (name: string): boolean => OBSERVERS.test(name);
export const isWarning = (name: string): boolean => WARNING.test(name);
