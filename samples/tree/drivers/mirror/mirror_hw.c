// SPDX-License-Identifier: MIT
/* The other half of the driver in blocking-callback.c: nothing is wrong here. */
#include "mirror.h"

static void mirror_hw_flush(struct mirror *mirror, unsigned long start,
			    unsigned long end)
{
	mirror_lock(mirror);
	writeq(start, mirror->regs + MIRROR_FLUSH_START);
	writeq(end, mirror->regs + MIRROR_FLUSH_END);
	mirror_unlock(mirror);
}

void mirror_hw_forget(struct mirror *mirror, unsigned long start,
		      unsigned long end)
{
	if (start < end)
		mirror_hw_flush(mirror, start, end);
}
