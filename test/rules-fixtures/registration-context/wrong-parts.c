// SPDX-License-Identifier: MIT
// generation: 6.12
// The notifier is in a part of the object; and what is late is made by helpers, or hangs on what the callback is told of the addresses.

struct notified {
	struct mmu_interval_notifier notifier;
	struct list_head stale;
	spinlock_t lock;
};

struct buffer {
	struct notified notified;
	struct device_state *device;
};

static bool buffer_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long seq)
{
	struct notified *notified = container_of(mni, struct notified, notifier);
	struct buffer *buffer = container_of(notified, struct buffer, notified);

	spin_lock(&notified->lock);
	mmu_interval_set_seq(mni, seq);
	list_del_init(&notified->stale);
	spin_unlock(&notified->lock);
	buffer->device->stale = true;
	return true;
}

static const struct mmu_interval_notifier_ops buffer_ops = {
	.invalidate = buffer_invalidate,
};

static void notified_lists(struct notified *notified)
{
	INIT_LIST_HEAD(&notified->stale);
}

static void notified_locks(struct notified *notified)
{
	spin_lock_init(&notified->lock);
}

static struct buffer *makes_the_list_of_the_part_late(struct device_state *device)
{
	struct buffer *buffer = kzalloc(sizeof(*buffer), GFP_KERNEL);

	if (!buffer)
		return NULL;
	buffer->device = device;
	notified_locks(&buffer->notified);
	if (mmu_interval_notifier_insert(&buffer->notified.notifier, current->mm, 0, ULONG_MAX, &buffer_ops)) {
		kfree(buffer);
		return NULL;
	}
	notified_lists(&buffer->notified); // expect: registration-context error
	return buffer;
}

static struct buffer *makes_the_lock_of_the_part_late(struct device_state *device)
{
	struct buffer *buffer = kzalloc(sizeof(*buffer), GFP_KERNEL);

	if (!buffer)
		return NULL;
	buffer->device = device;
	notified_lists(&buffer->notified);
	if (mmu_interval_notifier_insert(&buffer->notified.notifier, current->mm, 0, ULONG_MAX, &buffer_ops)) {
		kfree(buffer);
		return NULL;
	}
	notified_locks(&buffer->notified); // expect: registration-context error
	return buffer;
}

static struct buffer *sets_what_is_beside_the_part_late(struct device_state *device)
{
	struct buffer *buffer = kzalloc(sizeof(*buffer), GFP_KERNEL);

	if (!buffer)
		return NULL;
	notified_locks(&buffer->notified);
	notified_lists(&buffer->notified);
	if (mmu_interval_notifier_insert(&buffer->notified.notifier, current->mm, 0, ULONG_MAX, &buffer_ops)) {
		kfree(buffer);
		return NULL;
	}
	buffer->device = device; // expect: registration-context error
	return buffer;
}

struct domain {
	struct mmu_notifier mn;
	struct list_head tags;
};

static void domain_flush(struct mmu_notifier *subscription, struct mm_struct *mm, unsigned long start, unsigned long end)
{
	struct domain *domain = container_of(subscription, struct domain, mn);
	struct tag *tag;

	if (start == 0 && end == ULONG_MAX)
		return;
	list_for_each_entry(tag, &domain->tags, node)
		tag_flush(tag, start, end);
}

static const struct mmu_notifier_ops domain_ops = {
	.arch_invalidate_secondary_tlbs = domain_flush,
};

static struct domain *makes_the_tags_late(struct mm_struct *mm)
{
	struct domain *domain = kzalloc(sizeof(*domain), GFP_KERNEL);

	if (!domain)
		return NULL;
	domain->mn.ops = &domain_ops;
	if (mmu_notifier_register(&domain->mn, mm)) {
		kfree(domain);
		return NULL;
	}
	INIT_LIST_HEAD(&domain->tags); // expect: registration-context error
	return domain;
}
