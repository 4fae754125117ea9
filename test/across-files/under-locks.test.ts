/** What is done in one file under a lock that the callback of another waits for. */
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../server/src/findings.ts';
import { loadLens } from '../../server/src/host/load-lens.ts';
import type { Lens } from '../../server/src/lens.ts';
import { callback } from './driver.ts';
import { findingsBeside, HEADER, submits, WAIT } from './neighbours.ts';

const TYPES = `struct bar {
	struct mutex lock;
	struct rw_semaphore notifier_lock;
	struct bar_stats {
		u64 runs;
	} stats;
	struct mmu_interval_notifier notifier;
};

struct bar_job {
	struct list_head list;
	struct bar *bar, *other;
	struct bar_job *next;
};
`;

/** The callback takes the mutex. */
const MUTEX = callback(`${WAIT}mutex_lock(&bar->lock);\n\tbar->stale = true;\n\tmutex_unlock(&bar->lock);`);
/** The callback takes the rwsem. */
const WRITER = callback(`${WAIT}down_write(&bar->notifier_lock);\n\tbar->stale = true;\n\tup_write(&bar->notifier_lock);`);
const READER = callback(`${WAIT}down_read(&bar->notifier_lock);\n\tbar->stale = true;\n\tup_read(&bar->notifier_lock);`);

let lens: Lens;
beforeAll(async () => {
  lens = await loadLens();
});

function findingsIn(main: string, other: string, files: Readonly<Record<string, string>> = {}): Promise<readonly Finding[]> {
  return findingsBeside(lens, main, other, { [HEADER]: TYPES, ...files });
}

const ALLOCATES = 'mutex_lock(&bar->lock);\n\tp = kmalloc(8, GFP_KERNEL);\n\tmutex_unlock(&bar->lock);';

test('the last step is the callback, in its file', async () => {
  const [finding, ...more] = await findingsIn(MUTEX, submits(ALLOCATES));
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ rule: 'reclaim-in-callback', function: 'bar_submit' });
  const last = finding?.trace.at(-1);
  expect(last?.text).toBe('bar_invalidate() is called back, and waits for `lock`');
  expect(path.basename(last?.file?.path ?? '')).toBe('bar_mn.c');
  expect(last?.file?.text.slice(last.span.start, last.span.end)).toBe('bar_invalidate');
});

describe('found', () => {
  test.each([
    ['the mmap lock', MUTEX, submits('mutex_lock(&bar->lock);\n\tmmap_read_lock(mm);\n\tmmap_read_unlock(mm);\n\tmutex_unlock(&bar->lock);'), 'callback-deadlock'],
    ['a read side of what the callback takes for writing', WRITER, submits('down_read(&bar->notifier_lock);\n\tp = kmalloc(8, GFP_KERNEL);\n\tup_read(&bar->notifier_lock);'), 'reclaim-in-callback'],
    ['a write side of what the callback takes for reading', READER, submits('down_write(&bar->notifier_lock);\n\tp = kmalloc(8, GFP_KERNEL);\n\tup_write(&bar->notifier_lock);'), 'reclaim-in-callback'],
    ['through a pointer in another structure', MUTEX, submits('mutex_lock(&job->bar->lock);\n\tp = kmalloc(8, GFP_KERNEL);\n\tmutex_unlock(&job->bar->lock);', 'struct bar_job *job'), 'reclaim-in-callback'],
    ['through several', MUTEX, submits('mutex_lock(&job->next->next->other->lock);\n\tp = kmalloc(8, GFP_KERNEL);\n\tmutex_unlock(&job->next->next->other->lock);', 'struct bar_job *job'), 'reclaim-in-callback'],
    ['with a guard', MUTEX, submits('guard(mutex)(&bar->lock);\n\tp = kmalloc(8, GFP_KERNEL);'), 'reclaim-in-callback'],
    ['where trying was enough', MUTEX, submits('if (!mutex_trylock(&bar->lock))\n\t\treturn -EBUSY;\n\tp = kmalloc(8, GFP_KERNEL);\n\tmutex_unlock(&bar->lock);'), 'reclaim-in-callback'],
    ['behind a function of the core, which begins no scope', MUTEX, submits('mmu_interval_notifier_insert_locked(&bar->notifier, mm, 0, 1, &bar_ops);\n\tmutex_lock(&bar->lock);\n\tp = kmalloc(8, GFP_KERNEL);\n\tmutex_unlock(&bar->lock);'), 'reclaim-in-callback'],
    ['behind what writes through the members of what it is given', MUTEX, submits('unsigned long pfn = 0;\n\tstruct migrate_vma args = { .src = &pfn };\n\n\tif (migrate_vma_setup(&args) < 0)\n\t\treturn -EINVAL;\n\tif (!(pfn & MIGRATE_PFN_MIGRATE))\n\t\treturn 0;\n\tmutex_lock(&bar->lock);\n\tp = kmalloc(8, GFP_KERNEL);\n\tmutex_unlock(&bar->lock);'), 'reclaim-in-callback'],
    ['a subscription is ended', WRITER, submits('down_write(&bar->notifier_lock);\n\tmmu_interval_notifier_remove(&job->notifier);\n\tup_write(&bar->notifier_lock);', 'struct bar *bar, struct bar_job *job'), 'registration-context'],
    ['in a helper', MUTEX, `#include "bar.h"\n\nstatic int bar_grow(struct bar *bar)\n{\n\tbar->p = kmalloc(8, GFP_KERNEL);\n\treturn 0;\n}\n\nint bar_submit(struct bar *bar)\n{\n\tmutex_lock(&bar->lock);\n\tbar_grow(bar);\n\tmutex_unlock(&bar->lock);\n\treturn 0;\n}\n`, 'reclaim-in-callback'],
  ])('%s', async (_, main, other, rule) => {
    expect((await findingsIn(main, other)).filter(({ rule: id }) => id !== 'unchecked-registration').map((finding) => [finding.rule, finding.function])).toEqual([[rule, 'bar_submit']]);
  });

  test('where the callback goes through this file to a lock of its own', async () => {
    const main = callback(`${WAIT}bar_stop(bar);`);
    const other = `#include "bar.h"\n\nstruct bar_queue {\n\tstruct mutex lock;\n};\n\nstatic struct bar_queue *bar_queue(struct bar *bar);\n\nvoid bar_stop(struct bar *bar)\n{\n\tstruct bar_queue *queue = bar_queue(bar);\n\n\tmutex_lock(&queue->lock);\n\tmutex_unlock(&queue->lock);\n}\n\nvoid bar_start(struct bar *bar)\n{\n\tstruct bar_queue *queue = bar_queue(bar);\n\n\tmutex_lock(&queue->lock);\n\tbar->p = kmalloc(8, GFP_KERNEL);\n\tmutex_unlock(&queue->lock);\n}\n`;
    expect((await findingsIn(main, other)).map((finding) => [finding.rule, finding.function])).toEqual([['reclaim-in-callback', 'bar_start']]);
  });
});

describe('functions of the callback\'s file end its subscription', () => {
  const ends = (main: string): string => `${main}\nvoid bar_free(struct bar *bar)\n{\n\tmmu_interval_notifier_remove(&bar->notifier);\n\tkfree(bar);\n}\n`;
  const throughReference = (main: string): string => `${main}\nstatic void bar_release(struct kref *ref)\n{\n\tmmu_interval_notifier_remove(&container_of(ref, struct bar, users)->notifier);\n}\n\nvoid bar_free(struct bar *bar)\n{\n\tkref_put(&bar->users, bar_release);\n}\n`;
  const under = 'down_write(&job->bar->notifier_lock);\n\tbar_free(job->bar);\n\tup_write(&job->bar->notifier_lock);';
  const job = 'struct bar_job *job';

  test.each([
    ['at once', ends(WRITER), submits(under, job)],
    ['with the last reference', throughReference(WRITER), submits(under, job)],
    ['in a helper', ends(WRITER), `static void bar_drop(struct bar_job *job)\n{\n\tbar_free(job->bar);\n}\n\n${submits(under.replace('bar_free(job->bar)', 'bar_drop(job)'), job)}`],
  ])('%s', async (_, main, other) => {
    const [finding, ...more] = await findingsIn(main, other);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ rule: 'registration-context', function: 'bar_submit' });
    expect(finding?.trace.at(-2)?.text).toBe('it waits for callbacks, which wait for `notifier_lock`');
    expect(path.basename(finding?.trace.at(-2)?.file?.path ?? '')).toBe('bar_mn.c');
  });

  test.each([
    ['after the lock was dropped', ends(WRITER), submits(`${under.replace('\tbar_free(job->bar);\n', '')};\n\tbar_free(job->bar);`, job)],
    ['under a lock that no callback takes', ends(MUTEX), submits(under, job)],
    ['in another file of this name', ends(WRITER).replace('void bar_free', 'static void bar_free'), submits(under, job)],
    ['if it is not given the last reference', throughReference(WRITER).replace('kref_put(&bar->users, bar_release)', 'bar_put(&bar->users)'), submits(under, job)],
  ])('silent: %s', async (_, main, other) => {
    expect(await findingsIn(main, other)).toEqual([]);
  });
});

describe('silence', () => {
  test.each([
    ['another structure of the same tag, of this file', MUTEX, `#include "other.h"\n\nstruct bar {\n\tstruct mutex lock;\n};\n\n${submits(ALLOCATES)}`, {}],
    ['another structure of the same tag, of the callback\'s file', MUTEX.replace('static bool', 'struct bar {\n\tstruct mutex lock;\n\tstruct mmu_interval_notifier notifier;\n};\n\nstatic bool'), submits(ALLOCATES), {}],
    ['headers define two of that tag', MUTEX, submits(ALLOCATES), { 'drivers/foo/baz/bar.h': TYPES }],
    ['nobody defines it', MUTEX, submits(ALLOCATES), { [HEADER]: 'struct bar;\n' }],
    ['another member', MUTEX, submits('mutex_lock(&bar->spare);\n\tp = kmalloc(8, GFP_KERNEL);\n\tmutex_unlock(&bar->spare);'), {}],
    ['a class of its own in the order of locks', MUTEX, submits('mutex_lock_nested(&bar->lock, 1);\n\tp = kmalloc(8, GFP_KERNEL);\n\tmutex_unlock(&bar->lock);'), {}],
    ['readers do not wait for readers', READER, submits('down_read(&bar->notifier_lock);\n\tp = kmalloc(8, GFP_KERNEL);\n\tup_read(&bar->notifier_lock);'), {}],
    ['the lock was dropped', MUTEX, submits('mutex_lock(&bar->lock);\n\tmutex_unlock(&bar->lock);\n\tp = kmalloc(8, GFP_KERNEL);'), {}],
    ['the lock is taken later', MUTEX, submits('p = kmalloc(8, GFP_KERNEL);\n\tmutex_lock(&bar->lock);\n\tmutex_unlock(&bar->lock);'), {}],
    ['trying failed', MUTEX, submits('if (!mutex_trylock(&bar->lock)) {\n\t\tp = kmalloc(8, GFP_KERNEL);\n\t\treturn -EBUSY;\n\t}\n\tmutex_unlock(&bar->lock);'), {}],
    ['without waiting for memory', MUTEX, submits(ALLOCATES.replace('GFP_KERNEL', 'GFP_NOWAIT')), {}],
    ['in a scope without reclaim', MUTEX, submits(`unsigned int flags = memalloc_noreclaim_save();\n\n\t${ALLOCATES}\n\tmemalloc_noreclaim_restore(flags);`), {}],
    ['the callback only tries', callback('if (!mutex_trylock(&bar->lock))\n\t\treturn false;\n\tmutex_unlock(&bar->lock);'), submits(ALLOCATES), {}],
    ['its function is in no table', MUTEX.replace('.invalidate = bar_invalidate,', ''), submits(ALLOCATES), {}],
    ['a member of the structure is another one\'s in the chain', MUTEX, submits('mutex_lock(&job->list->lock);\n\tp = kmalloc(8, GFP_KERNEL);\n\tmutex_unlock(&job->list->lock);', 'struct bar_job *job'), {}],
    ['the callback locks only what it has allocated itself', callback(`${WAIT}struct bar *copy = bar_copy(bar);\n\n\tif (!copy)\n\t\treturn true;\n\tmutex_lock(&copy->lock);\n\tmutex_unlock(&copy->lock);`, 'static struct bar *bar_copy(struct bar *bar)\n{\n\tstruct bar *copy = kzalloc(sizeof(*copy), GFP_NOWAIT);\n\n\treturn copy;\n}\n\n'), submits(ALLOCATES), {}],
    ['a subscription is put, which waits for nobody', MUTEX, submits('mutex_lock(&bar->lock);\n\tmmu_notifier_put(&job->mn);\n\tmutex_unlock(&bar->lock);', 'struct bar *bar, struct bar_job *job'), {}],
    ['one is ended for which no such callback is waited', MUTEX, submits('mutex_lock(&bar->lock);\n\tmmu_notifier_unregister(&job->mn, mm);\n\tmutex_unlock(&bar->lock);', 'struct bar *bar, struct bar_job *job'), {}],
    ['a page that nobody else knows of is locked', MUTEX, submits('mutex_lock(&bar->lock);\n\tp = alloc_page(GFP_NOWAIT);\n\tif (p) {\n\t\tlock_page(p);\n\t\tunlock_page(p);\n\t}\n\tmutex_unlock(&bar->lock);'), {}],
  ])('where %s', async (_, main, other, files) => {
    expect((await findingsIn(main, other, files)).map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });

  test('of what the callback does itself in this file under the lock, which is told there', async () => {
    const main = callback(`${WAIT}bar_stop(bar);`);
    const other = '#include "bar.h"\n\nvoid bar_stop(struct bar *bar)\n{\n\tmutex_lock(&bar->lock);\n\tbar->p = kmalloc(8, GFP_KERNEL);\n\tmutex_unlock(&bar->lock);\n}\n';
    expect(await findingsIn(main, other)).toEqual([]);
  });
});
