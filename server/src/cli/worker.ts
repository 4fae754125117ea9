/** The entry of a thread of `mnlens check`. */
import { parentPort, workerData } from 'node:worker_threads';
import type { FileContext } from '../host/file-context.ts';
import { loadLens } from '../host/load-lens.ts';
import type { Generation } from '../kernel/generation.ts';
import { checkFile } from './check-file.ts';
import type { CheckOptions } from './options.ts';

/** One file. Its generation comes along the first time, later by number. */
export interface Job {
  readonly path: string;
  readonly context: Omit<FileContext, 'generation'>;
  readonly id: number;
  readonly generation?: Generation;
}

const options: CheckOptions = workerData;
const generations = new Map<number, Generation>();
const loading = loadLens();

async function run({ path, context, id, generation: sent }: Job): Promise<void> {
  const generation = sent ?? generations.get(id);
  if (!generation) throw new Error('a job names a generation that was never sent');
  generations.set(id, generation);
  parentPort?.postMessage(await checkFile(await loading, options, path, { ...context, generation }));
}

/** Jobs are done one after the other, and answered in their order. */
let last = Promise.resolve();
parentPort?.on('message', (job: Job) => {
  last = last.then(() => run(job));
});
