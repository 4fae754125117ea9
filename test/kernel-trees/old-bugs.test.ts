/** Bugs that kernels had, made again by an edit of the file that had them: each is found, by the right rule, in the right function. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { news } from './judge.ts';
import { Laboratory } from './laboratory.ts';
import { readText, trees } from './trees.ts';

interface OldBug {
  /** The commit that mended it. */
  readonly commit: string;
  readonly what: string;
  readonly file: string;
  /** The function whose text is edited; absent for the file's. */
  readonly function?: string;
  /** What makes the bug again. A tree that has no such function is passed over. */
  readonly edits: readonly (readonly [RegExp, string])[];
  /** The file that is edited, if not `file`, which is analysed. */
  readonly beside?: string;
  readonly rule: string;
  /** Where it is found, if not in `function`. */
  readonly found?: string | readonly string[];
}

const START = /\tmmu_notifier_invalidate_range_start\(&range\);\n/;

/** Everything about ranges goes. */
const WITHOUT_RANGE: OldBug['edits'] = [[/\t+mmu_notifier_range_init\([^;]*;\n/, ''], [/\t+mmu_notifier_invalidate_range_start\([^;]*;\n/, ''], [/\t+mmu_notifier_invalidate_range_end\([^;]*;\n/, '']];

const BUGS: readonly OldBug[] = [
  {
    commit: 'c2655835fd8c', what: 'a start that may fail beside an end',
    file: 'drivers/gpu/drm/nouveau/nouveau_svm.c',
    edits: [[/(static const struct mmu_notifier_ops (\w+) = \{\n)/, 'static void mnl_end(struct mmu_notifier *mn, const struct mmu_notifier_range *range)\n{\n}\n\n$1\t.invalidate_range_end = mnl_end,\n']],
    rule: 'fallible-start-with-end', found: 'nouveau_svmm_invalidate_range_start',
  },
  {
    commit: 'xen/gntdev: fix up blockable calls to mn_invl_range_start', what: 'fails without having asked',
    file: 'drivers/xen/gntdev.c', function: 'gntdev_invalidate',
    edits: [[/!mmu_notifier_range_blockable\(range\)/, 'range->end > cur_seq']],
    rule: 'callback-result',
  },
  {
    commit: '1ed7293ac4aa', what: 'two fields are set instead of an init',
    file: 'mm/huge_memory.c', function: '__split_huge_pmd',
    edits: [[/\tmmu_notifier_range_init\([^;]*;/, '\trange.start = address & HPAGE_PMD_MASK;\n\trange.end = range.start + HPAGE_PMD_SIZE;']],
    rule: 'uninitialized-range',
  },
  {
    commit: 'aac2fea94f7a', what: 'told of under the page table lock',
    file: 'mm/ksm.c', function: 'write_protect_page',
    edits: [[START, ''], [/(\tif \(!page_vma_mapped_walk\(&pvmw\)\)\n\t\tgoto )out_mn;\n/, '$1out;\n\tmmu_notifier_invalidate_range_start(&range);\n']],
    rule: 'sleep-in-atomic',
  },
  {
    commit: 'dff11abe280b', what: 'widened for shared page tables after the start',
    file: 'mm/hugetlb.c', function: 'hugetlb_change_protection',
    edits: [[/\tadjust_range_if_pmd_sharing_possible\([^;]*;\n/, ''], [START, '$&\tadjust_range_if_pmd_sharing_possible(vma, &range.start, &range.end);\n']],
    rule: 'range-changed',
  },
  {
    commit: '1fb8b1fc4dd1', what: 'a scope under the lock of a callback in which reclaim still unmaps',
    file: 'drivers/gpu/drm/amd/amdkfd/kfd_svm.c', beside: 'drivers/gpu/drm/amd/amdkfd/kfd_svm.h',
    edits: [[/memalloc_noreclaim_save/, 'memalloc_nofs_save'], [/memalloc_noreclaim_restore/, 'memalloc_nofs_restore']],
    rule: 'reclaim-in-callback', found: 'svm_range_cpu_invalidate_pagetables',
  },
  {
    commit: '484d9a844d0d', what: 'a callback takes a mutex that is held around pinning',
    file: 'drivers/gpu/drm/i915/gem/i915_gem_userptr.c',
    edits: [
      [/(static bool i915_gem_userptr_invalidate\()/, 'static DEFINE_MUTEX(mnl_struct_mutex);\n\n$1'],
      [/\bi915_gem_userptr_invalidate\([^;{]*\{\n/, '$&\tif (!mmu_notifier_range_blockable(range))\n\t\treturn false;\n\tmutex_lock(&mnl_struct_mutex);\n\tmutex_unlock(&mnl_struct_mutex);\n'],
      [/(\n\t\t)(ret = pin_user_pages_fast\([^;]*;)/, '$1mutex_lock(&mnl_struct_mutex);$1$2$1mutex_unlock(&mnl_struct_mutex);'],
    ],
    rule: 'callback-deadlock', found: 'i915_gem_object_userptr_submit_init',
  },
  {
    commit: 'f268f6cf875f', what: 'page tables of files are collapsed, and nobody is told',
    file: 'mm/khugepaged.c', function: 'retract_page_tables',
    edits: WITHOUT_RANGE, rule: 'unnotified-change',
  },
  {
    commit: 'f268f6cf875f', what: 'a page table is collapsed, and nobody is told',
    file: 'mm/khugepaged.c', function: 'collapse_and_free_pmd',
    edits: WITHOUT_RANGE, rule: 'unnotified-change',
  },
  {
    commit: 'soft-dirty: call mmu notifiers when write-protecting ptes', what: 'entries are write-protected for a system call, and nobody is told',
    file: 'fs/proc/task_mmu.c', function: 'clear_refs_write',
    edits: WITHOUT_RANGE, rule: 'unnotified-change', found: ['clear_soft_dirty', 'clear_soft_dirty_pmd'],
  },
  {
    commit: 'mm/hugetlb.c: call MMU notifiers when copying a hugetlb page range', what: 'entries are write-protected for a fork, and nobody is told',
    file: 'mm/hugetlb.c', function: 'copy_hugetlb_page_range',
    edits: WITHOUT_RANGE, rule: 'unnotified-change',
  },
];

/**
 * The others of which a part can be told from the source alone, and where they are made again, or why they are not found.
 *
 * Found elsewhere: 970655aa9b42, a mark set before the insert (`registrars.test.ts`); b3deec25847b, pinned and never checked, and 0a98219bcc96, looked at
 * before it was checked (`readers.test.ts`); 7269f999934b, one kind for everything, as far as the code tells which it is (`events.test.ts`); "mm/oom_kill: use MMU_NOTIFY_CLEAR", which 6.12 still has (below).
 *
 * Not found:
 * - a5338093bfb4, 7f06e3aa2e83: entries of one kind change outside of a range that others have. Callers may have started it on some path.
 * - 4cccb6221cae: the start stood outside of the mmap lock. Callers may hold it, or a reverse-mapping lock instead, and nothing asserts it.
 * - e7ad6c2a4b1a: the length of a range that ends at the last byte overflows. Machine integers are no values of the machine.
 * - f7edb07ad7c6: a macro counted up the start that the notifier was then called with: arguments of macros are not followed.
 * - dbe97cff7dd9: the callback waited for pages to be given back. It waited where it may, for somebody outside the kernel.
 * - 35cfa2b0b491: an allocation in the core itself, under the locks that keep all of an mm still. The core is not judged.
 * - 21b85b09527c and 017b1660df89: too narrow a range, for entries of a table that others share. How many there are is not known.
 * - 93065ac753e4: the OOM reaper started as who may sleep. That it may not stands in no lock and no call.
 */

/** `undefined` where an edit does not fit. */
function madeAgain(text: string, { function: name, edits }: OldBug): string | undefined {
  const [from, to] = name === undefined ? [0, text.length] : extentOf(text, name);
  let body = text.slice(from, to);
  for (const [pattern, replacement] of edits) {
    if (!pattern.test(body)) return undefined;
    body = body.replace(pattern, replacement);
  }
  return text.slice(0, from) + body + text.slice(to);
}

function extentOf(text: string, name: string): readonly [number, number] {
  const head = new RegExp(`^[A-Za-z_][^;=#(){}]*\\b${name}\\([^;{}]*\\)\\s*\\{`, 'm').exec(text);
  return head ? [head.index, text.indexOf('\n}\n', head.index) + 3] : [0, 0];
}

describe.each(trees())('made again in $name', (tree) => {
  let laboratory: Laboratory;
  beforeAll(async () => {
    laboratory = await Laboratory.for(tree);
  });

  const isThere = ({ file, function: name, edits }: OldBug): boolean => {
    if (!existsSync(path.join(tree.root, file))) return false;
    const text = readText(tree, file);
    const body = name === undefined ? text : text.slice(...extentOf(text, name));
    return edits === WITHOUT_RANGE ? body.includes('mmu_notifier_range_init(') : body !== '';
  };
  test.each(BUGS.filter(isThere))('$commit: $what', async (bug) => {
    const edited = bug.beside ?? bug.file;
    const text = madeAgain(readText(tree, edited), bug) ?? '';
    expect(text, 'the edits do not fit').not.toBe('');
    const before = await laboratory.baseline(bug.file);
    const now = bug.beside === undefined ? await laboratory.analyze(bug.file, text)
      : await laboratory.analyzeBeside(bug.file, readText(tree, bug.file), { path: path.join(tree.root, edited), text });
    const hints = now.findings.filter(({ rule, severity }) => rule === bug.rule && severity === 'hint');
    const found = [...news(before, now), ...hints];
    expect([...new Set(found.map((finding) => `${finding.rule} in ${finding.function}`))]).toEqual([bug.found ?? bug.function ?? ''].flat().map((name) => `${bug.rule} in ${name}`));
  });

  test('the one that is still there', async () => {
    const { findings } = await laboratory.baseline('mm/oom_kill.c');
    expect(findings.map((finding) => `${finding.rule} in ${finding.function}`)).toEqual(['event-mismatch in __oom_reap_task_mm']);
  });
});

test.skipIf(trees().length > 0)('no kernel tree: MNLENS_KERNELS names none, and none is unpacked', () => {});
