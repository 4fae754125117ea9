/** Paths that were joined: it is enough that one of them exists. */
import { expect, test } from 'vitest';
import { existingPath, factsOnPath, isFeasible } from '../../server/src/simulator/feasible.ts';
import type { Trace } from '../../server/src/simulator/trace.ts';
import { symbolValue, type Value } from '../../server/src/simulator/value.ts';

function unknown(id: string): Value {
  return symbolValue({ id, origin: 'place', needs: [] });
}

function assumed(before: Trace | undefined, value: Value, holds: boolean): Trace {
  return { step: undefined, before, learning: { kind: 'assumed', value, holds } };
}

function joined(before: Trace, instead: Trace): Trace {
  return { step: undefined, before, instead };
}

/** The conditions on a path, from its start. */
function conditions(trace: Trace | undefined): string[] {
  const found: string[] = [];
  for (let t = trace; t; t = t.before) if (t.learning?.kind === 'assumed') found.unshift(`${t.learning.value.key}=${t.learning.holds}`);
  return found;
}

const [a, b] = [unknown('a'), unknown('b')];

test('the path that was kept does', () => {
  const path = assumed(joined(assumed(undefined, a, true), assumed(undefined, a, false)), a, true);
  expect(isFeasible(path)).toBe(true);
  expect(existingPath(path)).toBe(path);
});

test('another one does', () => {
  const path = assumed(joined(assumed(undefined, a, false), assumed(undefined, a, true)), a, true);
  expect(conditions(existingPath(path))).toEqual(['$a=true', '$a=true']);
  expect([...(factsOnPath(path) ?? new Map()).keys()]).toEqual(['$a']);
});

test('one of another one at each of two joins', () => {
  const first = joined(assumed(undefined, a, false), assumed(undefined, a, true));
  const second = joined(assumed(first, b, false), assumed(first, b, true));
  const path = assumed(assumed(second, a, true), b, true);
  expect(conditions(existingPath(path))).toEqual(['$a=true', '$b=true', '$a=true', '$b=true']);
});

test('none does', () => {
  const path = assumed(assumed(joined(assumed(undefined, b, false), assumed(undefined, b, true)), a, true), a, false);
  expect(isFeasible(path)).toBe(false);
});
