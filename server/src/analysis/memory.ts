/** What the analyses of one file's functions share: functions as the machine sees them, and summaries of what they do to locks. */
import type { Generation } from '../kernel/generation.ts';
import type { LockedEntry } from '../kernel/entered-locked.ts';
import type { NamedTable } from '../rules/rule.ts';
import type { LockSummary, Routine } from '../simulator/routine.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import type { SyntaxParser } from '../syntax/parser.ts';
import { atomsOf, type World } from '../syntax/world.ts';
import type { ModuleEnd, SourceFile } from './elsewhere.ts';
import { type Contents, type FileIndex, pieceKey } from './index-file.ts';
import type { LockMacro, LockMacros } from './lock-macros.ts';
import { type FileRole, OpsTables, tableKey, type TableSources, type TableTexts } from './ops-tables.ts';
import type { Functions, KnownFunction } from './alike.ts';
import { buildRoutine } from './build-routine.ts';
import type { ConstTables } from './const-tables.ts';
import { lockedEntriesOf } from './entered-locked.ts';
import type { Goal } from './reach.ts';
import { type CallbackSurvey, Recall, type Recording } from './recall.ts';
import { type Contention, FileFacts, macrosIn, type OtherFile, type OtherFiles, type Volume } from './file-facts.ts';
import { namesVerb } from './module-exits.ts';
import { equalPieces, type FileKnowledge, pieceSignature } from './signature.ts';
import type { MemberPath } from './types.ts';

/** Where the memories of other files are. */
export interface Shelf extends OtherFiles {
  /** Other files that call the function `name`, as far as they are known. */
  callersOf(name: string): readonly FileMemory[];
  /** Other files that check sequences of interval notifiers, as far as they are known. */
  readers(): readonly FileMemory[];
  memoryOf(name: string, from: SourceFile | undefined): FileMemory | undefined;
  memoryOfFile(file: SourceFile): FileMemory;
  memoryOfType(type: string, from: SourceFile | undefined): FileMemory | undefined;
  /** The kinds of the tree's non-blocking invalidations, as names of enumerators; `undefined` where they are not known. */
  nonblockingEvents(): ReadonlySet<string> | undefined;
  /** How the module of the file that is analysed is left, where it puts subscriptions and no other file of it waits for them. */
  unwaitedExit(): ModuleEnd | undefined;
}

/** What is known of a file besides its text. */
interface Given {
  /** Where functions of other files are looked up; absent where nothing is known of the tree. */
  readonly shelf?: Shelf | undefined;
  readonly volume?: Volume;
  readonly macros?: LockMacros;
  /** The memory of an earlier text of the file, from which is taken over what did not change. */
  readonly before?: FileMemory | undefined;
  readonly contention?: Contention;
  /** Whose callbacks take locks that functions of this file may hold. */
  readonly contending?: readonly SourceFile[];
}

/** Holds for one text of a file and one generation. */
export class FileMemory implements OtherFile, FileKnowledge, Functions {
  /** What the file says of names. Functions, as the machine sees them, ask this one only, and so keep no memory alive. */
  readonly #facts: FileFacts;
  readonly #given: Given;
  readonly #contents: Contents;
  readonly generation: Generation;
  readonly #parser: SyntaxParser;
  #ops: OpsTables | undefined;
  #tablesBefore: TableTexts;
  readonly #known = new Map<string, KnownFunction>();
  /** What was known of the text before the last edit, by `pieceKey`. */
  #before: ReadonlyMap<string, KnownFunction>;
  /** That of it which nobody asked for yet. */
  #left: ReadonlyMap<string, KnownFunction> = new Map();
  readonly #summaries = new Map<string, { readonly summary: LockSummary; readonly ran: ReadonlySet<FunctionPiece> }>();
  #across: FileMemory | undefined;
  readonly #lockedEntries = new Map<string, readonly LockedEntry[]>();
  /** Runs as subscribers. */
  readonly recordings: Recall<Recording | undefined>;
  /** What was seen of callbacks. */
  readonly surveys: Recall<CallbackSurvey>;

  constructor(contents: Contents, parser: SyntaxParser, generation: Generation, given: Given = {}) {
    const { shelf, volume, before } = given;
    const macros = given.macros ?? macrosIn(() => contents.whole().macrosNamed, contents.functionsNamed, parser, shelf, volume);
    this.#given = { ...given, macros, before: undefined };
    this.#facts = new FileFacts(contents, parser, macros, shelf, volume, given.contention ?? 'none', given.contending ?? []);
    this.#contents = contents;
    this.generation = generation;
    this.#parser = parser;
    this.#before = before ? new Map([...before.#left, ...before.#known]) : new Map();
    this.#tablesBefore = before ? before.ops.texts : new Map();
    this.recordings = new Recall(this, before?.recordings);
    this.surveys = new Recall(this, before?.surveys, ['whole']);
  }

  /** The text before is not to be kept alive by this one, and so on by each that follows: of what is not needed yet, only what may be later is kept. */
  settle(): void {
    this.#left = new Map([...this.#before].filter(([key]) => !this.#known.has(key) && this.index.functionsByKey.has(key)));
    this.#before = new Map();
    this.#tablesBefore = new Map();
    this.recordings.settle();
    this.surveys.settle();
  }

  /** The same file, for who looks into others for what is done under its locks. */
  acrossFiles(): FileMemory {
    if (this.index.tables.length > 0 || this.#given.contention === 'across files') return this;
    this.#across ??= new FileMemory(this.#contents, this.#parser, this.generation, { ...this.#given, contention: 'across files' });
    return this.#across;
  }

  get index(): FileIndex {
    return this.#facts.index;
  }

  get volume(): Volume | undefined {
    return this.#facts.volume;
  }

  get ends(): FileFacts['ends'] {
    return this.#facts.ends;
  }

  definitionsOf(name: string): readonly FunctionPiece[] | undefined {
    return this.#facts.definitionsOf(name);
  }

  /** See `FileFacts`. */
  sleeps(name: string): boolean {
    return this.#facts.sleeps(name);
  }

  /** See `FileFacts`. */
  endangers(name: string): boolean {
    return this.#facts.endangers(name);
  }

  /** See `FileFacts`. */
  mayBeginScope(name: string): boolean {
    return this.#facts.mayBeginScope(name);
  }

  /** See `FileFacts`. */
  lockMacro(name: string): LockMacro | undefined {
    return this.#facts.lockMacro(name);
  }

  /** See `FileFacts`. */
  structure(type: string): readonly string[] {
    return this.#facts.structure(type);
  }

  structures(): ReadonlyMap<string, readonly string[]> {
    return this.#facts.structures();
  }

  innerPaths(type: string, member: string): readonly MemberPath[] {
    return this.#facts.innerPaths(type, member);
  }

  namesInTable(name: string): Iterable<string> {
    return this.#facts.namesInTable(name);
  }

  locksIn(name: string): readonly string[] {
    return this.#facts.locksIn(name);
  }

  knownToReach(goal: Goal, name: string): boolean {
    return this.#facts.knownToReach(goal, name);
  }

  knownNotToReach(goal: Goal, name: string): boolean {
    return this.#facts.knownNotToReach(goal, name);
  }

  noteNotToReach(goal: Goal, name: string): void {
    this.#facts.noteNotToReach(goal, name);
  }

  known(piece: FunctionPiece): KnownFunction {
    const key = pieceKey(piece);
    let known = this.#known.get(key);
    if (!known) {
      const signature = pieceSignature(piece, this, true);
      const earlier = this.#before.get(key);
      known = earlier && equalPieces(earlier.signature, signature) ? earlier : { signature, routines: new Map() };
      this.#known.set(key, known);
    }
    return known;
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

  get constTables(): ConstTables {
    return this.#facts.constTables;
  }

  /** How the core calls a subscriber with an mmap lock held, by the tables of this file. */
  lockedEntries(name: string): readonly LockedEntry[] {
    const entries = this.#lockedEntries.get(name) ?? lockedEntriesOf(name, this.index.declarations, this.#parser, this.generation.release);
    this.#lockedEntries.set(name, entries);
    return entries;
  }

  nonblockingEvents(): ReadonlySet<string> | undefined {
    return this.#given.shelf?.nonblockingEvents();
  }

  unwaitedExit(): ModuleEnd | undefined {
    const { index } = this;
    const isOwn = index.exits.size > 0 || [...index.functions, ...[...index.macrosNamed.values()].flat()].some((piece) => namesVerb(piece, 'synchronize'));
    return isOwn ? undefined : this.#given.shelf?.unwaitedExit();
  }

  callersElsewhere(name: string): readonly FileMemory[] {
    return this.#given.shelf?.callersOf(name).filter((other) => other !== this) ?? [];
  }

  readersElsewhere(): readonly FileMemory[] {
    return this.#given.shelf?.readers().filter((other) => other !== this) ?? [];
  }

  /** The file that defines a structure for this one. */
  homeOfType(type: string): FileMemory | undefined {
    return this.structure(type).length > 0 ? this : this.#given.shelf?.memoryOfType(type, this.volume?.file);
  }

  elsewhere(name: string): FileMemory | undefined {
    return this.#given.shelf?.memoryOf(name, this.volume?.file);
  }

  /** The table of this name; `undefined` if there is none, or more than one. */
  opsTable(name: string): NamedTable | undefined {
    const table = this.ops.named(name);
    return table && { members: new Set(table.entries.keys()), at: { piece: tableKey(table.ordinal), span: table.nameSpan }, isOpen: table.isConditional || !table.isConst };
  }

  /** Equal for worlds in which a function reads the same. */
  worldOf(piece: FunctionPiece, world: World): string {
    return atomsOf(piece).map((atom) => world.get(atom)).join();
  }

  /** A function as it reads in `world`; alternatives of other functions make no difference to it. */
  routine(piece: FunctionPiece, world: World): Routine | undefined {
    const { routines } = this.known(piece);
    const key = this.worldOf(piece, world);
    if (!routines.has(key)) routines.set(key, buildRoutine(piece, world, this.#facts, this.generation, this.#parser));
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
}
