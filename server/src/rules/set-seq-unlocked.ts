import type { HeldLock } from '../simulator/held.ts';
import type { Observation } from '../simulator/observation.ts';
import { siteKey } from '../simulator/trace.ts';
import { isOther, isSame, ofDriver } from './driver-locks.ts';
import type { Report, Rule, RuleContext } from './rule.ts';
import { each } from './rule.ts';

/** Both hold it for reading: neither keeps the other out. */
function areReaders(a: HeldLock, b: HeldLock): boolean {
  return a.kind === 'rwsem-read' && b.kind === 'rwsem-read' && isSame(a, b);
}

function judge(o: Observation, c: RuleContext): Report | undefined {
  if (o.kind !== 'subscriber-call' || o.made.does.verb !== 'read-retry' || o.mayHoldMore) return undefined;
  const held = ofDriver(o.made.locks);
  if (held.length === 0 || held.some(({ name }) => !name)) return undefined;
  const sets = c.sequencesSet() ?? [];
  // Any of them may be this reader's: all have to be wrong.
  const isApart = sets.length > 0 && sets.every((set) => !set.mayHoldMore && set.locks.every((lock) => held.every((own) => isOther(own, lock) || areReaders(own, lock))));
  const [set] = sets;
  if (!isApart || !set) return undefined;
  const names = (locks: readonly { readonly name?: { readonly member: string } }[]): string => locks.map(({ name }) => `\`${name?.member}\``).join(' and ');
  const isRead = set.locks.some(({ kind }) => kind === 'rwsem-read');
  const under = set.locks.length === 0 ? 'with no lock held' : `under ${names(set.locks)}${isRead ? ', held for reading only' : ''}`;
  return {
    at: o.site, trace: o.trace, lastAt: o.site, cause: siteKey(o.site), lastStep: `the sequence is checked here under ${names(held)}`,
    message: `${o.made.name}() is called under ${names(held)}, and ${set.callback}() calls mmu_interval_set_seq() ${under}: without a lock in common the callback may set the sequence, and be done, between the check here and the mapping that is made of it.`,
  };
}

export const setSeqUnlocked: Rule = {
  id: 'set-seq-unlocked',
  severity: 'warning',
  about: 'subscribers',
  summary: 'mmu_interval_set_seq() and mmu_interval_read_retry() are not called under the same lock',
  documentation: {
    what: 'A reader checks its sequence under locks of which no `invalidate` callback of the file holds any when it sets the sequence, or of which both hold the same for reading only.',
    why: 'The lock that both take is what makes the check mean something: the reader that finds no invalidation keeps the callback out until the mapping is made, and the callback that has run finds that mapping and tears it down. With two locks, or none, a mapping of pages that are gone can be left behind.',
    wrong: `mmu_interval_set_seq(mni, cur_seq);
mutex_lock(&foo->lock);
foo_unmap(foo, range->start, range->end);
mutex_unlock(&foo->lock);`,
    right: `mutex_lock(&foo->lock);
mmu_interval_set_seq(mni, cur_seq);
foo_unmap(foo, range->start, range->end);
mutex_unlock(&foo->lock);`,
    ignore: 'Callback and reader have to be in one file, and all their locks to be known by name. A callback that drops a lock which it takes nowhere that can be seen has it.',
    sources: ['include/linux/mmu_notifier.h, comments on mmu_interval_set_seq() and mmu_interval_read_retry()', 'Documentation/mm/hmm.rst'],
  },
  check: (c) => each((o) => judge(o, c)),
};
