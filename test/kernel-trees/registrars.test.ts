/** Edits of registrars in the kernel trees: what goes wrong by them is found in the right function. */
import { beforeAll, describe, expect, test } from 'vitest';
import { news } from './judge.ts';
import { Laboratory } from './laboratory.ts';
import { readText, trees } from './trees.ts';

interface Edit {
  readonly id: string;
  readonly file: string;
  readonly rule: string;
  readonly function: string;
  readonly edit: (text: string) => string;
}

const EDITS: readonly Edit[] = [
  // 970655aa9b42: the mark that says that there is something to remove is set before that is certain.
  { id: 'marked too early', file: 'drivers/xen/gntdev.c', rule: 'registration-pairing', function: 'gntdev_mmap',
    edit: (text) => text.replace(/(\n\t\t)(err = mmu_interval_notifier_insert_locked\()/, '$1map->notifier_init = true;$1$2') },
  { id: 'removed after a failure', file: 'lib/test_hmm.c', rule: 'registration-pairing', function: 'dmirror_fops_open',
    edit: (text) => text.replace(/(&dmirror_min_ops\);\n\tif \(ret\) \{\n)/, '$1\t\tmmu_interval_notifier_remove(&dmirror->notifier);\n') },
  { id: 'inserted under the mmap lock', file: 'lib/test_hmm.c', rule: 'registration-context', function: 'dmirror_fops_open',
    edit: (text) => text.replace(/(\tret = mmu_interval_notifier_insert\(&dmirror->notifier, current->mm,)/, '\tmmap_write_lock(current->mm);\n$1') },
  { id: 'removed under its lock', file: 'lib/test_hmm.c', rule: 'registration-context', function: 'dmirror_fops_release',
    edit: (text) => text.replace(/(\tmmu_interval_notifier_remove\(&dmirror->notifier\);)/, '\tmutex_lock(&dmirror->mutex);\n$1\n\tmutex_unlock(&dmirror->mutex);') },
  { id: 'registered as a reader', file: 'drivers/gpu/drm/nouveau/nouveau_svm.c', rule: 'registration-context', function: 'nouveau_svmm_init',
    edit: (text) => text.replace(/mmap_write_lock(\(current->mm\);\n\tsvmm->notifier\.ops)/, 'mmap_read_lock$1') },
  { id: 'lock made afterwards', file: 'drivers/infiniband/hw/hfi1/mmu_rb.c', rule: 'registration-context', function: 'hfi1_mmu_rb_register',
    edit: (text) => text.replace('\tspin_lock_init(&h->lock);\n', '').replace('\t*handler = h;\n', '\tspin_lock_init(&h->lock);\n\t*handler = h;\n') },
  { id: 'followed pointer set afterwards', file: 'drivers/infiniband/hw/hfi1/user_exp_rcv.c', rule: 'registration-context', function: 'set_rcvarray_entry',
    edit: (text) => text.replace('\tnode->fdata = fd;\n', '').replace(/(\t\t\t&tid_mn_ops\);\n\t\tif \(ret\)\n\t\t\tgoto out_unmap;\n\t\}\n)/, '$1\tnode->fdata = fd;\n') },
  { id: 'pointer to a lock set afterwards', file: 'drivers/misc/ocxl/link.c', rule: 'registration-context', function: 'ocxl_link_add_pe',
    edit: (text) => text.replace('\tpe_data->link = link;\n', '').replace(/(\t\t\tmmu_notifier_register\(&pe_data->mmu_notifier, mm\);\n)/, '$1\t\t\tpe_data->link = link;\n') },
  { id: 'pointer in an object on the stack set afterwards', file: 'drivers/gpu/drm/nouveau/nouveau_svm.c', rule: 'registration-context', function: 'nouveau_svm_fault',
    edit: (text) => text.replace('\t\tnotifier.svmm = svmm;\n', '').replaceAll(/(\n\t+ret = mmu_interval_notifier_insert\(&notifier(->|\.)notifier,[^;]*;\n)/g, '$1\tnotifier$2svmm = svmm;\n') },
  { id: 'result dropped', file: 'drivers/gpu/drm/i915/gem/i915_gem_userptr.c', rule: 'unchecked-registration', function: 'i915_gem_userptr_init__mmu_notifier',
    edit: (text) => text.replace('\treturn mmu_interval_notifier_insert(', '\tmmu_interval_notifier_insert(') },
  { id: 'handed-on result dropped', file: 'virt/kvm/kvm_main.c', rule: 'unchecked-registration', function: 'kvm_create_vm',
    edit: (text) => text.replace(/\tr = (kvm_init_mmu_notifier\(kvm\);)\n\tif \(r\)\n[^\n]*\n/, '\t$1\n') },
  { id: 'left on the stack', file: 'lib/test_hmm.c', rule: 'registration-pairing', function: 'dmirror_range_snapshot',
    edit: (text) => text.replace('\tmmu_interval_notifier_remove(range->notifier);\n', '') },
  { id: 'inserted where the lock is said to be held', file: 'lib/test_hmm.c', rule: 'registration-context', function: 'dmirror_fops_open',
    edit: (text) => text.replace(/(\tret = mmu_interval_notifier_insert\(&dmirror->notifier, current->mm,)/, '\tmmap_assert_write_locked(current->mm);\n$1') },
  { id: 'failure printed', file: 'drivers/gpu/drm/i915/gem/i915_gem_userptr.c', rule: 'unchecked-registration', function: 'i915_gem_userptr_init__mmu_notifier',
    edit: (text) => text.replace(/\treturn (mmu_interval_notifier_insert\([^;]*;)/, '\tif ($1').replace(/(\tif \(mmu_interval_notifier_insert\([^;]*);/, '$1)\n\t\tpr_warn("no notifier\\n");\n\treturn 0;') },
];

describe.each(trees())('registrars of $name', (tree) => {
  let laboratory: Laboratory;
  beforeAll(async () => {
    laboratory = await Laboratory.for(tree);
  });

  // Some drivers had no notifier yet.
  test.each(EDITS.filter(({ file }) => readText(tree, file).includes('mmu_notifier')))('$file: $id', async ({ file, rule, function: name, edit }) => {
    const text = readText(tree, file);
    const edited = edit(text);
    expect(edited).not.toBe(text);
    const fresh = news(await laboratory.baseline(file), await laboratory.analyze(file, edited));
    expect(fresh.map((finding) => `${finding.rule}@${finding.function}`)).toEqual([`${rule}@${name}`]);
  });
});

test.skipIf(trees().length > 0)('no kernel tree: MNLENS_KERNELS names none, and none is unpacked', () => {});
