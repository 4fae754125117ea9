/** What calls may do to locks that are not looked into, by the names that are called. */
import { mayLetGo } from '../kernel/locks.ts';
import { mayLock } from '../kernel/sleeping-locks.ts';
import type { FileIndex } from './index-file.ts';

/** Whether calling something that can't be seen into may drop locks. */
export function letsGo(name: string, index: FileIndex): boolean {
  return index.lockMacros.has(name) || (!index.functionsNamed.has(name) && mayLetGo(name));
}

/** Whether calling something that can't be seen into, or is not looked into, may leave with a lock that it took. */
export function mayLockUnseen(name: string, index: FileIndex): boolean {
  return index.functionsNamed.has(name) ? index.lockingUnseen.has(name) : mayLock(name);
}
