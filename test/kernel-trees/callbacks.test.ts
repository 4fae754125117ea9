/** Every callback of every subscriber in the kernel trees that the lens judges, made to sleep: found. Made to sleep where it may: silent. */
import { beforeAll, describe, expect, test } from 'vitest';
import { isApiName } from '../../server/src/kernel/api.ts';
import { isObserver, isPure, transparentArgument } from '../../server/src/kernel/functions.ts';
import { lockFunction } from '../../server/src/kernel/locks.ts';
import { bitFunction, wordFunction } from '../../server/src/kernel/words.ts';
import { type CallbackDefinition, callbacksOf, edited } from './callback-definitions.ts';
import { news } from './judge.ts';
import { Laboratory } from './laboratory.ts';
import { line, note, type Row, summarize } from './report.ts';
import { trees } from './trees.ts';

const LEVELS = `static void mnl_third(void)
{
	mutex_lock(&mnl_mutex);
	mutex_unlock(&mnl_mutex);
}

static int mnl_second(int a)
{
	if (a > 3)
		mnl_third();
	return a;
}

static void mnl_first(unsigned long a)
{
	while (mnl_second(a))
		a--;
}

`;

const BROKEN: readonly (readonly [string, (c: CallbackDefinition) => string])[] = [
  ['sleeps at once', (c) => edited(c, 'msleep(1);')],
  ['allocates', (c) => edited(c, 'kfree(kmalloc(8, GFP_KERNEL));')],
  ['waits three levels down', (c) => edited(c, 'mnl_first(jiffies);', LEVELS)],
  ['waits in a guard', (c) => edited(c, 'scoped_guard(mutex, &mnl_mutex) { mnl_count++; }')],
];

const NEUTRAL: readonly (readonly [string, (c: CallbackDefinition) => string | undefined])[] = [
  ['sleeps where it may', ({ range, ...c }) => (range === undefined ? undefined : edited({ range, ...c }, `if (mmu_notifier_range_blockable(${range})) msleep(1);`))],
  ['passes on whether it may', ({ range, ...c }) => (range === undefined ? undefined
    : edited({ range, ...c }, `mnl_maybe(mmu_notifier_range_blockable(${range}));`, 'static void mnl_maybe(bool may_block)\n{\n\tif (!may_block)\n\t\treturn;\n\tmsleep(1);\n}\n\n'))],
  ['allocates without waiting', (c) => edited(c, 'kfree(kmalloc(8, GFP_NOWAIT));')],
  ['tries a lock', (c) => edited(c, 'if (mutex_trylock(&mnl_mutex)) mutex_unlock(&mnl_mutex);')],
  ['takes a spinlock', (c) => edited(c, 'spin_lock(&mnl_lock); mnl_count++; spin_unlock(&mnl_lock);')],
];

/** The engine knows what it does, and does not look. */
function isFact(name: string): boolean {
  return isApiName(name) || lockFunction(name) !== undefined || transparentArgument(name) !== undefined || isObserver(name) || isPure(name) || wordFunction(name) !== undefined || bitFunction(name) !== undefined;
}

/** They ask, but nothing behind the question sleeps: grants are unmapped by delayed work, and KVM hands the answer to the architecture. */
const NEVER_SLEEPS = new Set([
  'drivers/xen/gntdev.c gntdev_invalidate',
  'virt/kvm/kvm_main.c kvm_mmu_notifier_invalidate_range_start',
  'virt/kvm/kvm_main.c kvm_mmu_notifier_invalidate_range_end',
]);

describe.each(trees())('callbacks of $name', (tree) => {
  let laboratory: Laboratory;
  /** All of them, and those that may not sleep whenever they like. */
  let [all, callbacks]: [CallbackDefinition[], CallbackDefinition[]] = [[], []];
  beforeAll(async () => {
    laboratory = await Laboratory.for(tree);
    all = await callbacksOf(tree, (callback) => callback);
    callbacks = all.filter(({ context }) => context.sleeping !== 'allowed');
  });

  test('that sleep are found', async () => {
    const wrong: Row[] = [];
    let count = 0;
    for (const callback of callbacks) {
      const before = await laboratory.baseline(callback.file);
      const rule = callback.context.sleeping === 'never' ? 'atomic-callback' : 'blocking-callback';
      if (before.findings.some((finding) => finding.function === callback.name && finding.rule === rule)) continue;
      for (const [id, edit] of BROKEN) {
        count++;
        const found = news(before, await laboratory.analyze(callback.file, edit(callback)));
        const keys = [...new Set(found.map((finding) => `${finding.rule}@${finding.function}`))];
        if (keys.join() !== `${rule}@${callback.name}`)
          wrong.push(note({ suite: 'sleeping', tree: tree.name, file: callback.file, function: callback.name, mutant: id, verdict: keys.join() || 'missed' }));
      }
    }
    summarize(`sleeping callbacks, ${tree.name}: ${count} edits of ${callbacks.length} callbacks, ${wrong.length} not as they should be`, wrong);
    expect(wrong.map(line)).toEqual([]);
    expect(callbacks.length).toBeGreaterThan(20);
  });

  test('that do not are silent', async () => {
    const wrong: Row[] = [];
    for (const callback of all) {
      const before = await laboratory.baseline(callback.file);
      for (const [id, edit] of callback.context.sleeping === 'allowed' ? [...NEUTRAL, ...BROKEN] : NEUTRAL) {
        const text = edit(callback);
        const found = text === undefined ? [] : news(before, await laboratory.analyze(callback.file, text));
        if (found.length > 0)
          wrong.push(note({ suite: 'not sleeping', tree: tree.name, file: callback.file, function: callback.name, mutant: id, verdict: found.map(({ rule }) => rule).join() }));
      }
    }
    expect(wrong.map(line)).toEqual([]);
  });

  test('that call something of another file are found when it sleeps', async () => {
    const wrong: Row[] = [];
    let count = 0;
    for (const callback of callbacks) {
      const before = await laboratory.baseline(callback.file);
      const rule = callback.context.sleeping === 'never' ? 'atomic-callback' : 'blocking-callback';
      if (before.findings.some((finding) => finding.function === callback.name && finding.rule === rule)) continue;
      const around = await laboratory.around(callback.file);
      const end = callback.text.indexOf('\n}', callback.body);
      const asked = callback.text.slice(callback.body, end);
      const body = asked.replaceAll(`mmu_notifier_range_blockable(${callback.range})`, '1');
      const text = callback.text.slice(0, callback.body) + body + callback.text.slice(end);
      if (news(before, await laboratory.analyze(callback.file, text)).length > 0) continue;
      for (const name of new Set([...asked.matchAll(/\b(\w+)\s*\(/g)].map(([, called = '']) => called))) {
        const other = around.definition(name);
        const head = other && new RegExp(`^(?:[A-Za-z_][^;=#(){}]*[\\s*])?${name}\\s*\\([^;{}]*\\)[^;{}()]*\\{`, 'm').exec(other.text);
        if (!other || !head || isFact(name)) continue;
        count++;
        const at = head.index + head[0].length;
        const sleeping = { path: other.path, text: `${other.text.slice(0, at)}\n\tmsleep(1);${other.text.slice(at)}` };
        const found = news(before, await laboratory.analyzeBeside(callback.file, text, sleeping)).map((f) => `${f.rule}@${f.function}`);
        if (!found.includes(`${rule}@${callback.name}`))
          wrong.push(note({ suite: 'elsewhere', tree: tree.name, file: callback.file, function: callback.name, mutant: name, verdict: found.join() || 'missed' }));
      }
    }
    summarize(`sleeping in another file, ${tree.name}: ${count} edits, ${wrong.length} not as they should be`, wrong);
    expect(wrong.map(line)).toEqual([]);
    expect(count).toBeGreaterThan(5);
  });

  test('that no longer ask are found, in whatever file they wait', async () => {
    const silent: string[] = [];
    let asking = 0;
    for (const callback of callbacks.filter(({ context }) => context.sleeping === 'blockable')) {
      const question = `mmu_notifier_range_blockable(${callback.range})`;
      const at = callback.text.indexOf(question, callback.body);
      const end = callback.text.indexOf('\n}', callback.body);
      if (at < 0 || at > end) continue;
      asking++;
      const text = `${callback.text.slice(0, at)}1${callback.text.slice(at + question.length)}`;
      const fresh = news(await laboratory.baseline(callback.file), await laboratory.analyze(callback.file, text));
      // What a switch of somebody else's decides is worth an info, and seen only now that the callback is short enough.
      for (const finding of fresh.filter(({ severity }) => severity !== 'info')) expect(`${finding.rule}@${finding.function}`).toBe(`blocking-callback@${callback.name}`);
      if (fresh.length === 0) silent.push(`${callback.file} ${callback.name}`);
    }
    summarize(`no longer asking, ${tree.name}: ${asking - silent.length} of ${asking} found; not: ${silent.join(', ')}`, []);
    expect(asking).toBeGreaterThan(5);
    expect(silent.filter((callback) => !NEVER_SLEEPS.has(callback))).toEqual([]);
  });
});

test.skipIf(trees().length > 0)('no kernel tree: MNLENS_KERNELS names none, and none is unpacked', () => {});
