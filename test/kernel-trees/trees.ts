/** The kernel trees of `MNLENS_KERNELS` (paths with `:` between them), and how their files are given to the lens. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findFiles } from '../../server/src/host/find-files.ts';
import type { Generation } from '../../server/src/kernel/generation.ts';
import { HEADER_PATH, readGeneration } from '../../server/src/kernel/header.ts';
import { kernelRoots } from '../../scripts/kernels.ts';
import { type Site, sitesIn } from './sites.ts';

export interface Tree {
  /** Absolute. */
  readonly root: string;
  /** The last part of the root's path: a name for tests and reports. */
  readonly name: string;
  readonly generation: Generation;
}

/** The trees there are; none without `MNLENS_KERNELS` and without a cache. Throws where one has no usable header. */
export function trees(): Tree[] {
  return kernelRoots()
    .filter((root) => existsSync(path.join(root, HEADER_PATH)))
    .map((root) => {
      const reading = readGeneration(readFileSync(path.join(root, HEADER_PATH), 'utf8'));
      if ('problem' in reading) throw new Error(`${root}: ${reading.problem}`);
      return { root, name: path.basename(root), generation: reading.generation };
    });
}

/** All C files and headers of a tree that name the API; relative, sorted. */
export async function notifierFiles(tree: Tree): Promise<string[]> {
  const { files } = await findFiles(tree.root);
  return files.map((file) => path.relative(tree.root, file)).sort();
}

export function readText(tree: Tree, file: string): string {
  return readFileSync(path.join(tree.root, file), 'utf8');
}

/** All call sites of a tree. The notifier's own implementation is no caller. */
export async function allSites(tree: Tree): Promise<Site[]> {
  const files = (await notifierFiles(tree)).filter(
    (file) => file.endsWith('.c') && file !== 'mm/mmu_notifier.c' && !file.startsWith('tools/'),
  );
  return files.flatMap((file) => sitesIn(file, readText(tree, file)));
}
