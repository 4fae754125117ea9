/** 5.0 to today: start and end take a `struct mmu_notifier_range`. */
import type { Delta } from './delta.ts';

export const WITH_RANGE: readonly Delta[] = [
  {
    release: '5.0',
    sources: [
      { commit: 'ac46d4f3c432', says: 'mm/mmu_notifier: use structure for invalidate_range_start/end calls v2' },
      { commit: '5d6527a784f7', says: 'mm/mmu_notifier: use structure for invalidate_range_start/end callback' },
    ],
    functions: {
      mmu_notifier_range_init: { takes: 'range mm start end', off: true },
      mmu_notifier_invalidate_range_start: { takes: 'range', off: true },
      mmu_notifier_invalidate_range_start_nonblock: { takes: 'range', off: true },
      mmu_notifier_invalidate_range_end: { takes: 'range', off: true },
      mmu_notifier_invalidate_range_only_end: { takes: 'range', off: true },
    },
    callbacks: {
      invalidate_range_start: { table: 'list', returns: 'int', takes: 'subscription range' },
      invalidate_range_end: { table: 'list', returns: 'void', takes: 'subscription range' },
    },
    gone: ['mm_has_blockable_invalidate_notifiers'],
    rangeFields: ['mm', 'start', 'end', 'blockable'],
    disabledRangeFields: ['start', 'end'],
  },
  {
    release: '5.2',
    sources: [
      { commit: 'd87f055b94ea', says: 'mm/mmu_notifier: contextual information for event enums' },
      { commit: '6f4f13e8d9e2', says: 'mm/mmu_notifier: contextual information for event triggering invalidation v2' },
      { commit: 'bf198b2b34bf', says: 'mm/mmu_notifier: pass down vma and reasons why mmu notifier is happening v2' },
      { commit: '27560ee96f40', says: 'mm/mmu_notifier: convert mmu_notifier_range->blockable to a flags' },
      { commit: '4a83bfe916f3', says: 'mm/mmu_notifier: helper to test if a range invalidation is blockable' },
      { commit: 'c6d23413f81b', says: 'mm/mmu_notifier: mmu_notifier_range_update_to_read_only() helper' },
    ],
    functions: {
      mmu_notifier_range_init: { takes: 'range event flags vma mm start end', off: true },
      mmu_notifier_range_blockable: { takes: 'range', off: true },
      mmu_notifier_range_update_to_read_only: { takes: 'range', off: true },
    },
    gone: ['mmu_notifier_synchronize'], // seen in a 5.3 header: dropped for want of users, back in 5.4
    events: ['MMU_NOTIFY_UNMAP', 'MMU_NOTIFY_CLEAR', 'MMU_NOTIFY_PROTECTION_VMA', 'MMU_NOTIFY_PROTECTION_PAGE', 'MMU_NOTIFY_SOFT_DIRTY'],
    rangeFields: ['vma', 'mm', 'start', 'end', 'flags', 'event'],
  },
  {
    release: '5.4',
    sources: [
      { commit: '2c7933f53f6b', says: 'mm/mmu_notifiers: add a get/put scheme for the registration' },
      { commit: 'c96245148c1e', says: 'mm/mmu_notifiers: remove unregister_no_release' },
    ],
    functions: {
      mmu_notifier_get: { takes: 'other mm' },
      mmu_notifier_get_locked: { takes: 'other mm' },
      mmu_notifier_put: { takes: 'subscription' },
      mmu_notifier_synchronize: { takes: '', off: true },
    },
    callbacks: {
      alloc_notifier: { table: 'list', returns: 'struct mmu_notifier *', takes: 'mm' },
      free_notifier: { table: 'list', returns: 'void', takes: 'subscription' },
    },
    gone: ['mmu_notifier_unregister_no_release', 'mmu_notifier_call_srcu'],
  },
  {
    release: '5.5',
    sources: [{ commit: '99cb252f5e68', says: 'mm/mmu_notifier: add an interval tree notifier' }],
    functions: {
      mmu_interval_read_begin: { takes: 'subscription' },
      mmu_interval_read_retry: { takes: 'subscription other' },
      mmu_interval_check_retry: { takes: 'subscription other' },
      mmu_interval_set_seq: { takes: 'subscription other' },
      mmu_interval_notifier_insert: { takes: 'subscription mm start other other' },
      mmu_interval_notifier_insert_locked: { takes: 'subscription mm start other other' },
      mmu_interval_notifier_remove: { takes: 'subscription' },
    },
    callbacks: { invalidate: { table: 'interval', returns: 'bool', takes: 'subscription range other' } },
    events: ['MMU_NOTIFY_RELEASE'],
  },
  {
    release: '5.9',
    sources: [
      { commit: '998427b3ad2c', says: 'mm/notifier: add migration invalidation type' },
      { commit: 'c1a06df6ebf6', says: 'mm/migrate: fix migrate_pgmap_owner w/o CONFIG_MMU_NOTIFIER' },
    ],
    functions: { mmu_notifier_range_init_migrate: { takes: 'range flags vma mm start end owner', off: true } },
    events: ['MMU_NOTIFY_MIGRATE'],
    rangeFields: ['vma', 'mm', 'start', 'end', 'flags', 'event', 'migrate_pgmap_owner'],
  },
  {
    release: '5.14',
    sources: [
      { commit: '6b49bf6ddbb0', says: 'mm: rename migrate_pgmap_owner' },
      { commit: 'b756a3b5e7ea', says: 'mm: device exclusive memory access' },
    ],
    functions: { mmu_notifier_range_init_owner: { takes: 'range event flags vma mm start end owner', off: true } },
    gone: ['mmu_notifier_range_init_migrate'],
    events: ['MMU_NOTIFY_EXCLUSIVE'],
    rangeFields: ['vma', 'mm', 'start', 'end', 'flags', 'event', 'owner'],
    exclusiveOwnerMayBeNull: true,
  },
  {
    release: '6.3',
    sources: [
      {
        commit: '7d4a8be0c4b2',
        says: 'mm/mmu_notifier: remove unused mmu_notifier_range_update_to_read_only export (with it the vma of the range)',
      },
    ],
    functions: {
      mmu_notifier_range_init: { takes: 'range event flags mm start end', off: true },
      mmu_notifier_range_init_owner: { takes: 'range event flags mm start end owner', off: true },
    },
    gone: ['mmu_notifier_range_update_to_read_only'], // its declaration stays in the header, without a definition
    rangeFields: ['mm', 'start', 'end', 'flags', 'event', 'owner'],
  },
  {
    release: '6.6',
    sources: [
      { commit: 'ec8832d007cb', says: "mmu_notifiers: don't invalidate secondary TLBs as part of mmu_notifier_invalidate_range_end()" },
      { commit: '1af5a8109904', says: 'mmu_notifiers: rename invalidate_range notifier' },
    ],
    functions: { mmu_notifier_arch_invalidate_secondary_tlbs: { takes: 'mm start end', off: true } },
    callbacks: { arch_invalidate_secondary_tlbs: { table: 'list', returns: 'void', takes: 'subscription mm start end' } },
    gone: [
      'mmu_notifier_invalidate_range_only_end',
      'mmu_notifier_invalidate_range',
      'invalidate_range',
      'ptep_clear_flush_notify',
      'pmdp_huge_clear_flush_notify',
      'pudp_huge_clear_flush_notify',
    ],
  },
  {
    release: '6.10',
    sources: [
      { commit: '997308f9ae72', says: 'mmu_notifier: remove the .change_pte() callback' },
      { commit: 'f7842747d13d', says: 'mm: replace set_pte_at_notify() with just set_pte_at()' },
    ],
    gone: ['set_pte_at_notify', 'mmu_notifier_change_pte', 'change_pte'],
  },
  {
    release: '6.13',
    sources: [{ commit: 'header', says: 'mm: add missing mmu_notifier_clear_young for !MMU_NOTIFIER' }],
    functions: {
      mmu_notifier_clear_young: { takes: 'mm start end', off: true },
      // Also in stable 6.12; the 6.10 header has no __must_check.
      mmu_notifier_invalidate_range_start_nonblock: { takes: 'range', off: true, mustCheck: true },
    },
  },
  {
    release: '6.15',
    sources: [{ commit: '720ba85040a6', says: 'mm/mmu_notifier: use MMU_NOTIFY_CLEAR in remove_device_exclusive_entry()' }],
    exclusiveOwnerMayBeNull: false,
  },
  {
    release: '7.0',
    sources: [
      { commit: '7aba71dbc416', says: 'mm/mmu_notifier: Allow two-pass struct mmu_interval_notifiers' },
      { commit: 'header', says: 'young callbacks return bool; the *_young_notify macros moved into mm/internal.h' },
    ],
    callbacks: {
      clear_flush_young: { table: 'list', returns: 'bool', takes: 'subscription mm start end' },
      clear_young: { table: 'list', returns: 'bool', takes: 'subscription mm start end' },
      test_young: { table: 'list', returns: 'bool', takes: 'subscription mm other' },
      invalidate_start: { table: 'interval', returns: 'bool', takes: 'subscription range other other' },
      invalidate_finish: { table: 'interval', returns: 'void', takes: 'other' },
    },
    gone: ['ptep_clear_flush_young_notify', 'pmdp_clear_flush_young_notify', 'ptep_clear_young_notify', 'pmdp_clear_young_notify'],
  },
];
