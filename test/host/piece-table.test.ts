import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TextEdit } from '../../server/src/findings.ts';
import { PieceTable } from '../../server/src/host/piece-table.ts';

function applied(text: string, edits: readonly TextEdit[]): string {
  return edits.toReversed().reduce((current, { span, newText }) => current.slice(0, span.start) + newText + current.slice(span.end), text);
}

/** Edits of a text of that length: in order, without overlap. */
function editsOf(length: number): fc.Arbitrary<TextEdit[]> {
  return fc.array(fc.tuple(fc.nat(length), fc.nat(length), fc.string({ maxLength: 5 })), { maxLength: 4 }).map((raw) => {
    const edits: TextEdit[] = [];
    for (const [a, b, newText] of raw.sort(([x], [y]) => x - y)) {
      const start = Math.min(a, b);
      if (start >= (edits.at(-1)?.span.end ?? 0)) edits.push({ span: { start, end: Math.max(a, b) }, newText });
    }
    return edits;
  });
}

test('rounds of edits come out as one set of edits of the original', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.infiniteStream(fc.nat()), fc.nat(4), (original, seeds, rounds) => {
      const table = new PieceTable(original);
      let text = original;
      for (let round = 0; round < rounds; round++) {
        const [edits = []] = fc.sample(editsOf(text.length), { numRuns: 1, seed: seeds.next().value ?? 0 });
        table.apply(edits);
        text = applied(text, edits);
        expect(table.text).toBe(text);
      }
      const edits = table.edits();
      expect(applied(original, edits)).toBe(text);
      for (const [index, { span }] of edits.entries()) expect(span.start).toBeGreaterThanOrEqual(edits[index - 1]?.span.end ?? 0);
    }),
  );
});

test('what no round touched is in no edit', () => {
  const table = new PieceTable('one two three');
  table.apply([{ span: { start: 0, end: 3 }, newText: '1' }]);
  table.apply([{ span: { start: 6, end: 11 }, newText: '3' }]);
  expect(table.text).toBe('1 two 3');
  expect(table.edits()).toEqual([
    { span: { start: 0, end: 3 }, newText: '1' },
    { span: { start: 8, end: 13 }, newText: '3' },
  ]);
});
