/** How one generation is written down: as what changed since the one before, with where that is known from. */
import type { ApiFunction, Generation, ParameterRole } from '../generation.ts';

/** `range mm start end`: parameter roles separated by blanks; empty for no parameters. */
type Roles = string;

export interface FunctionEntry {
  readonly takes: Roles;
  /** Also there where CONFIG_MMU_NOTIFIER is off. */
  readonly off?: boolean;
  readonly mustCheck?: boolean;
}

export interface CallbackEntry {
  readonly table: 'list' | 'interval';
  readonly returns: string;
  readonly takes: Roles;
}

export interface Source {
  /** Commit hash (abbreviated as the kernel does), header or document. */
  readonly commit: string;
  readonly says: string;
}

export interface Delta {
  readonly release: string;
  readonly sources: readonly Source[];
  /** New functions and macros, and those whose shape changed. */
  readonly functions?: Readonly<Record<string, FunctionEntry>>;
  readonly callbacks?: Readonly<Record<string, CallbackEntry>>;
  /** Functions and callbacks that went away. */
  readonly gone?: readonly string[];
  /** Enumerators added at the end of `enum mmu_notifier_event`. */
  readonly events?: readonly string[];
  /** All fields of the range, where they changed. */
  readonly rangeFields?: readonly string[];
  readonly disabledRangeFields?: readonly string[];
  readonly exclusiveOwnerMayBeNull?: boolean;
}

const ROLES: readonly ParameterRole[] = [
  'range',
  'event',
  'flags',
  'vma',
  'mm',
  'start',
  'end',
  'owner',
  'blockable',
  'subscription',
  'other',
];

function rolesOf(takes: Roles): ParameterRole[] {
  return takes.split(' ').flatMap((word) => ROLES.filter((role) => role === word));
}

export const NOTHING: Generation = {
  release: '',
  functions: new Map(),
  events: [],
  disabledRangeFields: new Set(),
  callbacks: new Map(),
  exclusiveOwnerMayBeNull: undefined,
};

/** The generation after `before`. */
export function after(before: Generation, delta: Delta): Generation {
  const gone = new Set(delta.gone);
  const functions = new Map<string, ApiFunction>([...before.functions].filter(([name]) => !gone.has(name)));
  for (const [name, entry] of Object.entries(delta.functions ?? {})) {
    functions.set(name, {
      name,
      parameters: rolesOf(entry.takes),
      inDisabledHalf: entry.off ?? false,
      mustCheck: entry.mustCheck ?? false,
    });
  }
  const callbacks = new Map([...before.callbacks].filter(([name]) => !gone.has(name)));
  for (const [name, entry] of Object.entries(delta.callbacks ?? {})) {
    callbacks.set(name, { table: entry.table, returns: entry.returns, parameters: rolesOf(entry.takes) });
  }
  const rangeFields = delta.rangeFields ? new Set(delta.rangeFields) : before.rangeFields;
  return {
    release: delta.release,
    functions,
    events: [...before.events, ...(delta.events ?? [])],
    ...(rangeFields ? { rangeFields } : {}),
    disabledRangeFields: delta.disabledRangeFields ? new Set(delta.disabledRangeFields) : before.disabledRangeFields,
    callbacks,
    exclusiveOwnerMayBeNull: delta.exclusiveOwnerMayBeNull ?? before.exclusiveOwnerMayBeNull,
  };
}
