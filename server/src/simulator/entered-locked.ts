/** The core calls a function with an mmap lock held. */
import type { LockedMm } from '../kernel/entered-locked.ts';
import { holdMmapLock } from './contexts.ts';
import type { Frame } from './frame.ts';
import { load, memberPlace, pointedTo, symbolsOf } from './places.ts';
import type { State } from './state.ts';
import type { Value } from './value.ts';

function through(s: State, pointer: Value, members: readonly string[]): Value {
  return members.reduce((at, member) => load(s, memberPlace(pointedTo(at), member), symbolsOf(at)), pointer);
}

function pointerTo(f: Frame, s: State, mm: LockedMm): Value | undefined {
  if (mm === 'current') return through(s, load(s, '::current', []), ['mm']);
  const variable = f.routine.graph.variables.find(({ parameter }) => parameter === mm.parameter);
  return variable && through(s, load(s, variable.id, []), mm.members);
}

/** What the function is entered with where it stands in a table of others. */
export function enteredLocked(f: Frame, entry: State): State {
  return f.program.lockedEntries(f.routine.name).reduce((state, { table, member, held, mms, how }) => (
    mms.reduce((next, mm) => {
      const pointer = pointerTo(f, next, mm);
      const told = `the core calls ${f.routine.name}() so, as \`${member}\` of a struct ${table}${how === undefined ? '' : `, ${how}`}`;
      return pointer ? holdMmapLock(next, f, f.routine.syntax.nameSpan, pointer.key, held, told) : next;
    }, state)), entry);
}
