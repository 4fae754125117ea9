/** `mnlens subscribers`: what subscribes to notifiers below the paths given, and what each callback does. */
import path from 'node:path';
import { Definitions } from '../host/definitions/definitions.ts';
import { loadLens } from '../host/load-lens.ts';
import { SUBSCRIBER_WORDS } from '../host/notifier-words.ts';
import { subscribersOfFile, type SubscribersOfFile } from '../host/subscribers.ts';
import { type KernelTree, Trees } from '../workspace/tree.ts';
import { colorsFor } from './colors.ts';
import { EXIT_CLEAN, EXIT_FAILURE } from './failure.ts';
import { complainOf } from './messages.ts';
import { oneOf } from './options.ts';
import { startProgress } from './progress.ts';
import { subscribersDocument } from './subscribers-document.ts';
import { formatSubscribers } from './subscribers-table.ts';
import { findTargets } from './targets.ts';
import { chooseTree } from './tree-choice.ts';

/** As commander hands them over. */
export interface RawSubscribersOptions {
  readonly tree?: string;
  readonly format: string;
}

const FORMATS = ['table', 'json'] as const;

/** @returns the exit status. Throws `Failure` for a tree that is none. */
export async function listSubscribers(given: readonly string[], { tree: root, format: raw }: RawSubscribersOptions): Promise<number> {
  const format = oneOf(FORMATS, raw, '--format');
  const trees = new Trees();
  const treeOf = await chooseTree(trees, root);
  const paths = given.length > 0 ? given : [root ?? '.'];
  const targets = await findTargets(paths, SUBSCRIBER_WORDS);
  for (const problem of [...targets.failures, ...targets.problems]) complainOf(problem);
  if (targets.files.length === 0 && targets.failures.length > 0) return EXIT_FAILURE;

  const progress = await startProgress(targets.files.length);
  const sources = { lens: await loadLens(), definitions: new Definitions() };
  const found: SubscribersOfFile[] = [];
  const used = new Set<KernelTree>();
  let isUnread = false;
  for (const file of targets.files) {
    const tree = await treeOf(file);
    if (tree) used.add(tree);
    const subscribers = await subscribersOfFile(sources, file, tree);
    progress.step();
    if (subscribers && 'problem' in subscribers) {
      complainOf({ path: file, problem: subscribers.problem });
      isUnread ||= paths.some((named) => path.resolve(named) === file);
    } else if (subscribers) found.push(subscribers);
  }
  progress.stop();
  const document = subscribersDocument(found, [...used]);
  process.stdout.write(format === 'json' ? `${JSON.stringify(document, null, 2)}\n` : formatSubscribers(document, colorsFor(process.stdout)));
  return targets.failures.length > 0 || isUnread ? EXIT_FAILURE : EXIT_CLEAN;
}
