/** Objects that one file makes with functions of others, and registers there. */
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { Definitions } from '../../server/src/host/definitions/definitions.ts';
import { loadLens } from '../../server/src/host/load-lens.ts';
import type { Lens } from '../../server/src/lens.ts';
import { Trees } from '../../server/src/workspace/tree.ts';
import { tempFolder } from '../support/temp.ts';
import { callback, MAIN, TREE } from './driver.ts';

let lens: Lens;
beforeAll(async () => {
  lens = await loadLens();
});

const HEADER = 'drivers/foo/bar/bar.h';
const OTHER = 'drivers/foo/bar/bar_core.c';

const TYPES = `struct bar {
	struct mmu_interval_notifier notifier;
	struct list_head pages;
	struct mutex lock;
	struct bar_device *device;
};
`;

/** It walks the list, and follows the pointer. */
const USES = callback('struct bar_page *page;\n\n\tmmu_interval_set_seq(mni, cur_seq);\n\tbar->device->stale = true;\n\tlist_for_each_entry(page, &bar->pages, node)\n\t\tpage->stale = true;');

const INIT = `static inline void bar_init(struct bar *bar)
{
	INIT_LIST_HEAD(&bar->pages);
}
`;

const CONSTRUCTOR = `struct bar *bar_alloc(void)
{
	struct bar *bar = kzalloc(sizeof(*bar), GFP_KERNEL);

	if (!bar)
		return NULL;
	INIT_LIST_HEAD(&bar->pages);
	return bar;
}
`;

/** Makes the object, and inserts its notifier with the table that it is given. */
const GET = `struct bar *bar_get(struct mm_struct *mm, const struct mmu_interval_notifier_ops *ops)
{
	struct bar *bar = kzalloc(sizeof(*bar), GFP_KERNEL);
	int err;

	if (!bar)
		return ERR_PTR(-ENOMEM);
	INIT_LIST_HEAD(&bar->pages);
	err = mmu_interval_notifier_insert(&bar->notifier, mm, 0, ULONG_MAX, ops);
	if (err) {
		kfree(bar);
		return ERR_PTR(err);
	}
	return bar;
}
`;

function opens(made: string, before: string, after: string): string {
  return `${USES}
int bar_open(struct file *file, struct bar_device *device)
{
	struct bar *bar = ${made};
	int err;

	if (!bar)
		return -ENOMEM;
	${before}
	err = mmu_interval_notifier_insert(&bar->notifier, current->mm, 0, ULONG_MAX, &bar_mn_ops);
	if (err)
		return err;
	${after}
	file->private_data = bar;
	return 0;
}
`;
}

const OWN = 'kzalloc(sizeof(*bar), GFP_KERNEL)';

function gets(after: string, table = '&bar_mn_ops'): string {
  return `${USES}
int bar_open(struct file *file, struct bar_device *device)
{
	struct bar *bar = bar_get(current->mm, ${table});

	if (IS_ERR(bar))
		return PTR_ERR(bar);
	${after}
	file->private_data = bar;
	return 0;
}
`;
}

async function found(main: string, files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const root = tempFolder({ ...TREE, [HEADER]: TYPES, ...files, [MAIN]: main });
  const opened = await new Trees().openTree(root);
  if ('problem' in opened) throw new Error(opened.problem);
  const elsewhere = await new Definitions().around(root, path.join(root, MAIN));
  const { findings } = lens.analyze({ text: main, elsewhere, generation: opened.tree.generation, treeKnown: true, builtWithoutNotifier: 'unknown' });
  return findings.map(({ rule, span, trace }) => `${rule} at ${main.slice(span.start, span.end)}: ${trace.at(-1)?.text.split(' is ')[0]}`);
}

const SETS = 'bar->device = device';

describe('found', () => {
  test.each([
    ['a list that an inline function of the header makes', opens(OWN, `${SETS};`, 'bar_init(bar);'), { [HEADER]: TYPES + INIT }, ['registration-context at bar_init(bar): `pages`']],
    ['a list that a function of another file makes', opens(OWN, `${SETS};`, 'bar_init(bar);'), { [OTHER]: INIT.replace('static inline ', '') }, ['registration-context at bar_init(bar): `pages`']],
    ['a pointer in an object that another file has allocated', opens('bar_alloc()', '', `${SETS};`), { [OTHER]: CONSTRUCTOR }, [`registration-context at bar->device: \`device\``]],
    ['a pointer in an object that an inline function has allocated', opens('bar_alloc()', '', `${SETS};`), { [HEADER]: `${TYPES}static inline ${CONSTRUCTOR}` }, [`registration-context at bar->device: \`device\``]],
    ['a pointer in an object that another file has registered', gets(`${SETS};`), { [OTHER]: GET }, [`registration-context at bar->device: \`device\``]],
  ])('%s', async (_, main, files, expected) => {
    expect(await found(main, files)).toEqual(expected);
  });
});

describe('silent', () => {
  test.each([
    ['made before, by an inline function of the header', opens(OWN, `${SETS};\n\tbar_init(bar);`, ''), { [HEADER]: TYPES + INIT }],
    ['made in time, and then again', opens(OWN, `${SETS};\n\tbar_init(bar);`, 'INIT_LIST_HEAD(&bar->pages);'), { [OTHER]: INIT.replace('static inline ', '') }],
    ['made by the constructor', opens('bar_alloc()', `${SETS};`, 'INIT_LIST_HEAD(&bar->pages);'), { [OTHER]: CONSTRUCTOR }],
    ['set by a constructor that calls what can\'t be seen', opens('bar_alloc()', '', `${SETS};`), { [OTHER]: CONSTRUCTOR.replace('INIT_LIST_HEAD(&bar->pages)', 'bar_hw_fill(bar)') }],
    ['found by a function that may have it from elsewhere', opens('bar_alloc()', '', `${SETS};`), { [OTHER]: CONSTRUCTOR.replace('kzalloc(sizeof(*bar), GFP_KERNEL)', 'bar_lookup()') }],
    ['made by a function of which there are two', opens(OWN, `${SETS};`, 'bar_init(bar);'), { [OTHER]: INIT.replace('static inline ', ''), 'drivers/foo/bar/bar_two.c': INIT.replace('static inline ', '') }],
    ['registered with another table', gets(`${SETS};`, '&bar_other_ops'), { [OTHER]: GET }],
    ['registered by a function that publishes it', gets(`${SETS};`), { [OTHER]: GET.replace('\treturn bar;', '\tbar_publish(bar);\n\treturn bar;') }],
    ['set before it is registered there', gets('').replace('current->mm, &', 'device, &'), { [OTHER]: GET.replace('struct mm_struct *mm', 'struct bar_device *device').replace('INIT_LIST_HEAD', 'bar->device = device;\n\tINIT_LIST_HEAD').replace(' mm, 0', ' current->mm, 0') }],
  ])('%s', async (_, main, files) => {
    expect(await found(main, files)).toEqual([]);
  });
});
