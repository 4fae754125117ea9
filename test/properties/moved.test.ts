/** What is found in a text that differs in nothing that matters is found where it stands now, with the same fixes; and nothing is run for it. */
import { beforeAll, describe, expect, test } from 'vitest';
import { analyzeFile, type FileState } from '../../server/src/analysis/file.ts';
import { readGrammar } from '../../server/src/host/grammar.ts';
import { loadLens } from '../../server/src/host/load-lens.ts';
import type { Lens } from '../../server/src/lens.ts';
import { SyntaxParser } from '../../server/src/syntax/parser.ts';
import { seen, type Specimen, WRONG } from './corpus.ts';

let lens: Lens;
let parser: SyntaxParser;
beforeAll(async () => {
  lens = await loadLens();
  parser = await SyntaxParser.load(await readGrammar());
});

/** One of each folder, and so of each rule. */
const SOME: readonly Specimen[] = [...new Map(WRONG.map((specimen) => [specimen.name.split('/').slice(0, -1).join('/'), specimen])).values()];

const NOTE = '\t/* what is typed here says nothing to the machine */\n\tpr_debug("here\\n");\n';

describe.each(SOME)('$name', ({ input }) => {
  test('a note at the top of every function in which something is found', () => {
    const before = lens.analyze(input);
    const tops = new Set(before.findings.map(({ span }) => input.text.lastIndexOf('\n{\n', span.start)).filter((at) => at >= 0));
    let text = input.text;
    for (const at of [...tops].sort((a, b) => b - a)) text = `${text.slice(0, at + 3)}${NOTE}${text.slice(at + 3)}`;
    const [moved, fresh] = [lens.analyze({ ...input, text }, before), lens.analyze({ ...input, text })];
    expect(seen(moved)).toEqual(seen(fresh));
    for (const [i, finding] of moved.findings.entries()) {
      const same = fresh.findings[i];
      expect(lens.fixes(moved, finding)).toEqual(same && lens.fixes(fresh, same));
    }
  });
});

/** What the path to the first finding has learned. */
function learned({ findings: [first], origins }: FileState): readonly unknown[] {
  const found: unknown[] = [];
  for (let at = first && origins.get(first)?.report.trace; at; at = at.before) if (at.learning) found.push(at.learning);
  return found;
}

test('no function is run anew', () => {
  const note = '\t/* a note */\n';
  let moved = 0;
  for (const { input } of SOME) {
    const before = analyzeFile(input, parser, undefined);
    const [finding] = before.findings;
    if (!finding || learned(before).length === 0) continue;
    const at = input.text.lastIndexOf('\n{\n', finding.span.start) + 3;
    const after = analyzeFile({ ...input, text: `${input.text.slice(0, at)}${note}${input.text.slice(at)}` }, parser, before);
    expect(after.findings[0]?.span.start).toBe(finding.span.start + note.length);
    // It is the path that was found before, and no other that is equal.
    if (learned(after).every((learning, i) => learning === learned(before)[i])) moved++;
  }
  // (Where it was asked what is done to entries behind a call, that is asked again.)
  expect(moved).toBeGreaterThan(5);
});
