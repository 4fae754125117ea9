/** Names and fields of another generation, in this tree's words. */
import { EQUIVALENTS } from '../../kernel/generations/equivalents.ts';
import { anchorOf } from '../../simulator/trace.ts';
import type { Report } from '../rule.ts';
import type { Candidate, FixContext } from './candidate.ts';

/** Names that may stand alone. */
const SAME: readonly (readonly [string, string])[] = EQUIVALENTS.filter(({ newer }) => /^mmu_notifier_invalidate_range_end$|^owner$/.test(newer)).map(({ older, newer }) => [older, newer]);

export function thisTreesName(report: Report, c: FixContext): readonly Candidate[] {
  const { span } = anchorOf(report.at);
  const text = c.text.slice(span.start, span.end);
  const known = (name: string): boolean => c.generation.functions.has(name) || (c.generation.rangeFields?.has(name) ?? false);
  const found: Candidate[] = [];
  for (const pair of SAME) {
    for (const [from, to] of [pair, [pair[1], pair[0]] as const]) {
      const at = new RegExp(`\\b${from}\\b`).exec(text);
      if (!at || known(from) || !known(to)) continue;
      const start = span.start + at.index;
      found.push({ title: `Use \`${to}\``, edits: [{ span: { start, end: start + from.length }, newText: to }] });
    }
  }
  const blockable = /^(.*?)(->|\.)blockable$/s.exec(text);
  if (blockable?.[1] !== undefined && c.generation.functions.has('mmu_notifier_range_blockable')) {
    const range = blockable[2] === '->' ? blockable[1] : `&${blockable[1]}`;
    found.push({ title: 'Use `mmu_notifier_range_blockable()`', edits: [{ span, newText: `mmu_notifier_range_blockable(${range})` }] });
  }
  return found;
}
