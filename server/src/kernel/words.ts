/** Functions that read and change words in memory at once. One bit of them: `f(number, address)` (include/linux/bitops.h, include/asm-generic/bitops/, Documentation/atomic_bitops.txt). */

export interface BitFunction {
  /** What becomes of the bit; `assign` takes it from a third argument, `keep` leaves it. */
  readonly change: 'keep' | 'set' | 'clear' | 'flip' | 'assign';
  /** The bit as it was before is the result. */
  readonly tells: boolean;
}

const CHANGES = new Map<string, BitFunction['change']>([['set', 'set'], ['clear', 'clear'], ['change', 'flip'], ['assign', 'assign']]);

export function bitFunction(name: string): BitFunction | undefined {
  if (/^(arch_|arch_?__|___?)?test_bit(_acquire)?$/.test(name)) return { change: 'keep', tells: true };
  const [, tells, verb] = /^(?:__)?(test_and_)?(set|clear|change|assign)_bit(?:_lock|_unlock)?$/.exec(name) ?? [];
  const change = verb === undefined ? undefined : CHANGES.get(verb);
  return change && { change, tells: tells !== undefined };
}

/** What is in memory is put aside for something else, and given: `f(address, value)` (include/linux/atomic/atomic-instrumented.h, Documentation/atomic_t.txt). */
const EXCHANGES = /^(atomic(64|_long)?_)?xchg(_acquire|_release|_relaxed)?$/;

export const isExchange = (name: string): boolean => EXCHANGES.test(name);
