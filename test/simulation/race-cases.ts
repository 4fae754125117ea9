/** The races that are tried: in the simulator, by brute force, and as a Promela model. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { analyzeFile, type FileState } from '../../server/src/analysis/file.ts';
import type { Assumption } from '../../server/src/lens.ts';
import { type RacePrograms, racePrograms } from '../../server/src/simulation/race/race.ts';
import type { SyntaxParser } from '../../server/src/syntax/parser.ts';
import { inputOf } from '../rules-fixtures/check.ts';
import { readFixture } from '../rules-fixtures/fixture.ts';

export type RaceCase = readonly [file: string, name: string, outcome: 'none' | 'stale' | 'deadlock', assume: readonly Assumption[]];

/** File, function, what is found, and what its path is to assume where the usual one shows nothing. */
export const CASES: readonly RaceCase[] = [
  ['right', 'forget_page', 'none', []],
  ['right', 'forget_page_now', 'none', []],
  ['right', 'forget_if_needed', 'none', []],
  ['wrong-late-start', 'forget_page', 'stale', []],
  ['wrong-no-retry', 'forget_page', 'stale', []],
  ['wrong-set-seq-outside', 'forget_page', 'stale', []],
  ['wrong-missing-end', 'forget_if_needed', 'deadlock', [{ id: 'may_forget(vma, addr)', takes: 'false' }]],
  ['right', 'forget_if_needed', 'none', [{ id: 'may_forget(vma, addr)', takes: 'false' }]],
  ['wrong-ignored-failure', 'forget_page_now', 'stale', []],
];

/** Beside a model in place of what the file does not have. */
export const WITH_MODELS: readonly (readonly [file: string, name: string, model: string, outcome: 'none' | 'stale'])[] = [
  ['right', 'mirror_fault', 'invalidation', 'none'],
  ['right', 'forget_page', 'reader', 'none'],
  ['wrong-no-retry', 'mirror_fault', 'invalidation', 'stale'],
  ['wrong-late-start', 'forget_page', 'reader', 'stale'],
];

/** The fixture, and where the function is in it. */
export function openRace(parser: SyntaxParser, file: string, name: string): { readonly state: FileState; readonly at: number } {
  const state = analyzeFile(inputOf(readFixture(readFileSync(path.join(import.meta.dirname, 'races', `${file}.c`), 'utf8'))), parser, undefined);
  const at = state.index.functionsNamed.get(name)?.[0]?.start;
  if (at === undefined) throw new Error(`no ${name} in ${file}`);
  return { state, at };
}

/** @throws {Error} when there is nothing to race */
export function madeOf({ state, at }: ReturnType<typeof openRace>, other: string, assume: readonly Assumption[] = []): RacePrograms {
  const made = racePrograms(state, { at, with: other, assume });
  if ('problem' in made) throw new Error(made.problem);
  return made;
}
