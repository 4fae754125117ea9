/** Every finding of the fixtures can be seen: the run of its path comes to the state that its rule names; and what is right ends with nothing wrong. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadLens } from '../../server/src/host/load-lens.ts';
import type { Lens, Simulation } from '../../server/src/lens.ts';
import { inputOf } from '../rules-fixtures/check.ts';
import { readFixture } from '../rules-fixtures/fixture.ts';

const fixtures = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'rules-fixtures');
const files = readdirSync(fixtures, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.c')).sort();

/** What the language says of the code that is shown, or nobody: a call of what can't be seen. */
const BY_CODE: ReadonlySet<string> = new Set(['branch', 'jump', 'exit', 'call', 'write', 'return']);

/** Steps that nobody says are so. */
function unsourced({ steps }: Simulation): readonly string[] {
  return steps.filter(({ kind, source, at }) => source === undefined && !(at && BY_CODE.has(kind))).map(({ kind, text }) => `${kind}: ${text}`);
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

describe('runs of the fixtures', () => {
  let lens: Lens;
  beforeAll(async () => {
    lens = await loadLens();
  });

  test.each(files)('%s', (file) => {
    const { text, ...fixture } = readFixture(readFileSync(path.join(fixtures, file), 'utf8'));
    const analysis = lens.analyze(inputOf({ ...fixture, text }));
    const problems: string[] = [];
    for (const { rule, span, function: name } of analysis.findings) {
      const result = lens.simulate(analysis, { at: span.start, finding: { rule, start: span.start } });
      const where = `line ${lineOf(text, span.start)} (${name ?? ''}), ${rule}`;
      if ('problem' in result) problems.push(`${where}: ${result.problem}`);
      else {
        if (!result.simulation.findings.some((found) => found.rule === rule)) problems.push(`${where}: the run does not come to it`);
        problems.push(...unsourced(result.simulation).map((step) => `${where}: nobody says that ${step}`));
      }
    }
    if (path.basename(file).startsWith('right')) {
      for (const match of text.matchAll(/^\{/gm)) {
        const result = lens.simulate(analysis, { at: match.index });
        if ('problem' in result) continue;
        problems.push(...unsourced(result.simulation).map((step) => `${result.simulation.function}: nobody says that ${step}`));
        if (result.simulation.verdict.tone !== 'wrong') continue;
        problems.push(`line ${lineOf(text, match.index)} (${result.simulation.function}) is right, and ends with: ${result.simulation.verdict.text}`);
      }
    }
    expect(problems.join('\n')).toBe('');
  });
});
