/** Finding and opening trees: upwards, by name, headers-only folders, and everything that can be wrong with one. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Trees, type OpenedTree } from '../../server/src/workspace/tree.ts';
import { folderWith, header } from './files.ts';

const HEADER = 'include/linux/mmu_notifier.h';

function problemOf(opened: OpenedTree): string {
  if (!('problem' in opened)) throw new Error(`opened ${opened.tree.root}`);
  expect(opened.problem).not.toContain('\n');
  return opened.problem;
}

describe('findTree', () => {
  it('takes the nearest folder above the file, which need not exist', async () => {
    const root = folderWith({ [HEADER]: header('6.10'), 'vendor/old/include/linux/mmu_notifier.h': header('5.4'), 'mm/memory.c': '' });
    const trees = new Trees();
    expect(await trees.findTree(path.join(root, 'mm/memory.c'))).toMatchObject({ root, generation: { release: '6.10' } });
    expect(await trees.findTree(path.join(root, 'vendor/old/mm/new.c'))).toMatchObject({
      root: path.join(root, 'vendor/old'),
      generation: { release: '5.4' },
    });
    expect(await trees.findTree(path.join(root, 'drivers/gpu/deep/not/there.c'))).toMatchObject({ root });
  });

  it('finds nothing where there is none', async () => {
    expect(await new Trees().findTree(path.join(folderWith({ 'a.c': '' }), 'a.c'))).toBeNull();
  });

  it('one tree object for all its files', async () => {
    const root = folderWith({ [HEADER]: header('6.6') });
    const trees = new Trees();
    expect(await trees.findTree(path.join(root, 'mm/a.c'))).toBe(await trees.findTree(path.join(root, 'fs/b.c')));
  });

  it('a header that cannot be understood is a tree with a problem and the newest API', async () => {
    const root = folderWith({ [HEADER]: header('5.0').slice(0, 3000) });
    const tree = await new Trees().findTree(path.join(root, 'a.c'));
    expect(tree).toMatchObject({ root, generation: { release: '7.0' } });
    expect(tree?.problem).toMatch(/cut off/);
  });

  it('reads a changed header again after refresh, and sees one that came or went', async () => {
    const root = folderWith({ [HEADER]: header('5.2'), 'mm/a.c': '' });
    const file = path.join(root, 'mm/a.c');
    const trees = new Trees();
    const first = await trees.findTree(file);
    fs.writeFileSync(path.join(root, HEADER), header('5.9'));
    expect(await trees.findTree(file)).toBe(first);
    trees.refresh();
    expect(await trees.findTree(file)).toMatchObject({ generation: { release: '5.9' } });
    fs.rmSync(path.join(root, 'include'), { recursive: true });
    trees.refresh();
    expect(await trees.findTree(file)).toBeNull();
  });

  it('an unchanged header is not read again', async () => {
    const root = folderWith({ [HEADER]: header('5.2') });
    const trees = new Trees();
    const before = await trees.findTree(path.join(root, 'a.c'));
    trees.refresh();
    const after = await trees.findTree(path.join(root, 'a.c'));
    expect(after?.reading).toBe(before?.reading);
  });

  it('passes by a loop of links that is no kernel, and reports one that is', async () => {
    const loop = { 'include/linux': '->linux', 'sub/a.c': '' };
    expect(await new Trees().findTree(path.join(folderWith(loop), 'sub/a.c'))).toBeNull();
    const kernel = folderWith({ ...loop, Kconfig: '' });
    expect(await new Trees().findTree(path.join(kernel, 'sub/a.c'))).toMatchObject({ root: kernel, problem: 'symbolic links form a loop' });
  });
});

describe('openTree', () => {
  it('opens a folder that is a tree', async () => {
    const root = folderWith({ [HEADER]: header('6.3') });
    expect(await new Trees().openTree(root)).toMatchObject({
      tree: { root, headerPath: path.join(root, HEADER), generation: { release: '6.3' } },
    });
  });

  it('follows a link to the folder, as /lib/modules/…/build is one', async () => {
    const root = folderWith({ 'src/include/linux/mmu_notifier.h': header('6.3'), build: '->src' });
    expect(await new Trees().openTree(path.join(root, 'build'))).toMatchObject({ tree: { generation: { release: '6.3' } } });
  });

  it('follows links inside the tree, as in split header packages', async () => {
    const root = folderWith({ 'all/include/linux/mmu_notifier.h': header('6.6'), 'generic/include/linux': '->../../all/include/linux' });
    expect(await new Trees().openTree(path.join(root, 'generic'))).toMatchObject({
      tree: { root: path.join(root, 'generic'), generation: { release: '6.6' } },
    });
  });

  it.each([
    ['an absolute include', (root: string) => `include ${root}/common/Makefile\n`],
    ['a relative include', () => '# made by hand\ninclude ../common/Makefile\n'],
    ['a call of make', (root: string) => `all:\n\t@$(MAKE) -C ${root}/common O=$(CURDIR)\n`],
  ])('follows the Makefile of a headers-only folder: %s', async (_name, makefile) => {
    const root = folderWith({ 'common/include/linux/mmu_notifier.h': header('6.10'), 'flavour/include/config/auto.conf': '' });
    fs.writeFileSync(path.join(root, 'flavour/Makefile'), makefile(root));
    expect(await new Trees().openTree(path.join(root, 'flavour'))).toMatchObject({
      tree: { root: path.join(root, 'common'), generation: { release: '6.10' } },
    });
  });

  it('follows the source link of a build folder', async () => {
    const root = folderWith({
      'src/include/linux/mmu_notifier.h': header('5.14'),
      'out/include/generated/x.h': '',
      'out/source': '->../src',
    });
    const opened = await new Trees().openTree(path.join(root, 'out'));
    expect(opened).toMatchObject({ tree: { generation: { release: '5.14' } } });
  });

  it('a source link in a loop ends', async () => {
    const root = folderWith({ 'include/generated/x.h': '', source: '->.', Makefile: 'include ./Makefile\n' });
    expect(problemOf(await new Trees().openTree(root))).toMatch(/is not a kernel tree/);
  });

  it.each([
    ['missing', {}, 'nowhere', /no such file or folder/],
    ['a file', { 'a.c': '' }, 'a.c', /is not a folder/],
    ['no tree', { 'mm/a.c': '' }, '.', /is not a kernel tree: it has no include\/linux\/mmu_notifier\.h/],
    ['a folder for a header', { 'include/linux/mmu_notifier.h/x': '' }, '.', /a folder, not a file/],
    ['links in a loop', { 'include/linux/mmu_notifier.h': '->mmu_notifier.h' }, '.', /links form a loop/],
    ['a dangling link', { 'include/linux/mmu_notifier.h': '->gone.h' }, '.', /is not a kernel tree/],
    ['an empty header', { 'include/linux/mmu_notifier.h': '' }, '.', /mmu_notifier\.h: the file is empty/],
    ['a foreign header', { 'include/linux/mmu_notifier.h': 'int x;\n' }, '.', /nothing in the file/],
  ])('%s: one clear line', async (_name, files, folder, problem) => {
    const root = folderWith(files);
    const line = problemOf(await new Trees().openTree(path.join(root, folder)));
    expect(line).toMatch(problem);
    expect(line).toContain(root);
  });

  it.skipIf(process.getuid?.() === 0)('without permission', async () => {
    const root = folderWith({ [HEADER]: header('6.3') });
    fs.chmodSync(path.join(root, 'include'), 0);
    expect(problemOf(await new Trees().openTree(root))).toMatch(/permission denied/);
    fs.chmodSync(path.join(root, 'include'), 0o755);
  });
});
