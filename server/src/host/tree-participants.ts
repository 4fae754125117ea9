/** Subscribers of a tree as they may take part in a simulation. */
import type { TreeSubscriber } from '../lens.ts';
import type { SubscriberEntries } from './subscriber-entries.ts';

/** Those whose callback could be run, each under the name of its table. */
export function treeParticipants({ subscribers }: SubscriberEntries): readonly TreeSubscriber[] {
  const seen = new Set<string>();
  return subscribers.flatMap(({ name, kind, callbacks }): readonly TreeSubscriber[] => {
    const told = callbacks.find(({ member, does }) => /^invalidate(?:_range_start|_start)?$/.test(member) && does !== null && does.events.length > 0);
    if (!told?.does || seen.has(name)) return [];
    seen.add(name);
    return [{ id: name, title: name, kind, outcomes: told.does.events, source: `${told.file}:${told.line}, ${told.function ?? name}()` }];
  });
}
