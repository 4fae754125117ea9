/** Every place of whole kernels where a simulation is offered has one that a reviewer would accept: nothing goes wrong where no rule says so, and no race is told of. */
import { beforeAll, describe, expect, test } from 'vitest';
import { Laboratory, serious } from './laboratory.ts';
import { note, type Row, summarize } from './report.ts';
import { notifierFiles, readText, trees } from './trees.ts';

const READER = /\bmmu_interval_read_begin\s*\(/g;

describe.each(trees())('simulations of $name', (tree) => {
  let laboratory: Laboratory;
  let files: string[];
  beforeAll(async () => {
    laboratory = await Laboratory.for(tree);
    files = (await notifierFiles(tree)).filter((file) => file.endsWith('.c') && file !== 'mm/mmu_notifier.c' && !file.startsWith('tools/'));
  });

  test('end clean, or hang on others', async () => {
    const wrong: Row[] = [];
    const tones = new Map<string, number>();
    let longest = 0;
    for (const file of files) {
      const analysis = await laboratory.baseline(file);
      const { lens } = laboratory;
      const known = new Set(serious(analysis).map(({ function: name }) => name));
      for (const { start: at } of lens.simulationPlaces(analysis)) {
        const began = performance.now();
        const result = lens.simulate(analysis, { at });
        longest = Math.max(longest, performance.now() - began);
        const told = 'problem' in result ? { tone: 'problem', text: result.problem, name: '-' } : { ...result.simulation.verdict, name: result.simulation.function };
        tones.set(told.tone, (tones.get(told.tone) ?? 0) + 1);
        if (told.tone === 'problem' || (told.tone === 'wrong' && !known.has(told.name))) wrong.push(note({ suite: 'simulation', tree: tree.name, file, function: told.name, mutant: told.tone, verdict: told.text }));
      }
    }
    summarize(`simulations, ${tree.name}: ${[...tones].map(([tone, count]) => `${count} ${tone}`).join(', ')}; the longest took ${Math.round(longest)} ms`, wrong);
    expect(wrong).toEqual([]);
  });

  test('race with nobody', async () => {
    const wrong: Row[] = [];
    let races = 0;
    for (const file of files) {
      const analysis = await laboratory.baseline(file);
      const { lens } = laboratory;
      const text = readText(tree, file);
      const readers = [...text.matchAll(READER)].map(({ index }) => ({ at: index, with: 'invalidation' }));
      const callers = lens.simulationPlaces(analysis).map(({ start }) => ({ at: start, with: 'reader' }));
      for (const request of [...readers, ...callers]) {
        const result = lens.race(analysis, request);
        if ('problem' in result) continue;
        races++;
        const { race } = result;
        if (race.verdict.tone === 'wrong' || !race.explored.isComplete) wrong.push(note({ suite: 'simulation', tree: tree.name, file, function: race.threads[0]?.function ?? '-', mutant: race.outcome, verdict: race.verdict.text }));
      }
    }
    summarize(`races, ${tree.name}: ${races} explored`, wrong);
    expect(wrong).toEqual([]);
    expect(races).toBeGreaterThan(20);
  });
});

test.skipIf(trees().length > 0)('no kernel tree: MNLENS_KERNELS names none, and none is unpacked', () => {});
