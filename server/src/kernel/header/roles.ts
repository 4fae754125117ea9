/** What each parameter of an API function means, from its type and name. */
import type { ParameterRole } from '../generation.ts';
import type { Parameter } from './declarations.ts';

const BY_NAME: ReadonlyMap<string, ParameterRole> = new Map([
  ['range', 'range'],
  ['event', 'event'],
  ['flags', 'flags'],
  ['vma', 'vma'],
  ['mm', 'mm'],
  ['start', 'start'],
  ['end', 'end'],
  ['owner', 'owner'],
  ['pgmap', 'owner'],
  ['migrate_pgmap_owner', 'owner'],
  ['blockable', 'blockable'],
  ['mn', 'subscription'],
  ['subscription', 'subscription'],
  ['interval_sub', 'subscription'],
]);

function byType(parameter: Parameter): ParameterRole | undefined {
  const { type, name } = parameter;
  const stars = type.split('*').length - 1;
  if (stars > 1) return 'other';
  if (/\bmmu_notifier_range\b/.test(type)) return 'range';
  if (/\bmmu_notifier_event\b/.test(type)) return 'event';
  if (/\bvm_area_struct\b/.test(type)) return 'vma';
  if (/\bmm_struct\b/.test(type)) return 'mm';
  if (/\bmmu_(interval_)?notifier\b/.test(type)) return 'subscription';
  if (/\bvoid \*/.test(type)) return type.includes('(') ? 'other' : 'owner';
  if (stars > 0) return 'other';
  if (/\bbool\b|\b_Bool\b/.test(type)) return name === undefined || /block/.test(name) ? 'blockable' : 'other';
  const word = name === undefined ? undefined : BY_NAME.get(name);
  return word === 'flags' || word === 'start' || word === 'end' ? word : undefined;
}

/** Roles of a function's or callback's parameters. Two nameless `unsigned long` are taken for start and end. */
export function rolesOf(parameters: readonly Parameter[]): ParameterRole[] {
  const nameless = parameters.filter((parameter) => parameter.name === undefined && parameter.type === 'unsigned long');
  return parameters.map((parameter) => {
    const role = byType(parameter);
    if (role) return role;
    if (nameless.length === 2 && nameless.includes(parameter)) return parameter === nameless[0] ? 'start' : 'end';
    return 'other';
  });
}

/** Roles of a macro's parameters, which have names only. */
export function macroRolesOf(names: readonly string[]): ParameterRole[] {
  return names.map((name) => BY_NAME.get(name.replace(/^_+/, '')) ?? 'other');
}
