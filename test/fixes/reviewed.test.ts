/** Fixes that the simulator alone would take for good and a reviewer would not: none of them may be offered. */
import { beforeAll, describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/analysis/fixes.ts';
import { loadLens } from '../../server/src/host/load-lens.ts';
import { NEWEST } from '../../server/src/kernel/generations/index.ts';
import type { Lens } from '../../server/src/lens.ts';

let lens: Lens;
beforeAll(async () => {
  lens = await loadLens();
});

/** Of every finding, its preferred fix alone, applied to the text. */
function fixed(text: string): readonly string[] {
  const analysis = lens.analyze({ text, generation: NEWEST, treeKnown: true, builtWithoutNotifier: 'never' });
  expect(analysis.findings).not.toEqual([]);
  return analysis.findings.map((finding) => applyEdits(text, lens.fixes(analysis, finding)[0]?.edits ?? []));
}

/** A function around `body`, with a range that is initialised. */
function within(body: string): string {
  return `static int walk(struct vm_area_struct *vma, struct page *page, spinlock_t *ptl)
{
	struct mmu_notifier_range range;
	int ret = 0;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, 0, -1);
${body}
}
`;
}

const START = '	mmu_notifier_invalidate_range_start(&range);';
const END = '	mmu_notifier_invalidate_range_end(&range);';

describe('a fix', () => {
  test('does not jump to a label that drops a lock which is not held', () => {
    const body = `${START}\n	if (!grab(vma))\n		return -ENOMEM;\n	spin_lock(ptl);\n	if (!fits(page)) {\n		ret = -EINVAL;\n		goto unlock;\n	}\n	install(vma, page);\nunlock:\n	spin_unlock(ptl);\n${END}\n	return ret;`;
    for (const text of fixed(within(body))) expect(text.match(/goto unlock/g)).toHaveLength(1);
  });

  test('does not jump to a label that frees what was never allocated', () => {
    const body = `${START}\n	page = alloc_page(GFP_KERNEL);\n	if (!page)\n		return -ENOMEM;\n	ret = install(vma, page);\nout_put:\n	put_page(page);\n${END}\n	return ret;`;
    for (const text of fixed(within(body))) expect(text).not.toContain('goto out_put');
  });

  test('does not end the range before the work that the return statement does', () => {
    for (const text of fixed(within(`${START}\n	return zap_pages(vma);`))) expect(text).not.toMatch(/range_end\(&range\);\s*return zap_pages/);
  });

  test('does not end the range before the work that was done under the lock', () => {
    const body = `${START}\n	spin_lock(ptl);\n	change_entry(vma);\n${END}\n	spin_unlock(ptl);\n	return ret;`;
    for (const text of fixed(within(body))) expect(text.indexOf('change_entry')).toBeLessThan(text.indexOf('range_end'));
  });

  test('is not preferred where it leaves what was allocated on the way', () => {
    const text = 'int bind(struct link *link, struct mm_struct *mm)\n{\n	struct entry *entry;\n	int rc = 0;\n\n	mutex_lock(&link->lock);\n	if (link->mm) {\n		rc = -EBUSY;\n		goto unlock;\n	}\n	entry = kmalloc(sizeof(*entry), GFP_KERNEL);\n	if (!entry) {\n		rc = -ENOMEM;\n		goto unlock;\n	}\n	entry->mn.ops = &link_ops;\n	mmu_notifier_register(&entry->mn, mm);\n	link->mm = mm;\nunlock:\n	mutex_unlock(&link->lock);\n	return rc;\n}\n';
    const analysis = lens.analyze({ text, generation: NEWEST, treeKnown: true, builtWithoutNotifier: 'never' });
    expect(analysis.findings.map(({ rule }) => rule)).toEqual(['unchecked-registration']);
    const [finding] = analysis.findings;
    const fixes = finding ? lens.fixes(analysis, finding) : [];
    expect(fixes.map(({ preferred }) => preferred)).toEqual([false]);
    expect(fixes[0]?.title).toContain('yours to undo');
  });

  test('does not take a call away with the condition that it stands in', () => {
    const body = `${START}\n	zap_pages(vma);\n${END}\n	if (flush_and_test(vma))\n	${END}\n	return ret;`;
    for (const text of fixed(within(body))) expect(text).toContain('flush_and_test');
  });

  test('adds the start that is missing, and does not leave page tables to be changed without any', () => {
    for (const text of fixed(within(`	ptep_clear_flush(vma, 0, vma->pte);\n${END}\n	return ret;`))) expect(text).toContain('range_start');
  });

  test('hands on the error that it has tested', () => {
    const body = `	ret = mmu_notifier_invalidate_range_start_nonblock(&range);\n	zap_pages(vma);\n${END}\n	return ret;`;
    for (const text of fixed(within(body))) expect(text).toMatch(/if \(ret\)\s*return ret;/);
  });

  test('leaves comments between a condition and its statement where they belong', () => {
    const body = `${START}\n	if (!grab(vma))\n		/* nobody knows */\n		return -EIO;\n${END}\n	return ret;`;
    for (const text of fixed(within(body))) expect(text).not.toMatch(/\*\/ \{/);
  });

  test('indents with the blanks that the file is indented with', () => {
    const body = `${START}\n	if (!grab(vma))\n		return -EIO;\n${END}\n	return ret;`;
    for (const text of fixed(within(body).replaceAll('\t', '    '))) expect(text).not.toContain('\t');
  });

  test('keeps the line ends of the file', () => {
    const body = `	if (!grab(vma))\n		goto out;\n${START}\n	zap_pages(vma);\nout:\n${END}\n	return ret;`;
    for (const text of fixed(within(body).replaceAll('\n', '\r\n'))) expect(text).not.toMatch(/[^\r]\n/);
  });

  test('keeps lines short when it puts in the name of an event', () => {
    const body = `	mmu_notifier_range_init(&range, 0, 0, vma->vm_mm, vma->vm_start, 4096);\n${START}\n	ptep_set_wrprotect(vma->vm_mm, 0, vma->pte);\n${END}\n	return ret;`;
    for (const text of fixed(within(body).replace(/\tmmu_notifier_range_init.*\n/, ''))) expect(text.split('\n').filter((line) => line.replaceAll('\t', '        ').length > 80)).toEqual([]);
  });
});
