// SPDX-License-Identifier: MIT
// generation: 6.10
// Whether the lock is held is remembered in words that are exchanged, counted and tested at once, and in maps of bits.

static void cmpxchg_locked(struct view *view, struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	int on = 0;

	if (vma->vm_flags & VM_SHARED) {
		spin_lock(&view->lock);
		cmpxchg(&on, 0, 1);
	}
	look_at(vma);
	if (cmpxchg(&on, 1, 0) == 1)
		spin_unlock(&view->lock);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	mmu_notifier_invalidate_range_start(&range);
	zap(vma);
	mmu_notifier_invalidate_range_end(&range);
}

static void try_locked(struct view *view, struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	int on = 0, was = 1;

	if (vma->vm_flags & VM_SHARED) {
		spin_lock(&view->lock);
		on = 1;
	}
	look_at(vma);
	if (try_cmpxchg(&on, &was, 0))
		spin_unlock(&view->lock);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	mmu_notifier_invalidate_range_start(&range);
	zap(vma);
	mmu_notifier_invalidate_range_end(&range);
}

static void atomic_locked(struct view *view, struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	atomic_t on = ATOMIC_INIT(0);

	if (vma->vm_flags & VM_SHARED) {
		spin_lock(&view->lock);
		atomic_set(&on, 1);
	}
	look_at(vma);
	if (atomic_cmpxchg(&on, 1, 0) == 1)
		spin_unlock(&view->lock);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	mmu_notifier_invalidate_range_start(&range);
	zap(vma);
	mmu_notifier_invalidate_range_end(&range);
}

static void positive_locked(struct view *view, struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	atomic_t on = ATOMIC_INIT(0);

	if (vma->vm_flags & VM_SHARED) {
		spin_lock(&view->lock);
		atomic_inc(&on);
	}
	look_at(vma);
	if (atomic_dec_if_positive(&on) >= 0)
		spin_unlock(&view->lock);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	mmu_notifier_invalidate_range_start(&range);
	zap(vma);
	mmu_notifier_invalidate_range_end(&range);
}

static void unless_locked(struct view *view, struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	atomic_t on = ATOMIC_INIT(0);

	if (vma->vm_flags & VM_SHARED) {
		spin_lock(&view->lock);
		atomic_inc(&on);
	}
	look_at(vma);
	if (atomic_add_unless(&on, -1, 0))
		spin_unlock(&view->lock);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	mmu_notifier_invalidate_range_start(&range);
	zap(vma);
	mmu_notifier_invalidate_range_end(&range);
}

static void bitlock_locked(struct view *view, struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long on = 0;

	if (vma->vm_flags & VM_SHARED) {
		spin_lock(&view->lock);
		test_and_set_bit_lock(0, &on);
	}
	look_at(vma);
	if (test_bit(0, &on))
		spin_unlock(&view->lock);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	mmu_notifier_invalidate_range_start(&range);
	zap(vma);
	mmu_notifier_invalidate_range_end(&range);
}

static void map_locked(struct view *view, struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long on[2] = { 0 };

	if (vma->vm_flags & VM_SHARED) {
		spin_lock(&view->lock);
		set_bit(70, on);
	}
	look_at(vma);
	if (test_bit(70, on))
		spin_unlock(&view->lock);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	mmu_notifier_invalidate_range_start(&range);
	zap(vma);
	mmu_notifier_invalidate_range_end(&range);
}

static void mapd_locked(struct view *view, struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	DECLARE_BITMAP(on, 70) = { 0 };

	if (vma->vm_flags & VM_SHARED) {
		spin_lock(&view->lock);
		set_bit(69, on);
	}
	look_at(vma);
	if (!bitmap_empty(on, 70))
		spin_unlock(&view->lock);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	mmu_notifier_invalidate_range_start(&range);
	zap(vma);
	mmu_notifier_invalidate_range_end(&range);
}

static void cnt_locked(struct view *view, struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	atomic_t on = ATOMIC_INIT(0);

	if (vma->vm_flags & VM_SHARED) {
		spin_lock(&view->lock);
		atomic_set(&on, 1);
	}
	look_at(vma);
	if (atomic_read(&on) && atomic_dec_and_test(&on))
		spin_unlock(&view->lock);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	mmu_notifier_invalidate_range_start(&range);
	zap(vma);
	mmu_notifier_invalidate_range_end(&range);
}

static void fetch_locked(struct view *view, struct vm_area_struct *vma, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	atomic_t on = ATOMIC_INIT(0);

	if (vma->vm_flags & VM_SHARED) {
		spin_lock(&view->lock);
		atomic_or(2, &on);
	}
	look_at(vma);
	if (atomic_fetch_andnot(2, &on) & 2)
		spin_unlock(&view->lock);
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	mmu_notifier_invalidate_range_start(&range);
	zap(vma);
	mmu_notifier_invalidate_range_end(&range);
}
