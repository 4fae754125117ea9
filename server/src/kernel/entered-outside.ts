/**
 * Where no caller can have an invalidation of the mm under way: ways into the kernel, and locks that are taken before one is started. As data.
 * Besides, who calls what they are given at once, and starts no invalidation around it.
 */

/** Tables whose functions the core calls for a system call, with nothing begun: include/linux/fs.h, include/linux/proc_fs.h. */
const TABLES: ReadonlySet<string> = new Set(['file_operations', 'proc_ops']);

/** A head that makes a function a system call (include/linux/syscalls.h, include/linux/compat.h). */
const SYSTEM_CALL = /^(?:asmlinkage\s+\w+\s+)?(?:COMPAT_)?SYSCALL_DEFINE\d\s*\(/;

/** The function that they are given first is a new thread's (include/linux/kthread.h). */
const THREADS: ReadonlySet<string> = new Set(['kthread_run', 'kthread_create', 'kthread_create_on_node', 'kthread_create_on_cpu', 'kthread_run_on_cpu']);

/**
 * They take the mmap lock and wait for it. It stands above all that invalidations are started under (mm/rmap.c, "Lock ordering in mm"), so that nobody
 * waits for it who has started one of this mm.
 */
const MMAP_LOCK = /^mmap_(?:read|write)_lock(?:_killable|_nested)?$/;

/** mm/pagewalk.c, mm/memory.c (apply_to_page_range()): they call what is in the table, or the function, that they are given. */
const WALKERS = /^walk_page_(?:range|range_novma|range_vma|vma|mapping)$|^apply_to_(?:existing_)?page_range$/;

/** @param declaration the text of a table's definition. What enters its functions, in words; `undefined` where that is not known */
export function entersTable(declaration: string): string | undefined {
  const type = /\bstruct\s+(\w+)\s+\w+(?:\[\w*\])?\s*(?:__\w+\s*)*=\s*\{/.exec(declaration)?.[1];
  return type !== undefined && TABLES.has(type) ? `struct ${type}, for system calls` : undefined;
}

/** @param text of a function's definition */
export function isSystemCall(text: string): boolean {
  return SYSTEM_CALL.test(text);
}

export function startsThread(name: string): boolean {
  return THREADS.has(name);
}

export function waitsForMmapLock(name: string): boolean {
  return MMAP_LOCK.test(name);
}

export function callsAtOnce(name: string): boolean {
  return WALKERS.test(name);
}
