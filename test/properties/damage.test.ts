/** Whatever is done to a text: no analysis throws, and what it says lies inside the text. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { FileSpan } from '../../server/src/findings.ts';
import { loadLens } from '../../server/src/host/load-lens.ts';
import type { FileAnalysis, Lens } from '../../server/src/lens.ts';
import { SPECIMENS } from './corpus.ts';
import { anyEdit, applyEdit } from './edits.ts';

let lens: Lens;
beforeAll(async () => {
  lens = await loadLens();
});

const specimen = fc.constantFrom(...SPECIMENS);

function expectSound(analysis: FileAnalysis): void {
  const { text } = analysis.input;
  const expectInside = ({ start, end }: FileSpan): void => {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeGreaterThanOrEqual(start);
    expect(end).toBeLessThanOrEqual(text.length);
  };
  for (const finding of analysis.findings) {
    expectInside(finding.span);
    for (const step of finding.trace) expectInside(step.span);
    for (const [i, fix] of lens.fixes(analysis, finding).entries()) {
      expect(fix.preferred).toBe(i === 0);
      let last = 0;
      for (const { span } of fix.edits) {
        expectInside(span);
        expect(span.start).toBeGreaterThanOrEqual(last);
        last = span.end;
      }
    }
  }
  const middle = Math.floor(text.length / 2);
  lens.flowGraph(analysis, middle);
  lens.apiCallAt(analysis.input, middle);
}

test('a text that ends too early', () => {
  fc.assert(
    fc.property(specimen, fc.double({ min: 0, max: 1, noNaN: true }), ({ input }, share) => {
      expectSound(lens.analyze({ ...input, text: input.text.slice(0, Math.floor(share * input.text.length)) }));
    }),
    { numRuns: 60 },
  );
});

test('a text that was edited at random', () => {
  fc.assert(
    fc.property(specimen, fc.array(anyEdit, { minLength: 1, maxLength: 8 }), ({ input }, edits) => {
      expectSound(lens.analyze({ ...input, text: edits.reduce(applyEdit, input.text) }));
    }),
    { numRuns: 60 },
  );
});

test('a text with anything in it', () => {
  fc.assert(
    fc.property(specimen, fc.double({ min: 0, max: 1, noNaN: true }), fc.string({ unit: 'binary', maxLength: 30 }), ({ input }, share, anything) => {
      const at = Math.floor(share * input.text.length);
      expectSound(lens.analyze({ ...input, text: input.text.slice(0, at) + anything + input.text.slice(at) }));
    }),
    { numRuns: 60 },
  );
});

test('line ends of another system change no more than the offsets', () => {
  for (const { name, input } of SPECIMENS) {
    const text = input.text.replaceAll('\n', '\r\n');
    const where = (analysis: FileAnalysis): string[] =>
      analysis.findings.map(({ rule, span, severity }) => `${rule} ${severity} in line ${analysis.input.text.slice(0, span.start).split('\n').length}`);
    const analysis = lens.analyze({ ...input, text });
    expect(where(analysis), name).toEqual(where(lens.analyze(input)));
    expectSound(analysis);
  }
});
