/** Findings do not hang on what functions and variables are called. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadLens } from '../../server/src/host/load-lens.ts';
import type { FileAnalysis, FileInput, Lens } from '../../server/src/lens.ts';
import { scrambled } from '../kernel-trees/scramble.ts';
import { SPECIMENS } from './corpus.ts';

let lens: Lens;
beforeAll(async () => {
  lens = await loadLens();
});

/** Rule, severity and line of each finding; names and columns differ by design. */
function places({ findings, input: { text } }: FileAnalysis): readonly string[] {
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
  return findings.map(({ rule, severity, span, trace }) => `${rule} ${severity} ${lineOf(span.start)}: ${trace.map((step) => lineOf(step.span.start)).join(' ')}`).sort();
}

/** The names that the scrambling gave, made up anew: `fn_3_x` and `v3_x` become `STEM_3`, `STEM3`. */
function renamed(input: FileInput, functionStem: string, localStem: string): FileInput {
  const text = scrambled(input.text).text.replaceAll(/\bfn_(\d+)_x\b/g, `${functionStem}_$1`).replaceAll(/\bv(\d+)_x\b/g, `${localStem}$1`);
  return { ...input, text };
}

describe('the same findings under other names', () => {
  test.each(SPECIMENS)('$name', ({ input }) => {
    expect(places(lens.analyze(renamed(input, 'fn', 'v')))).toEqual(places(lens.analyze(input)));
  });
});

test('under any names', () => {
  // Names that a careless heuristic could fall for.
  const stem = fc.oneof(
    fc.constantFrom('unlock', 'range', 'mm', 'notified', 'ret', 'err', 'start', 'try_lock', 'release', 'lock', 'done', 'owner', 'end'),
    fc.stringMatching(/^[a-z_][a-z0-9_]{0,8}[a-z_]$/),
  );
  fc.assert(
    fc.property(fc.constantFrom(...SPECIMENS), stem, stem, ({ input }, functionStem, localStem) => {
      fc.pre(functionStem !== localStem);
      const other = renamed(input, `x_${functionStem}`, `${localStem}_x`);
      expect(places(lens.analyze(other))).toEqual(places(lens.analyze(input)));
    }),
    { numRuns: 80 },
  );
});
