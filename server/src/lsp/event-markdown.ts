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
