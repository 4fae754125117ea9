/** Which notifiers a file's readers check: told by the machine of every call of mmu_interval_read_retry(). */
import type { LockName } from '../simulator/held.ts';
import { lockName } from '../simulator/contexts.ts';
import type { SubscriberEvent } from '../simulator/observation.ts';
import type { Routine } from '../simulator/routine.ts';
import { anchorOf } from '../simulator/trace.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import type { FileMemory } from './memory.ts';
import { play } from './recordings.ts';
import { worldsOf } from './worlds.ts';

interface Readers {
  readonly names: readonly (LockName | undefined)[];
  /** The functions that were looked into. */
  readonly ran: ReadonlySet<FunctionPiece>;
}

const known = new WeakMap<FileMemory, Readers>();

/**
 * Whether readers check the sequence of this notifier. One whose notifier has no name is taken to be meant where the file has no other
 * table of callbacks that it could belong to.
 * @param ran is told which functions the answer hangs on
 */
export function checksReaders(memory: FileMemory, own: LockName | undefined, ran: Set<FunctionPiece>): boolean {
  let readers = known.get(memory);
  if (!readers) {
    readers = readersOf(memory);
    known.set(memory, readers);
  }
  const isAlone = memory.index.tables.length === 1;
  for (const piece of readers.ran) ran.add(piece);
  return readers.names.some((reader) => (reader?.type === undefined || own?.type === undefined ? isAlone : reader.type === own.type && reader.member === own.member));
}

function readersOf(memory: FileMemory): Readers {
  const names: (LockName | undefined)[] = [];
  const ran = new Set<FunctionPiece>();
  for (const piece of memory.index.subscribers) {
    if (piece.broken) continue;
    for (const world of worldsOf(piece, memory)) {
      play('large-subscriber', piece, world, memory, ran, (o) => {
        const root = anchorOf(o.site).routine;
        if (o.kind === 'subscriber-call' && (o.made.does.verb === 'read-retry' || o.made.does.verb === 'check-retry')) names.push(nameOf(o, root));
      });
    }
  }
  return { names, ran };
}

/** As it is written, or else as the path knows where the pointer came from. */
function nameOf({ call, site, made }: SubscriberEvent, root: Routine): LockName | undefined {
  const written = lockName(site.routine, call.args[made.does.subject === 'result' ? -1 : made.does.subject]);
  if (written) return written;
  const place = made.subject?.kind === 'address' ? made.subject.place : '';
  const [, pointer, object, member] = /^(?:\*\{\$@(\w+)\}|(\w+))\.([\w.]+)$/.exec(place) ?? [];
  const variable = root.graph.variables.find(({ id }) => id === (pointer ?? object));
  return variable && member !== undefined ? { type: variable.typeBase, member } : undefined;
}
