/** Every call site of the kernel trees, broken in every way that makes sense there: found, in the right function, by the right rule. */
import { beforeAll, describe, expect, test } from 'vitest';
import { judgeBroken } from './judge.ts';
import { Laboratory } from './laboratory.ts';
import { mutantsOf } from './mutants.ts';
import { line, note, type Row, sampled, summarize } from './report.ts';
import type { Site } from './sites.ts';
import { allSites, trees } from './trees.ts';

describe.each(trees())('broken call sites of $name', (tree) => {
  let laboratory: Laboratory;
  let sites: Site[];
  beforeAll(async () => {
    laboratory = await Laboratory.for(tree);
    sites = await allSites(tree);
  });

  test('are found with the right rule', async () => {
    const wrong: Row[] = [];
    let count = 0;
    for (const [index, site] of sites.entries()) {
      const before = await laboratory.baseline(site.file);
      for (const mutant of sampled(mutantsOf(site, tree.generation, await laboratory.builtWithoutNotifier(site.file)), index)) {
        count++;
        const verdict = judgeBroken(mutant, before, await laboratory.analyze(site.file, mutant.text));
        if (verdict)
          wrong.push(note({ suite: 'broken', tree: tree.name, file: site.file, function: site.function.name, mutant: mutant.id, verdict }));
      }
    }
    summarize(`broken, ${tree.name}: ${count} mutants of ${sites.length} sites, ${wrong.length} not as they should be`, wrong);
    expect(wrong.map(line)).toEqual([]);
    if (!process.env['MNLENS_SAMPLE']) expect(count).toBeGreaterThan(20 * sites.length);
  });
});

test.skipIf(trees().length > 0)('no kernel tree: MNLENS_KERNELS names none, and none is unpacked', () => {});
