/** A header whose parts belong to different generations: a merge that was left half done. Nothing that it says can be relied on. */
import { rangeVerb } from '../api.ts';
import type { Generation } from '../generation.ts';
import type { Declarations } from './declarations.ts';
import type { Half } from './halves.ts';

/**
 * What contradicts what, in a few words; `undefined` for a header that agrees with itself. The calls with a range are what the two
 * halves and the range itself have to agree on: code is built against either half.
 */
export function contradictionIn(
  functions: Generation['functions'],
  rangeFields: Generation['rangeFields'],
  disabledHalf: Half,
  disabled: Declarations,
): string | undefined {
  for (const { name, parameters } of functions.values()) {
    if (rangeVerb(name) === undefined) continue;
    const takesRange = parameters[0] === 'range';
    if (takesRange && !rangeFields) return `${name}() takes a range, and struct mmu_notifier_range has no body`;
    if (!takesRange && rangeFields && parameters[0] === 'mm') return `there is a struct mmu_notifier_range, and ${name}() does not take it`;
    const off = disabled.functions.get(name)?.parameters.length ?? disabledHalf.macros.find((macro) => macro.name === name)?.parameters?.length;
    if (off !== undefined && off !== parameters.length) {
      return `${name}() takes ${parameters.length} arguments with CONFIG_MMU_NOTIFIER and ${off} without`;
    }
  }
  const init = functions.get('mmu_notifier_range_init')?.parameters;
  if (init && rangeFields && init.includes('vma') !== rangeFields.has('vma')) {
    return `mmu_notifier_range_init() ${init.includes('vma') ? 'takes a vma, and the range has none' : 'takes no vma, and the range has one'}`;
  }
  if (init && rangeFields && init.includes('event') !== rangeFields.has('event')) {
    return `mmu_notifier_range_init() ${init.includes('event') ? 'takes an event, and the range has none' : 'takes no event, and the range has one'}`;
  }
  return undefined;
}
