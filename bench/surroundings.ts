/** What it costs to know where functions are defined around a driver: beside ripgrep, which only reads the same files. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import v8 from 'node:v8';
import vm from 'node:vm';
import { Definitions } from '../server/src/host/definitions/definitions.ts';
import { timesOf } from './statistics.ts';

export interface SurroundingsResult {
  readonly file: string;
  /** Medians, in milliseconds. */
  readonly index: number;
  readonly again: number;
  readonly ripgrep: number;
  /** What is kept, in MB. */
  readonly memory: number;
}

/** A large subsystem, and a small one. */
const FILES = ['drivers/gpu/drm/amd/amdgpu/amdgpu_hmm.c', 'drivers/infiniband/hw/mlx5/odp.c'];

const ROUNDS = 5;

v8.setFlagsFromString('--expose-gc');
const collectGarbage: () => void = vm.runInNewContext('gc');

export async function surroundings(tree: string, ripgrep: string, log: (line: string) => void): Promise<readonly SurroundingsResult[]> {
  const results: SurroundingsResult[] = [];
  for (const file of FILES) {
    log(`what is defined around ${file} …`);
    const samples = { index: [] as number[], again: [] as number[], ripgrep: [] as number[] };
    let memory = 0;
    for (let round = 0; round <= ROUNDS; round++) {
      const folders = [file.split('/').slice(0, 2).join('/'), 'include'].map((folder) => path.join(tree, folder));
      const read = await timed(() => spawnSync(ripgrep, ['--no-config', '--no-ignore', '--quiet', '-g', '*.{c,h}', 'no file says this', ...folders]));
      const before = heap();
      const definitions = new Definitions();
      const first = await timed(() => definitions.around(tree, path.join(tree, file)));
      memory = (heap() - before) / 2 ** 20;
      const second = await timed(() => definitions.around(tree, path.join(tree, file)));
      // The first turn fills the page cache.
      if (round === 0) continue;
      samples.index.push(first);
      samples.again.push(second);
      samples.ripgrep.push(read);
    }
    results.push({ file, index: timesOf(samples.index).p50, again: timesOf(samples.again).p50, ripgrep: timesOf(samples.ripgrep).p50, memory });
  }
  return results;
}

/** What is in use, in bytes, after the garbage is gone. */
function heap(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

async function timed(act: () => unknown): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}
