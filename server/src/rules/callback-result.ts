import { isBlockable, isUpToOthers } from '../simulator/blockable.ts';
import { truth } from '../simulator/facts.ts';
import { factsOnPath } from '../simulator/feasible.ts';
import type { Observation } from '../simulator/observation.ts';
import type { Value } from '../simulator/value.ts';
import type { Report, Rule, RuleContext } from './rule.ts';
import { each } from './rule.ts';

/** How a value is written, if it is a constant that certainly is not zero. */
const EAGAIN = '(- #EAGAIN)';

function judge(o: Observation, { callback, routine }: RuleContext): Report | undefined {
  const failure = callback?.context.failure;
  if (o.kind !== 'return' || !o.value || !callback || !failure || callback.range === undefined) return undefined;
  const facts = factsOnPath(o.trace);
  const known = facts && truth(o.value, facts);
  if (!facts || known === undefined) return undefined;
  const fails = failure.value === 'false' ? !known : known;
  if (!fails) return undefined;
  const base = { at: o.site, trace: o.trace, lastAt: o.site, cause: `${o.site.span.start}` };
  const name = `${routine.name}()`;
  // With an end beside it, failing at all is what is wrong.
  if (failure.excludes !== undefined && callback.beside.has(failure.excludes)) return undefined;
  if (failure.value === '-EAGAIN' && isConstant(o.value) && o.value.key !== EAGAIN) {
    return {
      ...base, lastStep: 'another error than -EAGAIN is returned here',
      message: `${name} is called back as \`${callback.member}\`, which may return 0 or, where it would have to sleep, -EAGAIN: the core warns of anything else and goes on as if all had been told.`,
    };
  }
  if (isBlockable(callback.range, facts) === false || isUpToOthers(callback.range, o.value, facts)) return undefined;
  return {
    ...base, lastStep: `${failure.value} is returned here, and the range may be blockable`,
    message: `${name} is called back as \`${callback.member}\` and returns ${failure.value} without having found that \`${callback.range}\` is not blockable: a blockable invalidation must not fail. The core warns, the change goes on, and what this subscriber mirrors is stale.`,
  };
}

function isConstant(value: Value): boolean {
  return value.kind === 'int' || value.kind === 'constant' || (value.kind === 'operation' && value.op === '-' && value.operands.every(isConstant));
}

export const callbackResult: Rule = {
  id: 'callback-result',
  severity: 'error',
  about: 'callbacks',
  summary: 'A callback fails where it must not, or with another error than the one it may',
  documentation: {
    what: '`invalidate_range_start` returns something else than 0 or -EAGAIN, or -EAGAIN on a path that has not found the range not to be blockable; or an interval `invalidate` returns false on such a path.',
    why: 'Only a non-blockable invalidation can be taken back. `mmu_notifier_invalidate_range_start()` returns nothing: its caller goes on to change the page tables and to free the pages, and a device that was not told goes on to use them.',
    wrong: `if (!mutex_trylock(&foo->lock))
	return false;`,
    right: `if (mmu_notifier_range_blockable(range))
	mutex_lock(&foo->lock);
else if (!mutex_trylock(&foo->lock))
	return false;`,
    ignore: 'A result that is not certain on the path is not judged.',
    sources: ['mm/mmu_notifier.c, mn_hlist_invalidate_range_start() and mn_itree_invalidate()', 'include/linux/mmu_notifier.h, comments on the members'],
  },
  check: (c) => each((o) => judge(o, c)),
};
