/** Whether a file is also built without MMU_NOTIFIER: lists, composites, folders, and Kconfig chains of every form. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Build } from '../../server/src/workspace/built.ts';
import { folderWith } from './files.ts';

const KCONFIG = `mainmenu "Test"
source "arch/$(SRCARCH)/Kconfig"
source "mm/Kconfig"
menu "Drivers"
	depends on HAS_DRIVERS

source "drivers/Kconfig"
endmenu

config HAS_DRIVERS
	def_bool y
`;

/** A tree of the given files, with one source for each object that a test asks for. */
function buildOf(files: Readonly<Record<string, string>>, ...sources: readonly string[]): { build: Build; root: string } {
  const all: Record<string, string> = {
    Kconfig: KCONFIG,
    Kbuild: 'obj-y += mm/ drivers/ arch/$(SRCARCH)/\n',
    'mm/Kconfig': 'config MMU_NOTIFIER\n\tbool\n',
    'drivers/Kconfig': '',
    ...files,
  };
  for (const source of sources) all[source] = '';
  const root = folderWith(all);
  return { build: new Build(root), root };
}

/** The answer for `drivers/x.c`, built by `CONFIG_X`, with the symbols given. */
async function withX(kconfig: string): Promise<string> {
  const { build, root } = buildOf({ 'drivers/Makefile': 'obj-$(CONFIG_X) += x.o\n', 'drivers/Kconfig': kconfig }, 'drivers/x.c');
  return build.builtWithoutNotifier(path.join(root, 'drivers/x.c'));
}

describe('Kconfig chains', () => {
  it.each([
    ['plain', 'config X\n\tbool "x"\n', 'possible'],
    ['selects it', 'config X\n\ttristate "x"\n\tselect MMU_NOTIFIER\n', 'never'],
    ['selects it under a condition', 'config X\n\tbool "x"\n\tselect MMU_NOTIFIER if Y\nconfig Y\n\tbool "y"\n', 'possible'],
    [
      'under a condition that always holds',
      'config X\n\tbool "x"\n\tdepends on Y\n\tselect MMU_NOTIFIER if Y\nconfig Y\n\tbool "y"\n',
      'never',
    ],
    ['only recommends it', 'config X\n\tbool "x"\n\timply MMU_NOTIFIER\n', 'possible'],
    ['selects what selects it', 'config X\n\tbool "x"\n\tselect Y\nconfig Y\n\tbool\n\tselect MMU_NOTIFIER\n', 'never'],
    ['depends on it', 'config X\n\tbool "x"\n\tdepends on MMU_NOTIFIER && MMU\nconfig MMU\n\tbool "m"\n', 'never'],
    [
      'depends on one that depends on it',
      'config X\n\tbool "x"\n\tdepends on Y = y\nconfig Y\n\tbool "y"\n\tdepends on MMU_NOTIFIER\n',
      'never',
    ],
    ['one alternative does not', 'config X\n\tbool "x"\n\tdepends on MMU_NOTIFIER || Z\nconfig Z\n\tbool "z"\n', 'possible'],
    [
      'both alternatives do',
      'config X\n\tbool "x"\n\tdepends on (MMU_NOTIFIER || Z) && HAS_DRIVERS\nconfig Z\n\tbool "z"\n\tselect MMU_NOTIFIER\n',
      'never',
    ],
    [
      'the "no module where that is one" idiom',
      'config X\n\ttristate "x"\n\tdepends on Z || !Z\nconfig Z\n\ttristate "z"\n\tselect MMU_NOTIFIER\n',
      'possible',
    ],
    ['depends on its absence', 'config X\n\tbool "x"\n\tdepends on !MMU_NOTIFIER\n', 'possible'],
    [
      'hidden, all selectors do',
      'config X\n\tbool\nconfig A\n\tbool "a"\n\tselect X\n\tselect MMU_NOTIFIER\nconfig B\n\tbool "b"\n\tdepends on A\n\tselect X\n',
      'never',
    ],
    [
      'hidden, one selector does not',
      'config X\n\tbool\nconfig A\n\tbool "a"\n\tselect X\n\tselect MMU_NOTIFIER\nconfig B\n\tbool "b"\n\tselect X\n',
      'possible',
    ],
    ['hidden, the other selects only with it', 'config X\n\tbool\nconfig A\n\tbool "a"\n\tselect X if MMU_NOTIFIER\n', 'never'],
    ['with a prompt, selectors do not help', 'config X\n\tbool "x"\nconfig A\n\tbool "a"\n\tselect X\n\tselect MMU_NOTIFIER\n', 'possible'],
    ['a prompt only with it', 'config X\n\tbool "x" if MMU_NOTIFIER\n', 'never'],
    ['default with it', 'config X\n\tdef_bool MMU_NOTIFIER\n', 'never'],
    ['default y if it', 'config X\n\tbool\n\tdefault y if MMU_NOTIFIER && HAS_DRIVERS\n', 'never'],
    ['default y', 'config X\n\tdef_bool y\n', 'possible'],
    [
      'a hidden one is on with this one',
      'config X\n\tbool "x"\nconfig Y\n\tbool "y"\nconfig H\n\tdef_bool X || Y\n\tselect MMU_NOTIFIER\n',
      'never',
    ],
    [
      'a hidden one is on with both',
      'config X\n\tbool "x"\nconfig Y\n\tbool "y"\nconfig H\n\tdef_bool X && Y\n\tselect MMU_NOTIFIER\n',
      'possible',
    ],
    ['inside an if block', 'if MMU_NOTIFIER\nmenu "m"\nconfig X\n\tbool "x"\nendmenu\nendif\n', 'never'],
    ['after an if block', 'if MMU_NOTIFIER\nconfig Y\n\tbool "y"\nendif\nconfig X\n\tbool "x"\n', 'possible'],
    ['inside a menu that depends on it', 'menu "m"\n\tdepends on MMU_NOTIFIER\nconfig X\n\tbool "x"\nendmenu\n', 'never'],
    [
      'inside a choice that depends on it',
      'choice\n\tprompt "which"\n\tdepends on MMU_NOTIFIER\nconfig X\n\tbool "x"\nendchoice\n',
      'never',
    ],
    ['only in the help text', 'config X\n\tbool "x"\n\thelp\n\t  select MMU_NOTIFIER\n\n\t  depends on MMU_NOTIFIER\n', 'possible'],
    ['a comment, a continuation', 'config X\n\tbool "x if you # like"\n\tdepends on HAS_DRIVERS && \\\n\t\tMMU_NOTIFIER # why\n', 'never'],
    ['a cycle proves nothing', 'config X\n\tbool\n\tselect Y\nconfig Y\n\tbool\n\tselect X\n', 'possible'],
    ['never switched on', 'config X\n\tbool\n', 'unknown'],
    ['not defined', '', 'unknown'],
    ['depends on what is not defined', 'config X\n\tbool "x"\n\tdepends on NOWHERE\n', 'unknown'],
  ])('%s', async (_name, kconfig, expected) => {
    expect(await withX(kconfig)).toBe(expected);
  });

  it('conditions around a source count in the sourced file, but only there', async () => {
    const { build, root } = buildOf(
      {
        'drivers/Makefile': 'obj-$(CONFIG_X) += x.o\nobj-$(CONFIG_Y) += y.o\n',
        'drivers/Kconfig': 'if MMU_NOTIFIER\nrsource "sub/Kconfig"\nendif\nsource "drivers/other/Kconfig"\n',
        'drivers/sub/Kconfig': 'config X\n\tbool "x"\n',
        'drivers/other/Kconfig': 'config Y\n\tbool "y"\n',
      },
      'drivers/x.c',
      'drivers/y.c',
    );
    expect(await build.builtWithoutNotifier(path.join(root, 'drivers/x.c'))).toBe('never');
    expect(await build.builtWithoutNotifier(path.join(root, 'drivers/y.c'))).toBe('possible');
  });

  it('files that source each other end', async () => {
    expect(await withX('source "drivers/Kconfig"\nsource "Kconfig"\nconfig X\n\tbool "x"\n')).toBe('possible');
  });

  it('of an architecture, its own definitions count', async () => {
    const { build, root } = buildOf(
      {
        'arch/one/Kconfig': 'config VIRT\n\tbool "v"\n\tselect MMU_NOTIFIER\n',
        'arch/two/Kconfig': 'config VIRT\n\tbool "v"\n',
        'arch/one/Kbuild': 'obj-$(CONFIG_VIRT) += virt/\n',
        'arch/one/virt/Makefile': 'obj-y += v.o\n',
        'arch/two/Makefile': 'core-$(CONFIG_VIRT) += arch/two/virt/\n',
        'arch/two/virt/Makefile': 'obj-y += v.o\n',
        'drivers/Makefile': 'obj-$(CONFIG_VIRT) += x.o\n',
      },
      'arch/one/virt/v.c',
      'arch/two/virt/v.c',
      'drivers/x.c',
    );
    expect(await build.builtWithoutNotifier(path.join(root, 'arch/one/virt/v.c'))).toBe('never');
    expect(await build.builtWithoutNotifier(path.join(root, 'arch/two/virt/v.c'))).toBe('possible');
    expect(await build.builtWithoutNotifier(path.join(root, 'drivers/x.c'))).toBe('possible');
    expect(await build.impliedBy()).toEqual(new Set(['CONFIG_MMU_NOTIFIER']));
  });
});

describe('Kbuild lists', () => {
  const kconfig = 'config X\n\ttristate "x"\n\tselect MMU_NOTIFIER\nconfig P\n\tbool "p"\nconfig Q\n\tbool "q"\n';

  /** The answer for `drivers/a.c` with this Makefile. */
  async function withMakefile(makefile: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
    const { build, root } = buildOf({ 'drivers/Kconfig': kconfig, 'drivers/Makefile': makefile, ...more }, 'drivers/a.c');
    return build.builtWithoutNotifier(path.join(root, 'drivers/a.c'));
  }

  it.each<[name: string, makefile: string, expected: string, more?: Readonly<Record<string, string>>]>([
    ['always', 'obj-y := z.o a.o\n', 'possible'],
    ['by a symbol', 'obj-$(CONFIG_X)\t+= a.o # why\n', 'never'],
    ['with braces', 'obj-${CONFIG_X} += a.o\n', 'never'],
    ['by two symbols', 'obj-$(CONFIG_X) += a.o\nobj-$(CONFIG_P) += a.o\n', 'possible'],
    ['continued lines', 'obj-$(CONFIG_X) += z.o \\\n\t\ty.o \\\n\t\ta.o\n', 'never'],
    ['a library', 'lib-$(CONFIG_X) += a.o\n', 'never'],
    ['a composite', 'obj-$(CONFIG_X) += big.o\nbig-y := b.o a.o\n', 'never'],
    ['a composite of another symbol', 'obj-$(CONFIG_P) += big.o\nbig-y := b.o\nbig-$(CONFIG_X) += a.o\n', 'never'],
    ['a composite without', 'obj-$(CONFIG_P) += big.o\nbig-objs := b.o a.o\n', 'possible'],
    ['a list with a condition of its own', 'obj-$(CONFIG_P) += big.o\nbig-objs-$(CONFIG_X) += a.o\nbig-objs += $(big-objs-y)\n', 'never'],
    ['an intermediate list', 'part-y := z.o\npart-$(CONFIG_X) := a.o\nobj-y := b.o $(part-y)\n', 'never'],
    ['an intermediate list without', 'part-$(CONFIG_P) := a.o\nobj-y := b.o $(part-y)\n', 'possible'],
    ['a named list', 'FILES := $(HERE)/a.o b.o\nHERE := .\nobj-$(CONFIG_X) += $(FILES)\n', 'never'],
    ['functions', 'PARTS = a b\nobj-$(CONFIG_X) += $(addsuffix .o,$(addprefix ./,$(PARTS)))\n', 'never'],
    ['a suffix reference', 'SRC := a.c b.c\nobj-$(CONFIG_X) += $(SRC:.c=.o)\n', 'never'],
    ['patsubst', 'obj-y += $(patsubst %.c,%.o,a.c)\n', 'possible'],
    ['if in a list', 'obj-y += $(if $(CONFIG_X),a.o)\n', 'never'],
    ['ifdef', 'ifdef CONFIG_X\nobj-y += a.o\nendif\n', 'never'],
    ['ifeq … else', 'ifeq ($(CONFIG_P),y)\nobj-y += z.o\nelse ifneq ($(CONFIG_X),)\nobj-y += a.o\nelse\nobj-y += y.o\nendif\n', 'never'],
    ['the branch without', 'ifeq ($(CONFIG_X),y)\nobj-y += z.o\nelse\nobj-y += a.o\nendif\n', 'possible'],
    ['a condition that is not understood', 'ifeq ($(shell uname),Linux)\nobj-$(CONFIG_P) += a.o\nendif\n', 'unknown'],
    ['the same, where the symbol implies it', 'ifeq ($(shell uname),Linux)\nobj-$(CONFIG_X) += a.o\nendif\n', 'never'],
    ['indented with a tab outside a rule', 'ifdef CONFIG_P\n\tobj-$(CONFIG_X) += a.o\nendif\n', 'never'],
    ['a recipe', 'all: a.o\n\tobj-y += a.o\nobj-$(CONFIG_X) += z.o\n', 'unknown'],
    ['indented with a tab after rule and assignment', 'all: b\n\techo\nV := 1\nifdef CONFIG_P\n\tobj-$(CONFIG_X) += a.o\nendif\n', 'never'],
    ['a branch that contradicts itself', 'ifndef CONFIG_P\nobj-$(CONFIG_P) += a.o\nendif\nobj-$(CONFIG_X) += a.o\n', 'never'],
    ['after ifeq m', 'ifeq ($(CONFIG_X),m)\nobj-m += z.o\nelse\nobj-$(CONFIG_X) += a.o\nendif\n', 'never'],
    ['a flag of the object', 'CFLAGS_a.o := -O2\nKASAN_SANITIZE_a.o := n\n', 'unknown'],
    ['not listed', 'obj-y += z.o\n', 'unknown'],
    ['lists in a circle', 'a-y := $(b-y)\nb-y := $(a-y) a.o\nobj-y := $(a-y) c.o\nc-y := c.o d.o\nd-objs := c.o\n', 'possible'],
    ['included', 'include $(srctree)/drivers/more.mk\n', 'never', { 'drivers/more.mk': 'obj-$(CONFIG_X) += a.o\n' }],
    ['includes itself', 'include $(srctree)/$(src)/Makefile\nobj-$(CONFIG_X) += a.o\n', 'never'],
    ['Kbuild before Makefile', 'obj-y += a.o\n', 'never', { 'drivers/Kbuild': 'obj-$(CONFIG_X) += a.o\n' }],
  ])('%s', async (_name, makefile, expected, more = {}) => {
    expect(await withMakefile(makefile, more)).toBe(expected);
  });

  it('the folders above count, also where one lists a deeper one', async () => {
    const { build, root } = buildOf(
      {
        'drivers/Kconfig': kconfig,
        'drivers/Makefile': 'obj-$(CONFIG_X) += deep/\nobj-$(CONFIG_P) += gpu/\n',
        'drivers/deep/Makefile': 'obj-y += inner/\n',
        'drivers/deep/inner/Makefile': 'obj-m += a.o\n',
        'drivers/gpu/Makefile': 'obj-$(CONFIG_Q) += amd/one/\nobj-y += lost\n',
        'drivers/gpu/amd/one/Makefile':
          'HERE := $(src)/..\nPARTS := ../two\ninclude $(HERE)/two/Makefile\nobj-y += one.o\none-y := own.o\none-$(CONFIG_X) += $(TWO)\n',
        'drivers/gpu/amd/two/Makefile': 'TWO := $(PARTS)/a.o\n',
        'drivers/gpu/lost/Makefile': 'obj-y += a.o\n',
      },
      'drivers/deep/inner/a.c',
      'drivers/gpu/amd/two/a.c',
      'drivers/gpu/amd/one/own.c',
      'drivers/gpu/lost/a.c',
    );
    const answer = (file: string): Promise<string> => build.builtWithoutNotifier(path.join(root, file));
    expect(await answer('drivers/deep/inner/a.c')).toBe('never');
    expect(await answer('drivers/gpu/amd/two/a.c')).toBe('never');
    expect(await answer('drivers/gpu/amd/one/own.c')).toBe('possible');
    expect(await answer('drivers/gpu/lost/a.c')).toBe('unknown');
  });

  it('old trees list their folders in the top Makefile', async () => {
    const { build, root } = buildOf(
      {
        Kbuild: '',
        Makefile: 'ifeq ($(KBUILD_EXTMOD),)\ncore-y += mm/\nendif\nall:\n\techo\n',
        'mm/Makefile': 'mmu-$(CONFIG_MMU) := memory.o\nobj-y := $(mmu-y)\n',
        'mm/Kconfig': 'config MMU_NOTIFIER\n\tbool\nconfig MMU\n\tdef_bool y\n',
      },
      'mm/memory.c',
    );
    expect(await build.builtWithoutNotifier(path.join(root, 'mm/memory.c'))).toBe('possible');
  });
});

describe('which file of the tree', () => {
  const files = { 'drivers/Makefile': 'obj-y += a.o\n' };

  it('a file outside the tree is known by the end of its path', async () => {
    const { build } = buildOf(files, 'drivers/a.c');
    const elsewhere = folderWith({ 'work/drivers/a.c': '', 'work/a.c': '' });
    expect(await build.builtWithoutNotifier(path.join(elsewhere, 'work/drivers/a.c'))).toBe('possible');
    expect(await build.builtWithoutNotifier(path.join(elsewhere, 'work/a.c'))).toBe('unknown');
  });

  it('headers and files that are not there: cannot tell', async () => {
    const { build, root } = buildOf(files, 'drivers/a.c', 'drivers/a.h');
    expect(await build.builtWithoutNotifier(path.join(root, 'drivers/a.h'))).toBe('unknown');
    expect(await build.builtWithoutNotifier(path.join(root, 'drivers/b.c'))).toBe('unknown');
  });

  it('a headers-only tree: cannot tell', async () => {
    const root = folderWith({ 'mm/memory.c': '' });
    expect(await new Build(root).builtWithoutNotifier(path.join(root, 'mm/memory.c'))).toBe('unknown');
  });

  it('no MMU_NOTIFIER symbol at all: cannot tell', async () => {
    const { build, root } = buildOf({ ...files, 'mm/Kconfig': '' }, 'drivers/a.c');
    expect(await build.builtWithoutNotifier(path.join(root, 'drivers/a.c'))).toBe('unknown');
  });
});
