/** The event kind of a range, as a call gives it. */
import { isEventKind } from '../kernel/api.ts';
import { argumentOf, shapeOf } from '../kernel/shape.ts';
import type { RangeEvent } from '../simulator/observation.ts';

/** The enumerator that an init call names; `null` where it names none. */
export function eventOf({ call, site, program }: RangeEvent): string | null {
  const name = call.callee.kind === 'name' ? call.callee.name : '';
  const shape = shapeOf(name, call.args.map(({ span }) => site.routine.textOf(span).trim()), program.generation);
  const text = shape && argumentOf(shape, 'event');
  return text !== undefined && isEventKind(text) ? text : null;
}
