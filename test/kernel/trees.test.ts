/** Real kernels: their headers against the data, and which of their files are built without MMU_NOTIFIER. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { kernelRoots } from '../../scripts/kernels.ts';
import { knownApiNames } from '../../server/src/kernel/generations/history.ts';
import { generationOf } from '../../server/src/kernel/generations/index.ts';
import { Build } from '../../server/src/workspace/built.ts';
import { type KernelTree, Trees } from '../../server/src/workspace/tree.ts';

/** Whole kernels are for `npm run test:kernel`, which sets the variable. */
const roots = process.env.MNLENS_KERNELS ? kernelRoots() : [];

/** Files that name the API, relative to the tree. */
function mentioning(root: string, folder = ''): string[] {
  return fs.readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return mentioning(root, name);
    if (!entry.isFile() || !name.endsWith('.c')) return [];
    return /mmu_notifier|mmu_interval/.test(fs.readFileSync(path.join(root, name), 'latin1')) ? [name] : [];
  });
}

async function treeOf(root: string): Promise<KernelTree> {
  const opened = await new Trees().openTree(root);
  if ('problem' in opened) throw new Error(opened.problem);
  return opened.tree;
}

/**
 * Subscribers, and readers of the CPU's page tables on their behalf: each is built by a symbol that selects MMU_NOTIFIER,
 * or by one that needs such a symbol. Not i915_gem_userptr.c and kvm_main.c: these are built in any case, under #ifdef.
 */
const SUBSCRIBERS = [
  'arch/s390/kvm/pv.c',
  'arch/x86/kernel/cpu/sgx/encl.c',
  'drivers/gpu/drm/amd/amdgpu/amdgpu_hmm.c',
  'drivers/gpu/drm/amd/amdgpu/amdgpu_mn.c',
  'drivers/gpu/drm/amd/amdkfd/kfd_process.c',
  'drivers/gpu/drm/amd/amdkfd/kfd_svm.c',
  'drivers/gpu/drm/nouveau/nouveau_svm.c',
  'drivers/gpu/drm/radeon/radeon_mn.c',
  'drivers/gpu/drm/xe/xe_hmm.c',
  'drivers/gpu/drm/xe/xe_vm.c',
  'drivers/infiniband/core/umem_odp.c',
  'drivers/infiniband/hw/hfi1/mmu_rb.c',
  'drivers/infiniband/hw/hfi1/user_exp_rcv.c',
  'drivers/infiniband/hw/mlx5/odp.c',
  'drivers/iommu/amd/iommu_v2.c',
  'drivers/iommu/amd/pasid.c',
  'drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3-sva.c',
  'drivers/iommu/intel/svm.c',
  'drivers/misc/ocxl/link.c',
  'drivers/misc/sgi-gru/grutlbpurge.c',
  'drivers/xen/gntdev.c',
  'lib/test_hmm.c',
  'mm/hmm.c',
  'mm/mmu_notifier.c',
];

/** Callers of start and end: all of them are also built without. */
const CALLERS = [
  'fs/proc/task_mmu.c',
  'kernel/events/uprobes.c',
  'mm/huge_memory.c',
  'mm/hugetlb.c',
  'mm/khugepaged.c',
  'mm/ksm.c',
  'mm/madvise.c',
  'mm/mapping_dirty_helpers.c',
  'mm/memory.c',
  'mm/migrate_device.c',
  'mm/mprotect.c',
  'mm/mremap.c',
  'mm/oom_kill.c',
  'mm/rmap.c',
  'mm/userfaultfd.c',
];

describe.skipIf(roots.length === 0)('kernel trees', () => {
  describe.each(roots)('%s', (root) => {
    it('the header has the shape of a built-in generation', async () => {
      const { generation, problem } = await treeOf(root);
      expect(problem).toBeUndefined();
      const known = generationOf(generation.release);
      expect(known?.release).toBe(generation.release);
      if (!known) return;
      // Beyond the data, a header declares only what the core keeps to itself.
      const extra = [...generation.functions.keys()].filter((name) => !known.functions.has(name));
      expect(extra.filter((name) => knownApiNames.has(name))).toEqual([]);
      expect(extra.filter((name) => !/^__mmu_notifier_|^mmu_notifier_(subscriptions|mm)_(init|destroy)$/.test(name))).toEqual([]);
      const own = new Map([...generation.functions].filter(([name]) => known.functions.has(name)));
      const nonblock = own.get('mmu_notifier_invalidate_range_start_nonblock');
      // __must_check came to it in a stable release, without any change of shape.
      if (nonblock) own.set(nonblock.name, { ...nonblock, mustCheck: known.functions.get(nonblock.name)?.mustCheck ?? false });
      // In which order the tables have their members only a header tells.
      const { tables, ...read } = generation;
      expect(tables?.list).toContain('invalidate_range_start');
      expect({ ...read, functions: own }).toEqual(known);
    });

    it('subscribers are never built without MMU_NOTIFIER, callers are', async () => {
      const build = new Build(root);
      const answers = new Map<string, string>();
      for (const file of mentioning(root)) answers.set(file, await build.builtWithoutNotifier(path.join(root, file)));
      const wrong = (files: readonly string[], right: string): string[] =>
        files.filter((file) => answers.has(file) && answers.get(file) !== right);
      expect(wrong(SUBSCRIBERS, 'never')).toEqual([]);
      expect(wrong(CALLERS, 'possible')).toEqual([]);
      const undecided = [...answers].filter(([, answer]) => answer === 'unknown').map(([file]) => file);
      // kvm is listed by each architecture's Makefile through a relative path; Kbuild does not build tools/.
      expect(undecided.filter((file) => !/^(virt\/kvm|tools)\//.test(file))).toEqual([]);
    });

    it('a copied file is known by the end of its path', async () => {
      const build = new Build(root);
      expect(await build.builtWithoutNotifier('/nowhere/at/all/mm/memory.c')).toBe('possible');
      expect(await build.builtWithoutNotifier('/nowhere/at/all/mm/hmm.c')).toBe('never');
    });
  });
});

it.skipIf(roots.length > 0)('kernel trees: none here (MNLENS_KERNELS names them)', () => undefined);
