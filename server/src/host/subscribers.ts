/** The subscribers of a folder or tree: found, read, analysed one file after the other. */
import { NEWEST } from '../kernel/generations/index.ts';
import type { FileSubscribers, Lens, WaitedLock } from '../lens.ts';
import type { KernelTree } from '../workspace/tree.ts';
import type { Definitions } from './definitions/definitions.ts';
import { type FileContext, quickContext } from './file-context.ts';
import { readSource } from './read-source.ts';

export interface SubscribersOfFile extends FileSubscribers {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

/** What answering takes. */
export interface SubscriberSources {
  readonly lens: Lens;
  readonly definitions: Definitions;
}

/**
 * Of one file; nothing of a file that has none.
 * @param path absolute
 * @param tree whose API counts
 * @param text where it is not the one on disk
 * @returns a problem for a file that can't be read
 */
export async function subscribersOfFile({ lens, definitions }: SubscriberSources, path: string, tree: KernelTree | null, text?: string): Promise<SubscribersOfFile | { readonly problem: string } | undefined> {
  const source = text === undefined ? await readSource(path) : { text };
  if ('problem' in source) return { problem: source.problem };
  const context = quickContext(tree, NEWEST);
  const elsewhere = context.root === undefined ? undefined : await definitions.around(context.root, path);
  const { tables, registrations } = lens.subscribers(lens.analyze({ text: source.text, ...context, ...(elsewhere ? { elsewhere } : {}) }));
  return tables.length === 0 && registrations.length === 0 ? undefined : { path, text: source.text, tables, registrations };
}

/** Locks that callbacks of a file wait for; none for a file that can't be read, or belongs to no tree. @param path absolute */
export async function waitedLocksOf({ lens, definitions }: SubscriberSources, path: string, context: FileContext): Promise<readonly WaitedLock[]> {
  const source = await readSource(path);
  return 'problem' in source || context.root === undefined ? [] : lens.waitedLocks({ text: source.text, ...context, elsewhere: await definitions.around(context.root, path) });
}
