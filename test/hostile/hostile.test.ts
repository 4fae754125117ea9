/** Correct functions that look wrong, and broken variants that look right, written to lead the simulator astray. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadLens } from '../../server/src/host/load-lens.ts';
import { generationOf } from '../../server/src/kernel/generations/index.ts';
import type { FileAnalysis, Lens } from '../../server/src/lens.ts';
import { type Expected, type HostileText, readCases } from './cases.ts';

/** Truly broken, and not found yet. The test asserts that they are still missed, so that an improvement is noticed. */
const KNOWN_MISSES: ReadonlyMap<string, string> = new Map([
  ['two_ranges_array#1', 'ranges in an array: a leak of one element is not told from one that another index ends'],
  ['two_ranges_array#2', 'ranges in an array: the second end of one element may be the end of the other'],
  ['idx_const#1', 'ranges in an array: a leak of an element is not reported, even with a constant index'],
  ['array_element_left_started', 'ranges in an array: a leak of an element is not reported, even with a constant index'],
  ['copy_range#1', 'a started range that is copied may be ended through the copy'],
  ['kzalloc_range#1', 'a range on the heap may be owned by others; that kfree() frees it while started is not looked at'],
  ['knr#1', 'functions with parameter declarations behind the parentheses (K&R) are not analysed'],
  ['lock_out_helper#1', 'a helper that returns with a lock, stored through its `spinlock_t **`, is not seen to keep it'],
  ['end_before_walk_end_after_call', 'an unknown call that is given the folio_walk may have dropped its lock'],
  ['retry_with_owner#3', 'an unknown call that is given the folio_walk may have dropped its lock'],
  ...['#2', '#4', '#6', '#7', '#8'].map((variant): [string, string] => [`which_of_the_joined_paths${variant}`, 'of many paths that were joined not all are remembered, and those that are contradict the test']),
]);

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'cases');
const files = readdirSync(folder).filter((file) => file.endsWith('.txt')).sort();
const texts = files.flatMap((file) => readCases(readFileSync(path.join(folder, file), 'utf8')));
const correct = texts.filter(({ expected }) => !expected);
const broken = texts.flatMap(({ expected, ...rest }) => (expected ? [{ ...rest, expected }] : []));

let lens: Lens;
beforeAll(async () => {
  lens = await loadLens();
});

function analyze({ name, release, text }: Omit<HostileText, 'expected'>): FileAnalysis {
  const generation = generationOf(release);
  if (!generation) throw new Error(`${name}: no built-in generation for ${release}`);
  return lens.analyze({ text, generation, treeKnown: true, builtWithoutNotifier: 'unknown' });
}

/** `rule@function` of every finding above a hint. */
function found({ findings }: FileAnalysis): string[] {
  return findings.filter(({ severity }) => severity !== 'hint').map((finding) => `${finding.rule}@${finding.function}`);
}

/** Every `rule@function` that would do. */
function acceptable({ rules, functions }: Expected): string[] {
  return rules.flatMap((rule) => functions.map((name) => `${rule}@${name}`));
}

describe('correct functions raise no finding', () => {
  test.each(correct)('$name', (text) => {
    expect(found(analyze(text))).toEqual([]);
  });
});

describe('broken functions raise the finding', () => {
  test.each(broken.filter(({ name }) => !KNOWN_MISSES.has(name)))('$name', (text) => {
    const accepted = acceptable(text.expected);
    const all = found(analyze(text));
    expect(all.some((finding) => accepted.includes(finding)), `found: ${all.join(', ')}; expected: ${accepted.join(', ')}`).toBe(true);
  });
});

describe('known misses are still missed', () => {
  test.each(broken.filter(({ name }) => KNOWN_MISSES.has(name)))('$name', (text) => {
    const accepted = acceptable(text.expected);
    expect(found(analyze(text)).filter((finding) => accepted.includes(finding))).toEqual([]);
  });
});

describe('the cases themselves', () => {
  test('names are unique', () => {
    const names = texts.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test('every known miss is a broken text', () => {
    const names = broken.map(({ name }) => name);
    expect([...KNOWN_MISSES.keys()].filter((name) => !names.includes(name))).toEqual([]);
  });
});
