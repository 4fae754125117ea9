/** Constants of the kernel whose worth is known, as data. */

/** Not zero on any machine: times (include/linux/sched.h, jiffies.h), sizes (include/vdso/page.h, include/linux/pgtable.h, sizes.h), limits (include/vdso/limits.h). */
const NEVER_ZERO = /^(MAX_SCHEDULE_TIMEOUT|HZ|[UL]?SEC_PER_\w+|MSEC_PER_SEC|(PAGE|PMD|PUD|PGDIR|HPAGE_PMD)_(SIZE|MASK|SHIFT)|HPAGE_PMD_NR|TASK_SIZE|SZ_\w+|(U?(INT|LONG|LLONG|SHRT)|[US](8|16|32|64)|SIZE)_MAX)$/;

export function isNeverZero(name: string): boolean {
  return NEVER_ZERO.test(name);
}

/** The greatest of their type (include/vdso/limits.h, include/linux/limits.h): no address or index of anything. */
const GREATEST = /^((U?(INT|LONG|LLONG|SHRT)|[US](8|16|32|64)|SIZE|PHYS_ADDR|RESOURCE_SIZE)_MAX)$/;

export function isGreatest(name: string): boolean {
  return GREATEST.test(name);
}
