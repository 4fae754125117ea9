/** Which functions of other files are looked into, and that each of those that may sleep is found with the way to it. */
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../server/src/findings.ts';
import { Definitions } from '../../server/src/host/definitions/definitions.ts';
import { loadLens } from '../../server/src/host/load-lens.ts';
import type { Lens } from '../../server/src/lens.ts';
import { Trees } from '../../server/src/workspace/tree.ts';
import { tempFolder } from '../support/temp.ts';
import { callback, HARDWARE, MAIN, reaper, TREE } from './driver.ts';

let lens: Lens;
beforeAll(async () => {
  lens = await loadLens();
});

async function findingsIn(files: Readonly<Record<string, string>>, main: string = MAIN): Promise<readonly Finding[]> {
  const root = tempFolder({ ...TREE, ...files });
  const opened = await new Trees().openTree(root);
  if ('problem' in opened) throw new Error(opened.problem);
  const elsewhere = await new Definitions().around(root, path.join(root, main));
  const { generation } = opened.tree;
  const analysis = lens.analyze({ text: files[main] ?? '', elsewhere, generation, treeKnown: true, builtWithoutNotifier: 'unknown' });
  expect(analysis.gaveUp).toEqual([]);
  return analysis.findings;
}

/** Rules, and the files of the steps. */
function summary(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ rule, severity, trace }) => `${severity} ${rule}: ${trace.map(({ file }) => (file ? path.basename(file.path) : 'here')).join(' ')}`);
}

test('of several ways the one with the fewest calls is told', async () => {
  const hardware = `static int bar_hw_deep(struct bar *bar)
{
	bar->p = kmalloc(8, GFP_KERNEL);
	return 0;
}

int bar_hw_grow(struct bar *bar)
{
	if (bar->is_deep)
		return bar_hw_deep(bar);
	bar->q = kzalloc(8, GFP_KERNEL);
	return 0;
}
`;
  const [finding, ...more] = await findingsIn({ [MAIN]: callback('if (!mmu_notifier_range_blockable(range))\n\t\treturn false;\n\tbar_hw_grow(bar);'), 'drivers/foo/bar/bar_hw.c': hardware });
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ rule: 'reclaim-in-callback', function: 'bar_invalidate' });
  expect(finding?.trace.map(({ text }) => text).slice(-3)).toEqual(['bar_hw_grow() is called here', '`bar->is_deep` is false', 'kzalloc() allocates with direct reclaim']);
});

describe('what may sleep', () => {
  test('three functions later in the driver\'s other file', async () => {
    const [finding, ...more] = await findingsIn({ [MAIN]: callback('bar_hw_stop(bar, true);') });
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ rule: 'blocking-callback', function: 'bar_invalidate' });
    const steps = finding?.trace.map(({ file, span, text }) => ({ in: file && path.basename(file.path), at: file?.text.slice(span.start, span.end), text })) ?? [];
    expect(steps.at(-1)).toMatchObject({ in: 'bar_hw.c', at: 'mutex_lock(&bar->lock)' });
    expect(steps.map(({ at }) => at)).toContain('bar_hw_wait(bar)');
    expect(steps[0]).toMatchObject({ in: undefined, text: 'bar_hw_stop() is called here' });
  });

  test('in an inline function of the driver\'s header', async () => {
    const found = await findingsIn({
      [MAIN]: callback('bar_lock(bar);'),
      'drivers/foo/bar/bar.h': 'static inline void bar_lock(struct bar *bar)\n{\n\tmutex_lock(&bar->lock);\n}\n',
    });
    expect(summary(found)).toEqual(['error blocking-callback: here bar.h']);
  });

  test('in a function that is handed to an inline one of the tree\'s headers', async () => {
    const found = await findingsIn({
      [MAIN]: callback('ref_put(&bar->ref, bar_release);', 'static void bar_release(struct ref *ref)\n{\n\tmsleep(1);\n}\n\n'),
      'include/linux/ref.h': 'static inline int ref_put(struct ref *ref, void (*release)(struct ref *ref))\n{\n\tif (ref_dec(ref)) {\n\t\trelease(ref);\n\t\treturn 1;\n\t}\n\treturn 0;\n}\n',
    });
    expect(summary(found)).toEqual(['error blocking-callback: here ref.h ref.h here']);
  });

  test('in a function of the file that a structure names', async () => {
    const body = 'struct bar_walk walk = { .bar = bar, .each = bar_each };\n\n\tbar_walk(&walk);';
    const more = 'static void bar_each(struct bar *bar)\n{\n\tmsleep(1);\n}\n\nstatic void bar_walk(struct bar_walk *walk)\n{\n\twalk->each(walk->bar);\n}\n\n';
    expect(summary(await findingsIn({ [MAIN]: callback(body, more) }))).toEqual(['error blocking-callback: here here here']);
  });

  test('under a spinlock of the callback\'s own, however blockable the range', async () => {
    const body = 'if (!mmu_notifier_range_blockable(range))\n\t\treturn false;\n\tspin_lock(&bar->spin);\n\tbar_hw_stop(bar, true);\n\tspin_unlock(&bar->spin);';
    expect((await findingsIn({ [MAIN]: callback(body) })).map(({ rule }) => rule)).toEqual(['atomic-callback']);
  });

  const HELD = 'if (!mmu_notifier_range_blockable(range))\n\t\treturn false;\n\tspin_lock(&bar->spin);\n\tlist_move(&bar->node, &bar->spin_list);\n\tdma_resv_wait_timeout(bar_resv(bar), 0, false, HZ);\n\tspin_unlock(&bar->spin);';

  test('which a function of a header is not given to drop', async () => {
    const header = { 'drivers/foo/bar/bar.h': 'static inline struct dma_resv *bar_resv(struct bar *bar)\n{\n\treturn bar->vm.resv;\n}\n' };
    expect((await findingsIn({ [MAIN]: callback(HELD), ...header })).map(({ rule }) => rule)).toEqual(['atomic-callback']);
  });

  test('unless it may drop it, or is not known', async () => {
    const header = { 'drivers/foo/bar/bar.h': 'static inline struct dma_resv *bar_resv(struct bar *bar)\n{\n\tspin_unlock(&bar->spin);\n\treturn bar->vm.resv;\n}\n' };
    expect(await findingsIn({ [MAIN]: callback(HELD), ...header })).toEqual([]);
    expect(await findingsIn({ [MAIN]: callback(HELD) })).toEqual([]);
  });
});

describe('silence', () => {
  test.each([
    ['what it is told lets it return at once', 'bar_hw_stop(bar, false);', {}],
    ['whether it may wait is passed on', 'bar_hw_stop(bar, mmu_notifier_range_blockable(range));', {}],
    ['it may, as the path knows', 'if (mmu_notifier_range_blockable(range))\n\t\tbar_hw_stop(bar, true);', {}],
    ['a function of that name is static in the other file', 'bar_hw_drain(bar, 4);', {}],
    ['nobody defines it', 'bar_hw_reset(bar);', {}],
    ['two files define it, and neither is nearer', 'bar_reset(bar);', {
      'drivers/foo/a.c': 'void bar_reset(struct bar *bar)\n{\n\tmsleep(1);\n}\n', 'drivers/foo/b.c': 'void bar_reset(struct bar *bar)\n{\n}\n',
    }],
    ['the nearer one of two does not sleep', 'bar_reset(bar);', {
      'drivers/foo/a.c': 'void bar_reset(struct bar *bar)\n{\n\tmsleep(1);\n}\n', 'drivers/foo/bar/b.c': 'void bar_reset(struct bar *bar)\n{\n}\n',
    }],
    ['it is another subsystem\'s', 'core_stop(bar);', { 'drivers/base/core.c': 'void core_stop(struct bar *bar)\n{\n\tmsleep(1);\n}\n' }],
    ['the file\'s own function of that name counts', 'bar_hw_stop(bar, true);', { [MAIN]: callback('bar_hw_stop(bar, true);', 'static int bar_hw_stop(struct bar *bar, bool may_wait)\n{\n\treturn 0;\n}\n\n') }],
    ['a function pointer is anybody\'s', 'bar->ops->stop(bar);', {}],
    ['functions call each other without end', 'bar_ping(bar);', { 'drivers/foo/bar/ping.c': 'void bar_ping(struct bar *bar)\n{\n\tbar_pong(bar);\n}\n\nvoid bar_pong(struct bar *bar)\n{\n\tbar_ping(bar);\n}\n' }],
    ['a macro of the driver has that name', 'bar_reset(bar);', {
      'drivers/foo/bar/bar.h': '#define bar_reset(bar) bar_hw_reset(bar)\n', 'drivers/foo/a.c': 'void bar_reset(struct bar *bar)\n{\n\tmsleep(1);\n}\n',
    }],
    ['the linker may take another one', 'bar_arch_stop(bar);', { 'drivers/foo/bar/arch.c': 'void __weak bar_arch_stop(struct bar *bar)\n{\n\tmsleep(1);\n}\n' }],
    ['its text is damaged', 'bar_broken(bar);', { 'drivers/foo/bar/broken.c': 'void bar_broken(struct bar *bar)\n{\n\tif (bar->x {\n\t\tmsleep(1);\n}\n' }],
  ])('where %s', async (_, body, files) => {
    expect(summary(await findingsIn({ [MAIN]: callback(body), ...files }))).toEqual([]);
  });
});

describe('a real function beside the inline one that stands in where it is not built', () => {
  test('is the one that is meant', async () => {
    const found = await findingsIn({
      [MAIN]: callback('bar_sync(bar);'),
      'drivers/foo/bar/bar.h': '#ifdef CONFIG_BAR_SYNC\nvoid bar_sync(struct bar *bar);\n#else\nstatic inline void bar_sync(struct bar *bar)\n{\n}\n#endif\n',
      'drivers/foo/bar/sync.c': 'void bar_sync(struct bar *bar)\n{\n\tflush_work(&bar->work);\n}\n',
    });
    expect(summary(found)).toEqual(['error blocking-callback: here sync.c']);
  });
});

describe('a callback that sleeps for one event only', () => {
  const body = 'if (range->event == MMU_NOTIFY_UNMAP)\n\t\tbar_hw_stop(bar, true);';

  test('is wrong where the tree sends that one without blocking', async () => {
    const [finding] = await findingsIn({ [MAIN]: callback(body) });
    expect(finding).toMatchObject({ rule: 'blocking-callback', severity: 'error' });
    expect(finding?.message).toContain('a non-blocking invalidation of this tree is of that kind');
  });

  test('is only told of where the tree sends others', async () => {
    const [finding] = await findingsIn({ [MAIN]: callback(body), 'mm/reaper.c': reaper('MMU_NOTIFY_CLEAR') });
    expect(finding).toMatchObject({ rule: 'blocking-callback', severity: 'info' });
  });

  test('is only told of where the kind can\'t be told', async () => {
    const [finding] = await findingsIn({ [MAIN]: callback(body), 'mm/reaper.c': reaper('event') });
    expect(finding?.message).toContain('can\'t be told from here');
  });
});

test('a file outside the tree is taken for the one that its path names, and that one is not looked into', async () => {
  const root = tempFolder({ ...TREE, [MAIN]: callback('bar_hw_stop(bar, true);', 'void bar_hw_reset(struct bar *bar)\n{\n\tmsleep(1);\n}\n\n') });
  const text = callback('bar_hw_reset(bar);\n\tbar_hw_stop(bar, true);');
  const outside = path.join(tempFolder({ [MAIN]: text }), MAIN);
  const elsewhere = await new Definitions().around(root, outside);
  expect(elsewhere.definition('bar_hw_reset')).toBeUndefined();
  expect(elsewhere.definition('bar_hw_stop')).toMatchObject({ path: path.join(root, 'drivers/foo/bar/bar_hw.c'), text: HARDWARE });
});
