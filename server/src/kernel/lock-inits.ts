/** Functions and macros that make a lock: whoever takes it before finds garbage. The lock is the first argument. */
const INITS: ReadonlySet<string> = new Set([
  // include/linux/mutex.h, rtmutex.h
  'mutex_init', '__mutex_init', 'mutex_init_with_key', 'rt_mutex_init',
  // include/linux/rwsem.h, spinlock.h, rwlock.h, semaphore.h
  'init_rwsem', '__init_rwsem', 'spin_lock_init', 'raw_spin_lock_init', 'rwlock_init', 'sema_init',
]);

export function isLockInit(name: string): boolean {
  return INITS.has(name);
}
