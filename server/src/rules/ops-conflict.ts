import { tableConflict } from '../kernel/callbacks.ts';
import type { Observation, SubscriberEvent } from '../simulator/observation.ts';
import { siteKey } from '../simulator/trace.ts';
import type { Report, Rule, RuleContext } from './rule.ts';
import { each } from './rule.ts';
import { callText } from './wording.ts';

/** A table is given to a function that has the core call what it does not have. */
function given(o: SubscriberEvent, c: RuleContext): Report | undefined {
  const { made, site, trace } = o;
  const table = made.does.ops && o.args[made.does.ops.index];
  const name = table?.kind === 'address' ? /^::(\w+)$/.exec(table.place)?.[1] : undefined;
  const known = name === undefined ? undefined : c.opsTable(name);
  if (!made.does.ops || !known || known.isOpen) return undefined;
  const missing = made.does.ops.calls.filter((member) => !known.members.has(member) && o.program.generation.callbacks.has(member));
  if (missing.length === 0) return undefined;
  return {
    at: site, trace, lastAt: site, cause: siteKey(site),
    message: `${callText(made.name)} is given \`${name}\`, which has no ${missing.map((member) => `\`${member}\``).join(' and no ')}: the core calls it without asking whether it is set, to make the subscription and to free it once it was put, and jumps to NULL.`,
    lastStep: 'the table is given to the core here',
    inTable: { at: known.at, text: `\`${name}\` sets no ${missing.map((member) => `\`${member}\``).join(' and no ')}` },
  };
}

function judge(o: Observation, c: RuleContext): Report | undefined {
  if (o.kind === 'subscriber-call') return given(o, c);
  const { callback, routine } = c;
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
  about: ['callbacks', 'subscribers'],
  summary: 'An ops table has members that exclude each other, or lacks one that another needs',
  documentation: {
    what: 'From 6.6 a table has `arch_invalidate_secondary_tlbs` and `invalidate_range_start` or `invalidate_range_end`; from 7.0 an interval table has `invalidate_start` and no `invalidate_finish`. Or a table without `alloc_notifier` or `free_notifier` is given to `mmu_notifier_get()`.',
    why: 'A device that walks the CPU\'s own page tables is told by the TLB flush; one that keeps tables of its own is told by start and end. The core refuses to register a table that wants both, so that the device is never told of anything. An `invalidate_start` may ask to be called again through `invalidate_finish`: where there is none, the core jumps to NULL, and so it does where `mmu_notifier_get()` has nothing to make a subscription with, or `mmu_notifier_put()` nothing to free it with.',
    wrong: `static const struct mmu_notifier_ops foo_ops = {
	.arch_invalidate_secondary_tlbs = foo_flush,
	.invalidate_range_end = foo_end,
};`,
    right: `static const struct mmu_notifier_ops foo_ops = {
	.arch_invalidate_secondary_tlbs = foo_flush,
};`,
    ignore: 'Up to 6.5 `invalidate_range` may stand beside start and end, as KVM\'s did. A table on whose members the preprocessor decides is not judged, and neither is one that is not constant, or not of the file, for what it lacks.',
    sources: ['mm/mmu_notifier.c, __mmu_notifier_register(), __mmu_interval_notifier_insert(), mmu_notifier_get_locked(), mmu_notifier_free_rcu()', 'mainline 1af5a8109904 (6.6), 7aba71dbc416 (7.0)'],
  },
  check: (c) => each((o) => judge(o, c)),
};
