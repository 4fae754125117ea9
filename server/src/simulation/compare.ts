/** The same path with each event kind of the tree. */
import type { FileState } from '../analysis/file.ts';
import { eventKind } from '../kernel/events.ts';
import { type ComparedKind, type ComparisonResult, SIMULATION_VERSION, type SimulationRequest } from './data.ts';
import type { Played } from './simulate.ts';
import { playPath } from './simulate.ts';
import type { Turns } from './turns.ts';

/** All kinds that a caller, or the core where it calls the function, may send. */
export function* compareKinds(state: FileState, request: SimulationRequest): Turns<ComparisonResult> {
  const kinds: ComparedKind[] = [];
  for (const event of state.input.generation.events) {
    yield { of: 'paths', done: kinds.length };
    const played = yield* playPath(state, { ...request, event });
    if ('problem' in played) return played;
    const { simulation: { choices } } = played;
    if (!choices.event) return { problem: `${played.simulation.function}() initialises no range on this path, and is given none: there is no kind to choose.` };
    if (eventKind(event)?.given !== 'core' || choices.blockable !== undefined) kinds.push(compared(event, played));
  }
  if (kinds.length === 0) return { problem: 'The API of this tree has no event kinds.' };
  return { comparison: { version: SIMULATION_VERSION, kinds } };
}

function compared(event: string, { simulation: { verdict, lanes, steps }, staged }: Played): ComparedKind {
  const subscribers = lanes.filter(({ id }) => lanes.some(({ of }) => of === id));
  const kept = subscribers.reduce((sum, { id }) => sum + staged.pages.kept(id), 0);
  return {
    event, verdict, kept, entries: subscribers.length * staged.pages.count,
    subscribers: subscribers.map(({ id, title }) => {
      const done = steps.filter(({ lane, kind }) => lane === id && kind === 'secondary');
      const stale = staged.pages.stale(id).length > 0;
      return { lane: id, title, text: done.map(({ text }) => text).join('; ') || 'it is not told', tone: stale ? 'wrong' : done.some(({ tone }) => tone === 'doubtful') ? 'doubtful' : 'plain' };
    }),
  };
}
