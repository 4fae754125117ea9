import { truth } from '../simulator/facts.ts';
import { factsOnPath } from '../simulator/feasible.ts';
import type { Observation } from '../simulator/observation.ts';
import type { Report, Rule, RuleContext } from './rule.ts';
import { each } from './rule.ts';

function judge(o: Observation, { callback, routine }: RuleContext): Report | undefined {
  const excluded = callback?.context.failure?.excludes;
  if (o.kind !== 'return' || !o.value || !callback || excluded === undefined || !callback.beside.has(excluded)) return undefined;
  const facts = factsOnPath(o.trace);
  if (!facts || truth(o.value, facts) !== true) return undefined;
  return {
    at: o.site,
    message: `${routine.name}() can fail as \`${callback.member}\`, and its table has an \`${excluded}\`, too: when one start of several fails, the core calls every end, and no end can tell whether its own start had succeeded.`,
    trace: o.trace,
    lastStep: 'the start fails here',
    lastAt: o.site,
    cause: 'fails',
  };
}

export const fallibleStartWithEnd: Rule = {
  id: 'fallible-start-with-end',
  severity: 'error',
  about: 'callbacks',
  summary: 'An ops table whose start can fail has an end',
  documentation: {
    what: 'A function that stands as `invalidate_range_start` in a table with an `invalidate_range_end` returns an error on some path.',
    why: 'There is no way to learn which starts failed: after any failure the core calls the ends of all subscribers, so that counters that start and end keep go wrong. The core warns of such a table.',
    wrong: `static const struct mmu_notifier_ops foo_ops = {
	.invalidate_range_start = foo_start, /* may return -EAGAIN */
	.invalidate_range_end = foo_end,
};`,
    right: `static const struct mmu_notifier_ops foo_ops = {
	.invalidate_range_start = foo_start,
};`,
    ignore: 'A result that is not certain on any path is not judged.',
    sources: ['include/linux/mmu_notifier.h, comment on invalidate_range_start', 'mm/mmu_notifier.c, mn_hlist_invalidate_range_start(): WARN_ON(ops->invalidate_range_end)'],
  },
  check: (c) => each((o) => judge(o, c)),
};
