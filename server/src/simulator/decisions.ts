/** How control leaves a block: what a switch covers, and where a jump goes, in words. */
import type { Terminator } from '../flow/graph.ts';
import type { Frame } from './frame.ts';

/** A switch over a variable of an enumeration, without a default: the compiler warns where an enumerator is missing (-Wswitch). */
export function isExhaustive(f: Frame, end: Extract<Terminator, { kind: 'switch' }>): boolean {
  if (end.hasDefault || end.value.kind !== 'name' || end.cases.some(({ value }) => value.kind !== 'name')) return false;
  const variable = f.routine.graph.bindings.get(end.value);
  return variable !== undefined && variable.pointers === 0 && variable.typeBase.startsWith('enum ');
}

/** Where a jump statement goes, in words. */
export function jumpWords(text: string): string {
  const label = /^goto\s+(\w+)/.exec(text)?.[1];
  if (label !== undefined) return `control goes to \`${label}\``;
  if (text.startsWith('continue')) return 'on to the next turn of the loop';
  return text.startsWith('break') ? 'control leaves the loop or switch' : `\`${text.replace(/;$/, '').replaceAll(/\s+/g, ' ')}\` goes to a label`;
}
