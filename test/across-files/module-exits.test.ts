/** A module that puts subscriptions in one file and is left in another. */
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { Definitions } from '../../server/src/host/definitions/definitions.ts';
import { loadLens } from '../../server/src/host/load-lens.ts';
import type { Lens } from '../../server/src/lens.ts';
import { Trees } from '../../server/src/workspace/tree.ts';
import { tempFolder } from '../support/temp.ts';
import { TREE } from './driver.ts';

let lens: Lens;
beforeAll(async () => {
  lens = await loadLens();
});

const PUTS = `#include "baz.h"

static void baz_free(struct mmu_notifier *mn)
{
	kfree(container_of(mn, struct baz, mn));
}

static const struct mmu_notifier_ops baz_ops = { .alloc_notifier = baz_alloc, .free_notifier = baz_free };

void baz_close(struct baz *baz)
{
	mmu_notifier_put(&baz->mn);
}
`;

const EXIT = `static void __exit baz_exit(void)
{
	pci_unregister_driver(&baz_driver);
}
module_exit(baz_exit);
`;

const MODULE = {
  'drivers/Makefile': 'obj-y += foo/\n',
  'drivers/foo/Makefile': 'obj-$(CONFIG_BAZ) += baz.o other.o\nbaz-y := baz_mn.o baz_main.o\n',
  'drivers/foo/baz_mn.c': PUTS,
  'drivers/foo/baz_main.c': EXIT,
} as const;

async function steps(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const all: Readonly<Record<string, string>> = { ...TREE, ...MODULE, ...files };
  const main = 'drivers/foo/baz_mn.c';
  const root = tempFolder(all);
  const opened = await new Trees().openTree(root);
  if ('problem' in opened) throw new Error(opened.problem);
  const elsewhere = await new Definitions().around(root, path.join(root, main));
  const { findings } = lens.analyze({ text: all[main] ?? '', elsewhere, generation: opened.tree.generation, treeKnown: true, builtWithoutNotifier: 'unknown' });
  return findings.map((f) => `${f.rule}@${f.function}: ${f.trace.map(({ text, file, span }) => (file ? `${text} (${path.basename(file.path)}: ${file.text.slice(span.start, span.end)})` : text)).join('; ')}`);
}

const FOUND = 'missing-synchronize@baz_close: the notifier is put here; the module is left here';

test('found, where nothing waits', async () => {
  expect(await steps({})).toEqual([`${FOUND} (baz_main.c: baz_exit)`]);
});

test('found, where the exit only unregisters a driver', async () => {
  expect(await steps({ 'drivers/foo/baz_main.c': 'module_pci_driver(baz_driver);\n' })).toEqual([`${FOUND} (baz_main.c: baz_driver)`]);
  expect(await steps({ 'drivers/foo/baz_mn.c': `${PUTS}\nmodule_platform_driver(baz_driver);\n`, 'drivers/foo/Makefile': 'obj-$(CONFIG_BAZ) += baz_mn.o\n', 'drivers/foo/baz_main.c': '' })).toEqual([`${FOUND} (baz_mn.c: baz_driver)`]);
});

test.each([
  ['the exit waits', { 'drivers/foo/baz_main.c': EXIT.replace('\tpci', '\tmmu_notifier_synchronize();\n\tpci') }],
  ['another file waits', { 'drivers/foo/baz_main.c': `${EXIT}\nvoid baz_wait(void)\n{\n\tmmu_notifier_synchronize();\n}\n` }],
  ['a header of its own waits', { 'drivers/foo/baz.h': 'static inline void baz_wait(void)\n{\n\tmmu_notifier_synchronize();\n}\n', 'drivers/foo/baz_main.c': EXIT.replace('\tpci', '\tbaz_wait();\n\tpci') }],
  ['another module waits for it', { 'drivers/foo/other.c': 'void other_wait(void)\n{\n\tmmu_notifier_synchronize();\n}\n', 'drivers/foo/baz_main.c': EXIT.replace('\tpci', '\tother_wait();\n\tpci') }],
  ['it has no exit', { 'drivers/foo/baz_main.c': '' }],
  ['it is not known what belongs to it', { 'drivers/foo/Makefile': '' }],
  ['one of its files is not there', { 'drivers/foo/Makefile': 'obj-$(CONFIG_BAZ) += baz.o\nbaz-y := baz_mn.o baz_main.o baz_hw.o\n' }],
  ['a file belongs to two', { 'drivers/foo/Makefile': 'obj-$(CONFIG_BAZ) += baz.o other.o\nbaz-y := baz_mn.o baz_main.o\nother-y := baz_mn.o\n' }],
])('silent, where %s', async (_, files) => {
  expect(await steps(files)).toEqual([]);
});
