/*
 * One page, one interval notifier on it, and the CPUs of a race: a third opinion beside race/protocol.ts and brute-force.ts, written from the kernel alone.
 * What the CPUs do comes from the functions of the file (promela.ts); each inline is one step, which nobody sees the middle of.
 *
 * Sources, of Linux 6.12: mm/mmu_notifier.c: mn_itree_inv_start_range(), mn_itree_inv_end(), mn_itree_invalidate(), mmu_interval_read_begin();
 * include/linux/mmu_notifier.h: mmu_interval_set_seq(), mmu_interval_read_retry(); Documentation/mm/hmm.rst for what a driver has to do.
 *
 * Whoever includes this defines LOCKS, the number of locks (at least one). A race that needs more than PAGES pages fails here: nothing is left out unnoticed.
 */

#define PAGES 8
#define NO_PAGE 0
#define BIT(page) (1 << (page - 1))

/* Locks: the CPU that writes (its number + 1), and how many read. */
byte writer[LOCKS];
byte readers[LOCKS];

/* struct mmu_notifier_subscriptions: invalidations that are open, and the sequence, which is odd while one of them has found the notifier. */
byte active_invalidate_ranges = 0;
byte mm_seq = 2;

/* struct mmu_interval_notifier: the sequence that its driver has set last. It is always an odd one. */
byte notifier_seq = 1;

/* Entries: the page, and whether it may be written. Both map the first page when the race begins. */
byte cpu_page = 1;
bool cpu_writable = true;
byte device_page = 1;
bool device_writable = true;

/* Pages that there were; and one bit for each that the CPU has given up, or that is freed: it may be somebody else's. */
byte pages = 1;
byte given_up = 0;
byte freed = 0;

/* Of each CPU: what read_begin has returned, and what the look-up has found. */
#define OWN byte seq = 0; byte found_page = NO_PAGE; bool found_writable = false

/* The device can reach no freed page, and do no more than the CPU's entry allows. */
inline check()
{
	if
	:: device_page == NO_PAGE
	:: else ->
		assert(!(freed & BIT(device_page)));
		assert(device_page == cpu_page && (!device_writable || cpu_writable))
	fi
}

/* A page that nothing had before. */
inline new_page()
{
	assert(pages < PAGES);
	pages++;
	cpu_page = pages;
	cpu_writable = true
}

#define CAN_WRITE(lock) (writer[lock] == 0 && readers[lock] == 0)
#define CAN_READ(lock) (writer[lock] == 0)

inline take_write(lock)
{
	writer[lock] = _pid + 1
}

inline take_read(lock)
{
	readers[lock]++
}

inline drop(lock)
{
	if
	:: writer[lock] == _pid + 1 -> writer[lock] = 0
	:: else ->
		assert(readers[lock] > 0);
		readers[lock]--
	fi
}

/* mn_itree_inv_start_range(), whose range has the notifier in it: one more is open, and the sequence is odd from now on. The callback comes behind it. */
inline start()
{
	active_invalidate_ranges++;
	mm_seq = mm_seq | 1
}

/*
 * mn_itree_inv_end(): the last one makes the sequence even, which those who wait look at. One that was never opened makes the count wrap around, which is not zero
 * then: nothing comes of it at once.
 */
inline end()
{
	if
	:: active_invalidate_ranges == 0
	:: active_invalidate_ranges > 1 -> active_invalidate_ranges--
	:: active_invalidate_ranges == 1 ->
		active_invalidate_ranges = 0;
		mm_seq = mm_seq + (mm_seq & 1)
	fi
}

/* mmu_interval_set_seq(), in the callback: the sequence of the invalidation that calls it. It stays odd as long as that is open. */
inline set_seq()
{
	notifier_seq = mm_seq
}

/*
 * mmu_interval_read_begin() samples the notifier's sequence under the core's spinlock; if that is the one of the mm, the notifier is being invalidated. Then it waits for
 * the mm to get past it, and returns what it has sampled, whatever was set in the meantime.
 */
#define IS_INVALIDATING (notifier_seq == mm_seq)
#define IS_PAST (mm_seq != seq)

inline read_begin()
{
	seq = notifier_seq
}

/* mmu_interval_read_retry() */
#define HAS_COLLIDED (notifier_seq != seq)

/* hmm_range_fault(): what the CPU's entry says, and a new page if it says nothing. */
inline look_up()
{
	if
	:: cpu_page == NO_PAGE -> new_page()
	:: else
	fi;
	found_page = cpu_page;
	found_writable = cpu_writable
}

inline map_device()
{
	if
	:: found_page != NO_PAGE ->
		device_page = found_page;
		device_writable = found_writable
	:: else
	fi;
	check()
}

inline drop_device()
{
	device_page = NO_PAGE;
	device_writable = false
}

inline protect_device()
{
	device_writable = false
}

inline give_up()
{
	if
	:: cpu_page != NO_PAGE -> given_up = given_up | BIT(cpu_page)
	:: else
	fi;
	cpu_page = NO_PAGE;
	cpu_writable = false
}

inline clear_cpu()
{
	give_up();
	check()
}

inline replace_cpu()
{
	give_up();
	new_page();
	check()
}

inline protect_cpu()
{
	cpu_writable = false;
	check()
}

inline allow_cpu()
{
	cpu_writable = (cpu_page != NO_PAGE)
}

/* Whoever has cleared an entry drops its reference behind the invalidation. */
inline free_pages()
{
	freed = freed | given_up;
	given_up = 0;
	check()
}
