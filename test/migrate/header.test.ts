/** `--header`: a header's own part, from any generation with a range to any other, in both halves. */
import { readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadLens } from '../../server/src/host/load-lens.ts';
import { PieceTable } from '../../server/src/host/piece-table.ts';
import type { Generation } from '../../server/src/kernel/generation.ts';
import { GENERATIONS } from '../../server/src/kernel/generations/index.ts';
import { readGeneration } from '../../server/src/kernel/header.ts';
import type { Lens, Migration } from '../../server/src/lens.ts';
import { hasGcc } from './compile.ts';

let lens: Lens;
beforeAll(async () => {
  lens = await loadLens();
});

const INITS = ['mmu_notifier_range_init', 'mmu_notifier_range_init_owner', 'mmu_notifier_range_init_migrate', 'mmu_notifier_range_blockable'];
const ranged = GENERATIONS.filter(({ rangeFields }) => rangeFields);
const fixture = (release: string): string => readFileSync(new URL(`../kernel/headers/${release}.h`, import.meta.url), 'utf8');

function convert(text: string, from: Generation, to: Generation): { readonly text: string; readonly migration: Migration } {
  const migration = lens.migrate({ text, from, to, events: 'safe', header: true });
  const table = new PieceTable(text);
  table.apply(migration.edits);
  return { text: table.text, migration };
}

/** What a conversion of the header has to bring about. */
function shape(generation: Generation): unknown {
  const { functions, events, rangeFields, disabledRangeFields } = generation;
  return { inits: INITS.map((name) => functions.get(name) ?? name), events, rangeFields: [...(rangeFields ?? [])].sort(), disabledRangeFields };
}

function compileHeader(text: string, enabled: boolean): string {
  const stubs = path.join(import.meta.dirname, 'stubs');
  const ran = spawnSync('gcc', ['-fsyntax-only', '-xc', '-std=gnu11', '-w', ...(enabled ? ['-DCONFIG_MMU_NOTIFIER'] : []), '-I', stubs, '-include', 'linux/mm_types.h', '-'], { input: text, encoding: 'utf8' });
  return ran.status === 0 ? '' : ran.stderr;
}

const pairs = ranged.flatMap((from) => ranged.filter((to) => to !== from).map((to) => ({ from, to, name: `${from.release} to ${to.release}` })));

describe('from each to each', () => {
  test.each(pairs)('$name', ({ from, to }) => {
    const { text } = convert(fixture(from.release), from, to);
    const reading = readGeneration(text);
    if ('problem' in reading) throw new Error(`${reading.problem}\n${text}`);
    expect(shape(reading.generation), text).toEqual(shape(to));
    expect(convert(text, from, to).migration.edits, text).toEqual([]);
  });
});

test.skipIf(!hasGcc).each(pairs.filter(({ from, to }) => Math.abs(ranged.indexOf(from) - ranged.indexOf(to)) === 1))('$name compiles, in both halves', ({ from, to }) => {
  const { text } = convert(fixture(from.release), from, to);
  expect(compileHeader(text, true), text).toBe('');
  expect(compileHeader(text, false), text).toBe('');
});

test('what is for the implementation to change is listed', () => {
  const [five, newest] = [ranged[0], ranged.at(-1)];
  if (!five || !newest) throw new Error('no generations');
  const { migration } = convert(fixture('5.0'), five, newest);
  expect(migration.losses.map(({ message }) => message).join('\n')).toMatch(/still lacks .*mmu_interval_notifier_insert/);
});

test('there is no conversion of the header to where there was no range', () => {
  const [old, five] = [GENERATIONS.find(({ release }) => release === '4.19'), ranged[0]];
  if (!old || !five) throw new Error('no generations');
  const { migration } = convert(fixture('5.0'), five, old);
  expect(migration.edits).toEqual([]);
  expect(migration.losses).toHaveLength(1);
});
