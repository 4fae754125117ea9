/** Interval callbacks of the kernel trees that set the sequence, or believe an owner, otherwise than they should: found. Edits that change nothing: silent. */
import { beforeAll, describe, expect, test } from 'vitest';
import { news } from './judge.ts';
import { Laboratory } from './laboratory.ts';
import { line, note, type Row, summarize } from './report.ts';
import { notifierFiles, readText, type Tree, trees } from './trees.ts';

interface Callback {
  readonly file: string;
  readonly text: string;
  readonly name: string;
  readonly range: string;
  readonly body: string;
  readonly start: number;
}

const SET_SEQ = /\n([ \t]*)(mmu_interval_set_seq\([^;]*;)/;
const OWNED = /(\w+->event == MMU_NOTIFY_\w+)\s*&&\s*(\w+->owner == [^)&|]+)/;

async function callbacksOf(tree: Tree): Promise<Callback[]> {
  const found: Callback[] = [];
  for (const file of await notifierFiles(tree)) {
    const text = readText(tree, file);
    for (const [, name = ''] of text.matchAll(/struct mmu_interval_notifier_ops\s+\w+\s*=\s*\{[^}]*\.invalidate\s*=\s*&?(\w+)/g)) {
      const definition = new RegExp(`^[\\w][^;{}()]*\\b${name}\\s*\\(([^;{}]*)\\)\\s*\\{`, 'm').exec(text);
      const range = /mmu_notifier_range\s*\*\s*(\w+)/.exec(definition?.[1] ?? '')?.[1];
      if (!definition || range === undefined || found.some((c) => c.file === file && c.name === name)) continue;
      const start = definition.index + definition[0].length;
      found.push({ file, text, name, range, start, body: text.slice(start, text.indexOf('\n}', start)) });
    }
  }
  return found;
}

function withBody(c: Callback, body: string): string {
  return c.text.slice(0, c.start) + body + c.text.slice(c.start + c.body.length);
}

/** `statement` as the first, behind the declarations. */
function first(c: Callback, statement: string): string {
  return withBody(c, c.body.includes('\n\n') ? c.body.replace('\n\n', `\n\n\t${statement}\n`) : `\n\t${statement}${c.body}`);
}

type Edit = (c: Callback) => string | undefined;

const BROKEN: readonly (readonly [string, string, Edit])[] = [
  ['missing-set-seq', 'set on a condition', (c) => (SET_SEQ.test(c.body) ? withBody(c, c.body.replace(SET_SEQ, '\n$1if (jiffies & 1)\n$1\t$2')) : undefined)],
  ['missing-set-seq', 'an early return', (c) => (SET_SEQ.test(c.body) ? withBody(c, c.body.replace(SET_SEQ, '\n$1if (jiffies & 1)\n$1\treturn true;\n$1$2')) : undefined)],
  ['missing-set-seq', 'deleted', (c) => (SET_SEQ.test(c.body) ? withBody(c, c.body.replace(SET_SEQ, '')) : undefined)],
  ['owner-without-event', 'the owner alone', (c) => (OWNED.test(c.body) ? withBody(c, c.body.replace(OWNED, '$2')) : undefined)],
  ['owner-without-event', 'the owner first of all', (c) => first(c, `if (${c.range}->owner == mnl_owner) return true;`)],
];

const NEUTRAL: readonly (readonly [string, Edit])[] = [
  ['another filter', (c) => first(c, `if (${c.range}->event == MMU_NOTIFY_MIGRATE && ${c.range}->owner == mnl_owner) return true;`)],
  ['the owner asked before the event', (c) => first(c, `if (${c.range}->owner == mnl_owner && ${c.range}->event == MMU_NOTIFY_MIGRATE) return true;`)],
  ['nothing for the kind', (c) => first(c, `if (${c.range}->event == MMU_NOTIFY_SOFT_DIRTY) return true;`)],
  ['counts', (c) => first(c, 'if (jiffies & 1) mnl_count++;')],
];

/**
 * Callbacks that never set the sequence are judged by readers that this file shows to be theirs: mlx5's are in drivers/infiniband/core, amdgpu's two
 * tables share one reader through a pointer, and hfi1's setup of 6.1 has too many paths. amdkfd's callback has too many paths behind the lock
 * that it sleeps on, and is followed up to there only.
 */
const KNOWN_MISSES: ReadonlySet<string> = new Set([
  'amdgpu_hmm_invalidate_gfx missing-set-seq: deleted',
  'amdgpu_mn_invalidate_gfx missing-set-seq: deleted',
  'amdgpu_mn_invalidate_hsa missing-set-seq: deleted',
  'mlx5_ib_invalidate_range missing-set-seq: deleted',
  'tid_cover_invalidate missing-set-seq: deleted',
  ...['deleted', 'set on a condition', 'an early return'].map((id) => `svm_range_cpu_invalidate_pagetables missing-set-seq: ${id}`),
]);

describe.each(trees())('what callbacks do in $name', (tree) => {
  let laboratory: Laboratory;
  let callbacks: Callback[];
  beforeAll(async () => {
    laboratory = await Laboratory.for(tree);
    callbacks = await callbacksOf(tree);
  });

  test('is found where it is wrong', async () => {
    const wrong: Row[] = [];
    let count = 0;
    for (const callback of callbacks) {
      for (const [rule, id, edit] of BROKEN) {
        const text = edit(callback);
        if (text === undefined) continue;
        count++;
        const found = news(await laboratory.baseline(callback.file), await laboratory.analyze(callback.file, text)).map((f) => `${f.rule}@${f.function}`);
        if (!found.includes(`${rule}@${callback.name}`) && !KNOWN_MISSES.has(`${callback.name} ${rule}: ${id}`))
          wrong.push(note({ suite: 'callback rules', tree: tree.name, file: callback.file, function: callback.name, mutant: `${rule}: ${id}`, verdict: found.join() || 'missed' }));
      }
    }
    summarize(`callback rules, ${tree.name}: ${count} edits of ${callbacks.length} callbacks, ${wrong.length} not found`, wrong);
    expect(count).toBeGreaterThan(20);
    expect(wrong.map(line)).toEqual([]);
  });

  test('is silent where nothing changes', async () => {
    const wrong: Row[] = [];
    for (const callback of callbacks) {
      for (const [id, edit] of NEUTRAL) {
        const text = edit(callback);
        const found = text === undefined ? [] : news(await laboratory.baseline(callback.file), await laboratory.analyze(callback.file, text));
        if (found.length > 0)
          wrong.push(note({ suite: 'callback rules', tree: tree.name, file: callback.file, function: callback.name, mutant: id, verdict: found.map(({ rule }) => rule).join() }));
      }
    }
    expect(wrong.map(line)).toEqual([]);
  });
});

test.skipIf(trees().length > 0)('no kernel tree: MNLENS_KERNELS names none, and none is unpacked', () => {});
