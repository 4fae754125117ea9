/** The keystroke benchmark: the engine and the server, as a multiple of the bare reparse of the same edits in the same run. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Bench } from 'tinybench';
import { Definitions } from '../server/src/host/definitions/definitions.ts';
import { fileContext } from '../server/src/host/file-context.ts';
import { readGrammar } from '../server/src/host/grammar.ts';
import { NEWEST } from '../server/src/kernel/generations/index.ts';
import { createLens, type FileAnalysis } from '../server/src/lens.ts';
import { Trees } from '../server/src/workspace/tree.ts';
import { Editor } from './editor.ts';
import { atStart, behindInit, elsewhere, type Keystroke, keystrokesAt, type Place } from './keystrokes.ts';
import { BareTree } from './reparse.ts';
import { type Times, timesOf } from './statistics.ts';

export interface TypingResult {
  readonly file: string;
  readonly where: string;
  readonly measures: readonly { readonly what: string; readonly times: Times; readonly ratio: number }[];
}

/** Files and the function in each that is typed into: one that invalidates, a subscriber's callback, or one that subscribes. */
const SCENES: readonly { readonly file: string; readonly name: string; readonly place: (text: string, name: string) => Place | undefined }[] = [
  { file: 'mm/memory.c', name: 'wp_page_copy', place: behindInit },
  { file: 'mm/hugetlb.c', name: 'hugetlb_wp', place: behindInit },
  { file: 'lib/test_hmm.c', name: 'dmirror_interval_invalidate', place: atStart },
  { file: 'drivers/gpu/drm/amd/amdgpu/amdgpu_hmm.c', name: 'amdgpu_hmm_invalidate_hsa', place: atStart },
  { file: 'drivers/gpu/drm/amd/amdkfd/kfd_svm.c', name: 'svm_range_cpu_invalidate_pagetables', place: atStart },
  { file: 'drivers/gpu/drm/i915/gem/i915_gem_userptr.c', name: 'i915_gem_userptr_invalidate', place: atStart },
  { file: 'drivers/gpu/drm/nouveau/nouveau_svm.c', name: 'nouveau_svm_fault', place: atStart },
  { file: 'drivers/infiniband/hw/hfi1/user_exp_rcv.c', name: 'hfi1_user_exp_rcv_setup', place: atStart },
  { file: 'virt/kvm/kvm_main.c', name: 'kvm_mmu_notifier_invalidate_range_start', place: atStart },
];

/** The statement is typed and removed so often; what is left to chance is only what else the machine does. */
const CYCLES = 1;

const BARE = 'bare reparse';

/** Callbacks are followed into other files. */
const OPS = /struct mmu_(?:interval_)?notifier_ops\b/;

export async function typing(tree: string, log: (line: string) => void): Promise<readonly TypingResult[]> {
  const results: TypingResult[] = [];
  for (const { file, name, place: find } of SCENES) {
    const text = readFileSync(path.join(tree, file), 'utf8');
    const places = [find(text, name), elsewhere(text)];
    for (const [i, place] of places.entries()) {
      if (place) results.push(await scene(tree, file, place.name, text, keystrokesAt(text, place), log));
      else log(`${file}: ${i === 0 ? `no place to type in ${name}()` : 'no function'} — skipped`);
    }
  }
  return results;
}

async function scene(tree: string, file: string, where: string, text: string, keys: readonly Keystroke[], log: (line: string) => void): Promise<TypingResult> {
  log(`typing in ${file}, ${where} …`);
  const absolute = path.join(tree, file);
  const grammar = await readGrammar();
  const lens = await createLens(grammar);
  const trees = new Trees();
  const known = await fileContext(trees, absolute, await trees.findTree(absolute), NEWEST);
  const around = OPS.test(text) && known.root !== undefined ? { elsewhere: await new Definitions().around(known.root, absolute) } : {};
  const context = { ...known, ...around };
  const bare = await BareTree.of(text, grammar);
  let analysis: FileAnalysis = lens.analyze({ text, ...context });
  const editors = { push: await Editor.open('push', absolute, text), pull: await Editor.open('pull', absolute, text) };

  const bench = new Bench({ time: 0, warmupTime: 0, iterations: keys.length * CYCLES, warmupIterations: keys.length, retainSamples: true, throws: true });
  const add = (what: string, apply: (key: Keystroke) => unknown): void => {
    let next = 0;
    bench.add(what, async () => {
      await apply(keys[next++ % keys.length] ?? missing());
    });
  };
  add(BARE, (key) => bare.apply(key));
  add('analysis, in the process', (key) => {
    analysis = lens.analyze({ text: key.after, ...context }, analysis);
  });
  add('didChange → pushed diagnostics', (key) => editors.push.apply(key));
  add('didChange → pulled diagnostics', (key) => editors.pull.apply(key));
  try {
    await bench.run();
  } finally {
    await Promise.all([editors.push.close(), editors.pull.close()]);
  }
  const measured = bench.tasks.map((task) => ({ what: task.name, times: timesOf(samplesOf(task.result)) }));
  const floor = measured.find(({ what }) => what === BARE)?.times.p50 ?? Number.NaN;
  return { file, where, measures: measured.map((m) => ({ ...m, ratio: m.times.p50 / floor })) };
}

function samplesOf(result: Bench['tasks'][number]['result']): readonly number[] {
  if (!('latency' in result) || !result.latency.samples) throw new Error('nothing was measured');
  return result.latency.samples;
}

function missing(): never {
  throw new Error('no keystrokes');
}
