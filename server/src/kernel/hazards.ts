/**
 * What waits for an invalidation to be done, or for somebody who may wait for one: done in a callback, or under a lock that a callback takes,
 * it may never end. As data. What these wait for stands above callbacks in the order of locks: reclaim, the mmap lock, folio locks and dma_resv
 * locks are all held by those who invalidate.
 */
import { allocatingFunction, FAULTING, type SleepCondition, sleepFunction } from './sleep.ts';
import { sleepingLockFunction, sleepingLockGuard } from './sleeping-locks.ts';
import { subscriberFunction, waitsForCallbacks } from './subscribers.ts';

export type HazardKind =
  /** Memory may be reclaimed, which unmaps pages and tells subscribers of it. */
  | 'reclaim'
  | 'mmap-lock' | 'folio-lock' | 'resv-lock'
  /** The last user of an mm tears it down, which invalidates all of it, and calls subscribers' `release`. */
  | 'mm-teardown'
  /** A subscription is ended, which waits for its callbacks. */
  | 'end';

export interface Hazard {
  readonly kind: HazardKind;
  readonly when: SleepCondition;
  /** For messages: `waits for the mmap lock`. */
  readonly what: string;
  readonly source: string;
  /** An argument (0-based) that is a lock, or has one, which is held when it is called and dropped while it waits. */
  readonly drops?: number;
}

const functions = new Map<string, Hazard>();

function add(names: string, kind: HazardKind, what: string, source: string, when: SleepCondition = { by: 'always' }, drops?: number): void {
  for (const name of names.split(/\s+/)) functions.set(name, { kind, when, what, source, ...(drops === undefined ? {} : { drops }) });
}

add(FAULTING, 'mmap-lock', 'may fault, which takes the mmap lock', 'include/linux/uaccess.h, might_fault(): might_lock_read(&current->mm->mmap_lock)');
add('get_user_pages_unlocked pin_user_pages_unlocked get_user_pages_fast pin_user_pages_fast', 'mmap-lock', 'may fault, which takes the mmap lock', 'mm/gup.c, __gup_longterm_locked(), gup_fast_fallback()');
add('access_process_vm access_remote_vm vm_mmap vm_munmap', 'mmap-lock', 'takes the mmap lock', 'mm/memory.c, __access_remote_vm(); mm/util.c, vm_mmap_pgoff(); mm/mmap.c, __vm_munmap()');
add('set_page_dirty_lock', 'folio-lock', 'waits for a folio lock', 'mm/page-writeback.c, set_page_dirty_lock()');
add('unpin_user_pages_dirty_lock unpin_user_page_range_dirty_lock', 'folio-lock', 'waits for folio locks', 'mm/gup.c, unpin_user_pages_dirty_lock()', { by: 'number', index: 2 });
add('drm_exec_lock_obj drm_exec_prepare_obj', 'resv-lock', 'waits for a dma_resv lock', 'drivers/gpu/drm/drm_exec.c');
add('mmput', 'mm-teardown', 'may be the last to let go of the mm, and tear it down', 'kernel/fork.c, __mmput(): exit_mmap(), which calls mmu_notifier_release()');

// The xa_lock is dropped to allocate, so that they do not sleep under it; what is stored as NULL needs no room.
add('__xa_store __xa_insert', 'reclaim', 'allocates with direct reclaim', 'lib/xarray.c, __xas_nomem()', { by: 'gfp', index: 3, unlessNull: 2 }, 0);
add('__xa_cmpxchg', 'reclaim', 'allocates with direct reclaim', 'lib/xarray.c, __xas_nomem()', { by: 'gfp', index: 4, unlessNull: 3 }, 0);

add('dma_resv_reserve_fences dma_resv_reserve_shared', 'reclaim', 'allocates with direct reclaim', 'drivers/dma-buf/dma-resv.c, dma_resv_list_alloc()');

/**
 * Kinds of events that nobody sends who has a folio locked, or is reclaiming (mm/mmap.c, memory.c, mprotect.c, fs/proc/task_mmu.c): reclaim and migration
 * send MMU_NOTIFY_CLEAR, writeback MMU_NOTIFY_PROTECTION_PAGE (mm/rmap.c).
 */
const BY_NO_FOLIO = new Set(['MMU_NOTIFY_UNMAP', 'MMU_NOTIFY_PROTECTION_VMA', 'MMU_NOTIFY_SOFT_DIRTY', 'MMU_NOTIFY_RELEASE']);

/** Whoever sends an event of this kind may be waited for because of its folio lock, or because it reclaims for somebody with a dma_resv lock. @param event absent for any */
export function comesFromFolios(event: string | undefined): boolean {
  return event === undefined || !BY_NO_FOLIO.has(event);
}

const LOCKS: ReadonlyMap<string, readonly [HazardKind, string]> = new Map<string, readonly [HazardKind, string]>([
  ['mmap-read', ['mmap-lock', 'waits for the mmap lock']],
  ['mmap-write', ['mmap-lock', 'waits for the mmap lock']],
  ['folio', ['folio-lock', 'waits for a folio lock']],
  ['dma-resv', ['resv-lock', 'waits for a dma_resv lock']],
]);

/** What the kernel function `name` may wait for that waits for invalidations; `undefined` for one that is not known to. */
export function hazardFunction(name: string): Hazard | undefined {
  const known = functions.get(name);
  if (known) return known;
  const allocates = allocatingFunction(name);
  if (allocates) return { kind: 'reclaim', when: allocates.when, what: allocates.what, source: allocates.source };
  // Who only tries does not wait.
  const lock = sleepingLockFunction(name);
  const effect = lock?.effects.find(({ action, when }) => action === 'acquire' && when !== 'result');
  const taken = effect && sleepFunction(name) ? LOCKS.get(effect.context) : undefined;
  if (taken && lock) return { kind: taken[0], what: taken[1], when: { by: 'always' }, source: lock.source };
  const does = subscriberFunction(name);
  if (does && waitsForCallbacks(name)) return { kind: 'end', what: 'waits until no callback runs', when: { by: 'always' }, source: does.source };
  return does?.mmapLock === 'takes' ? { kind: 'mmap-lock', what: 'takes the mmap lock', when: { by: 'always' }, source: does.source } : undefined;
}

/** The same for taking `guard(lockClass)`. */
export function hazardGuard(lockClass: string): Hazard | undefined {
  const taken = LOCKS.get(sleepingLockGuard(lockClass) ?? '');
  return taken && !/try/.test(lockClass) ? { kind: taken[0], what: taken[1], when: { by: 'always' }, source: 'include/linux/mmap_lock.h' } : undefined;
}
