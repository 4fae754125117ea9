/** An analysis that builds on an earlier one says what a fresh one says, whatever was edited in between. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { loadLens } from '../../server/src/host/load-lens.ts';
import type { BuiltWithoutNotifier, FileAnalysis, Lens } from '../../server/src/lens.ts';
import { SPECIMENS, seen } from './corpus.ts';
import { anyEdit, applyEdit } from './edits.ts';

let lens: Lens;
beforeAll(async () => {
  lens = await loadLens();
});

const specimen = fc.constantFrom(...SPECIMENS);

test('after any sequence of edits', () => {
  fc.assert(
    fc.property(specimen, fc.array(anyEdit, { minLength: 1, maxLength: 5 }), ({ input }, edits) => {
      let incremental: FileAnalysis = lens.analyze(input);
      for (const edit of edits) {
        const next = { ...input, text: applyEdit(incremental.input.text, edit) };
        incremental = lens.analyze(next, incremental);
        expect(seen(incremental)).toEqual(seen(lens.analyze(next)));
      }
    }),
    { numRuns: 150 },
  );
});

test('after an edit was taken back', () => {
  fc.assert(
    fc.property(specimen, anyEdit, ({ input }, edit) => {
      const first = lens.analyze(input);
      const edited = lens.analyze({ ...input, text: applyEdit(input.text, edit) }, first);
      expect(seen(lens.analyze(input, edited))).toEqual(seen(first));
    }),
    { numRuns: 60 },
  );
});

test('when what is known of the build or the tree changes', () => {
  const built = fc.constantFrom<BuiltWithoutNotifier[]>('never', 'possible', 'unknown');
  fc.assert(
    fc.property(specimen, built, fc.boolean(), fc.boolean(), ({ input }, builtWithoutNotifier, treeKnown, implies) => {
      const next = { ...input, builtWithoutNotifier, treeKnown, ...(implies ? { notifierSymbols: new Set(['CONFIG_KVM', 'CONFIG_HMM_MIRROR']) } : {}) };
      expect(seen(lens.analyze(next, lens.analyze(input)))).toEqual(seen(lens.analyze(next)));
    }),
    { numRuns: 60 },
  );
});

test('two analyses of the same text are the same', () => {
  for (const { input } of SPECIMENS) expect(seen(lens.analyze(input))).toEqual(seen(lens.analyze({ ...input })));
});
