/** Asking whether an invalidation is blockable before something sleeps, and failing as the callback may fail if it is not. */
import { anchorOf } from '../../simulator/trace.ts';
import type { Report } from '../rule.ts';
import type { Candidate, FixContext } from './candidate.ts';
import { indentAt, insertBefore, newlineOf, statementAt, unitOf } from './text.ts';

/** What takes the same lock without waiting (include/linux/mutex.h, rwsem.h, mmap_lock.h). True when it was taken. */
const TRYLOCKS: ReadonlyMap<string, string> = new Map([
  ['mutex_lock', 'mutex_trylock'], ['down_read', 'down_read_trylock'], ['down_write', 'down_write_trylock'],
  ['mmap_read_lock', 'mmap_read_trylock'], ['mmap_write_lock', 'mmap_write_trylock'],
]);

function question(range: string, c: FixContext): string {
  return c.generation.functions.has('mmu_notifier_range_blockable') ? `mmu_notifier_range_blockable(${range})` : `${range}->blockable`;
}

/** Wait if that is allowed, else try: the idiom of lib/test_hmm.c. */
function tryLock(report: Report, c: FixContext, range: string, failure: string): readonly Candidate[] {
  const at = anchorOf(report.at);
  const standing = statementAt(c, at.span.start);
  const { stmt } = standing ?? {};
  if (!standing || standing.soleBodyOf || stmt?.kind !== 'expression' || stmt.expr.kind !== 'call' || stmt.expr.callee.kind !== 'name') return [];
  const trylock = TRYLOCKS.get(stmt.expr.callee.name);
  const [lock] = stmt.expr.args;
  if (trylock === undefined || !lock) return [];
  const indent = indentAt(c.text, stmt.span.start);
  const argument = c.text.slice(lock.span.start, lock.span.end);
  const lines = [`if (${question(range, c)})`, `${unitOf(c.text)}${c.text.slice(stmt.span.start, stmt.span.end)}`, `else if (!${trylock}(${argument}))`, `${unitOf(c.text)}return ${failure};`];
  return [{ title: `Wait for the lock only if \`${range}\` is blockable, else try`, edits: [{ span: stmt.span, newText: lines.join(newlineOf(c.text) + indent) }] }];
}

/** Leave at once. */
function leave(c: FixContext, range: string, failure: string): readonly Candidate[] {
  const first = c.routine.syntax.body.body.find(({ kind }) => kind !== 'declaration');
  const edits = first && insertBefore(c, first.span.start, [`if (!${question(range, c)})`, `${unitOf(c.text)}return ${failure};`]);
  return edits ? [{ title: `\`return ${failure}\` at once if \`${range}\` is not blockable`, edits }] : [];
}

export function askFirst(report: Report, c: FixContext): readonly Candidate[] {
  const { range, failure } = report;
  return range === undefined || failure === undefined ? [] : [...tryLock(report, c, range, failure), ...leave(c, range, failure)];
}
