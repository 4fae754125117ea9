/**
 * The preferred fix of each file in `cases/`, to the letter: `RULE-NAME.c` holds the text before, a line `// --- TITLE`, and the text
 * after. The first line names the generation.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/analysis/fixes.ts';
import { loadLens } from '../../server/src/host/load-lens.ts';
import { generationOf } from '../../server/src/kernel/generations/index.ts';
import type { Finding, Fix } from '../../server/src/findings.ts';
import { type Lens, RULES } from '../../server/src/lens.ts';

let lens: Lens;
beforeAll(async () => {
  lens = await loadLens();
});

const folder = path.join(import.meta.dirname, 'cases');
const cases = readdirSync(folder).filter((file) => file.endsWith('.c')).sort();

/** The only finding of a text, and its fixes. */
function only(release: string, text: string): { readonly finding: Finding; readonly fixes: readonly Fix[] } {
  const generation = generationOf(release);
  if (!generation) throw new Error(`no generation ${release}`);
  const analysis = lens.analyze({ text, generation, treeKnown: true, builtWithoutNotifier: 'never' });
  expect(analysis.findings.map(({ rule }) => rule)).toHaveLength(1);
  const [finding] = analysis.findings;
  if (!finding) throw new Error('nothing found');
  return { finding, fixes: lens.fixes(analysis, finding) };
}

describe('the preferred fix', () => {
  test.each(cases)('%s', (file) => {
    const [, release = '', before = '', title = '', after = ''] =
      /^\/\/ generation: (\S+)\n([^]*)^\/\/ --- (.*)\n([^]*)$/m.exec(readFileSync(path.join(folder, file), 'utf8')) ?? [];
    const { finding, fixes } = only(release, before);
    expect(file.startsWith(`${finding.rule}-`)).toBe(true);
    expect({ title: fixes[0]?.title, text: applyEdits(before, fixes[0]?.edits ?? []) }).toEqual({ title, text: after });
    expect(fixes.map(({ preferred }) => preferred)).toEqual(fixes.map((_, i) => i === 0));
  });

  test('every rule that has one is shown', () => {
    // Where a reader begins anew, and under which lock it checks, is for its author to say, too.
    // Around which call a range belongs, and of which kind it is, too.
    // Whether a table loses its end or its start stops failing, which of two members goes, what becomes of a callback that must not fail, and what code does
    // without the notifier is for its author to say.
    const without = ['fallible-start-with-end', 'ops-conflict', 'callback-result', 'lock-kept-on-failure', 'registration-context', 'missing-synchronize', 'read-begin-context', 'read-without-retry', 'retry-unlocked', 'set-seq-unlocked', 'config-guard', 'unnotified-change'];
    expect(RULES.map(({ id }) => id).filter((id) => !cases.some((file) => file.startsWith(`${id}-`)))).toEqual(without);
  });
});

describe('the choice of an event', () => {
  /** A device's own migration, written in the form of 5.0: everything that an event can need is there. */
  const text = `static void collect(struct migrate_vma *migrate)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, migrate->vma->vm_mm, migrate->start,
				migrate->end);
	mmu_notifier_invalidate_range_start(&range);
	isolate_pages(migrate);
	mmu_notifier_invalidate_range_end(&range);
}
`;
  const plain = ['CLEAR', 'PROTECTION_VMA', 'PROTECTION_PAGE', 'SOFT_DIRTY', 'UNMAP'];

  test.each([
    { release: '5.2', kinds: plain },
    { release: '5.9', kinds: [...plain, 'MIGRATE'] },
    { release: '5.14', kinds: [...plain, 'MIGRATE', 'EXCLUSIVE'] },
    { release: '6.10', kinds: [...plain, 'MIGRATE', 'EXCLUSIVE'] },
  ])('$release: each kind of the tree once, RELEASE never', ({ release, kinds }) => {
    const { fixes } = only(release, text);
    expect(fixes.map(({ event }) => event?.replace('MMU_NOTIFY_', '')).sort()).toEqual([...kinds].sort());
    for (const { title, event } of fixes) expect(title).toMatch(new RegExp(`^Use ${event}\\b`));
  });

  test.each([
    ['5.2', 'MMU_NOTIFY_CLEAR', '(&range, MMU_NOTIFY_CLEAR, 0, migrate->vma, migrate->vma->vm_mm, migrate->start, migrate->end)'],
    ['5.9', 'MMU_NOTIFY_CLEAR', '(&range, MMU_NOTIFY_CLEAR, 0, migrate->vma, migrate->vma->vm_mm, migrate->start, migrate->end)'],
    ['5.9', 'MMU_NOTIFY_MIGRATE', '_migrate(&range, 0, migrate->vma, migrate->vma->vm_mm, migrate->start, migrate->end, migrate->pgmap_owner)'],
    ['5.14', 'MMU_NOTIFY_UNMAP', '(&range, MMU_NOTIFY_UNMAP, 0, migrate->vma, migrate->vma->vm_mm, migrate->start, migrate->end)'],
    ['5.14', 'MMU_NOTIFY_MIGRATE', '_owner(&range, MMU_NOTIFY_MIGRATE, 0, migrate->vma, migrate->vma->vm_mm, migrate->start, migrate->end, migrate->pgmap_owner)'],
    ['6.10', 'MMU_NOTIFY_CLEAR', '(&range, MMU_NOTIFY_CLEAR, 0, migrate->vma->vm_mm, migrate->start, migrate->end)'],
    ['6.10', 'MMU_NOTIFY_EXCLUSIVE', '_owner(&range, MMU_NOTIFY_EXCLUSIVE, 0, migrate->vma->vm_mm, migrate->start, migrate->end, migrate->pgmap_owner)'],
  ])('%s, %s: the call in the shape of the tree', (release, event, call) => {
    const { fixes } = only(release, text);
    const fixed = applyEdits(text, fixes.find((fix) => fix.event === event)?.edits ?? []);
    expect(fixed.replaceAll(/\s+/g, ' ')).toContain(`mmu_notifier_range_init${call};`);
    // 80 columns, tabs of eight.
    const width = (line: string): number => line.replaceAll('\t', '        ').length;
    expect(fixed.split('\n').filter((line) => width(line) > 80)).toEqual([]);
  });

  test.each([
    ['given for nothing else', '', 'whoever'],
    ['put to another use', '\tuse_it(whoever);\n', undefined],
  ])('an untyped parameter that is %s', (_, use, owner) => {
    const source = `void make_exclusive(struct vm_area_struct *vma, unsigned long addr, pte_t *ptep, void *whoever)
{
	struct mmu_notifier_range range;

${use}	mmu_notifier_range_init(&range, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	exclude_page(vma, addr, ptep);
	mmu_notifier_invalidate_range_end(&range);
}
`;
    const exclusive = only('6.10', source).fixes.find(({ event }) => event === 'MMU_NOTIFY_EXCLUSIVE');
    const init = exclusive && /init_owner\([^;]*?(\w+)\);/.exec(applyEdits(source, exclusive.edits));
    expect(init?.[1]).toBe(owner);
  });
});
