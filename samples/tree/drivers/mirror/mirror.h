/* SPDX-License-Identifier: MIT */
struct mirror {
	struct mmu_interval_notifier notifier;
	struct mutex lock;
	void __iomem *regs;
};

void mirror_hw_forget(struct mirror *mirror, unsigned long start,
		      unsigned long end);

static inline void mirror_lock(struct mirror *mirror)
{
	mutex_lock(&mirror->lock);
}

static inline void mirror_unlock(struct mirror *mirror)
{
	mutex_unlock(&mirror->lock);
}
