/** The entry of a thread that looks at subscribers: some files take seconds, and the language server is not to stand still. */
import { parentPort } from 'node:worker_threads';
import { Trees } from '../workspace/tree.ts';
import { Definitions } from './definitions/definitions.ts';
import { loadLens } from './load-lens.ts';
import { entriesOf, type SubscriberEntries } from './subscriber-entries.ts';
import { subscribersOfFile } from './subscribers.ts';
import { errorText } from './system-error.ts';

export interface SubscribersJob {
  /** Absolute. */
  readonly path: string;
  /** Where it is not the one on disk. */
  readonly text?: string;
  /** Files of the tree have changed: nothing that was read may be used again. */
  readonly isFresh: boolean;
}

/** The entries name files by absolute path. */
export type SubscribersAnswer = SubscriberEntries | { readonly problem: string };

const loading = loadLens();
let definitions = new Definitions();
let trees = new Trees();

async function run({ path, text, isFresh }: SubscribersJob): Promise<SubscribersAnswer> {
  if (isFresh) [definitions, trees] = [new Definitions(), new Trees()];
  try {
    const found = await subscribersOfFile({ lens: await loading, definitions }, path, await trees.findTree(path), text);
    if (!found) return { subscribers: [], registrations: [] };
    return 'problem' in found ? found : entriesOf(found, (file) => file);
  } catch (error) {
    return { problem: errorText(error) };
  }
}

/** Jobs are answered in their order. */
let last = Promise.resolve();
parentPort?.on('message', (job: SubscribersJob) => {
  last = last.then(async () => parentPort?.postMessage(await run(job)));
});
