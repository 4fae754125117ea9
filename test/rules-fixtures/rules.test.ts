/** Every fixture in the folders beside this file: a folder a rule, `wrong*.c` with markers, `right*.c` without. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadLens } from '../../server/src/host/load-lens.ts';
import { type Lens, RULES as ALL_RULES } from '../../server/src/lens.ts';
import { checkFixture, inputOf } from './check.ts';
import { readFixture } from './fixture.ts';

const here = path.dirname(fileURLToPath(import.meta.url));
const files = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.c'))
  .sort();

/** A marker for anything else is a slip of the pen. */
const RULES = ALL_RULES.map(({ id }) => id);

describe('the lens on the fixtures', () => {
  let lens: Lens;
  beforeAll(async () => {
    lens = await loadLens();
  });

  test.each(files)('%s', (file) => {
    const fixture = readFixture(readFileSync(path.join(here, file), 'utf8'));
    expect(checkFixture(lens, fixture).failures.join('\n')).toBe('');
  });
});

describe('a rule that is looked for alone', () => {
  let lens: Lens;
  beforeAll(async () => {
    lens = await loadLens();
  });

  test.each(RULES)('%s finds what it finds among all', (rule) => {
    let count = 0;
    for (const file of files.filter((other) => path.dirname(other) === rule || path.dirname(other) === 'old-bugs')) {
      const input = inputOf(readFixture(readFileSync(path.join(here, file), 'utf8')));
      const among = lens.analyze(input).findings.filter((finding) => finding.rule === rule);
      expect(lens.analyze({ ...input, rules: new Set([rule]) }).findings, file).toEqual(among);
      count += among.length;
    }
    expect(count).toBeGreaterThan(0);
  });
});

describe('the fixtures themselves', () => {
  test.each(files)('%s says wrong or right in its name', (file) => {
    const fixture = readFixture(readFileSync(path.join(here, file), 'utf8'));
    expect(/^(wrong|right)/.test(path.basename(file))).toBe(true);
    expect(fixture.expectations.length > 0).toBe(path.basename(file).startsWith('wrong'));
    const unknown = fixture.expectations.flatMap(({ rules }) => rules).filter((rule) => !RULES.includes(rule));
    expect(unknown).toEqual([]);
  });

  test('each rule has at least six wrong and six right functions', () => {
    for (const rule of RULES) {
      const texts = (kind: string) =>
        files
          .filter((file) => file.startsWith(`${rule}${path.sep}${kind}`))
          .map((file) => readFileSync(path.join(here, file), 'utf8'))
          .join('\n');
      expect((texts('wrong').match(/\/\/ expect: /g) ?? []).length, `${rule}: wrong`).toBeGreaterThanOrEqual(6);
      expect((texts('right').match(/^\{/gm) ?? []).length, `${rule}: right`).toBeGreaterThanOrEqual(6);
    }
  });
});
