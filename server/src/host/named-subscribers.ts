/** Subscribers of a tree that are asked for by the names of their ops tables: only files that name one are looked at. */
import type { TreeSubscriber } from '../lens.ts';
import type { KernelTree } from '../workspace/tree.ts';
import { findFiles } from './find-files.ts';
import { SUBSCRIBER_WORDS } from './notifier-words.ts';
import { readSource } from './read-source.ts';
import { entriesOf } from './subscriber-entries.ts';
import { type SubscriberSources, subscribersOfFile } from './subscribers.ts';
import { treeParticipants } from './tree-participants.ts';

/** @returns those that were found, in the order of the names */
export async function namedSubscribers(sources: SubscriberSources, tree: KernelTree, names: readonly string[]): Promise<readonly TreeSubscriber[]> {
  if (names.length === 0) return [];
  const found: TreeSubscriber[] = [];
  const { files } = await findFiles(tree.root, undefined, names);
  for (const file of [...files].sort()) {
    const source = await readSource(file);
    if ('problem' in source || !SUBSCRIBER_WORDS.some((word) => source.text.includes(word))) continue;
    const subscribers = await subscribersOfFile(sources, file, tree, source.text);
    if (subscribers && !('problem' in subscribers)) found.push(...treeParticipants(entriesOf(subscribers, (path) => path.slice(tree.root.length + 1))));
  }
  return names.flatMap((name) => found.find(({ id }) => id === name) ?? []);
}
