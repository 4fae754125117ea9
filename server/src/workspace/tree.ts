/**
 * The kernel tree that a file belongs to, and the generation of the API that its header tells. Trees are looked for once and
 * kept until `refresh`; a header is read again only when it changed on disk.
 */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Generation } from '../kernel/generation.ts';
import { NEWEST } from '../kernel/generations/index.ts';
import { HEADER_PATH, type HeaderReading, readGeneration } from '../kernel/header.ts';
import { Build, type BuiltWithoutNotifier } from './built.ts';
import { locate, type Located, reason } from './locate.ts';

export interface KernelTree {
  /** Absolute path of the folder that has `include/linux/mmu_notifier.h`. */
  readonly root: string;
  readonly headerPath: string;
  readonly reading: HeaderReading;
  /** What the header tells; the newest known one where it tells nothing (then there is a `problem`). */
  readonly generation: Generation;
  /** One sentence on why the header could not be used. */
  readonly problem?: string;
}

export type OpenedTree = { readonly tree: KernelTree } | { readonly problem: string };

interface CachedReading {
  /** Size and time of change of the file that was read. */
  readonly stamp: string;
  readonly reading: HeaderReading;
}

/** The trees that one host works with. */
export class Trees {
  /** By folder, for the search upwards. */
  private readonly above = new Map<string, Promise<KernelTree | null>>();
  private readonly opened = new Map<string, Promise<KernelTree>>();
  private readonly readings = new Map<string, CachedReading>();
  private readonly builds = new Map<string, Build>();

  /**
   * The tree around a file: the nearest folder upwards that has the header or leads to one.
   * @param file need not exist
   */
  findTree(file: string): Promise<KernelTree | null> {
    return this.search(path.dirname(path.resolve(file)));
  }

  /** The tree in a folder that someone named. The problem is one line that names the folder. */
  async openTree(folder: string): Promise<OpenedTree> {
    const root = path.resolve(folder);
    try {
      if (!(await stat(root)).isDirectory()) return { problem: `${folder} is not a folder` };
    } catch (error) {
      return { problem: `${folder}: ${reason(error)}` };
    }
    const located = await locate(root);
    if (!located) return { problem: `${folder} is not a kernel tree: it has no ${HEADER_PATH}` };
    if ('problem' in located) return { problem: `${located.header}: ${located.problem}` };
    const tree = await this.open(located);
    return tree.problem === undefined ? { tree } : { problem: `${tree.headerPath}: ${tree.problem}` };
  }

  /** See `Build.builtWithoutNotifier`. Costly the first time: ask only for files that name the API. */
  builtWithoutNotifier(tree: KernelTree, file: string): Promise<BuiltWithoutNotifier> {
    return this.build(tree).builtWithoutNotifier(path.resolve(file));
  }

  /** See `Build.impliedBy`. */
  symbolsImplyingNotifier(tree: KernelTree): Promise<ReadonlySet<string>> {
    return this.build(tree).impliedBy();
  }

  /** Look again: for new or vanished trees, and at headers that changed on disk. Build files are read afresh too. */
  refresh(): void {
    this.above.clear();
    this.opened.clear();
    this.builds.clear();
  }

  private build(tree: KernelTree): Build {
    let build = this.builds.get(tree.root);
    if (!build) {
      build = new Build(tree.root);
      this.builds.set(tree.root, build);
    }
    return build;
  }

  private search(folder: string): Promise<KernelTree | null> {
    let search = this.above.get(folder);
    if (!search) {
      search = this.searchFrom(folder);
      this.above.set(folder, search);
    }
    return search;
  }

  private async searchFrom(folder: string): Promise<KernelTree | null> {
    const located = await locate(folder);
    // An unreadable include/ somewhere above, in a home folder say, is nothing to speak of unless it is a kernel's.
    if (located && (!('problem' in located) || (await looksLikeKernel(folder)))) return this.open(located);
    const parent = path.dirname(folder);
    return parent === folder ? null : this.search(parent);
  }

  private open(located: Located): Promise<KernelTree> {
    let opening = this.opened.get(located.root);
    if (!opening) {
      opening = this.read(located);
      this.opened.set(located.root, opening);
    }
    return opening;
  }

  private async read(located: Located): Promise<KernelTree> {
    const { root, header } = located;
    const reading = 'problem' in located ? { problem: located.problem } : await this.readHeader(header);
    const tree = { root, headerPath: header, reading };
    return 'generation' in reading
      ? { ...tree, generation: reading.generation }
      : { ...tree, generation: NEWEST, problem: reading.problem };
  }

  private async readHeader(header: string): Promise<HeaderReading> {
    try {
      const { mtimeMs, size } = await stat(header);
      const stamp = `${mtimeMs} ${size}`;
      const cached = this.readings.get(header);
      if (cached?.stamp === stamp) return cached.reading;
      const reading = readGeneration(await readFile(header, 'utf8'));
      this.readings.set(header, { stamp, reading });
      return reading;
    } catch (error) {
      return { problem: reason(error) };
    }
  }
}

async function looksLikeKernel(folder: string): Promise<boolean> {
  return stat(path.join(folder, 'Kconfig')).then(
    () => true,
    () => false,
  );
}
