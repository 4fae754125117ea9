/** Conditions, atoms and worlds. */
import { describe, expect, it } from 'vitest';
import { atomsOf, atomsOfGuards, guardsHold, holds, worldsFor } from '../../server/src/syntax/world.ts';
import { functionOf } from './support.ts';

const world = new Map([
  ['CONFIG_A', true],
  ['CONFIG_B', false],
  ['defined(X)', true],
  ['V >= W(5, 0)', true],
]);

describe('conditions', () => {
  it.each([
    ['CONFIG_A', true],
    ['defined(CONFIG_A)', true],
    ['defined CONFIG_B', false],
    ['!defined(CONFIG_B)', true],
    ['IS_ENABLED(CONFIG_A)', true],
    ['IS_REACHABLE(CONFIG_B)', false],
    ['IS_BUILTIN(CONFIG_A) && !IS_ENABLED(CONFIG_B)', true],
    ['defined(CONFIG_A) || defined(CONFIG_A_MODULE)', true],
    ['defined(CONFIG_B_MODULE)', false],
    ['(CONFIG_A && (CONFIG_B || defined(X)))', true],
    ['defined(X)', true],
    ['V>=W( 5,0 )', true],
    ['!(V >= W(5, 0))', false],
    ['UNKNOWN', undefined],
    ['UNKNOWN && CONFIG_B', false],
    ['UNKNOWN || CONFIG_A', true],
    ['UNKNOWN && CONFIG_A', undefined],
    ['!UNKNOWN', undefined],
    ['0', false],
    ['1', true],
    ['0 && UNKNOWN', false],
    ['', false],
    ['(((', undefined],
    ['CONFIG_A &&', false],
  ])('%s', (text, expected) => {
    expect(holds(text, world)).toBe(expected);
  });
});

describe('atoms', () => {
  it('finds those of a piece once, and normalised', () => {
    const piece = functionOf(
      'int f(void)\n{\n#if defined(CONFIG_A) && LEVEL>2\n#elif !IS_ENABLED(CONFIG_A) /* x */\n#endif\n#ifndef __x\n#endif\n#if 0\n#endif\n}\n',
    );
    expect(atomsOf(piece)).toEqual(['CONFIG_A', 'LEVEL > 2', 'defined(__x)']);
  });
  it('finds those of guards, and decides them', () => {
    const guards = [{ not: ['defined(CONFIG_B)'], holds: 'CONFIG_A' }, { not: ['Q'] }];
    expect(atomsOfGuards(guards)).toEqual(['CONFIG_B', 'CONFIG_A', 'Q']);
    expect(guardsHold(guards, world)).toBeUndefined();
    expect(guardsHold(guards, new Map([...world, ['Q', false]]))).toBe(true);
    expect(guardsHold(guards, new Map([...world, ['Q', true]]))).toBe(false);
    expect(guardsHold([], world)).toBe(true);
  });
});

describe('worlds', () => {
  it('is every combination while they are few, all true first', () => {
    const worlds = worldsFor(['a', 'b'], 4).map((w) => `${w.get('a')} ${w.get('b')}`);
    expect(worlds).toEqual(['true true', 'false true', 'true false', 'false false']);
    expect(worldsFor([], 4)).toEqual([new Map()]);
  });
  it('flips one at a time when they are many', () => {
    const atoms = ['a', 'b', 'c', 'd', 'e'];
    const worlds = worldsFor(atoms, 9);
    expect(worlds.length).toBe(9);
    expect([...(worlds[0]?.values() ?? [])]).toEqual([true, true, true, true, true]);
    expect([...(worlds[1]?.values() ?? [])]).toEqual([false, false, false, false, false]);
    expect([...(worlds[2]?.values() ?? [])]).toEqual([false, true, true, true, true]);
    expect(
      worldsFor(
        Array.from({ length: 40 }, (_, i) => `a${i}`),
        6,
      ).length,
    ).toBe(6);
  });
  it('answers questions about the version as one kernel does, the newest first', () => {
    const [old, middle, backwards] = ['LINUX_VERSION_CODE < KERNEL_VERSION(5, 0, 0)', 'LINUX_VERSION_CODE >= KERNEL_VERSION(5, 2, 0)', 'KERNEL_VERSION(6, 3, 0) <= LINUX_VERSION_CODE'];
    const answers = (oldest?: string): string[] => worldsFor([old, 'A', middle, backwards], 99, oldest).filter((w) => w.get('A')).map((w) => [old, middle, backwards].map((atom) => (w.get(atom) ? 'y' : 'n')).join(''));
    expect(answers()).toEqual(['nyy', 'nyn', 'nnn', 'ynn']);
    expect(answers('5.14')).toEqual(['nyy', 'nyn']);
    expect(answers('7.0')).toEqual(['nyy']);
    expect(worldsFor([old, 'A', middle, backwards], 99).length).toBe(8);
    expect(worldsFor([old, 'A', middle, backwards], 3).length).toBe(3);
  });
  it('asks of one version what stands between two', () => {
    const is = 'LINUX_VERSION_CODE == KERNEL_VERSION(5, 4, 0)';
    const not = 'LINUX_VERSION_CODE != KERNEL_VERSION(5, 4, 0)';
    expect(worldsFor([is, not], 9).map((w) => `${w.get(is)} ${w.get(not)}`)).toEqual(['false true', 'true false']);
    expect(worldsFor([is, not], 9, '5.5').map((w) => `${w.get(is)} ${w.get(not)}`)).toEqual(['false true']);
  });
});
