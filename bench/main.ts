/** `npm run bench [typing|surroundings|tree]`: measures, prints the tables, and writes them to bench/results.md when all of it was measured. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { report } from './report.ts';
import { surroundings } from './surroundings.ts';
import { typing } from './typing.ts';
import { wholeTree } from './whole-tree.ts';

/** @param parts `typing`, `surroundings`, `tree`; none means all */
export async function bench(repository: string, tree: string, parts: readonly string[]): Promise<void> {
  const log = (line: string): void => console.error(line);
  const wants = (part: string): boolean => parts.length === 0 || parts.includes(part);
  const results = {
    release: releaseOf(tree),
    tree: wants('tree') ? wholeTree(tree, repository, await ripgrep(), log) : [],
    surroundings: wants('surroundings') ? await surroundings(tree, await ripgrep(), log) : [],
    typing: wants('typing') ? await typing(tree, log) : [],
  };
  const text = report(results);
  console.log(text);
  if (results.tree.length > 0 && results.typing.length > 0 && results.surroundings.length > 0) writeFileSync(path.join(repository, 'bench/results.md'), text);
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
