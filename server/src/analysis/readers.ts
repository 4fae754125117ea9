/** Which notifiers are read: told by the machine of every call of mmu_interval_read_retry(), in the file and in others of its subsystem. */
import type { Reader } from '../rules/rule.ts';
import { ownNotifier } from '../simulator/blockable.ts';
import { lockName } from '../simulator/contexts.ts';
import type { LockName } from '../simulator/held.ts';
import type { SubscriberEvent } from '../simulator/observation.ts';
import type { Routine } from '../simulator/routine.ts';
import { anchorOf, type Site } from '../simulator/trace.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import type { FileMemory } from './memory.ts';
import { play } from './recordings.ts';
import { invalidators } from './signature.ts';
import { worldsOf } from './worlds.ts';

/** A read side of the notifier that is called so, where that can be told. */
interface ReadSide {
  readonly name: LockName | undefined;
  readonly site: Site;
  /** What happens there, in words. */
  readonly step: string;
}

interface Readers {
  readonly checks: readonly ReadSide[];
  readonly begins: readonly ReadSide[];
  /** The functions that were looked into. */
  readonly ran: ReadonlySet<FunctionPiece>;
}

const known = new WeakMap<FileMemory, Readers>();

function readersIn(memory: FileMemory): Readers {
  const readers = known.get(memory) ?? findReaders(memory);
  known.set(memory, readers);
  return readers;
}

/**
 * Who checks the sequence of this notifier. A check in the file whose notifier has no name is taken to be of the one that is meant where the file has
 * tables of callbacks for no other.
 * @param ran is told which functions the answer hangs on
 */
export function readerOf(memory: FileMemory, own: LockName | undefined, ran: Set<FunctionPiece>): Reader | undefined {
  const { checks, ran: looked } = readersIn(memory);
  for (const piece of looked) ran.add(piece);
  const isAlone = memory.index.tables.length === 1 || isOnlyOne(memory, own);
  const isHere = checks.some(({ name }) => (name?.type === undefined || own?.type === undefined ? isAlone : name.type === own.type && name.member === own.member));
  return isHere ? {} : own && readerElsewhere(memory, own);
}

/** All tables of the file are for this notifier. */
function isOnlyOne(memory: FileMemory, own: LockName | undefined): boolean {
  const pieces = invalidators(memory).flatMap((name) => memory.definitionsOf(name) ?? []);
  return own?.type !== undefined && pieces.every((piece) => {
    const routine = memory.routine(piece, new Map());
    const other = routine && ownNotifier(routine);
    return other !== undefined && other.type === own.type && other.member === own.member;
  });
}

/** The same in other files, where both know the type from one header. */
function readerElsewhere(memory: FileMemory, own: LockName): Reader | undefined {
  const meant = declared(memory, own);
  if (!meant) return undefined;
  for (const other of memory.readersElsewhere()) {
    if (!mayRead(other.volume?.file.text ?? '', meant)) continue;
    const { checks, begins } = readersIn(other);
    // What is checked through a pointer that could come from anywhere may be what was begun.
    const reads = [...checks, ...(checks.some(({ name }) => !name) ? begins : [])];
    for (const { name, site, step } of reads) {
      const { source } = site.routine;
      const read = name && declared(other, name);
      if (source && read && read.home === meant.home && read.type === meant.type && read.member === meant.member) {
        return { elsewhere: { function: anchorOf(site).routine.name, step, at: { file: source.file, start: source.start + site.span.start }, length: site.span.end - site.span.start } };
      }
    }
  }
  return undefined;
}

/** By its text: it names the structure, or the member in one that is part of another. */
function mayRead(text: string, { type, member }: { readonly type: string; readonly member: string }): boolean {
  if (!text.includes(member)) return false;
  const tag = type.slice(type.lastIndexOf(' ') + 1);
  return new RegExp(String.raw`\b${tag}\b|&[^&;,()]*\.\s*${member.replaceAll('.', '\\s*\\.\\s*')}\b`).test(text);
}

/** A member of the structure that declares it, with the file that defines that. */
function declared(memory: FileMemory, name: LockName): { readonly type: string; readonly member: string; readonly home: FileMemory } | undefined {
  const { type, member } = (name.type === undefined ? undefined : memory.innerPaths(name.type, name.member).at(-1)) ?? name;
  const home = type === undefined ? undefined : memory.homeOfType(type);
  return type !== undefined && home ? { type, member, home } : undefined;
}

function findReaders(memory: FileMemory): Readers {
  const [checks, begins]: [ReadSide[], ReadSide[]] = [[], []];
  const ran = new Set<FunctionPiece>();
  for (const piece of memory.index.subscribers) {
    if (piece.broken) continue;
    for (const world of worldsOf(piece, memory)) {
      play('large-subscriber', piece, world, memory, ran, (o) => {
        if (o.kind !== 'subscriber-call') return;
        const { verb, step } = o.made.does;
        const sides = verb === 'read-retry' || verb === 'check-retry' ? checks : verb === 'read-begin' ? begins : undefined;
        sides?.push({ name: nameOf(o, anchorOf(o.site).routine), site: o.site, step });
      });
    }
  }
  return { checks, begins, ran };
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
