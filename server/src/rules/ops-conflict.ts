import { tableConflict } from '../kernel/callbacks.ts';
import type { Observation } from '../simulator/observation.ts';
import type { Report, Rule, RuleContext } from './rule.ts';
import { each } from './rule.ts';

function judge(o: Observation, { callback, routine }: RuleContext): Report | undefined {
  if (o.kind !== 'entry' || !callback || callback.isConditional) return undefined;
  const { kind, member, beside, entries } = callback;
  const conflict = tableConflict(kind, member);
  // A member that the tree's tables do not have is another tree's, with another tree's rules.
  if (!conflict || !o.program.generation.callbacks.has(member)) return undefined;
  const excluded = conflict.excludes?.filter((other) => beside.has(other)) ?? [];
  const missing = callback.isConst && conflict.requires !== undefined && !beside.has(conflict.requires) ? conflict.requires : undefined;
  const [other] = excluded;
  if (other === undefined && missing === undefined) return undefined;
  const what = missing === undefined ? `has ${excluded.map((name) => `\`${name}\``).join(' and ')}, too` : `has no \`${missing}\``;
  const entry = entries.get(other ?? member);
  return {
    at: o.site,
    message: `${routine.name}() is called back as \`${member}\`, and its table ${what}: ${conflict.because}.`,
    trace: o.trace,
    lastStep: `the core calls ${routine.name}() as \`${member}\``,
    ...(entry ? { inTable: { at: entry, text: missing === undefined ? `\`${other}\` is set in the same table` : `the table sets \`${member}\` and no \`${missing}\`` } } : {}),
    cause: 'table',
  };
}

export const opsConflict: Rule = {
  id: 'ops-conflict',
  severity: 'error',
  about: 'callbacks',
  summary: 'An ops table has members that exclude each other, or lacks one that another needs',
  documentation: {
    what: 'From 6.6 a table has `arch_invalidate_secondary_tlbs` and `invalidate_range_start` or `invalidate_range_end`; from 7.0 an interval table has `invalidate_start` and no `invalidate_finish`.',
    why: 'A device that walks the CPU\'s own page tables is told by the TLB flush; one that keeps tables of its own is told by start and end. The core refuses to register a table that wants both, so that the device is never told of anything. An `invalidate_start` may ask to be called again through `invalidate_finish`: where there is none, the core jumps to NULL.',
    wrong: `static const struct mmu_notifier_ops foo_ops = {
	.arch_invalidate_secondary_tlbs = foo_flush,
	.invalidate_range_end = foo_end,
};`,
    right: `static const struct mmu_notifier_ops foo_ops = {
	.arch_invalidate_secondary_tlbs = foo_flush,
};`,
    ignore: 'Up to 6.5 `invalidate_range` may stand beside start and end, as KVM\'s did. A table on whose members the preprocessor decides is not judged.',
    sources: ['mm/mmu_notifier.c, __mmu_notifier_register() and __mmu_interval_notifier_insert()', 'mainline 1af5a8109904 (6.6), 7aba71dbc416 (7.0)'],
  },
  check: (c) => each((o) => judge(o, c)),
};
