/** The machine's state as a person reads it. */
import { isTuple, type State } from '../simulator/state.ts';
import type { MachineView } from './data.ts';
import { locksIn, lockText } from './recorder.ts';

/** `range`, `walk->range`: a range by the end of its place, without what tells activations and pointers apart. */
export function rangeName(place: string): string {
  if (isTuple(place)) return 'the range';
  const own = place.slice(place.lastIndexOf('>') + 1).replaceAll(/#\d+/g, '');
  const pointer = /^\*\{\$?@?(?:.*>)?([\w.]+)\}(.*)$/.exec(own);
  return pointer ? `${pointer[1] ?? ''}${(pointer[2] ?? '').replace(/^\./, '->')}` : own;
}

export function machineView(s: State, events: ReadonlyMap<string, string | null>, blockable: boolean | undefined, sequences: MachineView['sequences']): MachineView {
  return {
    ranges: [...s.ranges].map(([place, { at }]) => {
      const event = events.get(place);
      return { name: rangeName(place), state: at, ...(event ? { event } : {}) };
    }),
    locks: locksIn(s).map(lockText),
    sequences,
    ...(blockable === undefined ? {} : { blockable }),
  };
}
