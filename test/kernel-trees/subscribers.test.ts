/**
 * The subscribers of Linux 6.12, as a reader of the code knows them: what each callback does where it must not sleep, which events it passes
 * over, its locks, its sequence, where it is registered. Where what is told differs from what the code does, `because` says why.
 */
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { Definitions } from '../../server/src/host/definitions/definitions.ts';
import { findFiles } from '../../server/src/host/find-files.ts';
import { loadLens } from '../../server/src/host/load-lens.ts';
import { SUBSCRIBER_WORDS } from '../../server/src/host/notifier-words.ts';
import { filterText } from '../../server/src/host/subscriber-text.ts';
import { subscribersOfFile, type SubscribersOfFile } from '../../server/src/host/subscribers.ts';
import type { Blocking, SetSequence } from '../../server/src/lens.ts';
import { Trees } from '../../server/src/workspace/tree.ts';
import { trees } from './trees.ts';

interface Expected {
  readonly ops: string;
  readonly members: string;
  /** Of `invalidate_range_start` or `invalidate`. */
  readonly blocking?: Blocking;
  readonly filter?: string;
  readonly set?: SetSequence;
  /** Locks of any callback, by their last names; others may be taken besides. */
  readonly locks?: string;
  readonly because?: string;
}

const SUBSCRIBERS: readonly Expected[] = [
  {
    ops: 'kvm_mmu_notifier_ops', members: 'invalidate_range_start invalidate_range_end clear_flush_young clear_young test_young release',
    blocking: 'no-sleep', filter: '', locks: 'srcu mn_invalidate_lock',
    because: 'mmu_lock is taken by a macro of virt/kvm/kvm_mm.h, and gpc->lock in a function of pfncache.c that does not sleep: neither is looked into',
  },
  { ops: 'kvm_s390_pv_mmu_notifier_ops', members: 'release', locks: 'mutex' },
  { ops: 'sgx_mmu_notifier_ops', members: 'release free_notifier', locks: 'mm_lock' },
  { ops: 'sva_mn', members: 'arch_invalidate_secondary_tlbs release', locks: 'lock' },
  { ops: 'intel_mmuops', members: 'release arch_invalidate_secondary_tlbs free_notifier', locks: 'lock' },
  { ops: 'arm_smmu_mmu_notifier_ops', members: 'arch_invalidate_secondary_tlbs release free_notifier', locks: 'devices_lock' },
  { ops: 'mn_opts', members: 'invalidate_range_start', blocking: 'no-sleep', filter: '', locks: 'lock' },
  {
    ops: 'gru_mmuops', members: 'invalidate_range_start invalidate_range_end alloc_notifier free_notifier', blocking: 'no-sleep', filter: '', locks: 'ms_asid_lock',
    because: 'the lock of a handle is a bit of the hardware, taken by functions of the driver\'s own',
  },
  { ops: 'ocxl_mmu_notifier_ops', members: 'arch_invalidate_secondary_tlbs', locks: 'atsd_lock' },
  { ops: 'kfd_process_mmu_notifier_ops', members: 'release alloc_notifier free_notifier', locks: 'kfd_processes_mutex' },
  { ops: 'nouveau_mn_ops', members: 'invalidate_range_start free_notifier', blocking: 'fails', filter: 'ignores its own MIGRATE', locks: 'mutex' },
  { ops: 'gntdev_mmu_ops', members: 'invalidate', blocking: 'fails', filter: '', set: 'never', locks: '' },
  { ops: 'tid_mn_ops', members: 'invalidate', blocking: 'unasked', filter: 'only UNMAP', set: 'never', locks: 'invalidate_mutex' },
  { ops: 'tid_cover_ops', members: 'invalidate', blocking: 'unasked', filter: 'only UNMAP', set: 'filtered', locks: 'cover_mutex' },
  { ops: 'mlx5_mn_ops', members: 'invalidate', blocking: 'fails', filter: '', set: 'always', locks: 'umem_mutex' },
  { ops: 'i915_gem_userptr_notifier_ops', members: 'invalidate', blocking: 'no-sleep', filter: '', set: 'always', locks: '' },
  { ops: 'vma_userptr_notifier_ops', members: 'invalidate', blocking: 'fails', filter: '', set: 'always', locks: 'notifier_lock' },
  { ops: 'svm_range_mn_ops', members: 'invalidate', blocking: 'unasked', filter: 'ignores RELEASE', set: 'filtered', locks: 'lock' },
  { ops: 'amdgpu_hmm_gfx_ops', members: 'invalidate', blocking: 'fails', filter: '', set: 'always', locks: 'notifier_lock' },
  { ops: 'amdgpu_hmm_hsa_ops', members: 'invalidate', blocking: 'fails', filter: '', set: 'conditional', locks: 'notifier_lock' },
  {
    ops: 'radeon_mn_ops', members: 'invalidate', blocking: 'fails', filter: '', set: 'never',
    because: 'the dma_resv lock of the object is taken four functions down, which are too many paths to follow',
  },
  { ops: 'nouveau_svm_mni_ops', members: 'invalidate', blocking: 'tries', filter: 'ignores its own EXCLUSIVE', set: 'filtered', locks: 'mutex' },
  { ops: 'dmirror_min_ops', members: 'invalidate', blocking: 'tries', filter: 'ignores its own MIGRATE', set: 'filtered', locks: 'mutex' },
  { ops: 'dmirror_mrn_ops', members: 'invalidate', blocking: 'tries', filter: '', set: 'always', locks: 'mutex' },
];

/** By the start of a path: calls, with `!` where the result is dropped. */
const REGISTRATIONS: readonly (readonly [string, string])[] = [
  ['virt/kvm/', 'mmu_notifier_register mmu_notifier_unregister'],
  ['arch/s390/kvm/', 'mmu_notifier_register! mmu_notifier_unregister'],
  ['arch/x86/kernel/cpu/sgx/', '__mmu_notifier_register mmu_notifier_put mmu_notifier_unregister'],
  ['drivers/iommu/amd/', 'mmu_notifier_register mmu_notifier_unregister'],
  ['drivers/iommu/intel/', 'mmu_notifier_put mmu_notifier_register'],
  ['drivers/iommu/arm/', 'mmu_notifier_put mmu_notifier_register mmu_notifier_synchronize'],
  ['drivers/infiniband/hw/hfi1/mmu_rb', 'mmu_notifier_register mmu_notifier_unregister'],
  ['drivers/misc/sgi-gru/', 'mmu_notifier_get_locked mmu_notifier_put mmu_notifier_synchronize'],
  ['drivers/misc/ocxl/', 'mmu_notifier_register! mmu_notifier_unregister'],
  ['drivers/gpu/drm/amd/amdkfd/kfd_process', 'mmu_notifier_get mmu_notifier_put mmu_notifier_synchronize'],
  ['drivers/gpu/drm/nouveau/', '__mmu_notifier_register mmu_interval_notifier_insert mmu_interval_notifier_remove mmu_notifier_put mmu_notifier_synchronize'],
];

const LIST = 11;

describe.each(trees().filter(({ name }) => name.includes('6.12')))('the subscribers of $name', (tree) => {
  let found: SubscribersOfFile[] = [];
  beforeAll(async () => {
    const sources = { lens: await loadLens(), definitions: new Definitions() };
    const opened = await new Trees().openTree(tree.root);
    if ('problem' in opened) throw new Error(opened.problem);
    for (const file of (await findFiles(tree.root, undefined, SUBSCRIBER_WORDS)).files) {
      const subscribers = await subscribersOfFile(sources, file, opened.tree);
      if (subscribers && 'problem' in subscribers) throw new Error(`${file}: ${subscribers.problem}`);
      if (subscribers) found.push(subscribers);
    }
    found = found.sort((a, b) => (a.path < b.path ? -1 : 1));
  });

  test('are all there, and no others', () => {
    const tables = found.flatMap((file) => file.tables);
    expect(tables.map(({ name }) => name).sort()).toEqual(SUBSCRIBERS.map(({ ops }) => ops).sort());
    expect(tables.filter(({ kind }) => kind === 'list')).toHaveLength(LIST);
    expect(tables.flatMap(({ callbacks }) => callbacks).filter(({ unknown }) => unknown !== undefined)).toEqual([]);
  });

  test.each(SUBSCRIBERS)('$ops', ({ ops, members, blocking, filter, set, locks }) => {
    const table = found.flatMap((file) => file.tables).find(({ name }) => name === ops);
    expect(table?.callbacks.map(({ member }) => member).join(' ')).toBe(members);
    const main = table?.callbacks.find(({ member }) => member === 'invalidate' || member === 'invalidate_range_start')?.survey;
    expect(main?.blocking).toBe(blocking);
    expect(main && filterText(main)).toBe(filter);
    expect(main?.setSequence?.when).toBe(set);
    const taken = table?.callbacks.flatMap(({ survey }) => survey?.locks ?? []).map(({ lock }) => lock.split(/->|\.|\s/).at(-1)) ?? [];
    if (locks === '') expect(taken).toEqual([]);
    else if (locks !== undefined) expect(taken).toEqual(expect.arrayContaining(locks.split(' ')));
  });

  test.each(REGISTRATIONS)('registrations in %s', (folder, calls) => {
    const made = found.filter((file) => path.relative(tree.root, file.path).startsWith(folder)).flatMap((file) => file.registrations);
    expect([...new Set(made.map(({ call, dropped }) => `${call}${dropped ? '!' : ''}`))].sort().join(' ')).toBe(calls);
  });
});
