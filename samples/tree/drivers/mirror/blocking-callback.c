// SPDX-License-Identifier: MIT
/*
 * blocking-callback: the OOM reaper invalidates where nothing may sleep, and
 * three functions further, in mirror_hw.c, this callback waits for a mutex
 * without having asked.
 */
#include "mirror.h"

static bool mirror_invalidate(struct mmu_interval_notifier *mni,
			      const struct mmu_notifier_range *range,
			      unsigned long cur_seq)
{
	struct mirror *mirror = container_of(mni, struct mirror, notifier);

	mirror_hw_forget(mirror, range->start, range->end);
	return true;
}

static const struct mmu_interval_notifier_ops mirror_ops = {
	.invalidate = mirror_invalidate,
};
