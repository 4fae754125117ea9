/** Locks that the callbacks of a file take, by running them. */
import type { OpsKind } from '../kernel/callbacks.ts';
import type { CallbackLock } from '../rules/rule.ts';
import { simulate } from '../simulator/machine.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import { guardsHold, type World } from '../syntax/world.ts';
import { pieceKey } from './index-file.ts';
import type { FileMemory } from './memory.ts';
import { FileProgram } from './program.ts';

/** How deep a callback is followed. */
const DEPTH = 3;

function key({ type, member, isRead }: CallbackLock): string {
  return `${type ?? ''}.${member} ${isRead}`;
}

/** The locks that every table of this kind has callbacks for that take them: which one a subscription has need not be known then. */
export function locksOfCallbacks(kind: OpsKind, memory: FileMemory, world: World): readonly CallbackLock[] {
  const tables = new Map<string, Map<string, CallbackLock>>();
  for (const piece of memory.index.functions) {
    const roles = memory.rolesOf(piece.name).filter((role) => role.kind === kind);
    if (roles.length === 0) continue;
    const taken = locksTakenBy(piece, memory, world);
    for (const { piece: table } of roles) {
      const locks = tables.get(table) ?? new Map<string, CallbackLock>();
      for (const lock of taken) locks.set(key(lock), lock);
      tables.set(table, locks);
    }
  }
  const [first, ...others] = tables.values();
  return first ? [...first].filter(([name]) => others.every((locks) => locks.has(name))).map(([, lock]) => lock) : [];
}

function locksTakenBy(piece: FunctionPiece, memory: FileMemory, world: World): readonly CallbackLock[] {
  if (guardsHold(piece.guards, world) === false) return [];
  const { worldKey } = new FileProgram(memory, world, new Set());
  return memory.locksTaken.get(`${pieceKey(piece)} ${worldKey}`, new Set(), (ran) => {
    const program = new FileProgram(memory, world, ran);
    const routine = program.routineOf(piece);
    const taken: CallbackLock[] = [];
    if (routine) {
      simulate(program, routine, (o) => {
        if (o.kind !== 'deed' || o.deed !== 'takes' || !o.name) return;
        // Without a type it is a variable of the file, or something reached through more than can be told.
        if (o.name.type !== undefined || /^\w+$/.test(o.text)) taken.push({ ...o.name, isRead: o.lock.includes('(read)'), callback: piece.name });
      }, 'survey', { depth: DEPTH });
    }
    return taken;
  });
}
