/** One path, run to its end: what is chosen, what happens to pages, and what is said where nothing can be run. */
import { beforeAll, describe, expect, test } from 'vitest';
import { loadLens } from '../../server/src/host/load-lens.ts';
import { generationOf } from '../../server/src/kernel/generations/index.ts';
import type { FileAnalysis, Lens, Simulation, SimulationRequest, SimulationStep } from '../../server/src/lens.ts';

const ZAP = `int zap_one(struct vm_area_struct *vma, unsigned long addr, pte_t *ptep, bool careful)
{
	struct mmu_notifier_range range;
	int ret = 0;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	if (careful) {
		if (mmu_notifier_invalidate_range_start_nonblock(&range))
			return -EAGAIN;
	} else {
		mmu_notifier_invalidate_range_start(&range);
	}
	if (pte_present(*ptep))
		ptep_clear_flush(vma, addr, ptep);
	else
		ret = -ENOENT;
	mmu_notifier_invalidate_range_end(&range);
	return ret;
}
`;

const CALLBACK = `struct dev {
	struct mutex lock;
	struct mmu_interval_notifier notifier;
};

static bool dev_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long seq)
{
	struct dev *d = container_of(mni, struct dev, notifier);

	if (mmu_notifier_range_blockable(range))
		mutex_lock(&d->lock);
	else if (!mutex_trylock(&d->lock))
		return false;
	mmu_interval_set_seq(mni, seq);
	dev_forget(d, range->start);
	mutex_unlock(&d->lock);
	return true;
}

static const struct mmu_interval_notifier_ops dev_ops = { .invalidate = dev_invalidate };
`;

const LATE = ZAP.replace('	mmu_notifier_invalidate_range_end(&range);\n', '').replace('	if (pte_present(*ptep))', '	mmu_notifier_invalidate_range_end(&range);\n	if (pte_present(*ptep))');

describe('a run', () => {
  let lens: Lens;
  beforeAll(async () => {
    lens = await loadLens();
  });

  const analysed = (text: string, release = '6.10', previous?: FileAnalysis): FileAnalysis => {
    const generation = generationOf(release);
    if (!generation) throw new Error(release);
    return lens.analyze({ text, generation, treeKnown: true, builtWithoutNotifier: 'never' }, previous);
  };
  const run = (analysis: FileAnalysis, name: string, request: Partial<SimulationRequest> = {}): Simulation => {
    const at = lens.functionNamed(analysis, name);
    if (at === undefined) throw new Error(`no ${name}`);
    const result = lens.simulate(analysis, { at, ...request });
    if ('problem' in result) throw new Error(result.problem);
    return result.simulation;
  };
  const kinds = ({ steps }: Simulation): string => steps.map(({ kind }) => kind).join(' ');
  const last = ({ steps }: Simulation): SimulationStep => {
    const step = steps.at(-1);
    if (!step) throw new Error('no step');
    return step;
  };

  test('starts, tells everybody, changes the entry, and ends', () => {
    const simulation = run(analysed(ZAP), 'zap_one', { assume: [{ id: 'careful', takes: 'false' }] });
    expect(simulation.verdict).toMatchObject({ tone: 'good', title: 'clean' });
    expect(kinds(simulation)).toBe('init branch start callback secondary callback secondary branch entry end callback callback exit');
    const { pages: [page], state } = last(simulation);
    expect(page).toMatchObject({ cpu: { access: 'none' }, memory: [{ page: 'A', state: 'given up' }] });
    expect(Object.values(page?.secondary ?? {}).map(({ access }) => access)).toEqual(['none', 'none', 'none']);
    expect(simulation.steps.find(({ kind }) => kind === 'entry')?.state.ranges).toEqual([{ name: 'range', state: 'started', event: 'MMU_NOTIFY_CLEAR' }]);
    expect(state.sequences.map(({ name, value }) => `${name} ${value}`)).toEqual(['sequence 2', 'active invalidations 0']);
  });

  test('each step of the code has its place, and each of others its source', () => {
    const { steps } = run(analysed(ZAP), 'zap_one');
    for (const { lane, at, source, text } of steps) expect(lane === 'code' ? at : source, text).toBeDefined();
    const entry = steps.find(({ kind }) => kind === 'entry');
    expect(ZAP.slice(entry?.at?.span.start, entry?.at?.span.end)).toBe('ptep_clear_flush(vma, addr, ptep)');
  });

  test('goes the way that is asked for, by id or by text, and marks what is forced', () => {
    const analysis = analysed(`${ZAP}\nint twice(struct vm_area_struct *vma, unsigned long a, pte_t *p, bool x)\n{\n\tif (x)\n\t\tzap_one(vma, a, p, x);\n\tif (x)\n\t\tflush_all();\n\treturn 0;\n}\n`);
    const failed = run(analysis, 'zap_one', { assume: [{ id: 'careful', takes: 'true' }, { id: 'zap_one: mmu_notifier_invalidate_range_start_nonblock(&range)', takes: 'true' }] });
    expect(failed.unmet).toEqual([]);
    expect(failed.choices.conditions.map(({ text, takes, isChosen, isOutcome }) => [text, takes, isChosen, isOutcome])).toEqual([
      ['careful', 'true', true, false], ['mmu_notifier_invalidate_range_start_nonblock(&range)', 'true', true, true],
    ]);
    // Nobody may have dropped anything, and nothing is changed.
    expect(failed.verdict.tone).not.toBe('wrong');
    expect(last(failed).pages[0]?.cpu.access).toBe('writable');
    const nested = run(analysis, 'twice', { assume: [{ id: 'x', takes: 'true' }] });
    expect(nested.choices.conditions.filter(({ text }) => text === 'x' || text === 'careful').map(({ isForced }) => isForced)).toEqual([false, true, true]);
    expect(nested.steps.find(({ kind }) => kind === 'init')?.depth).toBe(1);
  });

  test('says what is not met', () => {
    const simulation = run(analysed(ZAP), 'zap_one', { assume: [{ id: 'gone', takes: 'true' }, { id: 'careful', takes: 'maybe' }] });
    expect(simulation.unmet).toEqual([{ id: 'gone', takes: 'true' }, { id: 'careful', takes: 'maybe' }]);
  });

  test('ids outlive edits elsewhere, and new conditions before', () => {
    const before = analysed(ZAP);
    const chosen = run(before, 'zap_one', { assume: [{ id: 'careful', takes: 'true' }] }).choices.conditions.map(({ id, takes }) => ({ id, takes }));
    const after = analysed(`/* new */\n\n${ZAP.replace('	int ret = 0;\n', '	int ret = 0;\n\n	if (!vma)\n		return 0;\n')}`, '6.10', before);
    const again = run(after, 'zap_one', { assume: chosen });
    expect(again.unmet).toEqual([]);
    expect(again.choices.conditions.filter(({ isChosen }) => isChosen)).toHaveLength(chosen.length);
  });

  test('a change behind the end leaves a stale entry, and says which', () => {
    const simulation = run(analysed(LATE), 'zap_one', { assume: [{ id: 'careful', takes: 'false' }] });
    expect(simulation.verdict).toMatchObject({ tone: 'wrong', title: 'a stale entry is left' });
    expect(simulation.failing).toBeDefined();
    expect(last(simulation)).toMatchObject({ kind: 'device', tone: 'wrong' });
    expect(Object.values(last(simulation).pages[0]?.secondary ?? {}).some(({ isStale }) => isStale)).toBe(true);
    expect(last(simulation).pages[0]?.memory).toEqual([{ page: 'A', state: 'freed' }]);
  });

  test('another kind changes what subscribers do, and what is left', () => {
    const analysis = analysed(ZAP);
    const usual = run(analysis, 'zap_one');
    expect(usual.choices.event).toMatchObject({ value: 'MMU_NOTIFY_CLEAR', written: 'MMU_NOTIFY_CLEAR' });
    const other = run(analysis, 'zap_one', { event: 'MMU_NOTIFY_PROTECTION_PAGE' });
    expect(other.choices.event).toMatchObject({ value: 'MMU_NOTIFY_PROTECTION_PAGE', written: 'MMU_NOTIFY_CLEAR' });
    expect(other.verdict.tone).toBe('wrong');
  });

  test('what is wrong with the kind that is written says nothing of another that is sent', () => {
    const analysis = analysed(ZAP.replace('MMU_NOTIFY_CLEAR', '0'));
    expect(run(analysis, 'zap_one').verdict).toMatchObject({ tone: 'wrong', title: 'missing-event' });
    expect(run(analysis, 'zap_one', { event: 'MMU_NOTIFY_CLEAR' })).toMatchObject({ verdict: { tone: 'good' }, findings: [], others: [] });
    expect(run(analysis, 'zap_one', { event: 'MMU_NOTIFY_PROTECTION_PAGE' }).verdict).toMatchObject({ tone: 'wrong', title: 'a stale entry is left' });
  });

  test('a path on which nothing is wrong says what is found on others', () => {
    const text = ZAP.replace('		ret = -ENOENT;', '		return -ENOENT;');
    const analysis = analysed(text);
    const simulation = run(analysis, 'zap_one');
    expect(simulation).toMatchObject({ verdict: { tone: 'good' }, findings: [], others: [{ rule: 'unpaired-start', severity: 'error', at: { function: 'zap_one' } }] });
    const [other] = simulation.others;
    expect(text.slice(other?.at.span.start, other?.at.span.end)).toBe('return -ENOENT;');
    const wrong = run(analysis, 'zap_one', { finding: { rule: 'unpaired-start', start: other?.at.span.start ?? 0 } });
    expect(wrong).toMatchObject({ verdict: { title: 'unpaired-start' }, others: [] });
    // A function of its own has nothing of it.
    expect(run(analysed(`${text}\n${ZAP.replace('zap_one', 'zap_two')}`), 'zap_two').others).toEqual([]);
  });

  test('the state at a return is that in which ranges go, and at a mistake that in which it was made', () => {
    const text = ZAP.replace('		ret = -ENOENT;', '		return -ENOENT;');
    const at = text.indexOf('return -ENOENT;');
    const leak = run(analysed(text), 'zap_one', { finding: { rule: 'unpaired-start', start: at } });
    expect(leak.steps[leak.failing ?? -1]).toMatchObject({ kind: 'exit', state: { ranges: [{ name: 'range', state: 'started' }] } });
    const twice = ZAP.replace('	return ret;', '	mmu_notifier_invalidate_range_end(&range);\n	return ret;');
    const [found] = analysed(twice).findings;
    expect(found?.rule).toBe('unpaired-end');
    const ended = run(analysed(twice), 'zap_one', { finding: { rule: 'unpaired-end', start: found?.span.start ?? 0 } });
    expect(ended.steps[ended.failing ?? -1]).toMatchObject({ kind: 'end', state: { ranges: [{ name: 'range', state: 'ended' }] } });
  });

  test('who changes entries for callers who tell nobody is told so', () => {
    const text = `int cut_one(struct vm_area_struct *vma, unsigned long addr, pte_t *pte)
{
	ptep_set_wrprotect(vma->vm_mm, addr, pte);
	return 0;
}

SYSCALL_DEFINE1(cut, unsigned long, addr)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma;
	pte_t *pte;

	mmap_write_lock(mm);
	vma = find_vma(mm, addr);
	pte = pte_of(vma, addr);
	cut_one(vma, addr, pte);
	mmap_write_unlock(mm);
	return 0;
}

void other(struct mmu_notifier_range *range) { mmu_notifier_invalidate_range_start(range); mmu_notifier_invalidate_range_end(range); }
`;
    const told = run(analysed(text.replace('	cut_one(vma', '	mmu_notifier_invalidate_range_start(&range);\n	cut_one(vma').replace('	pte_t *pte;\n\n', '	pte_t *pte;\n	struct mmu_notifier_range range;\n\n	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, addr, addr + 1);\n')), 'cut_one');
    expect(told.assumed.join()).toContain('has started an invalidation');
    const untold = run(analysed(text), 'cut_one');
    expect(untold.assumed.join()).toContain('Nobody who calls this function has started an invalidation');
    expect(untold.steps[0]?.kind).toBe('entry');
    expect(last(untold)).toMatchObject({ kind: 'device', tone: 'doubtful' });
  });

  test('what a function has done that is not run hangs on what it answers, where it is asked', () => {
    const text = `#include <linux/mmu_notifier.h>
#ifdef CONFIG_SHARED_TABLES
static int take_out(struct vm_area_struct *vma, unsigned long addr, pte_t *ptep)
{
	huge_ptep_get_and_clear(vma->vm_mm, addr, ptep);
	return 1;
}

static int unshare(struct vm_area_struct *vma, unsigned long addr, pte_t *ptep)
{
	return take_out(vma, addr, ptep);
}
#else
static int unshare(struct vm_area_struct *vma, unsigned long addr, pte_t *ptep)
{
	return 0;
}
#endif

void protect(struct vm_area_struct *vma, unsigned long addr, pte_t *ptep)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_VMA, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	if (unshare(vma, addr, ptep))
		goto out;
	huge_ptep_set_wrprotect(vma->vm_mm, addr, ptep);
out:
	mmu_notifier_invalidate_range_end(&range);
}
`;
    const asked = run(analysed(text), 'protect');
    expect(last(asked)).toMatchObject({ kind: 'device', tone: 'doubtful', text: expect.stringMatching(/^the device /) });
    expect(asked.assumed.join()).toContain('unshare() has done what it can do, whatever it answers.');
    const unasked = run(analysed(text.replace('if (unshare(vma, addr, ptep))\n\t\tgoto out;', 'unshare(vma, addr, ptep);')), 'protect');
    expect(last(unasked)).toMatchObject({ kind: 'device', tone: 'wrong', text: expect.stringMatching(/^the device /) });
  });

  test('a new entry where none was races with nobody; one in the place of another does', () => {
    const fill = `#include <linux/mmu_notifier.h>
void fill(struct vm_area_struct *vma, unsigned long addr, pte_t *ptep, pte_t new)
{
	struct mmu_notifier_range range;

	set_pte_at(vma->vm_mm, addr, ptep, new);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	mmu_notifier_invalidate_range_end(&range);
}
`;
    const outcome = (text: string) => {
      const analysis = analysed(text);
      const result = lens.race(analysis, { at: lens.functionNamed(analysis, 'fill') ?? 0, with: 'reader' });
      return 'problem' in result ? result.problem : result.race.outcome;
    };
    expect(outcome(fill)).toBe('none');
    expect(outcome(fill.replace('	set_pte_at', '	ptep_clear_flush(vma, addr, ptep);\n	set_pte_at'))).toBe('stale');
  });

  test('kinds side by side', () => {
    const analysis = analysed(ZAP);
    const result = lens.compareKinds(analysis, { at: lens.functionNamed(analysis, 'zap_one') ?? 0 });
    if ('problem' in result) throw new Error(result.problem);
    const tones = new Map(result.comparison.kinds.map(({ event, verdict }) => [event, verdict.tone]));
    expect(tones.get('MMU_NOTIFY_CLEAR')).toBe('good');
    expect(tones.get('MMU_NOTIFY_SOFT_DIRTY')).toBe('wrong');
    // Only the core sends it.
    expect(tones.has('MMU_NOTIFY_RELEASE')).toBe(false);
  });

  test('only who takes part is told', () => {
    const analysis = analysed(ZAP);
    const alone = run(analysis, 'zap_one', { subscribers: ['list'] });
    expect(alone.lanes.map(({ id }) => id)).toEqual(['code', 'core', 'list', 'list/device']);
    expect(alone.choices.subscribers.map(({ id, takesPart }) => [id, takesPart])).toEqual([['list', true], ['interval', false], ['tlb', false]]);
    const own = { event: 'MMU_NOTIFY_CLEAR', ignoresOwn: false, mayFail: false, maySleep: 'no' } as const;
    const other = run(analysis, 'zap_one', { subscribers: ['foo_ops'], others: [{ id: 'foo_ops', title: 'foo_ops', kind: 'interval', outcomes: [{ ...own, does: 'ignores' }], source: 'foo.c:1' }] });
    expect(other.verdict.tone).toBe('wrong');
    expect(other.steps.find(({ kind }) => kind === 'secondary')).toMatchObject({ lane: 'foo_ops', source: 'foo.c:1' });
  });

  test('a callback, blockable or not', () => {
    const analysis = analysed(CALLBACK);
    const waits = run(analysis, 'dev_invalidate');
    expect(waits.choices.blockable).toBe(true);
    expect(waits.verdict.tone).toBe('good');
    expect(waits.steps.map(({ text }) => text).join('\n')).toMatch(/mutex_lock\(\) waits[\s\S]*readers are made to see[\s\S]*its entries in the range are dropped/);
    const tries = run(analysis, 'dev_invalidate', { blockable: false, assume: [{ id: 'mutex_trylock(&d->lock)', takes: 'false' }] });
    expect(tries.unmet).toEqual([]);
    expect(tries.steps.map(({ text }) => text).join('\n')).toContain('the page tables are left as they are');
    expect(tries.steps.some(({ kind }) => kind === 'sleep')).toBe(false);
  });

  test('offers paths that differ in what they do to ranges', () => {
    const { paths } = run(analysed(ZAP.replace('			return -EAGAIN;', '			return -EAGAIN;\n		if (addr == 0)\n			return -EFAULT;')), 'zap_one');
    expect(paths.map(({ title, tone }) => [title, tone])).toEqual([['`range` is ended', 'plain'], ['`range` is failed', 'plain'], ['`range` is started', 'wrong']]);
    expect(paths[2]?.assume.map(({ id }) => id)).toContain('zap_one: addr == 0');
  });

  test.each([
    ['outside any function', 'int x;\n', 0, /no function here/],
    ['in a function that has nothing to do with it', 'int plain(int a)\n{\n\treturn a + 1;\n}\n', 5, /calls nothing of the mmu_notifier API/],
    ['in a function that is being typed', 'void f(void)\n{\n\tstruct mmu_notifier_range range;\n\tmmu_notifier_range_init(&range, (((;\n', 20, /can't be understood|no function here|calls nothing/],
    ['in an empty file', '', 0, /no function here/],
  ])('%s: one sentence', (_name, text, at, problem) => {
    const result = lens.simulate(analysed(text), { at });
    expect('problem' in result && result.problem).toMatch(problem);
  });

  test('off the path of a finding, the rest of it is kept as far as that goes', () => {
    const analysis = analysed(ZAP.replace('	mmu_notifier_invalidate_range_end(&range);\n	return ret;', '	if (!ret)\n		mmu_notifier_invalidate_range_end(&range);\n	return ret;'));
    const [finding] = analysis.findings;
    if (!finding) throw new Error('nothing found');
    const request = { finding: { rule: finding.rule, start: finding.span.start } };
    const found = run(analysis, 'zap_one', request);
    expect(found.findings.map(({ rule }) => rule)).toEqual(['unpaired-start']);
    const decided = found.choices.conditions.find(({ text }) => text === 'pte_present(*ptep)');
    expect(decided?.takes).toBe('false');
    const other = run(analysis, 'zap_one', { ...request, assume: [{ id: decided?.id ?? '', takes: 'true' }] });
    expect(other).toMatchObject({ unmet: [], findings: [], verdict: { tone: 'good' } });
  });

  test('a finding that is not there any more is no reason to fail', () => {
    const analysis = analysed(ZAP);
    const at = lens.functionNamed(analysis, 'zap_one') ?? 0;
    expect(lens.simulate(analysis, { at, finding: { rule: 'unpaired-start', start: 3 } })).toHaveProperty('simulation');
  });

  test('ten thousand branches offer a few paths, and one is run', () => {
    const body = Array.from({ length: 10_000 }, (_, i) => `\tif (flags & ${i})\n\t\tdo_thing(${i});\n`).join('');
    const text = `int wide(struct mm_struct *mm, unsigned long flags)\n{\n\tstruct mmu_notifier_range range;\n\n\tmmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, 0, 1);\n\tmmu_notifier_invalidate_range_start(&range);\n${body}\tmmu_notifier_invalidate_range_end(&range);\n\treturn 0;\n}\n`;
    const { paths, choices } = run(analysed(text), 'wide');
    expect(paths.length).toBeLessThanOrEqual(12);
    expect(choices.event?.value).toBe('MMU_NOTIFY_CLEAR');
  });

  test('two runs of the same are the same', () => {
    const analysis = analysed(ZAP);
    expect(run(analysis, 'zap_one')).toEqual(run(analysis, 'zap_one'));
  });

  test('trees without events, and without range objects, have runs as well', () => {
    expect(run(analysed(ZAP.replace('MMU_NOTIFY_CLEAR, 0, ', ''), '5.0'), 'zap_one').choices.event).toMatchObject({ value: null });
    const old = 'void zap(struct mm_struct *mm, unsigned long a, pte_t *p, struct vm_area_struct *vma)\n{\n\tmmu_notifier_invalidate_range_start(mm, a, a + PAGE_SIZE);\n\tptep_clear_flush(vma, a, p);\n\tmmu_notifier_invalidate_range_end(mm, a, a + PAGE_SIZE);\n}\n';
    expect(run(analysed(old, '4.15'), 'zap').verdict.tone).toBe('good');
  });
});
