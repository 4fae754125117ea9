/** Whole kernels as they were released: nothing above a hint that one would not defend on the mailing list. */
import { beforeAll, describe, expect, test } from 'vitest';
import { Laboratory, serious } from './laboratory.ts';
import { note, type Row, summarize } from './report.ts';
import { notifierFiles, trees } from './trees.ts';

/** Findings that stand, as `tree file function rule`, each with the argument for it. */
const KFD = 'it takes the mutexes of its ranges and processes (svm_range_lock, svm_range_evict) and nowhere asks whether the range is blockable';
const HFI1 = 'it takes a mutex without asking, for MMU_NOTIFY_UNMAP alone, which is what the OOM reaper of these trees sends';
const SGX = 'where the put drops the last reference, the release calls cond_resched() in an SRCU callback';
const RADEON = 'it reserves its buffer object, which is a dma_resv lock, and moves it, which allocates';
const DROPPED = 'registering may fail, and nobody looks';
const DEFENDED: ReadonlyMap<string, string> = new Map(
  ['linux-source-6.12', 'linux-source-6.1'].flatMap((tree): [string, string][] => [
    [`${tree} drivers/gpu/drm/amd/amdkfd/kfd_svm.c svm_range_cpu_invalidate_pagetables blocking-callback`, KFD],
    [`${tree} drivers/infiniband/hw/hfi1/user_exp_rcv.c tid_rb_invalidate blocking-callback`, HFI1],
    [`${tree} drivers/infiniband/hw/hfi1/user_exp_rcv.c tid_cover_invalidate blocking-callback`, HFI1],
    [`${tree} drivers/gpu/drm/radeon/radeon_mn.c radeon_mn_invalidate reclaim-in-callback`, RADEON],
    [`${tree} drivers/gpu/drm/radeon/radeon_mn.c radeon_mn_invalidate callback-deadlock`, RADEON],
    [`${tree} arch/x86/kernel/cpu/sgx/encl.c sgx_mmu_notifier_free atomic-callback`, SGX],
    [`${tree} arch/s390/kvm/pv.c kvm_s390_pv_init_vm unchecked-registration`, DROPPED],
    [`${tree} drivers/gpu/drm/amd/amdkfd/kfd_svm.c svm_range_add_notifier_locked unchecked-registration`, DROPPED],
    [`${tree} drivers/misc/ocxl/link.c ocxl_link_add_pe unchecked-registration`, DROPPED],
    [`${tree} drivers/iommu/amd/iommu_v2.c amd_iommu_bind_pasid unchecked-registration`, DROPPED],
  ]),
);

/** Functions that the budget is known not to reach, as `tree file function`, with the reason. */
const GIVEN_UP: ReadonlyMap<string, string> = new Map();

describe.each(trees())('$name', (tree) => {
  let laboratory: Laboratory;
  let files: string[];
  beforeAll(async () => {
    laboratory = await Laboratory.for(tree);
    files = await notifierFiles(tree);
  });

  test('has nothing to complain about, and is analysed nearly whole', async () => {
    const findings: Row[] = [];
    const gaveUp: string[] = [];
    let functions = 0;
    for (const file of files) {
      const analysis = await laboratory.baseline(file);
      functions += analysis.functions;
      for (const finding of serious(analysis)) {
        const name = finding.function ?? '-';
        if (DEFENDED.has(`${tree.name} ${file} ${name} ${finding.rule}`)) continue;
        findings.push(note({ suite: 'clean', tree: tree.name, file, function: name, mutant: finding.rule, verdict: finding.message }));
      }
      gaveUp.push(...analysis.gaveUp.map(({ function: name, reason }) => `${file} ${name}: ${reason}`));
    }
    summarize(
      `clean, ${tree.name}: ${files.length} files, ${functions} functions, ${findings.length} findings, ${gaveUp.length} given up\n${gaveUp.join('\n')}`,
      findings,
    );
    expect(findings).toEqual([]);
    const unknown = gaveUp.filter((entry) => !GIVEN_UP.has(`${tree.name} ${entry.split(':')[0] ?? ''}`));
    expect(unknown).toEqual([]);
    expect(files.length).toBeGreaterThan(50);
  });
});

test.skipIf(trees().length > 0)('no kernel tree: MNLENS_KERNELS names none, and none is unpacked', () => {});
