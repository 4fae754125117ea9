// @ts-check
/**
 * Whole kernel trees for `npm run test:kernel` and the benchmarks: Debian's linux-source packages, unpacked once into the
 * cache folder (1.5 GB each). `MNLENS_KERNELS` (paths with `:` between them) names trees that are there already; empty, it means none.
 */
import fs from 'node:fs';
import path from 'node:path';
import { aptInstall } from './apt.mjs';
import { cacheRoot, cached } from './cache.mjs';
import { run } from './run.mjs';

const packages = ['linux-source-6.12', 'linux-source-6.1'];

/**
 * The kernel trees there are, without installing any.
 * @returns {string[]} absolute paths
 */
export function kernelRoots() {
  if (process.env.MNLENS_KERNELS !== undefined) return process.env.MNLENS_KERNELS.split(path.delimiter).filter(Boolean);
  return packages.map(unpackedFolder).filter((folder) => fs.existsSync(folder));
}

/**
 * As `kernelRoots`, but gets the missing ones first.
 * @returns {string[]}
 */
export function provideKernels() {
  if (process.env.MNLENS_KERNELS !== undefined) return kernelRoots();
  for (const name of packages) {
    const archive = `/usr/src/${name}.tar.xz`;
    if (fs.existsSync(unpackedFolder(name))) continue;
    if (!fs.existsSync(archive)) aptInstall([name]);
    if (!fs.existsSync(archive)) {
      console.error(`${name} is missing; install it (Debian: apt-get install ${name}) or let MNLENS_KERNELS name kernel trees.`);
      continue;
    }
    cached(`kernels-${name}`, (unfinished) => {
      console.error(`Unpacking ${name} into ${cacheRoot} (1.5 GB, once) …`);
      run('tar', ['xJf', archive, '-C', unfinished]);
    });
  }
  return kernelRoots();
}

/** @param {string} name */
function unpackedFolder(name) {
  return path.join(cacheRoot, `kernels-${name}`, name);
}
