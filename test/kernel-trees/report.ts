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

/** Write a row at once, so that a long run can be watched. */
export function note(row: Row): Row {
  const file = process.env['MNLENS_REPORT'];
  if (file) appendFileSync(file, `${line(row)}\n`);
  return row;
}

/** How often each mutant failed, at the end of a suite. */
export function summarize(title: string, rows: readonly Row[]): void {
  const file = process.env['MNLENS_REPORT'];
  if (!file) return;
  const byMutant = new Map<string, number>();
  for (const { mutant } of rows) byMutant.set(mutant, (byMutant.get(mutant) ?? 0) + 1);
  const counts = [...byMutant].sort((a, b) => b[1] - a[1]).map(([mutant, count]) => `  ${String(count).padStart(4)}  ${mutant}\n`);
  appendFileSync(file, `# ${title}\n${counts.join('')}\n`);
}

/** Every nth, by `MNLENS_SAMPLE`: a quick look while the engine is being worked on. Each site gets another share. */
export function sampled<T>(all: readonly T[], site: number): T[] {
  const every = Number(process.env['MNLENS_SAMPLE'] ?? 1);
  return all.filter((_, index) => (index + site) % every === 0);
}

export function line({ suite, tree, file, function: name, mutant, verdict }: Row): string {
  return [suite, tree.replace('linux-source-', ''), file, name, `[${mutant}]`, verdict].join(' | ');
}
