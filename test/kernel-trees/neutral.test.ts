/** Every call site of the kernel trees, changed in every way that keeps the contract: nothing is found. */
import { beforeAll, describe, expect, test } from 'vitest';
import { judgeBroken, judgeNeutral } from './judge.ts';
import { Laboratory } from './laboratory.ts';
import { leakingNeutralsOf, neutralsOf } from './neutral.ts';
import { line, note, type Row, sampled, summarize } from './report.ts';
import type { Site } from './sites.ts';
import { allSites, trees } from './trees.ts';

describe.each(trees())('changed call sites of $name', (tree) => {
  let laboratory: Laboratory;
  let sites: Site[];
  beforeAll(async () => {
    laboratory = await Laboratory.for(tree);
    sites = await allSites(tree);
  });

  test('stay silent', async () => {
    const wrong: Row[] = [];
    let count = 0;
    for (const [index, site] of sites.entries()) {
      const before = await laboratory.baseline(site.file);
      for (const { id, text } of sampled(neutralsOf(site, tree.generation), index)) {
        count++;
        const verdict = judgeNeutral(before, await laboratory.analyze(site.file, text));
        if (verdict)
          wrong.push(note({ suite: 'neutral', tree: tree.name, file: site.file, function: site.function.name, mutant: id, verdict }));
      }
    }
    summarize(`neutral, ${tree.name}: ${count} edits of ${sites.length} sites, ${wrong.length} not silent`, wrong);
    expect(wrong.map(line)).toEqual([]);
    if (!process.env['MNLENS_SAMPLE']) expect(count).toBeGreaterThan(15 * sites.length);
  });

  test('do not hide a range that is left open', async () => {
    const wrong: Row[] = [];
    let count = 0;
    for (const [index, site] of sites.entries()) {
      const before = await laboratory.baseline(site.file);
      for (const { id, text } of sampled(leakingNeutralsOf(site, tree.generation), index)) {
        count++;
        const verdict = judgeBroken(
          { id, site, text, expected: ['unpaired-start'], tolerated: ['unpaired-start'] },
          before,
          await laboratory.analyze(site.file, text),
        );
        if (verdict)
          wrong.push(
            note({ suite: 'neutral and leaking', tree: tree.name, file: site.file, function: site.function.name, mutant: id, verdict }),
          );
      }
    }
    summarize(`neutral and leaking, ${tree.name}: ${count} edits of ${sites.length} sites, ${wrong.length} not as they should be`, wrong);
    expect(wrong.map(line)).toEqual([]);
  });
});

test.skipIf(trees().length > 0)('no kernel tree: MNLENS_KERNELS names none, and none is unpacked', () => {});
