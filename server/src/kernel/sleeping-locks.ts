/**
 * Kernel functions that take and drop locks that may be held while sleeping, as data. They are followed only where it is asked what a
 * subscriber holds; whether sleeping is forbidden never hangs on them.
 */
import { guardContext, type LockEffect, type LockFunction, type LockIdentity, type SleepingLock } from './locks.ts';

const ARGUMENT: LockIdentity = { by: 'argument', index: 0 };

const functions = new Map<string, LockFunction>();

function add(names: string, source: string, ...effects: readonly LockEffect[]): void {
  for (const name of names.split(/\s+/)) functions.set(name, { effects, source });
}

const takes = (context: SleepingLock, when?: 'result' | 'zero', sureWithout?: number): LockEffect => ({
  context, action: 'acquire', lock: ARGUMENT, ...(when ? { when } : {}), ...(sureWithout === undefined ? {} : { sureWithout }),
});
const drops = (context: SleepingLock): LockEffect => ({ context, action: 'release', lock: ARGUMENT });

const MUTEX = 'include/linux/mutex.h';
add('mutex_lock mutex_lock_nested mutex_lock_nest_lock mutex_lock_io mutex_lock_io_nested rt_mutex_lock', MUTEX, takes('mutex'));
add('mutex_lock_interruptible mutex_lock_interruptible_nested mutex_lock_killable mutex_lock_killable_nested rt_mutex_lock_interruptible', MUTEX, takes('mutex', 'zero'));
add('mutex_trylock rt_mutex_trylock', MUTEX, takes('mutex', 'result'));
add('atomic_dec_and_mutex_lock', MUTEX, { ...takes('mutex', 'result'), lock: { by: 'argument', index: 1 } });
add('mutex_unlock rt_mutex_unlock', MUTEX, drops('mutex'));

const RWSEM = 'include/linux/rwsem.h';
add('down_read down_read_nested down_read_non_owner', RWSEM, takes('rwsem-read'));
add('down_read_interruptible down_read_killable down_read_killable_nested', RWSEM, takes('rwsem-read', 'zero'));
add('down_read_trylock', RWSEM, takes('rwsem-read', 'result'));
add('down_write down_write_nested down_write_nest_lock', RWSEM, takes('rwsem-write'));
add('down_write_killable down_write_killable_nested', RWSEM, takes('rwsem-write', 'zero'));
add('down_write_trylock', RWSEM, takes('rwsem-write', 'result'));
add('up_read up_read_non_owner', RWSEM, drops('rwsem-read'));
add('up_write', RWSEM, drops('rwsem-write'));
add('downgrade_write', RWSEM, drops('rwsem-write'), takes('rwsem-read'));
add('percpu_down_read', 'include/linux/percpu-rwsem.h', takes('rwsem-read'));
add('percpu_down_write', 'include/linux/percpu-rwsem.h', takes('rwsem-write'));
add('percpu_up_read', 'include/linux/percpu-rwsem.h', drops('rwsem-read'));
add('percpu_up_write', 'include/linux/percpu-rwsem.h', drops('rwsem-write'));

// The argument is the mm that the lock is in.
const MMAP = 'include/linux/mmap_lock.h';
add('mmap_read_lock', MMAP, takes('mmap-read'));
add('mmap_read_lock_killable', MMAP, takes('mmap-read', 'zero'));
add('mmap_read_trylock', MMAP, takes('mmap-read', 'result'));
add('mmap_read_unlock mmap_read_unlock_non_owner', MMAP, drops('mmap-read'));
add('mmap_write_lock mmap_write_lock_nested', MMAP, takes('mmap-write'));
add('mmap_write_lock_killable', MMAP, takes('mmap-write', 'zero'));
add('mmap_write_trylock', MMAP, takes('mmap-write', 'result'));
add('mmap_write_unlock', MMAP, drops('mmap-write'));
add('mmap_write_downgrade', MMAP, drops('mmap-write'), takes('mmap-read'));

// Without a context to acquire in, a ww_mutex is a mutex.
const RESV = 'include/linux/dma-resv.h';
add('dma_resv_lock dma_resv_lock_interruptible', RESV, takes('dma-resv', 'zero', 1));
add('dma_resv_lock_slow', RESV, takes('dma-resv'));
add('dma_resv_lock_slow_interruptible', RESV, takes('dma-resv', 'zero'));
add('dma_resv_trylock', RESV, takes('dma-resv', 'result'));
add('dma_resv_unlock', RESV, drops('dma-resv'));
const WW = 'include/linux/ww_mutex.h';
add('ww_mutex_lock ww_mutex_lock_interruptible', WW, takes('ww-mutex', 'zero', 1));
add('ww_mutex_lock_slow', WW, takes('ww-mutex'));
add('ww_mutex_lock_slow_interruptible', WW, takes('ww-mutex', 'zero'));
add('ww_mutex_trylock', WW, takes('ww-mutex', 'result'));
add('ww_mutex_unlock', WW, drops('ww-mutex'));

const FOLIO = 'include/linux/pagemap.h';
add('folio_lock lock_page', FOLIO, takes('folio'));
add('folio_lock_killable lock_page_killable', FOLIO, takes('folio', 'zero'));
add('folio_trylock trylock_page', FOLIO, takes('folio', 'result'));
add('folio_unlock unlock_page', FOLIO, drops('folio'));

const SEMAPHORE = 'include/linux/semaphore.h';
add('down', SEMAPHORE, takes('semaphore'));
add('down_interruptible down_killable down_timeout down_trylock', SEMAPHORE, takes('semaphore', 'zero'));
add('up', SEMAPHORE, drops('semaphore'));

// PF_MEMALLOC. The scopes of memalloc_nofs_save() and memalloc_noio_save() still reclaim anonymous pages, which are mapped.
const CPU: LockIdentity = { by: 'cpu' };
add('memalloc_noreclaim_save', 'include/linux/sched/mm.h', { context: 'noreclaim', action: 'acquire', lock: CPU });
add('memalloc_noreclaim_restore', 'include/linux/sched/mm.h', { context: 'noreclaim', action: 'release', lock: CPU });
add('pagefault_disable', 'include/linux/uaccess.h', { context: 'nofault', action: 'acquire', lock: CPU });
add('pagefault_enable', 'include/linux/uaccess.h', { context: 'nofault', action: 'release', lock: CPU });

/** What the kernel function `name` does to a sleeping lock; `undefined` for a function that is not known to do anything. */
export function sleepingLockFunction(name: string): LockFunction | undefined {
  return functions.get(name);
}

/**
 * The sleeping lock that `guard(lockClass)` holds to the end of its scope (DEFINE_GUARD in the headers named above). Those that may not
 * get it run the scope only if they did.
 */
export function sleepingLockGuard(lockClass: string): SleepingLock | undefined {
  if (/^mutex(_try|_intr|_kill)?$/.test(lockClass)) return 'mutex';
  const [, side] = /^rwsem_(read|write)(_try|_intr|_kill)?$/.exec(lockClass) ?? [];
  if (side !== undefined) return side === 'read' ? 'rwsem-read' : 'rwsem-write';
  return lockClass === 'mmap_read_lock' ? 'mmap-read' : lockClass === 'mmap_write_lock' ? 'mmap-write' : undefined;
}

/** The same as far as it may be one: what a class that is not known here holds can't be told. */
export function mayBeSleepingGuard(lockClass: string): SleepingLock | undefined {
  return sleepingLockGuard(lockClass) ?? (guardContext(lockClass) === undefined ? 'mutex' : undefined);
}

/** A function that is not known here, but by its name may take some lock. What is held behind such a call can't be told. */
export function mayLock(name: string): boolean {
  return /lock|(^|_)(reserve|acquire|begin|enter|hold|grab|claim)(_excl|_exclusive|_shared)?$/i.test(name) && !/unlock|release|assert|held|is_locked|init|lockdep|block|clock|destroy|lockless|^mmu_|access_begin|fetch_begin|seqcount_begin|^drm_dev_enter/i.test(name);
}

/** What a function says of a lock that its caller holds. */
export interface LockAssertion {
  /** For reading, for writing, or (`any`) either. */
  readonly held: 'read' | 'write' | 'any';
  /** The first argument is the mm that an mmap lock is in, or else the lock. */
  readonly of: 'mm' | 'lock';
}

const ASSERTIONS = new Map<string, LockAssertion>();

function asserts(names: string, held: LockAssertion['held'], of: LockAssertion['of'], _source: string): void {
  for (const name of names.split(' ')) ASSERTIONS.set(name, { held, of });
}

asserts('mmap_assert_locked', 'any', 'mm', MMAP);
asserts('mmap_assert_write_locked', 'write', 'mm', MMAP);
asserts('lockdep_assert_held rwsem_assert_held rwsem_assert_held_nolockdep', 'any', 'lock', 'include/linux/lockdep.h, rwsem.h');
asserts('lockdep_assert_held_write rwsem_assert_held_write rwsem_assert_held_write_nolockdep', 'write', 'lock', 'include/linux/lockdep.h, rwsem.h');
asserts('lockdep_assert_held_read', 'read', 'lock', 'include/linux/lockdep.h');

/** What the kernel function `name` says of a lock; `undefined` for one that says nothing. */
export function lockAssertion(name: string): LockAssertion | undefined {
  return ASSERTIONS.get(name);
}

/** Members of `struct mm_struct` that are the lock itself (include/linux/mm_types.h; `mmap_sem` up to 5.7). */
const MMAP_LOCK = /\.(mmap_lock|mmap_sem)$/;

/** The lock at this place is an mm's mmap_lock. */
export function isMmapLockMember(place: string): boolean {
  return MMAP_LOCK.test(place);
}

/** Whether a lock is an mm's mmap_lock, however it was taken. @param key of the lock, which ends in the member it is taken through */
export function isMmapLock(kind: string, key: string): boolean {
  return kind === 'mmap-read' || kind === 'mmap-write' || (kind.startsWith('rwsem-') && MMAP_LOCK.test(key));
}
