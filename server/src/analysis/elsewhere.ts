/** The tree around a file, as the core is told of it: where the functions that a file calls are defined, and what callbacks of others wait for. */
import type { FileSpan } from '../findings.ts';
import type { OpsKind } from '../kernel/callbacks.ts';

/** Another file. Equal files are one object, which stands for one text. */
export interface SourceFile {
  /** As the host names it. */
  readonly path: string;
  readonly text: string;
}

/**
 * What is known of the tree. An object of this kind always gives the same answers: when the tree changes, there is a new one.
 */
export interface Elsewhere {
  /**
   * The file whose definition of the function `name` is meant where it is called; or the header whose definition of a structure is, where
   * `name` is a type as it is written (`struct foo`); or of a macro with parameters, where it is the beginning of its definition (`#define foo`).
   * @param from the file that calls; absent for the one that is analysed
   * @returns `undefined` if there is none, if it is not known, or if it is not certain which one is meant
   */
  definition(name: string, from?: SourceFile): SourceFile | undefined;
  /** Files, besides the one that is analysed, that call the function `name`, which is not static; there may be more. Absent where that is not known. */
  callers?(name: string): readonly SourceFile[];
  /** The files that start invalidations without blocking; absent where that is not known. */
  readonly nonblocking?: readonly SourceFile[];
  /** Files of the subsystem, besides the one that is analysed, that check sequences of interval notifiers; absent where that is not known. */
  readonly readers?: readonly SourceFile[];
  /** Locks that callbacks of other files wait for, of types that the file knows, too; absent where nobody has looked. */
  readonly callbackLocks?: readonly ForeignLock[];
  /** For a file that puts subscriptions: how its module is left, if that is known, and no file of it waits for what was put. */
  readonly unwaitedExit?: ModuleEnd | undefined;
}

/** A lock that a callback of a file waits for. Plain data: hosts take it from one file's analysis to another's. */
export interface WaitedLock {
  /** Of which structure it is a member. */
  readonly type: string;
  readonly member: string;
  /** See `LockName`. */
  readonly subclass?: string;
  readonly inner?: readonly { readonly type: string; readonly member: string }[];
  /** For reading. */
  readonly isRead: boolean;
  /** What the callback is called for. */
  readonly kind: OpsKind;
  /** The one kind of event that it is waited for in; absent for several. */
  readonly onlyFor?: string;
  /** The callback, and its name in its file. */
  readonly callback: string;
  readonly at: FileSpan;
  /** Where it is taken, if in another file than that of the callback: its path, and the functions there that the callback goes through. */
  readonly takenIn?: { readonly path: string; readonly through: readonly string[] };
}

/** The same for another file. */
export interface ForeignLock extends WaitedLock {
  /** The callback's. */
  readonly file: SourceFile;
  /** Functions of the file that is asked about which the callback goes through to take it: what these do under it, the callback is told of. */
  readonly through: readonly string[];
}

/** Where a file names what its module does when it is left. */
export interface ModuleEnd {
  readonly file: SourceFile;
  /** A function, or the driver that is unregistered. */
  readonly name: string;
  /** Offset of the name. */
  readonly start: number;
}
