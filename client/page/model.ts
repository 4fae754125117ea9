/** What the page shows, as one value, and how messages and steps change it. No DOM. */
import type { Choice, CompareResult, Motion, PanelState, RaceRunResult, Simulation, SourcePlace, Stopped, Subject, ToPage, View } from '../src/simulation/messages.ts';

export interface Model {
  readonly run?: Run;
  /** Why there is no run, or none of the newest text. */
  readonly problem?: { readonly title: string; readonly text: string; readonly canRetry: boolean };
  /** What is waited for. */
  readonly loading?: string;
  /** How far it is, where it takes long: it can be given up then. */
  readonly progress?: string;
  readonly step: number;
  readonly isPlaying: boolean;
  readonly view: View;
  /** Absent until they were asked for, and after each new run. */
  readonly kinds?: CompareResult | Stopped;
  readonly race?: { readonly other: string; readonly result?: RaceRunResult | Stopped; readonly step: number };
  /** Said once: what was copied or saved. */
  readonly done?: string;
}

export interface Run {
  readonly subject: Subject;
  readonly choice: Choice;
  readonly simulation: Simulation<SourcePlace>;
}

export const START: Model = { step: 0, isPlaying: false, view: 'run', loading: 'The simulation is on its way.' };

export function receive(model: Model, message: ToPage): Model {
  const { loading: _, progress: _far, done: _said, ...rest } = model;
  switch (message.kind) {
    case 'loading':
      return message.isNew ? { ...START, view: model.view, loading: message.text } : { ...rest, loading: message.text };
    case 'run': {
      const { subject, choice, simulation } = message;
      const { problem: _solved, kinds: _old, race, ...kept } = rest;
      const other = message.other ?? race?.other;
      return {
        ...kept,
        run: { subject, choice, simulation },
        view: message.view ?? kept.view,
        step: within(message.step ?? (model.run ? model.step : (simulation.failing ?? 0)), simulation.steps.length),
        ...(other === undefined ? {} : { race: { other, step: 0 } }),
      };
    }
    case 'problem': {
      const { title, text, canRetry, keepsRun } = message;
      return { ...(keepsRun ? rest : { step: 0, view: rest.view }), isPlaying: false, problem: { title, text, canRetry } };
    }
    case 'kinds':
      return { ...rest, kinds: message.result };
    case 'race': {
      const { other, result } = message;
      return { ...rest, race: { other, result, step: 0 } };
    }
    case 'progress':
      return { ...model, progress: message.text };
    case 'motion':
      return move(model, message.motion);
    case 'done':
      return { ...model, done: message.text };
  }
}

/** A motion goes through the schedule where a race is in sight. */
export function move(model: Model, motion: Motion): Model {
  const length = stepsInSight(model);
  const at = stepInSight(model);
  if (length === 0) return model;
  switch (motion) {
    case 'first':
      return goTo(model, 0);
    case 'back':
      return goTo(model, at - 1);
    case 'forward':
      return goTo(model, at + 1);
    case 'last':
      return goTo(model, length - 1);
    case 'failing':
      return goTo(model, failingInSight(model) ?? at);
    case 'play':
      // From the end it plays from the beginning.
      return model.isPlaying ? { ...model, isPlaying: false } : { ...goTo(model, at === length - 1 ? 0 : at), isPlaying: true };
  }
}

export function goTo(model: Model, step: number): Model {
  const index = within(step, stepsInSight(model));
  const stopped = { ...model, isPlaying: false };
  return model.view === 'race' && model.race ? { ...stopped, race: { ...model.race, step: index } } : { ...stopped, step: index };
}

/** One step further while playing; stops at the end. */
export function playOn(model: Model): Model {
  const next = stepInSight(model) + 1;
  return { ...goTo(model, next), isPlaying: next < stepsInSight(model) - 1 };
}

export function stepInSight({ view, race, step }: Model): number {
  return view === 'race' ? (race?.step ?? 0) : step;
}

export function stepsInSight({ view, run, race }: Model): number {
  if (view === 'kinds') return 0;
  if (view === 'run') return run?.simulation.steps.length ?? 0;
  return race?.result && 'race' in race.result ? race.result.race.schedule.length : 0;
}

export function failingInSight({ view, run, race }: Model): number | undefined {
  if (view === 'run') return run?.simulation.failing;
  const steps = race?.result && 'race' in race.result ? race.result.race.schedule : [];
  const index = steps.findIndex(({ tone }) => tone === 'wrong');
  return index < 0 ? undefined : index;
}

export function stateOf({ run, step, view, race }: Model): PanelState | undefined {
  return run && { version: 1, subject: run.subject, choice: run.choice, step, view, ...(race ? { other: race.other } : {}) };
}

function within(step: number, length: number): number {
  return Math.max(0, Math.min(step, length - 1));
}
