import type { EventChoice } from '../findings.ts';
import type { EventKind } from '../kernel/events.ts';

/** What an event kind means to both sides, for hovers and completion. */
export function eventMarkdown({ name, meaning, obliges, since, given }: EventKind): string {
  const how = {
    plain: '',
    owner: '\n\nGive the owner with it, so that the one who migrates does not invalidate itself.',
    core: '\n\nOnly the notifier core itself sends it: no caller gives it to a range.',
  }[given];
  return `**${name}** (since Linux ${since})\n\nThe caller ${meaning}.\n\nSubscribers: ${obliges}${how}`;
}

/** What the code around a call says of the kinds that it could send; empty where it says nothing. */
export function choicesMarkdown(choices: readonly EventChoice[]): string {
  const lines = choices.flatMap(({ event, for: reason, against }) => {
    const words = [reason?.text, against && `against it: ${against.text}`].filter((text) => text !== undefined);
    return words.length > 0 ? [`- ${event}: ${words.join('; ')}`] : [];
  });
  return lines.length > 0 ? `\n\nAt this call, likeliest first:\n\n${lines.join('\n')}` : '';
}
