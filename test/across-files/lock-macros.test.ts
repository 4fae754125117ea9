/** Locks that macros of headers take, locks that lie inside of other objects, and what other files do under a lock that is held here. */
import { beforeAll, describe, expect, test } from 'vitest';
import { loadLens } from '../../server/src/host/load-lens.ts';
import type { Lens } from '../../server/src/lens.ts';
import { callback } from './driver.ts';
import { findingsBeside, HEADER, submits, WAIT } from './neighbours.ts';

const TYPES = `struct bar {
	struct mutex lock, spare;
	spinlock_t spin;
	struct mmu_interval_notifier notifier;
};

struct bar_pair {
	struct bar first;
#ifdef CONFIG_BAR_SPARE
	struct {
		struct bar bar;
		u64 runs;
	} inner;
#endif
	struct bar *outer;
};
`;
const LOCKS = '#define bar_lock(bar__)\t\\\n\tmutex_lock(&(bar__)->lock)\n#define bar_unlock(bar__) mutex_unlock(&(bar__)->lock)\n';

/** The callback takes the mutex, as written and through the macro. */
const DIRECT = callback(`${WAIT}mutex_lock(&bar->lock);\n\tbar->stale = true;\n\tmutex_unlock(&bar->lock);`);
const MACRO = callback(`${WAIT}bar_lock(bar);\n\tbar->stale = true;\n\tbar_unlock(bar);`);

const ALLOCATES = 'bar_lock(bar);\n\tp = kmalloc(8, GFP_KERNEL);\n\tbar_unlock(bar);';
const PLAIN = 'mutex_lock(&bar->lock);\n\tp = kmalloc(8, GFP_KERNEL);\n\tmutex_unlock(&bar->lock);';

/** The other file calls a function of a third one. */
const GROWS = '#include "bar.h"\n\nint bar_submit(struct bar *bar)\n{\n\tmutex_lock(&bar->lock);\n\tbar_grow(bar, GFP_KERNEL);\n\tmutex_unlock(&bar->lock);\n\treturn 0;\n}\n';
const GROW = '(struct bar *bar, gfp_t flags)\n{\n\tif (bar->p)\n\t\treturn 0;\n\tbar->p = kmalloc(8, flags);\n\treturn 0;\n}\n';
const THIRD = 'drivers/foo/bar/bar_grow.c';

let lens: Lens;
beforeAll(async () => {
  lens = await loadLens();
});

async function rulesIn(main: string, other: string, files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const found = await findingsBeside(lens, main, other, { [HEADER]: TYPES + LOCKS, ...files });
  return found.map(({ rule }) => rule);
}

/** A header with other macros. */
function macros(text: string): Readonly<Record<string, string>> {
  return { [HEADER]: TYPES + text };
}

const UNLOCK = '#define bar_unlock(b) mutex_unlock(&(b)->lock)\n';

describe('found', () => {
  test.each<readonly [string, string, string, Readonly<Record<string, string>>]>([
    ['under a lock that a macro takes', DIRECT, submits(ALLOCATES), {}],
    ['under one that the callback takes through a macro', MACRO, submits(PLAIN), {}],
    ['where both go through macros', MACRO, submits(ALLOCATES), {}],
    ['through a macro that is made of another, of another header', DIRECT, submits(ALLOCATES.replaceAll('k(bar)', 'k(pair)'), 'struct bar_pair *pair'), { 'drivers/foo/bar/locks.h': LOCKS.replaceAll('bar_', 'bar_raw_'), ...macros('#define bar_lock(p) bar_raw_lock(&(p)->inner.bar)\n#define bar_unlock(p) bar_raw_unlock(&(p)->inner.bar)\n') }],
    ['in statements', DIRECT, submits(ALLOCATES), macros(`#define bar_lock(b) do { might_sleep(); mutex_lock(&(b)->lock); } while (0)\n${UNLOCK}`)],
    ['in a statement expression', DIRECT, submits(ALLOCATES), macros(`#define bar_lock(b) ({ mutex_lock(&b->lock); })\n${UNLOCK}`)],
    ['where it may be interrupted', DIRECT, submits('if (bar_lock(bar))\n\t\treturn -EINTR;\n\tp = kmalloc(8, GFP_KERNEL);\n\tbar_unlock(bar);'), macros(`#define bar_lock(b) mutex_lock_interruptible(&(b)->lock)\n${UNLOCK}`)],
    ['where alternatives do the same', DIRECT.replaceAll(/mutex_(un)?lock\(&bar->lock\)/g, 'spin_$1lock(&bar->spin)'), submits(ALLOCATES), macros('#ifdef BAR_RW\n#define bar_lock(b) write_lock(&(b)->spin)\n#define bar_unlock(b) write_unlock(&(b)->spin)\n#else\n#define bar_lock(bar) spin_lock(&(bar)->spin)\n#define bar_unlock(bar) spin_unlock(&(bar)->spin)\n#endif\n')],
    ['where one does nothing', DIRECT, submits(ALLOCATES), macros(`#ifdef CONFIG_BAR\n${LOCKS}#else\nstatic inline void bar_lock(struct bar *bar)\n{\n}\n#define bar_unlock(bar) do { } while (0)\n#endif\n`)],
    ['inside of another object', DIRECT, submits(PLAIN.replaceAll('bar->', 'pair->first.'), 'struct bar_pair *pair'), {}],
    ['inside of one that has no type of its own', DIRECT, submits(PLAIN.replaceAll('bar->', 'pair->inner.bar.'), 'struct bar_pair *pair'), {}],
    ['inside of what the callback sees as another object', DIRECT.replace('struct bar *bar = container_of(mni, struct bar, notifier)', 'struct bar_pair *bar = container_of(mni, struct bar_pair, first.notifier)').replaceAll('bar->lock', 'bar->first.lock'), submits(PLAIN), {}],
    ['in a function of a third file', DIRECT, GROWS, { [THIRD]: `#include "bar.h"\n\nint bar_grow${GROW}` }],
    ['in an inline function of a header', DIRECT, GROWS, { [HEADER]: `${TYPES}static inline int bar_grow${GROW}` }],
  ])('%s', async (_, main, other, files) => {
    expect(await rulesIn(main, other, files)).toEqual(['reclaim-in-callback']);
  });
});

describe('silence', () => {
  test.each<readonly [string, string, string, Readonly<Record<string, string>>]>([
    ['alternatives take different locks', DIRECT, submits(ALLOCATES), macros(`#ifdef BAR_SPARE\n#define bar_lock(b) mutex_lock(&(b)->spare)\n#else\n${LOCKS}#endif\n`)],
    ['alternatives take locks of different kinds', DIRECT, submits(ALLOCATES), macros(`#ifdef BAR_SPARE\n#define bar_lock(b) spin_lock(&(b)->lock)\n#else\n${LOCKS}#endif\n`)],
    ['an alternative is a function that does something else', DIRECT, submits(ALLOCATES), macros(`#ifdef BAR_SPARE\n#define bar_lock(b) mutex_lock(&(b)->lock)\n#else\nstatic inline void bar_lock(struct bar *bar)\n{\n\tbar_enter(bar);\n}\n#endif\n${UNLOCK}`)],
    ['the macro does more than can be said', DIRECT, submits(ALLOCATES), macros(`#define bar_lock(b) do { if (!(b)->dead) mutex_lock(&(b)->lock); } while (0)\n${UNLOCK}`)],
    ['two headers define one, each as near', DIRECT, submits(ALLOCATES), { [HEADER]: TYPES, 'drivers/foo/bar/one.h': LOCKS, 'drivers/foo/bar/two.h': LOCKS }],
    ['a macro drops it', DIRECT, submits('bar_lock(bar);\n\tbar_unlock(bar);\n\tp = kmalloc(8, GFP_KERNEL);'), {}],
    ['a macro takes another one', DIRECT, submits(ALLOCATES), macros('#define bar_lock(b) mutex_lock(&(b)->spare)\n#define bar_unlock(b) mutex_unlock(&(b)->spare)\n')],
    ['the object is inside of another twice', DIRECT.replace('struct bar *bar = container_of(mni, struct bar, notifier)', 'struct bar_pair *bar = container_of(mni, struct bar_pair, first.notifier)').replaceAll('bar->lock', 'bar->first.lock'), submits(PLAIN.replaceAll('bar->', 'pair->inner.bar.'), 'struct bar_pair *pair'), {}],
    ['the object is only pointed to', DIRECT, submits(PLAIN.replaceAll('bar->', 'pair->outer.'), 'struct bar_pair *pair'), {}],
    ['a third file does not wait for memory', DIRECT, GROWS.replace('GFP_KERNEL', 'GFP_NOWAIT'), { [THIRD]: `#include "bar.h"\n\nint bar_grow${GROW}` }],
    ['the function of a third file is its own', DIRECT, GROWS, { [THIRD]: `#include "bar.h"\n\nstatic int bar_grow${GROW}` }],
    ['the lock is dropped before the third file is called', DIRECT, GROWS.replace(/(\tbar_grow.*\n)(\tmutex_unlock.*\n)/, '$2$1'), { [THIRD]: `#include "bar.h"\n\nint bar_grow${GROW}` }],
  ])('where %s', async (_, main, other, files) => {
    expect(await rulesIn(main, other, files)).toEqual([]);
  });
});
