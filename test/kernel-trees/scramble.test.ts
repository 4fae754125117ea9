/** The same findings whatever functions and variables are called: whole files as released, and the broken call sites. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { FileAnalysis } from '../../server/src/lens.ts';
import { news } from './judge.ts';
import { Laboratory, serious } from './laboratory.ts';
import { mutantsOf } from './mutants.ts';
import { line, note, type Row, sampled, summarize } from './report.ts';
import { scrambled } from './scramble.ts';
import { type Site, sitesIn } from './sites.ts';
import { allSites, trees } from './trees.ts';

describe('scrambling', () => {
  const text =
    'struct range { int addr; };\n\nstatic int clear(struct range *range, int addr)\n{\n\tint n = range->addr; /* addr */\n\n\treturn n + addr + other(addr);\n}\n\nint caller(void)\n{\n\treturn clear(NULL, 1);\n}\n';

  test('renames what the file defines, everywhere, and nothing else', () => {
    expect(scrambled(text).text).toBe(
      'struct range { int addr; };\n\nstatic int fn_1_x(struct range *range, int v1_x)\n{\n\tint v2_x = range->addr; /* addr */\n\n\treturn v2_x + v1_x + other(v1_x);\n}\n\nint fn_2_x(void)\n{\n\treturn fn_1_x(NULL, 1);\n}\n',
    );
  });
});

describe.each(trees())('scrambled call sites of $name', (tree) => {
  let laboratory: Laboratory;
  let sites: Site[];
  beforeAll(async () => {
    laboratory = await Laboratory.for(tree);
    sites = await allSites(tree);
  });

  test('are found like those with their own names', async () => {
    const different: Row[] = [];
    const rules = (analysis: FileAnalysis, before: FileAnalysis): string =>
      news(before, analysis)
        .map(({ rule }) => rule)
        .sort()
        .join(' ');
    let renamed = 0;
    for (const file of new Set(sites.map((site) => site.file))) {
      const own = sites.filter((site) => site.file === file);
      const { text, functions } = scrambled(own[0]?.text ?? '');
      renamed += functions.size;
      const others = sitesIn(file, text);
      const before = await laboratory.baseline(file);
      const beforeScrambled = await laboratory.afresh(file, text);
      const builtWithout = await laboratory.builtWithoutNotifier(file);
      expect(others).toHaveLength(own.length);
      expect(serious(beforeScrambled).map(({ rule }) => rule)).toEqual(serious(before).map(({ rule }) => rule));
      for (const [index, site] of own.entries()) {
        const other = others[index];
        if (!other) continue;
        expect(other.function.name).toBe(functions.get(site.function.name) ?? site.function.name);
        const mutants = new Map(mutantsOf(other, tree.generation, builtWithout).map((mutant) => [mutant.id, mutant]));
        for (const mutant of sampled(mutantsOf(site, tree.generation, builtWithout), index)) {
          const twin = mutants.get(mutant.id);
          if (!twin) continue;
          const found = rules(await laboratory.analyze(file, mutant.text), before);
          const foundScrambled = rules(await laboratory.analyze(file, twin.text, beforeScrambled), beforeScrambled);
          if (found !== foundScrambled)
            different.push(
              note({
                suite: 'scrambled',
                tree: tree.name,
                file,
                function: site.function.name,
                mutant: mutant.id,
                verdict: `${found || 'nothing'} by its own names, ${foundScrambled || 'nothing'} by others`,
              }),
            );
        }
      }
    }
    summarize(`scrambled, ${tree.name}: ${renamed} functions renamed, ${different.length} mutants judged differently`, different);
    expect(different.map(line)).toEqual([]);
    expect(renamed).toBeGreaterThan(sites.length);
  });
});
