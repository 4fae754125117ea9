/** Tables of callbacks in all the forms in which a file can show them. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadLens } from '../../server/src/host/load-lens.ts';
import type { Generation } from '../../server/src/kernel/generation.ts';
import { readGeneration } from '../../server/src/kernel/header.ts';
import { generationOf } from '../../server/src/kernel/generations/index.ts';

const lens = await loadLens();
const known = generationOf('6.10');
const reading = readGeneration(readFileSync(new URL('../kernel/headers/6.10.h', import.meta.url), 'utf8'));
if (!known || 'problem' in reading) throw new Error('there is no 6.10');
const fromHeader = reading.generation;

const CALLBACKS = `static bool one(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long seq)
{
	return true;
}
static int start(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
	return 0;
}
static void end(struct mmu_notifier *mn, const struct mmu_notifier_range *range)
{
}
static void gone(struct mmu_notifier *mn, struct mm_struct *mm)
{
}
`;

/** Each table as `name: member=function …`. */
function tables(text: string, generation: Generation = fromHeader): string[] {
  const found = lens.subscribers(lens.analyze({ text: `${CALLBACKS}${text}`, generation, treeKnown: true, builtWithoutNotifier: 'unknown' }));
  return found.tables.map(({ name, callbacks }) => `${name}: ${callbacks.map(({ member, function: callback }) => `${member}=${callback}`).join(' ')}`);
}

describe('a table is found', () => {
  test.each([
    ['with attributes', 'static const struct mmu_notifier_ops foo_ops __ro_after_init = { .release = gone };', ['foo_ops: release=gone']],
    ['in an array', 'static const struct mmu_interval_notifier_ops foo_ops[2] = { [0] = { .invalidate = one }, [1] = {} };', ['foo_ops[0]: invalidate=one', 'foo_ops[1]: ']],
    ['in a member', 'struct foo { int a; struct mmu_interval_notifier_ops mn; };\nstatic const struct foo foo = { .a = 1, .mn = { .invalidate = one } };', ['foo.mn: invalidate=one']],
    ['by designators in a row', 'struct foo { struct mmu_notifier_ops mn; };\nstatic struct foo foo = { .mn.release = gone, .mn.invalidate_range_end = end };', ['foo.mn: release=gone invalidate_range_end=end']],
    ['in a literal', 'struct foo { const struct mmu_interval_notifier_ops *mn; };\nstatic struct foo foo = { .mn = &(const struct mmu_interval_notifier_ops){ .invalidate = one } };', ['foo: invalidate=one']],
    ['under the name of a type', 'typedef struct mmu_interval_notifier_ops foo_ops_t;\nstatic const foo_ops_t foo_ops = { .invalidate = one };', ['foo_ops: invalidate=one']],
    ['in a structure that has a name of its own', 'typedef struct foo { struct mmu_notifier_ops mn; } foo_t;\nstatic foo_t foo = { .mn = { .release = gone } };', ['foo.mn: release=gone']],
    ['under a macro', '#define FOO_OPS struct mmu_notifier_ops\nstatic FOO_OPS foo_ops = { .release = gone };', ['foo_ops: release=gone']],
    ['in the order of the header', 'static const struct mmu_notifier_ops foo_ops = { gone, NULL, NULL };', ['foo_ops: release=gone']],
    ['in the order of the header, of intervals', 'static const struct mmu_interval_notifier_ops foo_ops = { one };', ['foo_ops: invalidate=one']],
    ['in a function', 'static int foo(struct foo *foo, struct mm_struct *mm)\n{\n\tstatic const struct mmu_interval_notifier_ops ops = { .invalidate = one };\n\treturn mmu_interval_notifier_insert(&foo->mni, mm, 0, 1, &ops);\n}', ['ops: invalidate=one']],
    ['set later', 'static struct mmu_notifier_ops foo_ops = { .release = gone };\nstatic void foo(void)\n{\n\tfoo_ops.invalidate_range_start = start;\n}', ['foo_ops: release=gone invalidate_range_start=start']],
    ['set in a member', 'struct foo { struct mmu_notifier_ops ops; };\nstatic void foo(struct foo *foo)\n{\n\tfoo->ops.invalidate_range_start = start;\n\tfoo->ops.invalidate_range_end = &end;\n}', ['foo->ops: invalidate_range_start=start invalidate_range_end=end']],
  ])('%s', (_, text, expected) => {
    expect(tables(text)).toEqual(expected);
  });
});

describe('what is none', () => {
  test.each([
    ['members of another type', 'struct foo_ops { int (*invalidate_range_start)(void); };\nstatic const struct foo_ops foo = { .invalidate_range_start = start };'],
    ['members that are set in another type', 'struct foo { struct mmu_notifier_ops mn; struct bar_ops ops; };\nstatic void foo(struct foo *foo)\n{\n\tfoo->ops.invalidate_range_start = start;\n}'],
    ['a pointer to one', 'struct foo { const struct mmu_notifier_ops *mn; };\nstatic struct foo foo = { .mn = NULL };'],
  ])('%s', (_, text) => {
    expect(tables(text)).toEqual([]);
  });
});

test('members without names are of nobody where no header tells their order', () => {
  expect(tables('static const struct mmu_notifier_ops foo_ops = { gone, NULL, NULL };', known)).toEqual(['foo_ops: ']);
});

test('half-typed text is no table, and does no harm', () => {
  expect(() => tables('struct foo { struct mmu_notifier_ops mn; \nstatic struct foo foo = { .mn.rel')).not.toThrow();
  expect(() => tables('typedef struct mmu_notifier_ops ;\n#define FOO_OPS struct\nstatic FOO_OPS x = {};')).not.toThrow();
});
