/** Where a folder keeps `include/linux/mmu_notifier.h`: a source tree, or a headers-only folder that points to one. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { HEADER_PATH } from '../kernel/header.ts';
import { readText } from './files.ts';

export type Located =
  | { readonly root: string; readonly header: string }
  /** There is something of that name that cannot be looked at: a loop of symlinks, a folder without permission. */
  | { readonly root: string; readonly header: string; readonly problem: string };

/** Hops from a build folder to its sources: Debian's `linux-headers-X-amd64` → `…-common`, a build folder → `source`. */
const MAX_HOPS = 4;

/** What an operating-system error means, in words. */
export function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'ELOOP':
      return 'symbolic links form a loop';
    case 'ENOENT':
      return 'no such file or folder';
    case 'ENOTDIR':
      return 'not a folder';
    case 'EISDIR':
      return 'a folder, not a file';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'ENAMETOOLONG')
  );
}

async function kind(file: string): Promise<'file' | 'folder' | 'missing' | { readonly problem: string }> {
  try {
    const found = await stat(file);
    return found.isDirectory() ? 'folder' : 'file';
  } catch (error) {
    return isMissing(error) ? 'missing' : { problem: reason(error) };
  }
}

/** Folders that a build folder's Makefile hands over to. */
async function namedInMakefile(folder: string): Promise<string[]> {
  const text = await readText(path.join(folder, 'Makefile'));
  if (text === undefined || text.length > 20_000) return [];
  const named: string[] = [];
  for (const match of text.matchAll(
    /^[ \t]*-?include[ \t]+([^\s$]+)\/Makefile[ \t]*$|-C[ \t]+([^\s$]+)|^[ \t]*(?:export[ \t]+)?(?:KBUILD_SRC|abs_srctree|srctree)[ \t]*:?=[ \t]*([^\s$]+)/gm,
  )) {
    const target = match[1] ?? match[2] ?? match[3];
    if (target !== undefined) named.push(path.resolve(folder, target));
  }
  return named;
}

/**
 * Look in one folder, and where it leads if it is a build folder.
 * @param folder absolute
 * @returns `undefined` where this folder is no kernel tree
 */
export async function locate(folder: string, hops = 0): Promise<Located | undefined> {
  const header = path.join(folder, HEADER_PATH);
  const found = await kind(header);
  if (found === 'file') return { root: folder, header };
  if (found === 'folder') return { root: folder, header, problem: 'a folder, not a file' };
  if (found !== 'missing') return { root: folder, header, ...found };
  // Only a folder that kernels were built in has its own include/ beside what leads to the sources.
  if (hops >= MAX_HOPS || (await kind(path.join(folder, 'include'))) !== 'folder') return undefined;
  for (const target of [path.join(folder, 'source'), ...(await namedInMakefile(folder))]) {
    const led = target === folder ? undefined : await locate(target, hops + 1);
    if (led) return led;
  }
  return undefined;
}
