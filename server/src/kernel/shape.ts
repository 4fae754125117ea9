/**
 * Which generation's form a `range_init` call is written in. Code of one generation often meets a tree of another, so the
 * arguments are told apart by what they look like, and every form there ever was is tried, with and without the event.
 */
import { isEventKind } from './api.ts';
import type { Generation, ParameterRole } from './generation.ts';
import { GENERATIONS } from './generations/index.ts';

export interface ShapedArgument {
  readonly role: ParameterRole;
  readonly text: string;
}

export interface CallShape {
  readonly arguments: readonly ShapedArgument[];
  /** The roles are those that the tree's function of this name wants. */
  readonly fits: boolean;
}

/** How well an argument's text fits a role; higher is better. */
function likeness(role: ParameterRole, text: string): number {
  const isNumber = /^[-+(]?\s*(0x)?[0-9a-f]+[ul]*\)?$/i.test(text);
  switch (role) {
    case 'range': return text.startsWith('&') ? 1 : 0;
    case 'event': return isEventKind(text) ? 5 : isNumber ? -1 : /event|reason|kind/i.test(text) ? 4 : 0;
    case 'flags': return isEventKind(text) ? -5 : isNumber ? 2 : /flags/i.test(text) ? 2 : -1;
    case 'vma': return text === 'NULL' ? 1 : isNumber ? -4 : /vma\w*$|^vm_area/.test(text) ? 3 : -2;
    case 'mm': return isNumber || text === 'NULL' ? -4 : /mm\w*$/.test(text) ? 3 : 0;
    case 'start':
    case 'end': return text === 'NULL' || isEventKind(text) || /(->|\.|^)(vm_)?mm$/.test(text) ? -5 : isNumber ? 0 : 1;
    case 'owner': return isNumber ? -3 : text === 'NULL' ? 1 : /owner|pgmap|dev/.test(text) ? 3 : 0;
    default: return 0;
  }
}

function formsOf(name: string, generation: Generation): readonly (readonly ParameterRole[])[] {
  const forms = new Map<string, readonly ParameterRole[]>();
  const add = (roles: readonly ParameterRole[]): void => {
    if (!forms.has(roles.join())) forms.set(roles.join(), roles);
  };
  const own = generation.functions.get(name);
  if (own) add(own.parameters);
  for (const g of GENERATIONS) {
    const known = g.functions.get(name);
    if (known && g.rangeFields) add(known.parameters);
  }
  for (const form of [...forms.values()]) {
    if (!form.includes('event')) continue;
    add(form.filter((role) => role !== 'event'));
    add(form.filter((role) => role !== 'event' && role !== 'flags'));
  }
  return [...forms.values()];
}

/**
 * Tell the arguments of a call of the init function `name` apart. `undefined`: no form has so many arguments.
 * @param args the arguments as written, without surrounding white space
 */
export function shapeOf(name: string, args: readonly string[], generation: Generation): CallShape | undefined {
  const own = generation.functions.get(name)?.parameters;
  let best: { readonly roles: readonly ParameterRole[]; readonly score: number } | undefined;
  for (const roles of formsOf(name, generation)) {
    if (roles.length !== args.length) continue;
    const score = roles.reduce((sum, role, i) => sum + likeness(role, args[i] ?? ''), 0);
    if (!best || score > best.score) best = { roles, score };
  }
  if (!best) return undefined;
  const roles = best.roles;
  return { arguments: args.map((text, i) => ({ role: roles[i] ?? 'other', text })), fits: own?.join() === roles.join() };
}

export function argumentOf(shape: CallShape, role: ParameterRole): string | undefined {
  return shape.arguments.find((a) => a.role === role)?.text;
}

/** A number in the event's place. */
export function isBareNumber(text: string): boolean {
  return /^\(?\s*[-+]?(0x[0-9a-f]+|[0-9]+)[ul]*\s*\)?$/i.test(text);
}
