/** Locks that the callbacks of a file take, by running them. */
import type { OpsKind } from '../kernel/callbacks.ts';
import type { CallbackLock } from '../rules/rule.ts';
import { simulate } from '../simulator/machine.ts';
import { guardsHold } from '../syntax/world.ts';
import type { FileMemory } from './memory.ts';
import type { FileProgram } from './program.ts';

/** How deep a callback is followed. */
const DEPTH = 3;

function key({ type, member, isRead }: CallbackLock): string {
  return `${type ?? ''}.${member} ${isRead}`;
}

/** The locks that every table of this kind has callbacks for that take them: which one a subscription has need not be known then. */
export function locksOfCallbacks(kind: OpsKind, memory: FileMemory, program: FileProgram): readonly CallbackLock[] {
  const tables = new Map<string, Map<string, CallbackLock>>();
  for (const piece of memory.index.functions) {
    const roles = memory.rolesOf(piece.name).filter((role) => role.kind === kind);
    if (roles.length === 0) continue;
    const routine = guardsHold(piece.guards, program.world) === false ? undefined : program.routineOf(piece);
    const taken: CallbackLock[] = [];
    if (routine) {
      simulate(program, routine, (o) => {
        if (o.kind !== 'deed' || o.deed !== 'takes' || !o.name) return;
        // Without a type it is a variable of the file, or something reached through more than can be told.
        if (o.name.type !== undefined || /^\w+$/.test(o.text)) taken.push({ ...o.name, isRead: o.lock.includes('(read)'), callback: piece.name });
      }, 'survey', { depth: DEPTH });
    }
    for (const { piece: table } of roles) {
      const locks = tables.get(table) ?? new Map<string, CallbackLock>();
      for (const lock of taken) locks.set(key(lock), lock);
      tables.set(table, locks);
    }
  }
  const [first, ...others] = tables.values();
  return first ? [...first].filter(([name]) => others.every((locks) => locks.has(name))).map(([, lock]) => lock) : [];
}
