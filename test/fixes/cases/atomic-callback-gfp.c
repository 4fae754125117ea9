// generation: 6.12
static void iotlb_invalidate(struct mmu_notifier *mn, struct mm_struct *mm,
			     unsigned long start, unsigned long end)
{
	struct iotlb *iotlb = container_of(mn, struct iotlb, mn);
	struct command *command = kzalloc(sizeof(*command), GFP_KERNEL | __GFP_NOWARN);

	if (command)
		iotlb_submit(iotlb, command, start, end);
}

static const struct mmu_notifier_ops iotlb_ops = {
	.arch_invalidate_secondary_tlbs = iotlb_invalidate,
};
// --- Allocate with GFP_ATOMIC: without waiting for memory
static void iotlb_invalidate(struct mmu_notifier *mn, struct mm_struct *mm,
			     unsigned long start, unsigned long end)
{
	struct iotlb *iotlb = container_of(mn, struct iotlb, mn);
	struct command *command = kzalloc(sizeof(*command), GFP_ATOMIC | __GFP_NOWARN);

	if (command)
		iotlb_submit(iotlb, command, start, end);
}

static const struct mmu_notifier_ops iotlb_ops = {
	.arch_invalidate_secondary_tlbs = iotlb_invalidate,
};
