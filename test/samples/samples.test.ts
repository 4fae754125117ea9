/** Each sample shows the one rule that it is named after, and `clean.c` shows none. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { RULES } from '../../server/src/lens.ts';
import { builtCli } from '../support/dist.ts';

interface Report {
  readonly findings: readonly {
    readonly rule: string;
    readonly file: string;
    readonly trace: readonly unknown[];
    readonly fixes: readonly unknown[];
  }[];
}

function check(): Report['findings'] {
  const root = path.resolve(import.meta.dirname, '../..');
  const { stdout } = spawnSync(process.execPath, [builtCli(), 'check', 'samples', '--format', 'json'], { cwd: root, encoding: 'utf8' });
  const report: Report = JSON.parse(stdout);
  return report.findings;
}

test('one finding a file, by name, and all rules', () => {
  const findings = check();
  for (const { rule, file } of findings) expect(path.basename(file, '.c')).toBe(rule);
  expect(findings.map(({ rule }) => rule).sort()).toEqual(RULES.map(({ id }) => id).sort());
});

test('each with its path', () => {
  for (const finding of check()) expect(finding.trace, finding.rule).not.toEqual([]);
});
