/** A driver of several files, in a tree of its own; each test says what differs. */
import { readFileSync } from 'node:fs';

const HEADER = readFileSync(new URL('../kernel/headers/6.10.h', import.meta.url), 'utf8');

/** The file that has the callback. `body` is what it does once it knows nothing about the range. */
export function callback(body: string, more = ''): string {
  return `#include <linux/mmu_notifier.h>
#include "bar.h"

${more}static bool bar_invalidate(struct mmu_interval_notifier *mni,
			   const struct mmu_notifier_range *range,
			   unsigned long cur_seq)
{
	struct bar *bar = container_of(mni, struct bar, notifier);

	${body}
	return true;
}

static const struct mmu_interval_notifier_ops bar_mn_ops = {
	.invalidate = bar_invalidate,
};
`;
}

/** Ends, three functions later, in a mutex. */
export const HARDWARE = `#include "bar.h"

static void bar_hw_wait(struct bar *bar)
{
	mutex_lock(&bar->lock);
	bar->idle = 1;
	mutex_unlock(&bar->lock);
}

static int bar_hw_drain(struct bar *bar, int channels)
{
	int i;

	for (i = 0; i < channels; i++)
		bar_hw_wait(bar);
	return 0;
}

int bar_hw_stop(struct bar *bar, bool may_wait)
{
	if (!may_wait)
		return -EBUSY;
	return bar_hw_drain(bar, 4);
}
`;

/** Reaper of the given kind. */
export function reaper(event: string): string {
  return `static bool reap(struct mm_struct *mm)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, ${event}, 0, mm, 0, -1UL);
	if (mmu_notifier_invalidate_range_start_nonblock(&range))
		return false;
	mmu_notifier_invalidate_range_end(&range);
	return true;
}
`;
}

export const TREE = {
  'include/linux/mmu_notifier.h': HEADER,
  'mm/reaper.c': reaper('MMU_NOTIFY_UNMAP'),
  'drivers/foo/bar/bar_hw.c': HARDWARE,
} as const;

/** Path of the callback's file in the tree. */
export const MAIN = 'drivers/foo/bar/bar_mn.c';
