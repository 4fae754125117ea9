/** What the diagram shows of a run, and of a race. */
import type { RaceRunResult, Simulation, SourcePlace } from '../src/simulation/messages.ts';
import type { DiagramLane, DiagramStep } from './diagram-data.ts';

type Race = Extract<RaceRunResult, { readonly race: unknown }>['race'];

const SHORT = { code: 'code', core: 'core', subscriber: 'driver', device: 'device' } as const;

/** One value for one run, so that the diagram is not made anew for each step. */
const laneCache = new WeakMap<object, readonly DiagramLane[]>();
const stepCache = new WeakMap<object, readonly DiagramStep[]>();

export function runLanes(simulation: Simulation<SourcePlace>): readonly DiagramLane[] {
  return cached(laneCache, simulation, () =>
    simulation.lanes.map(({ id, kind, title, of }) => ({
      id,
      title: kind === 'code' ? 'code' : kind === 'core' ? 'core' : title,
      short: kind === 'code' || kind === 'core' ? '' : SHORT[kind],
      ...(of === undefined ? {} : { of }),
    })),
  );
}

export function runSteps(simulation: Simulation<SourcePlace>): readonly DiagramStep[] {
  return cached(stepCache, simulation, () =>
    simulation.steps.map(({ lane, to, depth, text, tone, at, source, state }) => ({
      lane,
      depth,
      text,
      tone,
      ...(to === undefined ? {} : { to }),
      ...(at ? { place: placeOf(at) } : {}),
      ...(source === undefined ? {} : { source }),
      isBusy: state.ranges.some((range) => range.state === 'started'),
    })),
  );
}

export function raceLanes(race: Race): readonly DiagramLane[] {
  return cached(laneCache, race, () => race.threads.map(({ title }, index) => ({ id: String(index), title, short: `CPU ${index}` })));
}

export function raceSteps(race: Race): readonly DiagramStep[] {
  return cached(stepCache, race, () =>
    race.schedule.map(({ thread, text, tone, at, source }) => ({ lane: String(thread), depth: 0, text, tone, ...(at ? { place: placeOf(at) } : {}), ...(source === undefined ? {} : { source }) })),
  );
}

/** The line, as people count. */
export function placeOf({ range }: SourcePlace): string {
  return String(range.start.line + 1);
}

function cached<T>(cache: WeakMap<object, T>, key: object, make: () => T): T {
  const known = cache.get(key);
  if (known) return known;
  const made = make();
  cache.set(key, made);
  return made;
}
