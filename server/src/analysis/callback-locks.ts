/** What the callbacks of a file's tables have in common, or do for a table that is known. */
import type { OpsKind } from '../kernel/callbacks.ts';
import type { CallbackLock, CallbackUse } from '../rules/rule.ts';
import type { World } from '../syntax/world.ts';
import { surveyCallback } from './callback-survey.ts';
import type { FileMemory } from './memory.ts';

function key({ type, member, isRead }: CallbackLock): string {
  return `${type ?? ''}.${member} ${isRead}`;
}

/** The locks that every table of this kind has callbacks for that take them: which one a subscription has need not be known then. */
export function locksOfCallbacks(kind: OpsKind, memory: FileMemory, world: World): readonly CallbackLock[] {
  const tables = new Map<string, Map<string, CallbackLock>>();
  for (const piece of memory.index.functions) {
    const roles = memory.rolesOf(piece.name).filter((role) => role.kind === kind);
    if (roles.length === 0) continue;
    const { locks: taken } = surveyCallback(piece, memory, world);
    for (const { piece: table } of roles) {
      const locks = tables.get(table) ?? new Map<string, CallbackLock>();
      for (const lock of taken) locks.set(key(lock), lock);
      tables.set(table, locks);
    }
  }
  const [first, ...others] = tables.values();
  return first ? [...first].filter(([name]) => others.every((locks) => locks.has(name))).map(([, lock]) => lock) : [];
}

/** What the callbacks use of the object that a subscription with this table is part of. */
export function usesOfCallbacks(table: string, memory: FileMemory, world: World): readonly CallbackUse[] {
  const callbacks = memory.ops.callbacksIn(table);
  const pieces = memory.index.functions.filter(({ name }) => callbacks.has(name));
  return pieces.flatMap((piece) => (memory.index.functionsNamed.get(piece.name)?.length === 1 ? surveyCallback(piece, memory, world).uses : []));
}
