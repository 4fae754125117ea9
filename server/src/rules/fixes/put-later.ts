/** Letting go of an mm without tearing it down at once. */
import { anchorOf } from '../../simulator/trace.ts';
import type { Report } from '../rule.ts';
import type { Candidate, FixContext } from './candidate.ts';

/** `mmput_async()` leaves the work to a kernel thread (include/linux/sched/mm.h; kernel/fork.c). */
export function putLater(report: Report, c: FixContext): readonly Candidate[] {
  const { span } = anchorOf(report.at);
  const call = /^mmput(?=\s*\()/.exec(c.text.slice(span.start, span.end));
  if (!call) return [];
  return [{ title: 'Use `mmput_async()`, which tears nothing down here', edits: [{ span: { start: span.start, end: span.start + call[0].length }, newText: 'mmput_async' }] }];
}
