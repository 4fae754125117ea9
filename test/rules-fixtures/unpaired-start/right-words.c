// SPDX-License-Identifier: MIT
// generation: 6.10
// What was started is remembered in words that are exchanged, counted and tested at once, in maps of bits, and in memory that was made all zeroes.

static void cmpxchg_in(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	int started = 0;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (cmpxchg(&started, 0, 1) == 0) {
			mmu_notifier_invalidate_range_start(&range);
		}
		zap_one(vma, at);
	}
	if (started)
		mmu_notifier_invalidate_range_end(&range);
}

static void cmpxchg_in_once(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	int started = 0;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	if (vma->vm_flags & VM_MAYWRITE) {
		if (cmpxchg(&started, 0, 1) == 0) {
			mmu_notifier_invalidate_range_start(&range);
		}
	}
	zap_everything(vma);
	if (started)
		mmu_notifier_invalidate_range_end(&range);
}

static void cmpxchg_both(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	int started = 0;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!cmpxchg(&started, 0, 1)) {
			mmu_notifier_invalidate_range_start(&range);
		}
		zap_one(vma, at);
	}
	if (cmpxchg(&started, 1, 0) == 1)
		mmu_notifier_invalidate_range_end(&range);
}

static void cmpxchg_mem_both(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	WRITE_ONCE(job->started, 0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (cmpxchg(&job->started, 0, 1) == 0) {
			mmu_notifier_invalidate_range_start(&range);
		}
		zap_one(vma, at);
	}
	if (cmpxchg(&job->started, 1, 0) == 1)
		mmu_notifier_invalidate_range_end(&range);
}

static void cmpxchg_states_both(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	int state = JOB_IDLE;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (cmpxchg(&state, JOB_IDLE, JOB_BUSY) == JOB_IDLE) {
			mmu_notifier_invalidate_range_start(&range);
		}
		zap_one(vma, at);
	}
	if (cmpxchg(&state, JOB_BUSY, JOB_IDLE) == JOB_BUSY)
		mmu_notifier_invalidate_range_end(&range);
}

static void try_cmpxchg_fresh(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	int started = 0;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (({ int old = 0; try_cmpxchg(&started, &old, 1); })) {
			mmu_notifier_invalidate_range_start(&range);
		}
		zap_one(vma, at);
	}
	if (started)
		mmu_notifier_invalidate_range_end(&range);
}

static void atomic_cmpxchg_in(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	atomic_t started = ATOMIC_INIT(0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (atomic_cmpxchg(&started, 0, 1) == 0) {
			mmu_notifier_invalidate_range_start(&range);
		}
		zap_one(vma, at);
	}
	if (atomic_read(&started))
		mmu_notifier_invalidate_range_end(&range);
}

static void atomic_cmpxchg_set(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	atomic_t started = ATOMIC_INIT(0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!atomic_read(&started)) {
			mmu_notifier_invalidate_range_start(&range);
			atomic_set(&started, 1);
		}
		zap_one(vma, at);
	}
	if (atomic_cmpxchg(&started, 1, 0) == 1)
		mmu_notifier_invalidate_range_end(&range);
}

static void atomic_cmpxchg_mem(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	atomic_set(&job->state, 0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!atomic_cmpxchg(&job->state, 0, 1)) {
			mmu_notifier_invalidate_range_start(&range);
		}
		zap_one(vma, at);
	}
	if (atomic_cmpxchg(&job->state, 1, 0) == 1)
		mmu_notifier_invalidate_range_end(&range);
}

static void atomic_cmpxchg_mem_once(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	atomic_set(&job->state, 0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	if (vma->vm_flags & VM_MAYWRITE) {
		if (!atomic_cmpxchg(&job->state, 0, 1)) {
			mmu_notifier_invalidate_range_start(&range);
		}
	}
	zap_everything(vma);
	if (atomic_cmpxchg(&job->state, 1, 0) == 1)
		mmu_notifier_invalidate_range_end(&range);
}

static void dec_if_positive(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	atomic_t count = ATOMIC_INIT(0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (atomic_read(&count) == 0) {
			mmu_notifier_invalidate_range_start(&range);
			atomic_inc(&count);
		}
		zap_one(vma, at);
	}
	if (atomic_dec_if_positive(&count) >= 0)
		mmu_notifier_invalidate_range_end(&range);
}

static void dec_if_positive_mem(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	atomic_set(&job->count, 0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (atomic_read(&job->count) == 0) {
			mmu_notifier_invalidate_range_start(&range);
			atomic_inc(&job->count);
		}
		zap_one(vma, at);
	}
	if (atomic_dec_if_positive(&job->count) >= 0)
		mmu_notifier_invalidate_range_end(&range);
}

static void add_return(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	atomic_t count = ATOMIC_INIT(0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (atomic_add_return(1, &count) == 1) {
			mmu_notifier_invalidate_range_start(&range);
		}
		zap_one(vma, at);
	}
	if (atomic_read(&count))
		mmu_notifier_invalidate_range_end(&range);
}

static void fetch_add(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	atomic_t count = ATOMIC_INIT(0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (atomic_fetch_add(1, &count) == 0) {
			mmu_notifier_invalidate_range_start(&range);
		}
		zap_one(vma, at);
	}
	if (atomic_read(&count))
		mmu_notifier_invalidate_range_end(&range);
}

static void fetch_or(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	atomic_t flags = ATOMIC_INIT(0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!(atomic_fetch_or(1, &flags) & 1)) {
			mmu_notifier_invalidate_range_start(&range);
		}
		zap_one(vma, at);
	}
	if (atomic_read(&flags) & 1)
		mmu_notifier_invalidate_range_end(&range);
}

static void fetch_andnot(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	atomic_t flags = ATOMIC_INIT(0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!(atomic_fetch_or(1, &flags) & 1)) {
			mmu_notifier_invalidate_range_start(&range);
		}
		zap_one(vma, at);
	}
	if (atomic_fetch_andnot(1, &flags) & 1)
		mmu_notifier_invalidate_range_end(&range);
}

static void or_ed_at_once(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	atomic_t flags = ATOMIC_INIT(0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!(atomic_read(&flags) & 1)) {
			mmu_notifier_invalidate_range_start(&range);
			atomic_or(1, &flags);
		}
		zap_one(vma, at);
	}
	if (atomic_read(&flags) & 1)
		mmu_notifier_invalidate_range_end(&range);
}

static void add_unless(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	atomic_t count = ATOMIC_INIT(0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (atomic_add_unless(&count, 1, 1)) {
			mmu_notifier_invalidate_range_start(&range);
		}
		zap_one(vma, at);
	}
	if (atomic_read(&count))
		mmu_notifier_invalidate_range_end(&range);
}

static void add_unless_dec(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	atomic_t count = ATOMIC_INIT(0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (atomic_add_unless(&count, 1, 1)) {
			mmu_notifier_invalidate_range_start(&range);
		}
		zap_one(vma, at);
	}
	if (atomic_add_unless(&count, -1, 0))
		mmu_notifier_invalidate_range_end(&range);
}

static void inc_and_test(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	atomic_t count = ATOMIC_INIT(-1);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (atomic_inc_and_test(&count)) {
			mmu_notifier_invalidate_range_start(&range);
		}
		zap_one(vma, at);
	}
	if (atomic_read(&count) >= 0)
		mmu_notifier_invalidate_range_end(&range);
}

static void refcount(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	refcount_t users = REFCOUNT_INIT(0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!refcount_inc_not_zero(&users)) {
			mmu_notifier_invalidate_range_start(&range);
			refcount_set(&users, 1);
		}
		zap_one(vma, at);
	}
	if (refcount_read(&users))
		mmu_notifier_invalidate_range_end(&range);
}

static void refcount_drop(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	refcount_t users = REFCOUNT_INIT(0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (refcount_read(&users) == 0) {
			mmu_notifier_invalidate_range_start(&range);
			refcount_set(&users, 1);
		}
		zap_one(vma, at);
	}
	if (refcount_read(&users) && refcount_dec_and_test(&users))
		mmu_notifier_invalidate_range_end(&range);
}

static void bit_lock_mem(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	clear_bit_unlock(JOB_STARTED, &job->flags);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!test_and_set_bit_lock(JOB_STARTED, &job->flags)) {
			mmu_notifier_invalidate_range_start(&range);
		}
		zap_one(vma, at);
	}
	if (test_bit(JOB_STARTED, &job->flags))
		mmu_notifier_invalidate_range_end(&range);
}

static void map_local(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	unsigned long map[2] = { 0 };

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!test_bit(70, map)) {
			mmu_notifier_invalidate_range_start(&range);
			set_bit(70, map);
		}
		zap_one(vma, at);
	}
	if (test_bit(70, map))
		mmu_notifier_invalidate_range_end(&range);
}

static void map_local_plain(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	unsigned long map[2] = { };

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!test_and_set_bit(70, map)) {
			mmu_notifier_invalidate_range_start(&range);
		}
		zap_one(vma, at);
	}
	if (test_bit(70, map))
		mmu_notifier_invalidate_range_end(&range);
}

static void map_declared(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	DECLARE_BITMAP(map, 128) = { 0 };

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!test_bit(70, map)) {
			mmu_notifier_invalidate_range_start(&range);
			set_bit(70, map);
		}
		zap_one(vma, at);
	}
	if (test_bit(70, map))
		mmu_notifier_invalidate_range_end(&range);
}

static void map_zeroed(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	DECLARE_BITMAP(map, 128);
	bitmap_zero(map, 128);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!test_and_set_bit(70, map)) {
			mmu_notifier_invalidate_range_start(&range);
		}
		zap_one(vma, at);
	}
	if (test_bit(70, map))
		mmu_notifier_invalidate_range_end(&range);
}

static void map_zeroed_empty(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	DECLARE_BITMAP(map, 128);
	bitmap_zero(map, 128);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!test_and_set_bit(70, map)) {
			mmu_notifier_invalidate_range_start(&range);
		}
		zap_one(vma, at);
	}
	if (!bitmap_empty(map, 128))
		mmu_notifier_invalidate_range_end(&range);
}

static void map_weight(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	DECLARE_BITMAP(map, 128);
	bitmap_zero(map, 128);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!test_and_set_bit(70, map)) {
			mmu_notifier_invalidate_range_start(&range);
		}
		zap_one(vma, at);
	}
	if (bitmap_weight(map, 128))
		mmu_notifier_invalidate_range_end(&range);
}

static void map_find(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	DECLARE_BITMAP(map, 128);
	bitmap_zero(map, 128);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!test_and_set_bit(70, map)) {
			mmu_notifier_invalidate_range_start(&range);
		}
		zap_one(vma, at);
	}
	if (find_first_bit(map, 128) < 128)
		mmu_notifier_invalidate_range_end(&range);
}

static void map_range(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	DECLARE_BITMAP(map, 128);
	bitmap_zero(map, 128);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!test_bit(1, map)) {
			mmu_notifier_invalidate_range_start(&range);
			bitmap_set(map, 0, 4);
		}
		zap_one(vma, at);
	}
	if (test_bit(1, map))
		mmu_notifier_invalidate_range_end(&range);
}

static void map_member(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	bitmap_zero(job->map, JOB_BITS);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!test_bit(JOB_STARTED, job->map)) {
			mmu_notifier_invalidate_range_start(&range);
			set_bit(JOB_STARTED, job->map);
		}
		zap_one(vma, at);
	}
	if (test_bit(JOB_STARTED, job->map))
		mmu_notifier_invalidate_range_end(&range);
}

static void map_member_once(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	bitmap_zero(job->map, JOB_BITS);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	if (vma->vm_flags & VM_MAYWRITE) {
		if (!test_bit(JOB_STARTED, job->map)) {
			mmu_notifier_invalidate_range_start(&range);
			set_bit(JOB_STARTED, job->map);
		}
	}
	zap_everything(vma);
	if (test_bit(JOB_STARTED, job->map))
		mmu_notifier_invalidate_range_end(&range);
}

static void map_member_var_clear(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	int i = job->index;
	clear_bit(i, job->map);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!test_and_set_bit(i, job->map)) {
			mmu_notifier_invalidate_range_start(&range);
		}
		zap_one(vma, at);
	}
	if (test_and_clear_bit(i, job->map))
		mmu_notifier_invalidate_range_end(&range);
}

static void local_struct_map(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	struct job mine = { };

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!test_and_set_bit(70, mine.map)) {
			mmu_notifier_invalidate_range_start(&range);
		}
		zap_one(vma, at);
	}
	if (test_bit(70, mine.map))
		mmu_notifier_invalidate_range_end(&range);
}

static void changed(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	unsigned long flags = 0;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!test_bit(2, &flags)) {
			mmu_notifier_invalidate_range_start(&range);
			__change_bit(2, &flags);
		}
		zap_one(vma, at);
	}
	if (test_bit(2, &flags))
		mmu_notifier_invalidate_range_end(&range);
}

static void changed_and_told(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	unsigned long flags = 0;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!test_bit(2, &flags) && !test_and_change_bit(2, &flags)) {
			mmu_notifier_invalidate_range_start(&range);
		}
		zap_one(vma, at);
	}
	if (test_bit(2, &flags))
		mmu_notifier_invalidate_range_end(&range);
}

static void released(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	int started = 0;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!smp_load_acquire(&started)) {
			mmu_notifier_invalidate_range_start(&range);
			smp_store_release(&started, 1);
		}
		zap_one(vma, at);
	}
	if (smp_load_acquire(&started))
		mmu_notifier_invalidate_range_end(&range);
}

static void stored_mb(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	int started = 0;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!READ_ONCE(started)) {
			mmu_notifier_invalidate_range_start(&range);
			smp_store_mb(started, 1);
		}
		zap_one(vma, at);
	}
	if (READ_ONCE(started))
		mmu_notifier_invalidate_range_end(&range);
}

static void long_flag(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	atomic_long_t started = ATOMIC_LONG_INIT(0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!atomic_long_cmpxchg(&started, 0, 1)) {
			mmu_notifier_invalidate_range_start(&range);
		}
		zap_one(vma, at);
	}
	if (atomic_long_read(&started))
		mmu_notifier_invalidate_range_end(&range);
}

static void exchanged_long(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	atomic64_t started = ATOMIC64_INIT(0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!atomic64_read(&started)) {
			mmu_notifier_invalidate_range_start(&range);
			atomic64_set(&started, 1);
		}
		zap_one(vma, at);
	}
	if (atomic64_xchg(&started, 0))
		mmu_notifier_invalidate_range_end(&range);
}

static void acquire_set(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	atomic_t started = ATOMIC_INIT(0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!atomic_read_acquire(&started)) {
			mmu_notifier_invalidate_range_start(&range);
			atomic_set_release(&started, 1);
		}
		zap_one(vma, at);
	}
	if (atomic_read_acquire(&started))
		mmu_notifier_invalidate_range_end(&range);
}

static void xchg_mem(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	xchg(&job->started, 0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!xchg(&job->started, 1)) {
			mmu_notifier_invalidate_range_start(&range);
		}
		zap_one(vma, at);
	}
	if (xchg(&job->started, 0))
		mmu_notifier_invalidate_range_end(&range);
}

static void weighed(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	unsigned long flags = 0;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!flags) {
			mmu_notifier_invalidate_range_start(&range);
			flags |= BIT(3);
		}
		zap_one(vma, at);
	}
	if (hweight_long(flags))
		mmu_notifier_invalidate_range_end(&range);
}

static void local_count(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	local_t count = LOCAL_INIT(0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (local_inc_return(&count) == 1) {
			mmu_notifier_invalidate_range_start(&range);
		}
		zap_one(vma, at);
	}
	if (local_read(&count))
		mmu_notifier_invalidate_range_end(&range);
}

static void mem_atomic_inc_dec(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	atomic_set(&job->count, 0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!atomic_read(&job->count) && atomic_inc_return(&job->count) == 1) {
			mmu_notifier_invalidate_range_start(&range);
		}
		zap_one(vma, at);
	}
	if (atomic_dec_if_positive(&job->count) >= 0)
		mmu_notifier_invalidate_range_end(&range);
}

static void mem_atomic_dec_test(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	atomic_set(&job->count, 0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!atomic_read(&job->count)) {
			mmu_notifier_invalidate_range_start(&range);
			atomic_inc(&job->count);
		}
		zap_one(vma, at);
	}
	if (atomic_read(&job->count) && atomic_dec_and_test(&job->count))
		mmu_notifier_invalidate_range_end(&range);
}

static void mem_refcount_drop(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	refcount_set(&job->refs, 0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!refcount_read(&job->refs)) {
			mmu_notifier_invalidate_range_start(&range);
			refcount_set(&job->refs, 1);
		}
		zap_one(vma, at);
	}
	if (refcount_read(&job->refs) && refcount_dec_and_test(&job->refs))
		mmu_notifier_invalidate_range_end(&range);
}

static void flags_or(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	atomic_set(&job->flags, 0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!(atomic_read(&job->flags) & JOB_STARTED)) {
			mmu_notifier_invalidate_range_start(&range);
			atomic_or(JOB_STARTED, &job->flags);
		}
		zap_one(vma, at);
	}
	if (atomic_read(&job->flags) & JOB_STARTED)
		mmu_notifier_invalidate_range_end(&range);
}

static void static_flag(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	static atomic_t never;
	atomic_set(&never, 0);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!atomic_read(&never)) {
			mmu_notifier_invalidate_range_start(&range);
			atomic_set(&never, 1);
		}
		zap_one(vma, at);
	}
	if (atomic_read(&never))
		mmu_notifier_invalidate_range_end(&range);
}

static void allocated_bit(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	struct job *mine = kzalloc(sizeof(*mine), GFP_KERNEL | __GFP_NOFAIL);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!test_and_set_bit(0, &mine->flags)) {
			mmu_notifier_invalidate_range_start(&range);
		}
		zap_one(vma, at);
	}
	if (test_bit(0, &mine->flags))
		mmu_notifier_invalidate_range_end(&range);
}

static void allocated_counter(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	struct job *mine = kzalloc(sizeof(*mine), GFP_KERNEL | __GFP_NOFAIL);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!atomic_cmpxchg(&mine->state, 0, 1)) {
			mmu_notifier_invalidate_range_start(&range);
		}
		zap_one(vma, at);
	}
	if (atomic_read(&mine->state))
		mmu_notifier_invalidate_range_end(&range);
}

static void memset_flag(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	struct job mine;
	memset(&mine, 0, sizeof(mine));

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!mine.started) {
			mmu_notifier_invalidate_range_start(&range);
			mine.started = true;
		}
		zap_one(vma, at);
	}
	if (mine.started)
		mmu_notifier_invalidate_range_end(&range);
}

static void memset_map(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	unsigned long map[2];
	memset(map, 0, sizeof(map));

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (!test_bit(70, map)) {
			mmu_notifier_invalidate_range_start(&range);
			set_bit(70, map);
		}
		zap_one(vma, at);
	}
	if (test_bit(70, map))
		mmu_notifier_invalidate_range_end(&range);
}

static void through_another_pointer(struct vm_area_struct *vma, struct job *job, unsigned long addr, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long at;
	struct job *mine = job;
	mine->n = 0;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, addr, end);
	for (at = addr; at < end; at += PAGE_SIZE) {
		if (!has_page(vma, at))
			continue;
		if (mine->n++ == 0) {
			mmu_notifier_invalidate_range_start(&range);
		}
		zap_one(vma, at);
	}
	if (mine->n)
		mmu_notifier_invalidate_range_end(&range);
}
