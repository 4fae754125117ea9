import { type Assumption, factsOnPath } from '../simulator/feasible.ts';
import type { Observation } from '../simulator/observation.ts';
import { anchorOf, type Site } from '../simulator/trace.ts';
import { isMeasure, type Value } from '../simulator/value.ts';
import type { Span } from '../syntax/ast.ts';
import { statementsOf } from '../syntax/walk.ts';
import { contendedAmong, waitingCallback } from './contended.ts';
import { allocateWithoutWaiting } from './fixes/gfp.ts';
import type { Report, Rule, RuleContext } from './rule.ts';
import { each } from './rule.ts';

/** A size, or a constant, is compared: which way it goes is fixed when the kernel is built, but the machine can't tell. */
function comparesSizes(value: Value): boolean {
  if (value.kind !== 'operation') return false;
  return (value.op === '<' || value.op === '<=') && value.operands.some((operand) => isMeasure(operand)) ? true : value.operands.some(comparesSizes);
}

/** Conditions that the allocation stands behind: those of the function itself by its text, all of what it calls. */
function decides(at: Assumption['at'], site: Site): boolean {
  const condition = at.step?.site;
  const anchor = anchorOf(site);
  if (!condition || condition.callers.length > 0) return true;
  return statementsOf(anchor.routine.syntax.body).some((stmt) => stmt.kind === 'if' && isIn(anchor.span, stmt.span) && !isIn(anchor.span, stmt.condition.span) && isIn(condition.span, stmt.condition.span));
}

function isIn(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function judge(o: Observation, c: RuleContext): Report | undefined {
  if (o.kind !== 'hazard' || o.hazard !== 'reclaim') return undefined;
  let isBehindSizes = false;
  const facts = factsOnPath(o.trace, ({ value, at }: Assumption) => { isBehindSizes ||= comparesSizes(value) && decides(at, o.site); });
  if (!facts) {
    // This path does not exist; one that it was joined with may.
    if (c.callback || contendedAmong(o.locks, undefined, c)) c.doubt();
    return undefined;
  }
  if (isBehindSizes) return undefined;
  const through = o.site.callers.length > 0 ? ` in ${o.site.routine.name}()` : '';
  const base = { at: o.site, trace: o.trace, lastAt: o.site, cause: `${anchorOf(o.site).span.start}` };
  if (c.callback) {
    return {
      ...base, lastStep: `${o.name} ${o.what}`,
      message: `${c.routine.name}() is called back as \`${c.callback.member}\`, and ${o.name}${through} ${o.what}: reclaim unmaps pages and waits for callbacks, and may be what called this one. Where memory is short, it waits for itself. GFP_NOFS and GFP_NOIO are no help, only GFP_NOWAIT and GFP_ATOMIC are.`,
    };
  }
  const held = contendedAmong(o.locks, facts, c);
  return held && {
    ...base, lastStep: `${o.name} ${o.what} under \`${held.member}\``, ...waitingCallback(held),
    message: `${o.name}${through} ${o.what} with \`${held.member}\` held, which ${held.taker.callback}() waits for: reclaim unmaps pages and waits for callbacks, so that each waits for the other. Allocate before the lock is taken, or without waiting for memory.`,
  };
}

export const reclaimInCallback: Rule = {
  id: 'reclaim-in-callback',
  severity: 'error',
  about: 'hazards',
  yieldsTo: ['blocking-callback', 'atomic-callback', 'callback-deadlock'],
  summary: 'Memory is allocated with direct reclaim in a subscriber\'s callback, or under a lock that it takes',
  documentation: {
    what: 'An `invalidate_range_start`, `invalidate_range_end` or interval `invalidate` callback, or a function that it calls, allocates with GFP flags that allow direct reclaim, also where the range is blockable; or another function, of this file or of another of the tree, does so while it holds a lock that such a callback waits for.',
    why: 'Reclaim unmaps pages, which invalidates them: it calls callbacks and waits for them. A callback that waits for reclaim may wait for the very invalidation that called it, and so does one that waits for a lock whose holder waits for reclaim. Lockdep knows the one inside the other from `fs_reclaim_acquire()`, for any allocation with direct reclaim. `memalloc_nofs_save()` does not help: anonymous pages are unmapped all the same.',
    wrong: `static bool foo_invalidate(struct mmu_interval_notifier *mni,
			   const struct mmu_notifier_range *range,
			   unsigned long cur_seq)
{
	struct foo_event *event;

	if (!mmu_notifier_range_blockable(range))
		return false;
	event = kzalloc(sizeof(*event), GFP_KERNEL);`,
    right: `	event = kzalloc(sizeof(*event), GFP_NOWAIT);
	if (!event)
		foo_flush_all(foo);`,
    ignore: 'Under `memalloc_noreclaim_save()` nothing is reclaimed. Storing NULL allocates nothing, whatever the flags. An allocation behind a comparison of sizes or constants, which the simulator can\'t evaluate, is not judged. Where the callback may not sleep at all, `blocking-callback` or `atomic-callback` says so. Whether two locks are one is told by the type and the member that they are taken through, of the innermost structure whose type is known; in two files, only where both know that type from one header. A macro, of the file or of a header, that does no more than take or drop a lock is taken for that; one that differs in it from one configuration to the other is not looked into. What functions of other files do that are called under the lock is looked into as far as that is little.',
    sources: ['mm/page_alloc.c, fs_reclaim_acquire(); mainline f920e413ff9c (5.11)', 'mainline 1fb8b1fc4dd1 (5.12)', 'Documentation/core-api/memory-allocation.rst', 'include/linux/sched/mm.h, memalloc_noreclaim_save()'],
  },
  check: (c) => each((o) => judge(o, c)),
  fixes: (found, c) => allocateWithoutWaiting(found, c, 'GFP_NOWAIT'),
};
