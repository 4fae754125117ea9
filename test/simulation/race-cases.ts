/** The races that are tried: in the simulator, by brute force, and as a Promela model. */
import { analyzeFile, type FileState } from '../../server/src/analysis/file.ts';
import type { Assumption } from '../../server/src/lens.ts';
import { finished } from '../../server/src/simulation/turns.ts';
import { type RacePrograms, racePrograms } from '../../server/src/simulation/race/race.ts';
import type { SyntaxParser } from '../../server/src/syntax/parser.ts';
import { inputOf } from '../rules-fixtures/check.ts';
import { readFixture } from '../rules-fixtures/fixture.ts';
import { type Mirror, mirrorWith } from './mistakes.ts';

export type RaceCase = readonly [mistake: Mirror, name: string, outcome: 'none' | 'stale' | 'deadlock', assume: readonly Assumption[]];

/** Mistake, function, what is found, and what its path is to assume where the usual one shows nothing. */
export const CASES: readonly RaceCase[] = [
  ['right', 'forget_page', 'none', []],
  ['right', 'forget_page_now', 'none', []],
  ['right', 'forget_if_needed', 'none', []],
  ['late start', 'forget_page', 'stale', []],
  ['no retry', 'forget_page', 'stale', []],
  ['sequence set outside the lock', 'forget_page', 'stale', []],
  ['missing end', 'forget_if_needed', 'deadlock', [{ id: 'may_forget(vma, addr)', takes: 'false' }]],
  ['right', 'forget_if_needed', 'none', [{ id: 'may_forget(vma, addr)', takes: 'false' }]],
  ['ignored failure', 'forget_page_now', 'stale', []],
];

/** Beside a model in place of what the file does not have. */
export const WITH_MODELS: readonly (readonly [mistake: Mirror, name: string, model: string, outcome: 'none' | 'stale'])[] = [
  ['right', 'mirror_fault', 'invalidation', 'none'],
  ['right', 'forget_page', 'reader', 'none'],
  ['no retry', 'mirror_fault', 'invalidation', 'stale'],
  ['late start', 'forget_page', 'reader', 'stale'],
];

/** The driver with the mistake in it, and where the function is. */
export function openRace(parser: SyntaxParser, mistake: Mirror, name: string): { readonly state: FileState; readonly at: number } {
  const state = analyzeFile(inputOf(readFixture(mirrorWith(mistake))), parser, undefined);
  const at = state.index.functionsNamed.get(name)?.[0]?.start;
  if (at === undefined) throw new Error(`no ${name}`);
  return { state, at };
}

/** @throws {Error} when there is nothing to race */
export function madeOf({ state, at }: ReturnType<typeof openRace>, other: string, assume: readonly Assumption[] = []): RacePrograms {
  const made = finished(racePrograms(state, { at, with: other, assume }));
  if ('problem' in made) throw new Error(made.problem);
  return made;
}
