/** The entry of a thread that looks at subscribers: some files take seconds, and the language server is not to stand still. */
import { parentPort } from 'node:worker_threads';
import type { WaitedLock } from '../lens.ts';
import { Trees } from '../workspace/tree.ts';
import { Definitions } from './definitions/definitions.ts';
import { NEWEST } from '../kernel/generations/index.ts';
import { quickContext } from './file-context.ts';
import { loadLens } from './load-lens.ts';
import { entriesOf, type SubscriberEntries } from './subscriber-entries.ts';
import { subscribersOfFile, waitedLocksOf } from './subscribers.ts';
import { errorText } from './system-error.ts';

export interface SubscribersJob {
  /** Absolute. */
  readonly path: string;
  /** Where it is not the one on disk. */
  readonly text?: string;
  /** Only which locks its callbacks wait for is asked. */
  readonly wantsLocks?: true;
  /** Files of the tree have changed: nothing that was read may be used again. */
  readonly isFresh: boolean;
}

/** The entries name files by absolute path. */
export type SubscribersAnswer = SubscriberEntries | { readonly locks: readonly WaitedLock[] } | { readonly problem: string };

const loading = loadLens();
let definitions = new Definitions();
let trees = new Trees();

async function run({ path, text, wantsLocks, isFresh }: SubscribersJob): Promise<SubscribersAnswer> {
  if (isFresh) [definitions, trees] = [new Definitions(), new Trees()];
  try {
    const tree = await trees.findTree(path);
    const sources = { lens: await loading, definitions };
    if (wantsLocks) return { locks: await waitedLocksOf(sources, path, quickContext(tree, NEWEST)) };
    const found = await subscribersOfFile(sources, path, tree, text);
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
