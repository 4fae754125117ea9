/** What the analyses of one file's functions share: functions as the machine sees them, and summaries of what they do to locks. */
import type { Generation } from '../kernel/generation.ts';
import type { LockedEntry } from '../kernel/entered-locked.ts';
import { subscriberFunction } from '../kernel/subscribers.ts';
import type { NamedTable } from '../rules/rule.ts';
import type { LockSummary, Routine } from '../simulator/routine.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import type { SyntaxParser } from '../syntax/parser.ts';
import { atomsOf, type World } from '../syntax/world.ts';
import type { ModuleEnd, SourceFile } from './elsewhere.ts';
import { type Contents, type FileIndex, pieceKey } from './index-file.ts';
import { type LockMacro, LockMacros } from './lock-macros.ts';
import { type FileRole, OpsTables, tableKey, type TableSources, type TableTexts } from './ops-tables.ts';
import { OPS_WORDS } from './ops-types.ts';
import { buildRoutine } from './build-routine.ts';
import { lockedEntriesOf } from './entered-locked.ts';
import { ForeignEnds } from './foreign-ends.ts';
import { type Goal, isHazardous, reaches, type Scope } from './reach.ts';
import { type CallbackSurvey, Recall, type Recording } from './recall.ts';
import { namesVerb } from './module-exits.ts';
import { equalSignatures, type FileKnowledge, pieceSignature, type Signature } from './signature.ts';
import { Structures } from './structures.ts';
import { mayLockUnseen } from './unseen.ts';
import type { MemberPath } from './types.ts';

/** A function in all the worlds that were asked for. */
interface Known {
  readonly signature: Signature;
  /** By the truth of the function's own preprocessor conditions. */
  readonly routines: Map<string, Routine | undefined>;
}

/** Another file, as one of those that belong together. */
export interface Volume {
  readonly file: SourceFile;
  /** Tells it from the others; 1-based. */
  readonly number: number;
}

/** Where the memories of other files are. */
export interface Shelf {
  /** Other files that call the function `name`, as far as they are known. */
  callersOf(name: string): readonly FileMemory[];
  /** Other files that check sequences of interval notifiers, as far as they are known. */
  readers(): readonly FileMemory[];
  /** The file that defines the function `name` for who calls it in `from`. */
  memoryOf(name: string, from: FileMemory): FileMemory | undefined;
  /** The macro of a header that is meant by `name` in `from` (absent for the file that is analysed), if it takes or drops locks. */
  lockMacro(name: string, from: SourceFile | undefined): LockMacro | undefined;
  memoryOfFile(file: SourceFile): FileMemory;
  /** The header that defines the structure `type` for who names it in `from`. */
  memoryOfType(type: string, from: FileMemory): FileMemory | undefined;
  /** The kinds of the tree's non-blocking invalidations, as names of enumerators; `undefined` where they are not known. */
  nonblockingEvents(): ReadonlySet<string> | undefined;
  /** How the module of the file that is analysed is left, where it puts subscriptions and no other file of it waits for them. */
  unwaitedExit(): ModuleEnd | undefined;
}

/** The macros that a file can use: its own, and those of headers. @param called names that it may call, if that is known */
export function macrosIn(macrosNamed: () => FileIndex['macrosNamed'], functionsNamed: FileIndex['functionsNamed'], parser: SyntaxParser, shelf?: Shelf, volume?: Volume, called?: ReadonlySet<string>): LockMacros {
  return new LockMacros(parser, {
    ...(called ? { called } : {}),
    macrosNamed: (name) => macrosNamed().get(name) ?? [],
    functionsNamed: (name) => functionsNamed.get(name) ?? [],
    elsewhere: (name) => shelf?.lockMacro(name, volume?.file),
  });
}

/** Whether callbacks of other files take locks that functions of a file may hold, and whether what these do under them is looked for in others, too. */
export type Contention = 'none' | 'in this file' | 'across files';

/** Holds for one text of a file and one generation. */
export class FileMemory implements Scope, FileKnowledge {
  readonly #contents: Contents;
  readonly generation: Generation;
  readonly #parser: SyntaxParser;
  #ops: OpsTables | undefined;
  #tablesBefore: TableTexts;
  readonly #known = new Map<string, Known>();
  /** What was known of the text before the last edit, by `pieceKey`. */
  #before: ReadonlyMap<string, Known>;
  readonly #summaries = new Map<string, { readonly summary: LockSummary; readonly ran: ReadonlySet<FunctionPiece> }>();

  readonly #contention: Contention;
  #across: FileMemory | undefined;
  /** Whose callbacks take locks that functions of this file may hold. */
  readonly #contending: readonly SourceFile[];
  #ends: ForeignEnds | undefined;
  /** Where functions of other files are looked up; absent where nothing is known of the tree. */
  readonly #shelf: Shelf | undefined;
  /** Which other file this is; absent for the one that is analysed. */
  readonly volume: Volume | undefined;
  /** Whether functions get to what is looked for. */
  readonly #reached: { readonly [K in Goal]: Map<string, boolean> } = { sleep: new Map(), hazard: new Map(), scope: new Map() };
  readonly #structures = new Structures(() => this.index.declarations, (type) => this.#shelf?.memoryOfType(type, this));
  readonly #macros: LockMacros;
  readonly #lockedEntries = new Map<string, readonly LockedEntry[]>();
  /** Runs as subscribers. */
  readonly recordings: Recall<Recording | undefined>;
  /** What was seen of callbacks. */
  readonly surveys: Recall<CallbackSurvey>;

  /** @param before the memory of an earlier text of the file, from which is taken over what did not change */
  constructor(contents: Contents, parser: SyntaxParser, generation: Generation, { shelf, volume, macros, before, contention = 'none', contending = [] }: { readonly shelf?: Shelf | undefined; readonly volume?: Volume; readonly macros?: LockMacros; readonly before?: FileMemory | undefined; readonly contention?: Contention; readonly contending?: readonly SourceFile[] } = {}) {
    this.#contents = contents;
    this.#macros = macros ?? macrosIn(() => contents.whole().macrosNamed, contents.functionsNamed, parser, shelf, volume);
    this.#contention = contention;
    this.#contending = contending;
    this.#shelf = shelf;
    this.volume = volume;
    this.generation = generation;
    this.#parser = parser;
    this.#before = before ? before.#known : new Map();
    this.#tablesBefore = before ? before.ops.texts : new Map();
    this.recordings = new Recall(this, before?.recordings);
    this.surveys = new Recall(this, before?.surveys);
  }

  /** Nothing more is taken over from the text before, which is not to be kept alive by this one, and so on by each that follows. */
  settle(): void {
    this.#before = new Map();
    this.#tablesBefore = new Map();
    this.recordings.settle();
    this.surveys.settle();
  }

  /** The same file, for who looks into others for what is done under its locks. */
  acrossFiles(): FileMemory {
    if (this.index.tables.length > 0 || this.#contention === 'across files') return this;
    this.#across ??= new FileMemory(this.#contents, this.#parser, this.generation, { shelf: this.#shelf, macros: this.#macros, contention: 'across files', contending: this.#contending });
    return this.#across;
  }

  get index(): FileIndex {
    return this.#contents.whole();
  }

  definitionsOf(name: string): readonly FunctionPiece[] | undefined {
    return this.#contents.functionsNamed.get(name);
  }

  signatureOf(piece: FunctionPiece): Signature {
    return this.#knownOf(piece).signature;
  }

  /** The file's ops tables. */
  get ops(): OpsTables {
    const { index, generation } = this;
    const sources: TableSources = {
      pieces: index.tables, parser: this.#parser, oldest: generation.release, types: { shapes: index.opsShapes, order: generation.tables },
      routine: (piece, world) => this.routine(piece, world),
    };
    this.#ops ??= new OpsTables(sources, this.#tablesBefore);
    return this.#ops;
  }

  /** What a function is for the core, by the ops tables of this file. */
  rolesOf(name: string): readonly FileRole[] {
    return this.ops.rolesOf(name);
  }

  /** How the core calls a subscriber with an mmap lock held, by the tables of this file. */
  lockedEntries(name: string): readonly LockedEntry[] {
    const entries = this.#lockedEntries.get(name) ?? lockedEntriesOf(name, this.index.declarations, this.#parser, this.generation.release);
    this.#lockedEntries.set(name, entries);
    return entries;
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
    this.#ends ??= new ForeignEnds(this, this.#contending.flatMap((file) => { const other = this.#shelf?.memoryOfFile(file); return other ? [{ file, index: other.index }] : []; }));
    return this.#ends;
  }

  nonblockingEvents(): ReadonlySet<string> | undefined {
    return this.#shelf?.nonblockingEvents();
  }

  unwaitedExit(): ModuleEnd | undefined {
    const { index } = this;
    const isOwn = index.exits.size > 0 || [...index.functions, ...[...index.macrosNamed.values()].flat()].some((piece) => namesVerb(piece, 'synchronize'));
    return isOwn ? undefined : this.#shelf?.unwaitedExit();
  }

  callersElsewhere(name: string): readonly FileMemory[] {
    return this.#shelf?.callersOf(name).filter((other) => other !== this) ?? [];
  }

  /** What stands for a macro, of the file or of a header, that does no more than take or drop locks. */
  lockMacro(name: string): LockMacro | undefined {
    return this.#macros.of(name);
  }

  locksIn(name: string): readonly string[] {
    return this.lockMacro(name)?.locks ?? [];
  }

  readersElsewhere(): readonly FileMemory[] {
    return this.#shelf?.readers().filter((other) => other !== this) ?? [];
  }

  /** The file that defines a structure for this one. */
  homeOfType(type: string): FileMemory | undefined {
    return this.structure(type).length > 0 ? this : this.#shelf?.memoryOfType(type, this);
  }

  elsewhere(name: string): FileMemory | undefined {
    return this.#shelf?.memoryOf(name, this);
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

  /** The table of this name; `undefined` if there is none, or more than one. */
  opsTable(name: string): NamedTable | undefined {
    const table = this.ops.named(name);
    return table && { members: new Set(table.entries.keys()), at: { piece: tableKey(table.ordinal), span: table.nameSpan }, isOpen: table.isConditional || !table.isConst };
  }

  /** A function as it reads in `world`; alternatives of other functions make no difference to it. */
  routine(piece: FunctionPiece, world: World): Routine | undefined {
    const { routines } = this.#knownOf(piece);
    const key = atomsOf(piece).map((atom) => world.get(atom)).join();
    if (!routines.has(key)) routines.set(key, buildRoutine(piece, world, this, this.#parser));
    return routines.get(key);
  }

  /**
   * A summary, computed when it is asked for the first time.
   * @param compute also tells the functions that were looked into, and whether the summary holds for everyone who asks
   */
  summary(key: string, compute: () => { readonly summary: LockSummary; readonly ran: ReadonlySet<FunctionPiece>; readonly isFinal: boolean }): { readonly summary: LockSummary; readonly ran: ReadonlySet<FunctionPiece> } {
    const known = this.#summaries.get(key);
    if (known) return known;
    const made = compute();
    if (made.isFinal) this.#summaries.set(key, made);
    return made;
  }

  #knownOf(piece: FunctionPiece): Known {
    const key = pieceKey(piece);
    let known = this.#known.get(key);
    if (!known) {
      const signature = pieceSignature(piece, this, true);
      const earlier = this.#before.get(key);
      known = earlier && equalSignatures(earlier.signature, signature) ? earlier : { signature, routines: new Map() };
      this.#known.set(key, known);
    }
    return known;
  }
}
