/** What the page shows, as messages and steps change it. */
import { expect, test } from 'vitest';
import { failingInSight, goTo, type Model, move, playOn, receive, START, stateOf, stepInSight, stepsInSight } from '../../client/page/model.ts';
import type { RaceRunResult, Simulation, SourcePlace, ToPage } from '../../client/src/simulation/messages.ts';

const subject = { uri: 'file:///a.c', position: { line: 3, character: 0 } };
/** No more of a run than what the model looks at. */
const simulation = (steps: number, failing?: number): Simulation<SourcePlace> => ({ steps: Array.from({ length: steps }, () => ({})), ...(failing === undefined ? {} : { failing }) }) as unknown as Simulation<SourcePlace>;
const run = (steps: number, more: Partial<Extract<ToPage, { readonly kind: 'run' }>> = {}): ToPage => ({ kind: 'run', subject, choice: {}, simulation: simulation(steps), ...more });
const race = (...tones: readonly string[]): RaceRunResult => ({ race: { schedule: tones.map((tone) => ({ tone })) } }) as unknown as RaceRunResult;
const shown = (...messages: readonly ToPage[]): Model => messages.reduce(receive, START);

test('a first run is opened at the step that goes wrong, or at its first', () => {
  expect(shown(run(9, { simulation: simulation(9, 7) })).step).toBe(7);
  expect(shown(run(9)).step).toBe(0);
  expect(shown(run(9, { step: 4, view: 'race', other: 'f' }))).toMatchObject({ step: 4, view: 'race', race: { other: 'f', step: 0 } });
});

test('after an edit the step stays, as far as there are steps', () => {
  const before = goTo(shown(run(9)), 8);
  expect(receive(before, run(12, { simulation: simulation(12, 2) })).step).toBe(8);
  expect(receive(before, run(3)).step).toBe(2);
});

test('another function begins anew, in the same view', () => {
  const before = { ...goTo(shown(run(9)), 8), view: 'race' as const };
  const waiting = receive(before, { kind: 'loading', text: 'Running', isNew: true });
  expect(waiting).toEqual({ ...START, view: 'race', loading: 'Running' });
  expect(receive(before, { kind: 'loading', text: 'Running', isNew: false })).toEqual({ ...before, loading: 'Running' });
});

test('a new run makes comparisons and races old, and solves problems', () => {
  const before = shown(run(3), { kind: 'kinds', result: { problem: 'none' } }, { kind: 'race', other: 'f', result: race('wrong') }, { kind: 'problem', title: 't', text: 'x', canRetry: true, keepsRun: true });
  expect(before).toMatchObject({ problem: { title: 't' }, kinds: { problem: 'none' }, race: { other: 'f', step: 0 } });
  const after = receive(before, run(3));
  expect(after.race).toEqual({ other: 'f', step: 0 });
  expect([after.problem, after.kinds, after.loading]).toEqual([undefined, undefined, undefined]);
});

test('a problem keeps the run in sight, or does not', () => {
  const problem = { kind: 'problem', title: 't', text: 'x', canRetry: false } as const;
  expect(receive(shown(run(3)), { ...problem, keepsRun: true }).run).toBeDefined();
  expect(receive({ ...shown(run(3)), isPlaying: true }, { ...problem, keepsRun: false })).toEqual({ step: 0, view: 'run', isPlaying: false, problem: { title: 't', text: 'x', canRetry: false } });
});

test('motions stay within the steps', () => {
  const model = shown(run(3, { simulation: simulation(3, 1), step: 0 }));
  expect(move(model, 'back').step).toBe(0);
  expect(move(model, 'last').step).toBe(2);
  expect(move(move(model, 'last'), 'forward').step).toBe(2);
  expect(move(model, 'failing').step).toBe(1);
  expect(move(goTo(shown(run(3)), 2), 'failing').step).toBe(2);
  expect(move(START, 'forward')).toBe(START);
});

test('playing goes on to the end, stops at a step that is chosen, and begins anew from the end', () => {
  let model = move(shown(run(3)), 'play');
  expect(model).toMatchObject({ step: 0, isPlaying: true });
  model = playOn(model);
  expect(model).toMatchObject({ step: 1, isPlaying: true });
  model = playOn(model);
  expect(model).toMatchObject({ step: 2, isPlaying: false });
  expect(move(model, 'play')).toMatchObject({ step: 0, isPlaying: true });
  expect(goTo(move(model, 'play'), 1).isPlaying).toBe(false);
  expect(move(move(model, 'play'), 'play').isPlaying).toBe(false);
});

test('in a race steps are those of the schedule', () => {
  const model: Model = { ...shown(run(9, { step: 5 }), { kind: 'race', other: 'f', result: race('plain', 'plain', 'wrong') }), view: 'race' };
  expect([stepInSight(model), stepsInSight(model), failingInSight(model)]).toEqual([0, 3, 2]);
  const moved = move(model, 'last');
  expect([stepInSight(moved), moved.step]).toEqual([2, 5]);
  const none: Model = { ...model, race: { other: 'f', result: { problem: 'no' }, step: 0 } };
  expect([stepsInSight(none), failingInSight(none)]).toEqual([0, undefined]);
  expect(stepsInSight({ ...model, view: 'kinds' })).toBe(0);
});

test('what is kept opens the same again', () => {
  const model = { ...goTo(shown(run(9, { choice: { event: 'MMU_NOTIFY_CLEAR' } }), { kind: 'race', other: 'f', result: race() }), 4) };
  const state = stateOf(model);
  expect(state).toEqual({ version: 1, subject, choice: { event: 'MMU_NOTIFY_CLEAR' }, step: 4, view: 'run', other: 'f' });
  expect(stateOf(START)).toBeUndefined();
  if (!state) return;
  const { step, view, other, choice } = state;
  expect(stateOf(shown(run(9, { choice, step, view, ...(other === undefined ? {} : { other }) })))).toEqual(state);
});
