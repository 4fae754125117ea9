/** Modules of the kernel trees that put subscriptions: silent as they are; with the wait for what was put taken out, wherever it is, found. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { Definitions } from '../../server/src/host/definitions/definitions.ts';
import { loadLens } from '../../server/src/host/load-lens.ts';
import { notifierFiles, readText, type Tree, trees } from './trees.ts';

/** `mmu_notifier_put()` in what can't be a module, or has no exit. */
const BUILT_IN = new Set(['arch/x86/kernel/cpu/sgx/encl.c', 'drivers/iommu/intel/svm.c']);

/** The rule's findings in a file, with the texts of all files as `overlay` has them, each as its function and the file of its last step. */
async function found(tree: Tree, file: string, overlay: (path: string) => string | undefined): Promise<string[]> {
  const lens = await loadLens();
  const own = path.join(tree.root, file);
  const elsewhere = await new Definitions(overlay).around(tree.root, own);
  const { findings } = lens.analyze({ text: overlay(own) ?? readText(tree, file), elsewhere, generation: tree.generation, treeKnown: true, builtWithoutNotifier: 'unknown' });
  return findings.filter(({ rule }) => rule === 'missing-synchronize').map((f) => `${f.function} ${path.relative(tree.root, f.trace.at(-1)?.file?.path ?? '')}`);
}

describe.each(trees())('modules of $name', (tree) => {
  test('that put subscriptions wait for them', async () => {
    const files = (await notifierFiles(tree)).filter((file) => file.endsWith('.c') && !file.startsWith('mm/') && /\bmmu_notifier_put\(/.test(readText(tree, file)));
    expect(files.length).toBeGreaterThan(4);
    const withoutWait = (file: string): string => readFileSync(file, 'utf8').replaceAll(/\bmmu_notifier_synchronize\(\);/g, ';');
    for (const file of files) {
      expect(await found(tree, file, () => undefined), file).toEqual([]);
      const broken = await found(tree, file, (other) => (other.endsWith('.c') ? withoutWait(other) : undefined));
      if (BUILT_IN.has(file)) expect(broken, file).toEqual([]);
      else expect(broken.length, file).toBeGreaterThan(0);
    }
  });
});

test.skipIf(trees().length > 0)('no kernel tree: MNLENS_KERNELS names none, and none is unpacked', () => {});
