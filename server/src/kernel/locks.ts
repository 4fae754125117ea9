/**
 * Kernel functions that begin or end a context in which sleeping is forbidden, as data. Locks that may be held while sleeping are in
 * `sleeping-locks.ts`: around an invalidation they are nobody's concern.
 *
 * On PREEMPT_RT spinlocks sleep; the rules follow the common configuration (Documentation/locking/locktypes.rst).
 */
export type AtomicContext = 'spinlock' | 'rcu' | 'preempt' | 'irq' | 'bottom-half' | 'non-block';

/** Locks that may be held while sleeping; and `noreclaim`, a scope in which allocations do not reclaim, and `nofault`, one in which a page fault fails instead of being served. */
export type SleepingLock = 'mutex' | 'rwsem-read' | 'rwsem-write' | 'mmap-read' | 'mmap-write' | 'dma-resv' | 'folio' | 'ww-mutex' | 'semaphore' | 'noreclaim' | 'nofault';

export type LockKind = AtomicContext | SleepingLock;

const ATOMIC: ReadonlySet<LockKind> = new Set<AtomicContext>(['spinlock', 'rcu', 'preempt', 'irq', 'bottom-half', 'non-block']);

/** Whether sleeping is forbidden while it is held. */
export function forbidsSleeping(kind: LockKind): boolean {
  return ATOMIC.has(kind);
}

/** Which lock a call is about: the pointer in an argument (0-based), what a pointer argument points to after the call, the result, or the one of the CPU. */
export type LockIdentity =
  | { readonly by: 'argument'; readonly index: number }
  | { readonly by: 'out-argument'; readonly index: number }
  | { readonly by: 'result' }
  | { readonly by: 'cpu' };

export interface LockEffect {
  readonly context: LockKind;
  readonly action: 'acquire' | 'release';
  readonly lock: LockIdentity;
  /** Acquired only when the call's result is true (or, for `zero`, zero). */
  readonly when?: 'result' | 'zero';
  /** An argument (0-based) with which, if it is NULL, a call that may fail can't. */
  readonly sureWithout?: number;
  /** A pointer argument that also names what is held (`page_vma_mapped_walk(&pvmw)`); a false result releases it. */
  readonly walker?: true;
  /** The oldest release, by the shape of the API, from which it has this effect. */
  readonly since?: string;
  /**
   * With the lock that is taken it is kept whether interrupts were let in before; or they are let in again with a lock that is dropped, as far as that was not
   * kept with this very lock.
   */
  readonly savesInterrupts?: true;
}

export interface LockFunction {
  readonly effects: readonly LockEffect[];
  /** Header or document that says so. */
  readonly source: string;
}

const arg = (index: number): LockIdentity => ({ by: 'argument', index });
const out = (index: number): LockIdentity => ({ by: 'out-argument', index });
const CPU: LockIdentity = { by: 'cpu' };
const RESULT: LockIdentity = { by: 'result' };

const acquire = (context: AtomicContext, lock: LockIdentity, when?: 'result' | 'zero'): LockEffect => ({ context, action: 'acquire', lock, ...(when ? { when } : {}) });
const release = (context: AtomicContext, lock: LockIdentity): LockEffect => ({ context, action: 'release', lock });

const functions = new Map<string, LockFunction>();

function add(names: string, source: string, effects: readonly LockEffect[]): void {
  for (const name of names.split(/\s+/)) functions.set(name, { effects, source });
}

/** The same for functions that take a lock. */
function addAcquire(names: string, source: string, effect: LockEffect): void {
  for (const name of names.split(/\s+/)) add(name, source, [name.includes('_irqsave') ? { ...effect, savesInterrupts: true } : effect]);
}

/** The same for functions that drop a lock; some let interrupts in again, or bottom halves, whoever had shut them out. */
function addRelease(names: string, source: string, effect: LockEffect): void {
  for (const name of names.split(/\s+/)) {
    const opened: readonly LockEffect[] = name.endsWith('_irqrestore') ? [{ ...release('irq', CPU), savesInterrupts: true }]
      : name.endsWith('_irq') ? [release('irq', CPU)]
      : name.endsWith('_bh') ? [release('bottom-half', CPU)] : [];
    add(name, source, [...opened, effect]);
  }
}

const SPIN = 'include/linux/spinlock.h';
addAcquire('spin_lock raw_spin_lock spin_lock_nested raw_spin_lock_nested spin_lock_nest_lock arch_spin_lock spin_lock_bh raw_spin_lock_bh spin_lock_irq raw_spin_lock_irq spin_lock_irqsave raw_spin_lock_irqsave spin_lock_irqsave_nested', SPIN, acquire('spinlock', arg(0)));
addRelease('spin_unlock raw_spin_unlock arch_spin_unlock spin_unlock_bh raw_spin_unlock_bh spin_unlock_irq raw_spin_unlock_irq spin_unlock_irqrestore raw_spin_unlock_irqrestore', SPIN, release('spinlock', arg(0)));
add('spin_trylock raw_spin_trylock spin_trylock_bh spin_trylock_irq spin_trylock_irqsave raw_spin_trylock_irqsave', SPIN, [acquire('spinlock', arg(0), 'result')]);
add('atomic_dec_and_lock refcount_dec_and_lock atomic_dec_and_lock_irqsave', SPIN, [acquire('spinlock', arg(1), 'result')]);
const RW = 'include/linux/rwlock.h';
addAcquire('read_lock write_lock read_lock_bh write_lock_bh read_lock_irq write_lock_irq read_lock_irqsave write_lock_irqsave write_lock_nested', RW, acquire('spinlock', arg(0)));
addRelease('read_unlock write_unlock read_unlock_bh write_unlock_bh read_unlock_irq write_unlock_irq read_unlock_irqrestore write_unlock_irqrestore', RW, release('spinlock', arg(0)));
add('read_trylock write_trylock', RW, [acquire('spinlock', arg(0), 'result')]);
const BIT = 'include/linux/bit_spinlock.h';
add('bit_spin_lock', BIT, [acquire('spinlock', arg(1))]);
add('bit_spin_trylock', BIT, [acquire('spinlock', arg(1), 'result')]);
add('bit_spin_unlock __bit_spin_unlock', BIT, [release('spinlock', arg(1))]);
const XA = 'include/linux/xarray.h';
addAcquire('xa_lock xa_lock_bh xa_lock_irq xas_lock xas_lock_bh xas_lock_irq xa_lock_irqsave xas_lock_irqsave', XA, acquire('spinlock', arg(0)));
addRelease('xa_unlock xa_unlock_bh xa_unlock_irq xas_unlock xas_unlock_bh xas_unlock_irq xa_unlock_irqrestore xas_unlock_irqrestore', XA, release('spinlock', arg(0)));

const SEQ = 'include/linux/seqlock.h';
addAcquire('write_seqlock write_seqlock_bh write_seqlock_irq write_seqlock_irqsave read_seqlock_excl', SEQ, acquire('spinlock', arg(0)));
addRelease('write_sequnlock write_sequnlock_bh write_sequnlock_irq write_sequnlock_irqrestore read_sequnlock_excl', SEQ, release('spinlock', arg(0)));
add('task_lock', 'include/linux/sched/task.h', [acquire('spinlock', arg(0))]);
add('task_unlock', 'include/linux/sched/task.h', [release('spinlock', arg(0))]);

const RCU = 'include/linux/rcupdate.h';
add('rcu_read_lock rcu_read_lock_bh rcu_read_lock_sched', RCU, [acquire('rcu', CPU)]);
add('rcu_read_unlock rcu_read_unlock_bh rcu_read_unlock_sched', RCU, [release('rcu', CPU)]);
add('preempt_disable preempt_disable_notrace get_cpu get_cpu_var get_cpu_ptr migrate_disable_and_preempt', 'include/linux/preempt.h', [acquire('preempt', CPU)]);
add('preempt_enable preempt_enable_notrace preempt_enable_no_resched put_cpu put_cpu_var put_cpu_ptr', 'include/linux/preempt.h', [release('preempt', CPU)]);
add('local_irq_disable local_irq_save', 'include/linux/irqflags.h', [acquire('irq', CPU)]);
add('local_irq_enable local_irq_restore', 'include/linux/irqflags.h', [release('irq', CPU)]);
add('local_bh_disable', 'include/linux/bottom_half.h', [acquire('bottom-half', CPU)]);
add('local_bh_enable', 'include/linux/bottom_half.h', [release('bottom-half', CPU)]);
add('kmap_atomic kmap_atomic_prot kmap_atomic_pfn', 'include/linux/highmem-internal.h', [acquire('preempt', CPU)]);
add('kunmap_atomic', 'include/linux/highmem-internal.h', [release('preempt', CPU)]);
add('non_block_start', 'include/linux/kernel.h', [acquire('non-block', CPU)]);
add('non_block_end', 'include/linux/kernel.h', [release('non-block', CPU)]);

// Page-table locks (include/linux/mm.h, Documentation/mm/split_page_table_lock.rst)
const PT = 'Documentation/mm/split_page_table_lock.rst';
// From 6.5 a mapped entry is an RCU read side until it is unmapped, with or without its lock; told by the API shape of 6.6
const MAPPED: LockEffect = { ...acquire('rcu', RESULT, 'result'), since: '6.6' };
const UNMAPPED: LockEffect = { ...release('rcu', arg(0)), since: '6.6' };
add('pte_offset_map_lock pte_alloc_map_lock', PT, [MAPPED, acquire('spinlock', out(3), 'result')]);
add('get_locked_pte', 'include/linux/mm.h', [MAPPED, acquire('spinlock', out(2), 'result')]);
add('pte_unmap_unlock', PT, [release('spinlock', arg(1)), UNMAPPED]);
add('pte_offset_map __pte_offset_map pte_offset_map_nolock pte_offset_map_ro_nolock pte_offset_map_rw_nolock', PT, [MAPPED]);
add('pte_unmap', PT, [UNMAPPED]);
add('pmd_lock pud_lock', PT, [acquire('spinlock', RESULT)]);
add('huge_pte_lock', 'include/linux/hugetlb.h', [acquire('spinlock', RESULT)]);
add('pmd_trans_huge_lock __pmd_trans_huge_lock pud_trans_huge_lock __pud_trans_huge_lock', 'include/linux/huge_mm.h', [acquire('spinlock', RESULT, 'result')]);
add('follow_pfnmap_start', 'mm/memory.c (from 6.12)', [acquire('spinlock', arg(0), 'zero')]);
add('follow_pfnmap_end', 'mm/memory.c (from 6.12)', [release('spinlock', arg(0))]);
add('follow_pte', 'mm/memory.c (up to 6.11)', [acquire('spinlock', out(3), 'zero')]);
add('page_vma_mapped_walk', 'include/linux/rmap.h', [{ context: 'spinlock', action: 'acquire', lock: arg(0), when: 'result', walker: true }]);
add('page_vma_mapped_walk_done page_vma_mapped_walk_restart', 'include/linux/rmap.h', [release('spinlock', arg(0))]);
add('folio_walk_start', 'include/linux/pagewalk.h', [acquire('spinlock', arg(0), 'result')]);
add('folio_walk_end', 'include/linux/pagewalk.h', [release('spinlock', arg(0))]);
// memcg (include/linux/memcontrol.h): an RCU read side, and a spinlock while a cgroup moves
add('lock_page_memcg folio_memcg_lock', 'include/linux/memcontrol.h', [acquire('rcu', CPU)]);
add('unlock_page_memcg folio_memcg_unlock', 'include/linux/memcontrol.h', [release('rcu', CPU)]);

/** What the kernel function `name` does to the context; `undefined` for a function that is not known to do anything. */
export function lockFunction(name: string): LockFunction | undefined {
  return functions.get(name);
}

/** They let go of what may be held while sleeping, and of nothing else (the headers of the locks). */
const SLEEPING_LOCKS = new Set(('mutex_unlock ww_mutex_unlock rt_mutex_unlock up_read up_write percpu_up_read percpu_up_write mmap_read_unlock mmap_write_unlock '
  + 'vma_end_read i_mmap_unlock_read i_mmap_unlock_write anon_vma_unlock_read anon_vma_unlock_write hugetlb_vma_unlock_read hugetlb_vma_unlock_write '
  + 'folio_unlock unlock_page inode_unlock inode_unlock_shared dma_resv_unlock device_unlock srcu_read_unlock').split(' '));

/**
 * A function that is not known here, but by its name may let go of a lock, or of whatever it holds. Locks are not certain behind
 * such a call.
 */
export function mayLetGo(name: string): boolean {
  return /unlock|release|_end$|_done$|_exit$|_drop|finish|restore|enable|schedule|cond_resched/i.test(name) && !SLEEPING_LOCKS.has(name);
}

/** The same for functions that certainly are about locks, by their names. */
export function mayUnlock(name: string): boolean {
  return /unlock/i.test(name) && !SLEEPING_LOCKS.has(name) && !functions.has(name);
}

/** The context that `guard(lockClass)` holds to the end of its scope (DEFINE_LOCK_GUARD_0/1 in the headers named above). */
export function guardContext(lockClass: string): AtomicContext | undefined {
  if (/^(raw_)?spinlock(_|$)|^(read|write)_lock(_|$)|^bit_spinlock/.test(lockClass)) return 'spinlock';
  if (/^rcu(_|$)/.test(lockClass)) return 'rcu';
  if (/^preempt(_|$)/.test(lockClass)) return 'preempt';
  if (/^irq(save)?$/.test(lockClass)) return 'irq';
  if (/^bh$/.test(lockClass)) return 'bottom-half';
  return undefined;
}
