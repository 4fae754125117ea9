/** `mnlens compare`: the kinds that a call could send, with what the code and the subscribers of the tree say of each. */
import { Definitions } from '../host/definitions/definitions.ts';
import { callbackLines, choicesNear, comparedKinds, evidenceText, type KindAtCall, skippedText } from '../host/event-comparison.ts';
import { SUBSCRIBER_WORDS } from '../host/notifier-words.ts';
import { entriesOf, type SubscriberEntries } from '../host/subscriber-entries.ts';
import { subscribersOfFile } from '../host/subscribers.ts';
import type { Lens } from '../lens.ts';
import type { KernelTree } from '../workspace/tree.ts';
import { type Colors, colorsFor } from './colors.ts';
import { EXIT_CLEAN, Failure } from './failure.ts';
import { complainOf } from './messages.ts';
import { opened } from './opened.ts';
import { oneOf } from './options.ts';
import { displayPath } from './paths.ts';
import { startProgress } from './progress.ts';
import { findTargets } from './targets.ts';

/** As commander hands them over. */
export interface RawCompareOptions {
  readonly tree?: string;
  readonly format: string;
}

const FORMATS = ['table', 'json'] as const;

/** @param target `FILE:LINE` (1-based) @returns the exit status. Throws `Failure` where no range is initialised. */
export async function compareEvents(target: string, { tree: root, format: raw }: RawCompareOptions): Promise<number> {
  const format = oneOf(FORMATS, raw, '--format');
  const { lens, analysis, at, tree } = await opened(target, root);
  const choices = choicesNear(lens, analysis, at);
  if (choices.length === 0) throw new Failure(`${target}: there is no call that initialises a range`);
  const kinds = comparedKinds(choices, tree ? await subscribersOf(tree, lens) : { subscribers: [], registrations: [] });
  process.stdout.write(format === 'json' ? `${JSON.stringify({ version: 1, kinds }, null, 2)}\n` : tableOf(kinds, colorsFor(process.stdout)));
  return EXIT_CLEAN;
}

async function subscribersOf(tree: KernelTree, lens: Lens): Promise<SubscriberEntries> {
  const { files } = await findTargets([tree.root], SUBSCRIBER_WORDS);
  const progress = await startProgress(files.length);
  const sources = { lens, definitions: new Definitions() };
  const all: SubscriberEntries[] = [];
  for (const file of [...files].sort()) {
    const found = await subscribersOfFile(sources, file, tree);
    progress.step();
    if (found && 'problem' in found) complainOf({ path: file, problem: found.problem });
    else if (found) all.push(entriesOf(found, displayPath));
  }
  progress.stop();
  return { subscribers: all.flatMap(({ subscribers }) => subscribers), registrations: [] };
}

function tableOf(kinds: readonly KindAtCall[], colors: Colors): string {
  const found = kinds.map((kind) => `${colors.bold(kind.event)}: ${evidenceText(kind)} ${colors.dim(`(${skippedText(kind)})`)}`);
  const callbacks = callbackLines(kinds);
  return [...found, ...(callbacks.length > 0 ? ['', 'What subscribers of this tree do:', ...callbacks.map((line) => `  ${line}`)] : []), ''].join('\n');
}
