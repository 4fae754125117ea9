/** One function as the machine sees it, and the file around it. */
import type { FlowGraph } from '../flow/graph.ts';
import type { LockedEntry } from '../kernel/entered-locked.ts';
import type { Generation } from '../kernel/generation.ts';
import type { Expr, FunctionSyntax, Span } from '../syntax/ast.ts';
import type { World } from '../syntax/world.ts';
import type { UnusedResults } from './dropped.ts';
import type { Slice, SliceKind } from './slice.ts';

/** Where a routine of another file begins: UTF-16 offset in its text. */
export interface RoutineSource {
  readonly file: { readonly path: string; readonly text: string };
  readonly start: number;
}

export interface Routine extends UnusedResults {
  /** Unique: the name, the ordinal among definitions of that name, and for another file than the one that is analysed, its number. */
  readonly key: string;
  readonly name: string;
  readonly syntax: FunctionSyntax;
  readonly graph: FlowGraph;
  /** Absent in the file that is analysed. */
  readonly source?: RoutineSource;
  /** What of it matters. */
  slice(kind: SliceKind): Slice;
  /** Calls that are a whole condition of a branch. */
  readonly conditions: ReadonlySet<Expr>;
  /** The source of a span, for messages. */
  textOf(span: Span): string;
  /** The structure that a member of `type` (`struct foo`) is, or points to; `undefined` where that is not known. */
  memberType(type: string, field: string): string | undefined;
  /** What an enumerator is worth that the function or its file declares; `undefined` for any other name, or where that can't be told. */
  enumerator(name: string): number | undefined;
  /** The same member as those name it who know of a structure inside of that one only. */
  innerPaths(type: string, member: string): readonly { readonly type: string; readonly member: string }[];
}

/** What becomes of a lock of the caller. */
export type LockFate = 'held' | 'dropped' | 'uncertain';

export interface LockSummary {
  /** Something may sleep under a lock of the caller. */
  readonly sleeps: boolean;
  /** It could not be run to the end. */
  readonly isTooLarge: boolean;
  /** Every path returns with a lock that it took. */
  readonly keeps: boolean;
  /** It does something to a range that is not its own. */
  readonly touchesRanges: boolean;
  /**
   * What paths do to the caller's locks, in their order: each way once. `undefined` where it can't be told in general: there are too many
   * paths, or one returns with a lock of its own.
   */
  readonly ways: readonly (readonly LockFate[])[] | undefined;
}

/** A function, and the file that it is in. */
export interface Callee {
  readonly routine: Routine;
  readonly program: Program;
}

/** A file in one world of its preprocessor conditions. */
export interface Program {
  readonly generation: Generation;
  readonly world: World;
  /** How the core calls the function `name` with an mmap lock held, if it does. */
  lockedEntries(name: string): readonly LockedEntry[];
  /** The function of this file that a member of a constant structure of this file is; `undefined` where that can't be told. */
  constMember(table: string, field: string): string | undefined;
  /** The definition of `name` in this file that holds in this world; `undefined` if there is none or it is not known which. */
  routine(name: string): Routine | undefined;
  /** The definition of `name` in another file, as far as the tree is known and there is one that is meant. */
  elsewhere(name: string): Callee | undefined;
  /** Whether that definition, by its text, returns with the locks that it was entered with. */
  leavesLocksElsewhere(name: string): boolean;
  /** Whether the file defines `name`, in any alternative, as a function or a macro. */
  defines(name: string): boolean;
  /** Whether the function `name` of this file does something to a range that it is handed. */
  isHanded(name: string): boolean;
  /** Whether the function `name` of this file returns with other locks than it was entered with. */
  changesLocks(name: string): boolean;
  /** Whether `name` is a macro of this file that does something to ranges. What exactly is not followed. */
  isRangeMacro(name: string): boolean;
  /** What is kept under `key` for this file in this world; computed if it is not. @param isFinal whether what was computed may be kept */
  summary(key: string, compute: () => LockSummary, isFinal: () => boolean): LockSummary;
  /** Whether the function `name` of this file may return with a lock that it took. */
  mayTakeLock(name: string): boolean;
  /** Whether the function `name` of this file takes locks and drops none, or drops locks and takes none. */
  isUnbalanced(name: string): boolean;
  /** Whether a call of `name`, which can't be seen into, may drop locks. */
  letsGo(name: string): boolean;
  /** Whether the function `name`, of this file or another, may sleep for any reason, itself or through others. */
  sleeps(name: string): boolean;
  /** Whether the function `name`, of this file or another, may wait for an invalidation, or take a lock that one may be made to wait for. */
  endangers(name: string): boolean;
  /** Whether a call of `name`, which can't be seen into, may leave in a scope in which nothing is reclaimed. */
  mayBeginScope(name: string): boolean;
  /** Whether the function `name` of this file does, or finds out, for a callback what is its own to do: sets the sequence, looks at what the range is for. */
  answers(name: string): boolean;
  /** Whether the function `name` of this file calls the subscriber's side of the API, itself or through others. */
  subscribes(name: string): boolean;
  /** Whether the function `name`, of the kernel or this file, returns memory that it has allocated, if anything. */
  givesMemory(name: string): boolean;
  /** Whether the function `name` of this file allocates memory, itself or through others. */
  allocates(name: string): boolean;
  /** Whether a call of `name`, which can't be seen into, or is not looked into, may leave with a lock that it took. */
  mayLock(name: string): boolean;
  /** Whether the function `name` of this file turns what a read side found into pages, itself or through others. */
  usesPages(name: string): boolean;
  /** Whether the function `name` of this file may return with other sleeping locks than it was entered with. */
  changesSleepingLocks(name: string): boolean;
  /** Whether the function `name` of this file may start an invalidation, itself or through others. */
  maySleep(name: string): boolean;
}
