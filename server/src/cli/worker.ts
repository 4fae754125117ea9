/** The entry of a thread of `mnlens check`. */
import { parentPort, workerData } from 'node:worker_threads';
import { Definitions } from '../host/definitions/definitions.ts';
import { waitedLocksOf } from '../host/subscribers.ts';
import { loadLens } from '../host/load-lens.ts';
import type { Generation } from '../kernel/generation.ts';
import { checkFile, checkFileUnder } from './check-file.ts';
import type { CheckOptions } from './options.ts';
import { AskedSearches } from './shared-searches.ts';
import type { FromThread, Job, ToThread } from './thread-messages.ts';

const options: CheckOptions = workerData;
const generations = new Map<number, Generation>();
const tell = (message: FromThread): void => parentPort?.postMessage(message);
const searches = new AskedSearches(tell);
const definitions = new Definitions(undefined, searches);
const loading = loadLens();

async function run({ path, context: sentContext, task, generationId, generation: sent, number }: Job): Promise<void> {
  const generation = sent ?? generations.get(generationId);
  if (!generation) throw new Error('a job names a generation that was never sent');
  generations.set(generationId, generation);
  const means = { lens: await loading, options, definitions };
  const context = { ...sentContext, generation };
  const outcome = await (task.do === 'check' ? checkFile(means, path, context) : task.do === 'locks' ? waitedLocksOf(means, path, context) : checkFileUnder(task.locks, means, path, context));
  tell({ kind: 'done', number, outcome });
}

// One that waits for a search lets the others pass.
parentPort?.on('message', (message: ToThread) => {
  if (message.kind === 'found') searches.answer(message);
  else void run(message);
});
