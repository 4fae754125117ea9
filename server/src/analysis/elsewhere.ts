/** The tree around a file, as the core is told of it: where the functions that a file calls are defined. */

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
   * The file whose definition of the function `name` is meant where it is called.
   * @param from the file that calls; absent for the one that is analysed
   * @returns `undefined` if there is none, if it is not known, or if it is not certain which one is meant
   */
  definition(name: string, from?: SourceFile): SourceFile | undefined;
  /** Files, besides the one that is analysed, that call the function `name`, which is not static; there may be more. Absent where that is not known. */
  callers?(name: string): readonly SourceFile[];
  /** The files that start invalidations without blocking; absent where that is not known. */
  readonly nonblocking?: readonly SourceFile[];
  /** For a file that puts subscriptions: how its module is left, if that is known, and no file of it waits for what was put. */
  readonly unwaitedExit?: ModuleEnd | undefined;
}

/** Where a file names what its module does when it is left. */
export interface ModuleEnd {
  readonly file: SourceFile;
  /** A function, or the driver that is unregistered. */
  readonly name: string;
  /** Offset of the name. */
  readonly start: number;
}
