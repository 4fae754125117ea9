/** A conversion is done once, whatever the text, and never throws. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/analysis/fixes.ts';
import { loadLens } from '../../server/src/host/load-lens.ts';
import type { Generation } from '../../server/src/kernel/generation.ts';
import { GENERATIONS } from '../../server/src/kernel/generations/index.ts';
import type { Lens } from '../../server/src/lens.ts';
import { SPECIMENS } from './corpus.ts';

let lens: Lens;
beforeAll(async () => {
  lens = await loadLens();
});

const generation = fc.constantFrom(...GENERATIONS);
const events = fc.constantFrom('safe', 'inferred');

function convert(text: string, from: Generation, to: Generation, how: 'safe' | 'inferred'): string {
  const { edits } = lens.migrate({ text, from, to, events: how, header: false });
  let last = 0;
  for (const { span } of edits) {
    expect(span.start, 'edits stand in order and apart').toBeGreaterThanOrEqual(last);
    last = span.end;
  }
  return applyEdits(text, edits);
}

describe('conversion', () => {
  test('of what is converted changes nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SPECIMENS), generation, events, ({ input }, to, how) => {
        const once = convert(input.text, input.generation, to, how);
        expect(convert(once, input.generation, to, how)).toBe(once);
        expect(convert(once, to, to, how)).toBe(once);
      }),
      { numRuns: 250 },
    );
  });

  test('to the generation that a text has changes only what belongs to another', () => {
    // These have something of another generation in them on purpose.
    const mixed = /missing-event|api-generation|placeholder-event|before-6\.6|right-versions/;
    const changed = SPECIMENS.filter(({ name, input }) => !mixed.test(name) && convert(input.text, input.generation, input.generation, 'safe') !== input.text);
    expect(changed.map(({ name }) => name)).toEqual([]);
  });

  test('of a member that is half typed throws nothing', () => {
    for (const put of [')', '*', '(', '[', '\\']) {
      const text = `static const struct mmu_notifier_ops ops = {\n\t.${put}invalidate_range = drop,\n};\n`;
      for (const from of GENERATIONS) for (const to of GENERATIONS) convert(text, from, to, 'inferred');
    }
  });

  test('of damaged text throws nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SPECIMENS), generation, fc.nat(), fc.nat(60), fc.constantFrom('', '{', '}', '(', ')', '/*', '"', '#if X\n', '#else\n', ';', ','), ({ input: { text, generation: from } }, to, at, length, put) => {
        const start = at % (text.length + 1);
        convert(text.slice(0, start) + put + text.slice(start + length), from, to, 'inferred');
      }),
      { numRuns: 400 },
    );
  });
});
