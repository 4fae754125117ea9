/** A fix that is offered works: its finding is gone, no other has come, and fixing everything a second time changes nothing. */
import { beforeAll, describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/analysis/fixes.ts';
import type { Finding } from '../../server/src/findings.ts';
import { fixAll } from '../../server/src/host/fix-all.ts';
import { loadLens } from '../../server/src/host/load-lens.ts';
import type { FileAnalysis, Lens } from '../../server/src/lens.ts';
import { WRONG } from './corpus.ts';

let lens: Lens;
beforeAll(async () => {
  lens = await loadLens();
});

/** How often each rule is broken in each function. */
function tally(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, function: name } of findings) counts.set(`${rule} in ${name}`, (counts.get(`${rule} in ${name}`) ?? 0) + 1);
  return counts;
}

describe.each(WRONG)('$name', ({ input }) => {
  test('each fix silences its finding and adds none', () => {
    const analysis = lens.analyze(input);
    const before = tally(analysis.findings);
    for (const finding of analysis.findings) {
      for (const fix of lens.fixes(analysis, finding)) {
        // Fresh, not built on the analysis that the fix was verified with.
        const fixed = lens.analyze({ ...input, text: applyEdits(input.text, fix.edits) });
        const what = `${finding.rule} in ${finding.function}: ${fix.title}`;
        const own = `${finding.rule} in ${finding.function}`;
        const after = tally(fixed.findings);
        expect(after.get(own) ?? 0, what).toBeLessThan(before.get(own) ?? 0);
        // An event that the code seems to contradict is its author's to choose, and is hinted at.
        const problems = tally(fixed.findings.filter(({ severity }) => severity !== 'hint'));
        expect([...problems].filter(([key, count]) => count > (before.get(key) ?? 0)), what).toEqual([]);
        expect(fixed.gaveUp, what).toEqual(analysis.gaveUp);
      }
    }
  });

  test('fixing all is done once', () => {
    const once = fixAll(lens, lens.analyze(input), () => true);
    expect(once.complete).toBe(true);
    expect(applyEdits(input.text, once.edits)).toBe(once.analysis.input.text);
    const twice = fixAll(lens, lens.analyze(once.analysis.input), () => true);
    expect(twice.edits).toEqual([]);
    expect(sorted(once.analysis)).toEqual(sorted(lens.analyze(once.analysis.input)));
  });
});

function sorted({ findings }: FileAnalysis): readonly string[] {
  return findings.map(({ rule, span }) => `${rule} ${span.start}`).sort();
}
