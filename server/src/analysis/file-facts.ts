/** What a file says of the names in it, and other files of those that it does not define: without running anything, and without remembering what was run. */
import { subscriberFunction } from '../kernel/subscribers.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import type { SyntaxParser } from '../syntax/parser.ts';
import { ConstTables } from './const-tables.ts';
import type { SourceFile } from './elsewhere.ts';
import { ForeignEnds } from './foreign-ends.ts';
import type { Contents, FileIndex } from './index-file.ts';
import { type LockMacro, LockMacros } from './lock-macros.ts';
import { OPS_WORDS } from './ops-types.ts';
import { type Goal, isHazardous, reaches, type Scope } from './reach.ts';
import { Structures } from './structures.ts';
import type { MemberPath } from './types.ts';
import { mayLockUnseen } from './unseen.ts';

/** Another file, as one of those that belong together. */
export interface Volume {
  readonly file: SourceFile;
  /** Tells it from the others; 1-based. */
  readonly number: number;
}

/** Another file, and what it says. */
export interface OtherFile extends Scope {
  readonly index: FileIndex;
  readonly volume: Volume | undefined;
  structure(type: string): readonly string[];
  elsewhere(name: string): OtherFile | undefined;
}

/** Where other files are looked up, for who names something in `from` (absent for the file that is analysed). */
export interface OtherFiles {
  /** The file that defines the function `name`. */
  memoryOf(name: string, from: SourceFile | undefined): OtherFile | undefined;
  /** The macro of a header that is meant by `name`, if it takes or drops locks. */
  lockMacro(name: string, from: SourceFile | undefined): LockMacro | undefined;
  memoryOfFile(file: SourceFile): OtherFile;
  /** The header that defines the structure `type`. */
  memoryOfType(type: string, from: SourceFile | undefined): OtherFile | undefined;
}

/** The macros that a file can use: its own, and those of headers. @param called names that it may call, if that is known */
export function macrosIn(macrosNamed: () => FileIndex['macrosNamed'], functionsNamed: FileIndex['functionsNamed'], parser: SyntaxParser, shelf?: OtherFiles, volume?: Volume, called?: ReadonlySet<string>): LockMacros {
  return new LockMacros(parser, {
    ...(called ? { called } : {}),
    macrosNamed: (name) => macrosNamed().get(name) ?? [],
    functionsNamed: (name) => functionsNamed.get(name) ?? [],
    elsewhere: (name) => shelf?.lockMacro(name, volume?.file),
  });
}

/** Whether callbacks of other files take locks that functions of a file may hold, and whether what these do under them is looked for in others, too. */
export type Contention = 'none' | 'in this file' | 'across files';

/** Holds for one text of a file. */
export class FileFacts implements Scope {
  readonly #contents: Contents;
  readonly #contention: Contention;
  /** Whose callbacks take locks that functions of this file may hold. */
  readonly #contending: readonly SourceFile[];
  readonly #others: OtherFiles | undefined;
  readonly #macros: LockMacros;
  /** Which other file this is; absent for the one that is analysed. */
  readonly volume: Volume | undefined;
  #ends: ForeignEnds | undefined;
  /** Whether functions get to what is looked for. */
  readonly #reached: { readonly [K in Goal]: Map<string, boolean> } = { sleep: new Map(), hazard: new Map(), scope: new Map() };
  readonly #structures = new Structures(() => this.index.declarations, (type) => this.#others?.memoryOfType(type, this.volume?.file));

  readonly constTables: ConstTables;

  /** @param others absent where nothing is known of the tree */
  constructor(contents: Contents, parser: SyntaxParser, macros: LockMacros, others: OtherFiles | undefined, volume: Volume | undefined, contention: Contention, contending: readonly SourceFile[]) {
    this.#contents = contents;
    this.constTables = new ConstTables(() => this.index.declarations, parser);
    this.#macros = macros;
    this.#others = others;
    this.volume = volume;
    this.#contention = contention;
    this.#contending = contending;
  }

  get index(): FileIndex {
    return this.#contents.whole();
  }

  definitionsOf(name: string): readonly FunctionPiece[] | undefined {
    return this.#contents.functionsNamed.get(name);
  }

  /** (Other files are not read whole for that.) */
  namesInTable(name: string): Iterable<string> {
    return this.volume === undefined ? this.constTables.namesIn(name) : [];
  }

  /** Whether the function `name`, of this file or another, may sleep, itself or through others. Only callbacks are asked. */
  sleeps(name: string): boolean {
    return this.#reaches('sleep', name);
  }

  /** Whether it may wait for an invalidation, or take a lock. Only callbacks, and who takes their locks, are asked. */
  endangers(name: string): boolean {
    return this.#reaches('hazard', name);
  }

  /** Whether a function that can't be seen into, and by its name takes a lock, may begin a scope in which nothing is reclaimed. */
  mayBeginScope(name: string): boolean {
    // (mmu_interval_notifier_insert_locked() is the core's, and begins none.)
    return subscriberFunction(name) === undefined && mayLockUnseen(name, this.index) && (this.definitionsOf(name) !== undefined || !this.elsewhere(name) || this.#reaches('scope', name));
  }

  #reaches(goal: Goal, name: string): boolean {
    if (this.volume === undefined && this.index.tables.length === 0 && this.#contention !== 'across files') {
      if (goal === 'sleep' || this.#contention === 'none') return false;
      // Without callbacks, other files are not looked into for more than that.
      if (goal === 'hazard') return this.definitionsOf(name) ? this.index.endangering.has(name) || this.ends.callers.has(name) : isHazardous(name) || this.ends.isOne(name);
    }
    const known = this.#reached[goal].get(name);
    if (known !== undefined) return known;
    const found = reaches(goal, this, name);
    this.#reached[goal].set(name, found);
    return found;
  }

  get ends(): ForeignEnds {
    this.#ends ??= new ForeignEnds(this, this.#contending.flatMap((file) => { const other = this.#others?.memoryOfFile(file); return other ? [{ file, index: other.index }] : []; }));
    return this.#ends;
  }

  elsewhere(name: string): OtherFile | undefined {
    return this.#others?.memoryOf(name, this.volume?.file);
  }

  /** What stands for a macro, of the file or of a header, that does no more than take or drop locks. */
  lockMacro(name: string): LockMacro | undefined {
    return this.#macros.of(name);
  }

  locksIn(name: string): readonly string[] {
    return this.lockMacro(name)?.locks ?? [];
  }

  /** What defines `type` in this file: more than one where the preprocessor decides. */
  structure(type: string): readonly string[] {
    return this.structures().get(type) ?? [];
  }

  structures(): ReadonlyMap<string, readonly string[]> {
    return this.#structures.own;
  }

  memberType(type: string, field: string): string | undefined {
    return this.#structures.memberType(type, field);
  }

  innerPaths(type: string, member: string): readonly MemberPath[] {
    return this.#structures.innerPaths(type, member);
  }

  knownNotToReach(goal: Goal, name: string): boolean {
    return this.#reached[goal].get(name) === false;
  }

  noteNotToReach(goal: Goal, name: string): void {
    this.#reached[goal].set(name, false);
  }

  knownToReach(goal: Goal, name: string): boolean {
    // What other files say of themselves is only of interest where they have tables.
    if (this.volume !== undefined && !OPS_WORDS.some((word) => this.volume?.file.text.includes(word))) return this.#reached[goal].get(name) === true;
    const inFile = goal === 'sleep' ? this.index.sleeping : goal === 'hazard' ? this.index.endangering : undefined;
    return inFile?.has(name) === true || this.#reached[goal].get(name) === true;
  }
}
