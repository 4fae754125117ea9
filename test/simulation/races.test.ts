/** Races: five classic mistakes are found with the shortest schedule, their repaired twins have none, and trying every interleaving says the same. */
import { beforeAll, describe, expect, test } from 'vitest';
import { readGrammar } from '../../server/src/host/grammar.ts';
import { explore } from '../../server/src/simulation/race/explore.ts';
import { race } from '../../server/src/simulation/race/race.ts';
import { finished } from '../../server/src/simulation/turns.ts';
import { SyntaxParser } from '../../server/src/syntax/parser.ts';
import { tryAll } from './brute-force.ts';
import type { Mirror } from './mistakes.ts';
import { CASES, madeOf, openRace, WITH_MODELS } from './race-cases.ts';

describe('two CPUs', () => {
  let parser: SyntaxParser;
  beforeAll(async () => {
    parser = await SyntaxParser.load(await readGrammar());
  });

  const open = (file: Mirror, name: string) => openRace(parser, file, name);

  test.each(CASES)('%s: %s ends in %s', (file, name, outcome, assume) => {
    const made = madeOf(open(file, name), 'mirror_fault', assume);
    const found = explore(made.programs, made.callbacks);
    const tried = tryAll(made.programs, made.callbacks);
    expect(found.outcome).toBe(outcome);
    expect(found.isComplete).toBe(true);
    expect(tried.outcome).toBe(outcome);
    // Merging equal states is worth it, and loses nothing.
    expect(found.outcome === 'none' ? undefined : found.schedule.length).toBe(tried.shortest);
    if (outcome === 'none') expect(tried.schedules).toBeGreaterThan(found.states);
  });

  test.each(CASES)('%s: %s is told as %s, whichever path it takes', (file, name, outcome) => {
    const { state, at } = open(file, name);
    const result = finished(race(state, { at, with: 'mirror_fault' }));
    if ('problem' in result) throw new Error(result.problem);
    const { race: told } = result;
    expect(told.outcome).toBe(file === 'right' ? 'none' : outcome);
    expect(told.verdict.tone).toBe(told.outcome === 'none' ? 'good' : 'wrong');
    expect(told.schedule.length > 0).toBe(told.outcome !== 'none');
    if (told.outcome === 'stale') expect(told.schedule.at(-1)?.pages[0]?.secondary['device']?.isStale).toBe(true);
  });

  test('with models in place of what the file does not have', () => {
    for (const [file, name, model, outcome] of WITH_MODELS) {
      const { state, at } = open(file, name);
      const result = finished(race(state, { at, with: model }));
      expect('problem' in result ? result.problem : result.race.outcome, `${file}: ${name} with ${model}`).toBe(outcome);
    }
  });

  test('behind a retry the reader does all of it again', () => {
    const made = madeOf(open('right', 'forget_page'), 'mirror_fault');
    const again = made.programs[1].ops([true, false]).map((op) => op.do);
    expect(again.filter((what) => what === 'read-retry')).toHaveLength(2);
    expect(again.slice(-2)).toEqual(['map', 'unlock']);
  });

  test('two invalidations at once', () => {
    const { state, at } = open('right', 'forget_page');
    const result = finished(race(state, { at, with: 'forget_page_now' }));
    expect('problem' in result ? result.problem : result.race.outcome).toBe('none');
  });

  test('says why there is none', () => {
    const { state, at } = open('right', 'forget_page');
    expect(finished(race(state, { at, with: 'nobody' }))).toHaveProperty('problem', expect.stringContaining('no function nobody'));
    expect(finished(race(state, { at: 0, with: 'mirror_fault' }))).toHaveProperty('problem', expect.stringContaining('no function here'));
  });
});
