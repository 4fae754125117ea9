import type { Observation } from '../simulator/observation.ts';
import type { Report, Rule, RuleContext } from './rule.ts';
import { each } from './rule.ts';

function judge(o: Observation, c: RuleContext): Report | undefined {
  if (!c.treeKnown || c.isCallback || o.site.callers.length > 0) return undefined;
  const g = o.program.generation;
  const base = { onlyWithoutNotifier: true as const, at: o.site, trace: o.trace, lastStep: 'this does not compile without CONFIG_MMU_NOTIFIER' };
  if (o.kind === 'field') {
    if (!g.rangeFields?.has(o.field) || g.disabledRangeFields.has(o.field)) return undefined;
    return { ...base, cause: `${o.site.span.start}:${o.field}`, message: `\`${o.field}\` of struct mmu_notifier_range exists only with CONFIG_MMU_NOTIFIER, and this file is also built without it: the build breaks there.` };
  }
  if (o.kind !== 'api-call' || o.program.defines(o.name)) return undefined;
  const known = g.functions.get(o.name);
  if (!known || known.inDisabledHalf) return undefined;
  return { ...base, cause: `${o.site.span.start}:${o.name}`, message: `${o.name}() exists only with CONFIG_MMU_NOTIFIER, and this file is also built without it: the build breaks there.` };
}

export const configGuard: Rule = {
  id: 'config-guard',
  severity: 'warning',
  summary: 'Something that exists only with CONFIG_MMU_NOTIFIER is used in code that is also built without it',
  documentation: {
    what: 'A field of `struct mmu_notifier_range` or a function that this tree\'s header lacks where CONFIG_MMU_NOTIFIER is off is used in a file that Kbuild also builds then, outside any `#ifdef` or `IS_ENABLED()` of it.',
    why: 'Without CONFIG_MMU_NOTIFIER the range has only `start` and `end`, and the registration functions do not exist. The build breaks for configurations that the author does not have.',
    wrong: `if (range.event == MMU_NOTIFY_CLEAR)
	count_vm_event(NOTIFIED_CLEARS);`,
    right: `#ifdef CONFIG_MMU_NOTIFIER
if (range.event == MMU_NOTIFY_CLEAR)
	count_vm_event(NOTIFIED_CLEARS);
#endif`,
    ignore: 'Files whose Kbuild symbol selects MMU_NOTIFIER through any chain, notifier callbacks, and files whose chain can\'t be resolved are not reported.',
    sources: ['include/linux/mmu_notifier.h, the #else half of CONFIG_MMU_NOTIFIER'],
  },
  check: (c) => each((o) => judge(o, c)),
};
