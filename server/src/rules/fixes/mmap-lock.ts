/** Dropping the mmap lock where a path leaves, or begins anew, with it. */
import { anchorOf } from '../../simulator/trace.ts';
import type { Report } from '../rule.ts';
import type { Candidate, FixContext } from './candidate.ts';
import { insertBefore } from './text.ts';

const UNLOCKS: ReadonlyMap<string, string> = new Map([
  ['mmap_read_lock', 'mmap_read_unlock'], ['mmap_read_lock_killable', 'mmap_read_unlock'], ['mmap_read_trylock', 'mmap_read_unlock'],
  ['mmap_write_lock', 'mmap_write_unlock'], ['mmap_write_lock_killable', 'mmap_write_unlock'], ['mmap_write_trylock', 'mmap_write_unlock'],
]);

/** Before the jump that leaves, or else before the return. @param report its first spot is the call that took the lock, its second the jump */
export function dropMmapLock(report: Report, c: FixContext): readonly Candidate[] {
  const [taken, jump] = report.spots ?? [];
  const [, name = '', mm = ''] = (taken && /^(\w+)\s*\(([^]*)\)$/.exec(c.text.slice(taken.start, taken.end))) ?? [];
  const unlock = UNLOCKS.get(name);
  if (unlock === undefined) return [];
  const call = `${unlock}(${mm.trim()})`;
  const edits = insertBefore(c, jump?.start ?? anchorOf(report.at).span.start, [`${call};`]);
  const before = report.kind === 'again' ? 'before beginning anew' : 'before leaving';
  return edits ? [{ title: `Call \`${call}\` ${before}`, edits }] : [];
}
