/** Fixtures of our own, converted from neighbour to neighbour through all generations: they compile before and after, and what is found in them stays. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadLens } from '../../server/src/host/load-lens.ts';
import { PieceTable } from '../../server/src/host/piece-table.ts';
import type { Generation } from '../../server/src/kernel/generation.ts';
import { GENERATIONS } from '../../server/src/kernel/generations/index.ts';
import type { Lens, Migration } from '../../server/src/lens.ts';
import { compile, hasGcc } from './compile.ts';

let lens: Lens;
const folder = mkdtempSync(path.join(tmpdir(), 'mnlens-migrate-'));
beforeAll(async () => {
  lens = await loadLens();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Step {
  readonly text: string;
  readonly migration: Migration;
}

function convert(text: string, from: Generation, to: Generation): Step {
  const migration = lens.migrate({ text, from, to, events: 'safe', header: false });
  const table = new PieceTable(text);
  table.apply(migration.edits);
  return { text: table.text, migration };
}

const PAIRING = /^(unpaired|uninitialized|unchecked-nonblock|end-after|sleep-in|range-changed|missing-event|api-generation)/;

/** Pairing alone: which functions have which findings. */
function findings(text: string, generation: Generation): readonly string[] {
  const { findings: found } = lens.analyze({ text, generation, treeKnown: true, builtWithoutNotifier: 'never' });
  return found.filter(({ rule }) => PAIRING.test(rule)).map(({ rule, function: name }) => `${rule} ${name}`).sort();
}

const cases = readdirSync(new URL('cases/', import.meta.url)).map((file) => {
  const text = readFileSync(new URL(`cases/${file}`, import.meta.url), 'utf8');
  return { file, text, release: /^\/\/ generation: (.+)$/m.exec(text)?.[1] ?? '' };
});

/** The oldest generation whose API can say at all what a fixture does; converting it any further loses things that do not compile. */
const OLDEST: Readonly<Record<string, string>> = { 'broken-4.19.c': '3.17', 'broken-6.10.c': '3.17', 'caller-4.19.c': '4.19', 'caller-6.10.c': '4.19', 'caller-5.14.c': '3.19', 'subscriber-4.19.c': '2.6.27', 'subscriber-6.10.c': '2.6.27' };

describe.each(cases)('$file', ({ file, text, release }) => {
  const home = GENERATIONS.findIndex((g) => g.release === release);
  const oldest = GENERATIONS.findIndex((g) => g.release === OLDEST[file]);
  const ways = [GENERATIONS.slice(home), GENERATIONS.slice(oldest, home + 1).toReversed()];

  test.skipIf(!hasGcc)('compiles where it was written for', () => {
    expect(compile(text, release, folder, true)).toBe('');
  });

  test('is as right or wrong as it says it is', () => {
    const own = GENERATIONS[home];
    expect(own && findings(text, own)).toEqual(file.startsWith('broken') ? ['sleep-in-atomic under_a_lock', 'unpaired-end ends_twice', 'unpaired-start leaks'] : []);
  });

  test.each(ways.map((way) => ({ to: way.at(-1)?.release, way })))('to $to, step by step', ({ way }) => {
    let [from] = way;
    let current = text;
    const first = from && findings(text, from);
    for (const to of way.slice(1)) {
      if (!from) break;
      const { text: next } = convert(current, from, to);
      const name = `${file}: ${from.release} to ${to.release}\n${next}`;
      if (hasGcc) expect(compile(next, to.release, folder, true), name).toBe('');
      if (hasGcc && file.startsWith('caller') && !next.includes('range.mm')) expect(compile(next, to.release, folder, false), name).toBe('');
      expect(findings(next, to), name).toEqual(first);
      expect(convert(next, from, to).migration.edits, `once more, ${name}`).toEqual([]);
      expect(convert(next, to, to).migration.edits, `to itself, ${name}`).toEqual([]);
      current = next;
      from = to;
    }
  });

  test.each(GENERATIONS.filter((_, i) => i >= oldest))('to $release at once', (to) => {
    const from = GENERATIONS[home] as Generation;
    const { text: next } = convert(text, from, to);
    if (hasGcc && ['4.19', '5.0', '7.0'].includes(to.release)) expect(compile(next, to.release, folder, true), next).toBe('');
    expect(convert(next, from, to).migration.edits, next).toEqual([]);
    for (const line of next.split('\n')) if (/mmu_notifier_range_init/.test(line) && !text.includes(line)) expect(line.replaceAll('\t', '        ').length, line).toBeLessThanOrEqual(80);
  });
});
