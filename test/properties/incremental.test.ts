/** An analysis that builds on an earlier one says what a fresh one says, whatever was edited in between. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { analyzeFile } from '../../server/src/analysis/file.ts';
import { readGrammar } from '../../server/src/host/grammar.ts';
import { loadLens } from '../../server/src/host/load-lens.ts';
import type { BuiltWithoutNotifier, FileAnalysis, Lens } from '../../server/src/lens.ts';
import { SyntaxParser } from '../../server/src/syntax/parser.ts';
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

/** Typed into two functions by turns. */
const TYPED: readonly { readonly what: string; readonly text: (typed: number) => string }[] = [
  { what: 'notes', text: (typed) => `/* ${typed} */` },
  { what: 'locks', text: (typed) => `mutex_lock(&lock${typed}); mutex_unlock(&lock${typed});` },
];

test.each(TYPED)('of the texts before, nothing is kept but for the last: $what', async ({ text: typedAs }) => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const parser = await SyntaxParser.load(await readGrammar());
  for (const { input } of [...SPECIMENS.slice(0, 3), ...SPECIMENS.filter(({ name }) => name.includes('set-seq-unlocked'))]) {
    let { text } = input;
    let state = analyzeFile(input, parser, undefined);
    const memories: WeakRef<object>[] = [];
    for (let typed = 0; typed < 40; typed++) {
      const at = (typed % 2 === 0 ? text.indexOf('\n{\n') : text.lastIndexOf('\n{\n')) + 2;
      text = `${text.slice(0, at)}\n${typedAs(typed)}${text.slice(at)}`;
      state = analyzeFile({ ...input, text }, parser, state);
      memories.push(new WeakRef(state.memory));
    }
    // (What a WeakRef was made of is kept to the end of the event loop's turn.)
    await new Promise((resolve) => { setTimeout(resolve, 0); });
    collect();
    expect(state.functions.size).toBeGreaterThan(0);
    expect(memories.filter((memory) => memory.deref()).length).toBeLessThan(10);
  }
});
