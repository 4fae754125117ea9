/** What each subscriber of a tree does with an event: the table in hovers. */
import type { EventKind } from '../kernel/events.ts';
import type { SubscriberEntries } from '../host/subscriber-entries.ts';
import { outcomeText } from '../host/subscriber-text.ts';
import type { TreeSubscribers } from './tree-subscribers.ts';
import { uriOf } from './uris.ts';

/** @param folder the tree */
export function eventSubscribers(event: EventKind, folder: string, subscribers: TreeSubscribers, isMarkdown: boolean): string {
  const { entries, done, total } = subscribers.now(folder);
  if (!entries) return `\n\nWhat each subscriber in this tree does with it is being computed${total > 0 ? ` (${done} of ${total} files)` : ''}.`;
  const rows = rowsOf(event, entries);
  if (rows.length === 0) return '\n\nNo subscriber in this tree is told of it.';
  if (!isMarkdown) return `\n\nIn this tree:\n${rows.map(({ name, member, does }) => `- ${name}, ${member}: ${does}`).join('\n')}`;
  const lines = rows.map(({ name, member, does, uri }) => `| [${name}](${uri}) | ${member} | ${does} |`);
  return `\n\n| subscriber in this tree | callback | does |\n| --- | --- | --- |\n${lines.join('\n')}`;
}

interface Row {
  readonly name: string;
  readonly member: string;
  readonly does: string;
  readonly uri: string;
}

function rowsOf({ name: event, given }: EventKind, { subscribers }: SubscriberEntries): readonly Row[] {
  return subscribers.flatMap(({ name, kind, callbacks }) => callbacks.flatMap(({ member, does, file, line }): readonly Row[] => {
    // The core tells list subscribers of the mm's end by their own callback (mm/mmu_notifier.c, mn_itree_release()).
    const outcome = given === 'core' && kind === 'list' ? undefined : does?.events.find((one) => one.event === event);
    return outcome ? [{ name, member, does: outcomeText(outcome), uri: `${uriOf(file)}#L${line}` }] : [];
  }));
}
