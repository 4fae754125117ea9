// generation: 6.10
/* A driver, and code that takes pages away, as they should be: no interleaving goes wrong. */
#include <linux/hmm.h>
#include <linux/mmu_notifier.h>

struct mirror {
	struct mutex lock;
	struct xarray pages;
	struct mmu_interval_notifier notifier;
};

static bool mirror_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long seq)
{
	struct mirror *m = container_of(mni, struct mirror, notifier);

	if (mmu_notifier_range_blockable(range))
		mutex_lock(&m->lock);
	else if (!mutex_trylock(&m->lock))
		return false;
	mmu_interval_set_seq(mni, seq);
	mirror_forget(m, range->start, range->end);
	mutex_unlock(&m->lock);
	return true;
}

static const struct mmu_interval_notifier_ops mirror_ops = {
	.invalidate = mirror_invalidate,
};

int mirror_fault(struct mirror *m, struct mm_struct *mm, unsigned long addr)
{
	unsigned long pfn;
	struct hmm_range range = {
		.notifier = &m->notifier,
		.start = addr,
		.end = addr + PAGE_SIZE,
		.hmm_pfns = &pfn,
	};
	int ret;

again:
	range.notifier_seq = mmu_interval_read_begin(&m->notifier);
	mmap_read_lock(mm);
	ret = hmm_range_fault(&range);
	mmap_read_unlock(mm);
	if (ret)
		return ret;
	mutex_lock(&m->lock);
	if (mmu_interval_read_retry(&m->notifier, range.notifier_seq)) {
		mutex_unlock(&m->lock);
		goto again;
	}
	mirror_map(m, addr, hmm_pfn_to_page(pfn));
	mutex_unlock(&m->lock);
	return 0;
}

void forget_page(struct vm_area_struct *vma, unsigned long addr, pte_t *ptep)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	ptep_clear_flush(vma, addr, ptep);
	mmu_notifier_invalidate_range_end(&range);
}

int forget_page_now(struct vm_area_struct *vma, unsigned long addr, pte_t *ptep)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	if (mmu_notifier_invalidate_range_start_nonblock(&range))
		return -EAGAIN;
	ptep_clear_flush(vma, addr, ptep);
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

int forget_if_needed(struct vm_area_struct *vma, unsigned long addr, pte_t *ptep)
{
	struct mmu_notifier_range range;
	int ret = 0;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	if (!may_forget(vma, addr)) {
		ret = -EBUSY;
		goto out;
	}
	ptep_clear_flush(vma, addr, ptep);
out:
	mmu_notifier_invalidate_range_end(&range);
	return ret;
}
