// SPDX-License-Identifier: MIT
/*
 * atomic-callback: the core calls this one under the page table lock, which is
 * a spinlock, and an allocation may have to wait for memory.
 */

static void iotlb_invalidate(struct mmu_notifier *mn, struct mm_struct *mm,
			     unsigned long start, unsigned long end)
{
	struct iotlb *iotlb = container_of(mn, struct iotlb, mn);
	struct iotlb_command *command;

	command = kmalloc(sizeof(*command), GFP_KERNEL);
	if (command)
		iotlb_submit(iotlb, command, start, end);
}

static const struct mmu_notifier_ops iotlb_ops = {
	.arch_invalidate_secondary_tlbs = iotlb_invalidate,
};
