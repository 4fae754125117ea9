/** Functions in tables of others that the core calls with an mmap lock held, as data. */

/** Whose mmap lock it is: the mm that these members lead to from a parameter (0-based), or that of the current task. */
export type LockedMm = { readonly parameter: number; readonly members: readonly string[] } | 'current';

export interface LockedEntry {
  /** The structure that the table is, and its member. */
  readonly table: string;
  readonly member: string;
  readonly held: 'write' | 'any';
  readonly mms: readonly LockedMm[];
  /** In which way it is held, where that is not for writing. */
  readonly how?: string;
  readonly source: string;
}

const VMA: LockedMm = { parameter: 0, members: ['vm_mm'] };
const FAULT: LockedMm = { parameter: 0, members: ['vma', 'vm_mm'] };
const FOR_A_FAULT = 'for reading, or else with the lock of the vma, which is waited for under the mmap lock';

const faults = (member: string): LockedEntry => ({ table: 'vm_operations_struct', member, held: 'any', mms: [FAULT], how: FOR_A_FAULT, source: 'include/linux/mm.h; mm/memory.c; Documentation/filesystems/locking.rst, vm_operations_struct' });

const ENTRIES: readonly LockedEntry[] = [
  { table: 'file_operations', member: 'mmap', held: 'write', mms: [{ parameter: 1, members: ['vm_mm'] }, 'current'], source: 'mm/util.c, vm_mmap_pgoff(); mm/vma.c (mm/mmap.c), mmap_region()' },
  { table: 'file_operations', member: 'mmap_prepare', held: 'write', mms: [{ parameter: 0, members: ['mm'] }, 'current'], source: 'mm/vma.c, call_mmap_prepare(), from 6.16' },
  { table: 'vm_operations_struct', member: 'open', held: 'write', mms: [VMA], source: 'Documentation/filesystems/locking.rst, vm_operations_struct; kernel/fork.c (mm/mmap.c), dup_mmap(); mm/vma.c, __split_vma()' },
  ...['fault', 'huge_fault', 'page_mkwrite', 'pfn_mkwrite'].map(faults),
];

/** The tables by which the core calls with an mmap lock held. */
export const LOCKED_TABLES: ReadonlySet<string> = new Set(ENTRIES.map(({ table }) => table));

/** How the core calls the function in this member of such a table; `undefined` where it is not known to hold one. */
export function lockedEntry(table: string, member: string): LockedEntry | undefined {
  return ENTRIES.find((entry) => entry.table === table && entry.member === member);
}
