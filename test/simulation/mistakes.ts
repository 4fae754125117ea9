/** A driver, and code that takes pages away, as they should be; and five classic mistakes, each an edit of it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

const right = readFileSync(path.join(import.meta.dirname, 'mirror.c'), 'utf8');

/** Pieces of text and what stands in their place. */
type Edit = readonly (readonly [old: string, replacement: string])[];

const MISTAKES = {
  'late start': [['	mmu_notifier_invalidate_range_start(&range);\n	ptep_clear_flush(vma, addr, ptep);\n', '	ptep_clear_flush(vma, addr, ptep);\n	mmu_notifier_invalidate_range_start(&range);\n']],
  'no retry': [
    ['	if (mmu_interval_read_retry(&m->notifier, range.notifier_seq)) {\n		mutex_unlock(&m->lock);\n		goto again;\n	}\n', ''],
    ['again:\n', ''],
  ],
  'sequence set outside the lock': [
    ['	mmu_interval_set_seq(mni, seq);\n	mirror_forget(m, range->start, range->end);\n	mutex_unlock(&m->lock);\n', '	mirror_forget(m, range->start, range->end);\n	mutex_unlock(&m->lock);\n	mmu_interval_set_seq(mni, seq);\n'],
  ],
  'missing end': [['		ret = -EBUSY;\n		goto out;\n', '		return -EBUSY;\n'], ['out:\n', '']],
  'ignored failure': [['	if (mmu_notifier_invalidate_range_start_nonblock(&range))\n		return -EAGAIN;\n', '	mmu_notifier_invalidate_range_start_nonblock(&range);\n']],
} as const satisfies Record<string, Edit>;

/** `right`, or what is wrong. */
export type Mirror = keyof typeof MISTAKES | 'right';

/** The text with the mistake in it. Throws where an edit does not fit any more. */
export function mirrorWith(mistake: Mirror): string {
  const edits: Edit = mistake === 'right' ? [] : MISTAKES[mistake];
  return edits.reduce((text, [old, replacement]) => {
    if (text.split(old).length !== 2) throw new Error(`${mistake}: not once in the file: ${old}`);
    return text.replace(old, replacement);
  }, right);
}
