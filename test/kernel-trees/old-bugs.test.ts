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
  /** What makes the bug again. A tree whose text it does not fit is passed over. */
  readonly edits: readonly (readonly [RegExp, string])[];
  readonly rule: string;
  /** Where it is found, if not in `function`. */
  readonly found?: string;
}

const START = /\tmmu_notifier_invalidate_range_start\(&range\);\n/;

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
];

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

  test.each(BUGS.filter(({ file }) => existsSync(path.join(tree.root, file))))('$commit: $what', async (bug) => {
    const text = madeAgain(readText(tree, bug.file), bug);
    expect(text, 'the edits do not fit').toBeDefined();
    const found = news(await laboratory.baseline(bug.file), await laboratory.analyze(bug.file, text ?? ''));
    expect(found.map((finding) => `${finding.rule} in ${finding.function}`)).toEqual([`${bug.rule} in ${bug.found ?? bug.function}`]);
  });
});

test.skipIf(trees().length > 0)('no kernel tree: MNLENS_KERNELS names none, and none is unpacked', () => {});
