/** What the rules on `range_init` calls share: an init call of the function under analysis, with its arguments told apart. */
import { rangeVerb } from '../kernel/api.ts';
import { type CallShape, shapeOf } from '../kernel/shape.ts';
import type { CallEvent, Observation } from '../simulator/observation.ts';

export interface InitCall {
  readonly event: CallEvent;
  readonly shape: CallShape;
}

/** Calls are judged where they stand: in the function under analysis, and not where the file defines the name itself. */
export function initCallOf(o: Observation): InitCall | undefined {
  if (o.kind !== 'api-call' || rangeVerb(o.name) !== 'init' || o.site.callers.length > 0 || o.program.defines(o.name)) return undefined;
  const texts = o.call.args.map((arg) => o.site.routine.textOf(arg.span).trim());
  const shape = shapeOf(o.name, texts, o.program.generation);
  return shape ? { event: o, shape } : undefined;
}
