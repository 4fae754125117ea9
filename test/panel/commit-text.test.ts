/** What is copied for a commit message. */
import { expect, test } from 'vitest';
import { raceText, runText } from '../../server/src/simulation/text/commit-text.ts';
import { raceOf, runOf } from './runs.ts';

function check(text: string): void {
  expect(text).toMatch(/^[\x20-\x7e\n]+$/);
  expect(text.split('\n').filter((line) => line.length > 72 || / $/.test(line))).toEqual([]);
}

test('a race is drawn in a column for each CPU', () => {
  const race = raceOf('read-without-retry.c', 'mirror_fault', 'invalidation');
  const text = raceText(race);
  check(text);
  const lines = text.split('\n');
  expect(lines[0]).toMatch(/ +\| CPU 0: mirror_fault\(\) +\| CPU 1: model/);
  const times = lines.filter((line) => line.startsWith('[Time '));
  expect(times).toHaveLength(race.schedule.length);
  for (const [index, line] of times.entries()) {
    const [time, first = '', second = ''] = line.split('|');
    expect(time?.trim()).toBe(`[Time ${index + 1}]`);
    expect([first.trim() !== '', second.trim() !== '']).toEqual(race.schedule[index]?.thread === 0 ? [true, false] : [false, true]);
  }
  expect(text).toContain('states, and');
});

test('a run is drawn in a column for the code and one for what it sets off, and says which path it is', () => {
  const simulation = runOf('missing-event.c', 'zap_one_page');
  const text = runText(simulation);
  check(text);
  expect(text).toMatch(/\| zap_one_page\(\) +\| core, subscribers/);
  expect(text).toContain('[Time 1]');
  expect(text).toMatch(/Path: pte is (true|false)/);
  expect(text).toContain('| ! no event is given here');
});

test('letters that mail programs do not show are replaced', () => {
  const race = raceOf('read-without-retry.c', 'mirror_fault', 'invalidation');
  check(raceText({ ...race, verdict: { ...race.verdict, text: 'It’s “here” – ünd there … → 鳥' } }));
});
