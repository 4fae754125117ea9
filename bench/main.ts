/** `npm run bench [typing|simulation|panel|surroundings|tree]`: measures, prints the tables, and writes them to bench/results.md: all of it, or the sections that were measured. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { panelCosts } from './panel.ts';
import { report, withSections } from './report.ts';
import { simulationCosts } from './simulation.ts';
import { surroundings } from './surroundings.ts';
import { typing } from './typing.ts';
import { wholeTree } from './whole-tree.ts';

/** @param parts `typing`, `simulation`, `panel`, `surroundings`, `tree`; none means all */
export async function bench(repository: string, tree: string, parts: readonly string[]): Promise<void> {
  const log = (line: string): void => console.error(line);
  const wants = (part: string): boolean => parts.length === 0 || parts.includes(part);
  const results = {
    release: releaseOf(tree),
    tree: wants('tree') ? wholeTree(tree, repository, await ripgrep(), log) : [],
    simulation: wants('simulation') ? await simulationCosts(tree, log) : [],
    panel: wants('panel') ? await panelCosts(log) : [],
    surroundings: wants('surroundings') ? await surroundings(tree, await ripgrep(), log) : [],
    typing: wants('typing') ? await typing(tree, log) : [],
  };
  console.log(report(results));
  const file = path.join(repository, 'bench/results.md');
  writeFileSync(file, parts.length === 0 ? report(results) : withSections(readFileSync(file, 'utf8'), results));
}

function releaseOf(tree: string): string {
  const makefile = readFileSync(path.join(tree, 'Makefile'), 'utf8');
  return ['VERSION', 'PATCHLEVEL', 'SUBLEVEL'].map((name) => new RegExp(`^${name} = (\\d+)`, 'm').exec(makefile)?.[1] ?? '?').join('.');
}

/** The one that the product uses, else the one on PATH. */
async function ripgrep(): Promise<string> {
  try {
    return (await import('@vscode/ripgrep')).rgPath;
  } catch {
    return 'rg';
  }
}
