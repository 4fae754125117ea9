/**
 * 2.6.27 to 4.20: calls take mm, start and end; there is no range object. Written down just well enough to tell these trees
 * apart; helpers of the core itself (`__mmu_notifier_…`, `mmu_notifier_mm_init`) are left out throughout.
 */
import type { Delta } from './delta.ts';

export const BEFORE_RANGE: readonly Delta[] = [
  {
    release: '2.6.27',
    sources: [{ commit: 'cddb8a5c14aa', says: 'mmu-notifiers: core' }],
    functions: {
      mm_has_notifiers: { takes: 'mm' },
      mmu_notifier_register: { takes: 'subscription mm' },
      __mmu_notifier_register: { takes: 'subscription mm' },
      mmu_notifier_unregister: { takes: 'subscription mm' },
      mmu_notifier_release: { takes: 'mm', off: true },
      mmu_notifier_clear_flush_young: { takes: 'mm other', off: true },
      mmu_notifier_invalidate_page: { takes: 'mm other', off: true },
      mmu_notifier_invalidate_range_start: { takes: 'mm start end', off: true },
      mmu_notifier_invalidate_range_end: { takes: 'mm start end', off: true },
      ptep_clear_flush_notify: { takes: 'vma other other', off: true },
      ptep_clear_flush_young_notify: { takes: 'vma other other', off: true },
    },
    callbacks: {
      release: { table: 'list', returns: 'void', takes: 'subscription mm' },
      clear_flush_young: { table: 'list', returns: 'int', takes: 'subscription mm other' },
      invalidate_page: { table: 'list', returns: 'void', takes: 'subscription mm other' },
      invalidate_range_start: { table: 'list', returns: 'void', takes: 'subscription mm start end' },
      invalidate_range_end: { table: 'list', returns: 'void', takes: 'subscription mm start end' },
    },
  },
  {
    release: '2.6.32',
    sources: [{ commit: '828502d30073', says: 'ksm: add mmu_notifier set_pte_at_notify()' }],
    functions: {
      mmu_notifier_change_pte: { takes: 'mm other other', off: true },
      set_pte_at_notify: { takes: 'mm other other other', off: true },
    },
    callbacks: { change_pte: { table: 'list', returns: 'void', takes: 'subscription mm other other' } },
  },
  {
    release: '2.6.38',
    sources: [{ commit: '8ee53820edfd', says: 'thp: mmu_notifier_test_young' }],
    functions: {
      mmu_notifier_test_young: { takes: 'mm other', off: true },
      pmdp_clear_flush_young_notify: { takes: 'vma other other', off: true },
    },
    callbacks: { test_young: { table: 'list', returns: 'int', takes: 'subscription mm other' } },
  },
  {
    release: '3.17',
    sources: [{ commit: 'b972216e27d1', says: 'mmu_notifier: add call_srcu and sync function for listener to delay call and sync' }],
    functions: {
      mmu_notifier_unregister_no_release: { takes: 'subscription mm' },
      mmu_notifier_call_srcu: { takes: 'other other' },
      mmu_notifier_synchronize: { takes: '' },
    },
  },
  {
    release: '3.19',
    sources: [
      { commit: '0f0a327fa12c', says: 'mmu_notifier: add the callback for mmu_notifier_invalidate_range()' },
      { commit: '57128468080a', says: 'kvm: Fix page ageing bugs (3.18: clear_flush_young gets start and end)' },
    ],
    functions: {
      mmu_notifier_invalidate_range: { takes: 'mm start end', off: true },
      mmu_notifier_clear_flush_young: { takes: 'mm start end', off: true },
      pmdp_huge_clear_flush_notify: { takes: 'vma other other', off: true },
    },
    callbacks: {
      invalidate_range: { table: 'list', returns: 'void', takes: 'subscription mm start end' },
      clear_flush_young: { table: 'list', returns: 'int', takes: 'subscription mm start end' },
    },
  },
  {
    release: '4.3',
    sources: [{ commit: '1d7715c676a1', says: 'mmu-notifier: add clear_young callback' }],
    functions: {
      mmu_notifier_clear_young: { takes: 'mm start end' },
      ptep_clear_young_notify: { takes: 'vma other other', off: true },
      pmdp_clear_young_notify: { takes: 'vma other other', off: true },
    },
    callbacks: { clear_young: { table: 'list', returns: 'int', takes: 'subscription mm start end' } },
  },
  {
    release: '4.14',
    sources: [{ commit: 'header', says: 'mm/mmu_notifier: kill invalidate_page' }],
    functions: { mm_has_notifiers: { takes: 'mm', off: true }, pudp_huge_clear_flush_notify: { takes: 'vma other other', off: true } },
    gone: ['mmu_notifier_invalidate_page', 'invalidate_page'],
  },
  {
    release: '4.15',
    sources: [{ commit: '4645b9fe84bf', says: 'mm/mmu_notifier: avoid call to invalidate_range() in range_end()' }],
    functions: { mmu_notifier_invalidate_range_only_end: { takes: 'mm start end', off: true } },
  },
  {
    release: '4.16',
    sources: [{ commit: '5ff7091f5a2c', says: 'mm, mmu_notifier: annotate mmu notifiers with blockable invalidate callbacks' }],
    functions: { mm_has_blockable_invalidate_notifiers: { takes: 'mm', off: true } },
  },
  {
    release: '4.19',
    sources: [{ commit: '93065ac753e4', says: 'mm, oom: distinguish blockable mode for mmu notifiers' }],
    functions: { mmu_notifier_invalidate_range_start_nonblock: { takes: 'mm start end', off: true } },
    callbacks: { invalidate_range_start: { table: 'list', returns: 'int', takes: 'subscription mm start end blockable' } },
  },
];
