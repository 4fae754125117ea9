/** What the suites saw, as a table in the file that `MNLENS_REPORT` names: for whoever mends the engine. */
import { appendFileSync } from 'node:fs';

export interface Row {
  readonly suite: string;
  readonly tree: string;
  readonly file: string;
  readonly function: string;
  readonly mutant: string;
  /** What is wrong with what was found. */
  readonly verdict: string;
}

export function report(title: string, rows: readonly Row[]): void {
  const file = process.env['MNLENS_REPORT'];
  if (!file) return;
  const byMutant = new Map<string, number>();
  for (const { mutant } of rows) byMutant.set(mutant, (byMutant.get(mutant) ?? 0) + 1);
  const counts = [...byMutant].sort((a, b) => b[1] - a[1]).map(([mutant, count]) => `  ${String(count).padStart(4)}  ${mutant}\n`);
  const lines = rows.map((row) => `${line(row)}\n`);
  appendFileSync(file, `\n# ${title}\n${counts.join('')}${lines.join('')}`);
}

export function line({ suite, tree, file, function: name, mutant, verdict }: Row): string {
  return [suite, tree.replace('linux-source-', ''), file, name, `[${mutant}]`, verdict].join(' | ');
}
