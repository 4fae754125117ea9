/** What `mnlens simulate --format json` writes: the simulation, with places in lines and columns. */
import { LineStarts } from '../host/line-starts.ts';
import type { CodePlace, Race, Simulation } from '../lens.ts';
import type { Range } from './document.ts';
import { displayPath } from './paths.ts';

/** 1-based, ends exclusive, columns in UTF-16 units. */
export interface DocumentPlace {
  readonly file: string;
  readonly function: string;
  readonly range: Range;
}

/** @param file absolute path of the file that was simulated */
export function placeIn(file: string, lines: LineStarts): (place: CodePlace) => DocumentPlace {
  return ({ span, file: other, function: name }) => {
    const there = other ? new LineStarts(other.text) : lines;
    return { file: displayPath(other?.path ?? file), function: name, range: { start: there.position(span.start), end: there.position(span.end) } };
  };
}

export function placedSimulation({ steps, others, choices, ...simulation }: Simulation, file: string, lines: LineStarts): Simulation<DocumentPlace> {
  const place = placeIn(file, lines);
  return {
    ...simulation,
    steps: steps.map(({ at, ...step }) => ({ ...step, ...(at ? { at: place(at) } : {}) })),
    others: others.map((other) => ({ ...other, at: place(other.at) })),
    choices: { ...choices, conditions: choices.conditions.map((condition) => ({ ...condition, at: place(condition.at) })) },
  };
}

export function placedRace({ schedule, ...rest }: Race, file: string, lines: LineStarts): Race<DocumentPlace> {
  const place = placeIn(file, lines);
  return { ...rest, schedule: schedule.map(({ at, ...step }) => ({ ...step, ...(at ? { at: place(at) } : {}) })) };
}
