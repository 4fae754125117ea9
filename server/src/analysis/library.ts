/** Functions of other files, as far as the host finds them: read, and cut into pieces, when one of them is called. */
import type { Generation } from '../kernel/generation.ts';
import type { SyntaxParser } from '../syntax/parser.ts';
import { outlineOf } from '../syntax/split.ts';
import type { Elsewhere, ModuleEnd, SourceFile } from './elsewhere.ts';
import { type Contents, lateContents } from './index-file.ts';
import { calledInMacro, isLockName, type LockMacro } from './lock-macros.ts';
import { FileMemory, type Shelf } from './memory.ts';
import { nonblockingEvents } from './senders.ts';

const libraries = new WeakMap<Elsewhere, Library>();

/** What stands in a file is the same for all who look into it. */
const known = new WeakMap<SourceFile, { readonly generation: Generation; readonly contents: Contents }>();

function contentsOfFile(file: SourceFile, generation: Generation): Contents {
  const before = known.get(file);
  if (before?.generation === generation) return before.contents;
  const contents = lateContents(outlineOf(file.text), generation);
  known.set(file, { generation, contents });
  return contents;
}

/** Macros that are made of others are followed so far. */
const MACRO_DEPTH = 4;

export class Library implements Shelf {
  readonly #elsewhere: Elsewhere;
  readonly #parser: SyntaxParser;
  readonly #generation: Generation;
  /** Macros that were asked for, and whether they may take or drop a lock. */
  readonly #macros = new Map<SourceFile, Map<string, boolean>>();
  readonly #memories = new Map<SourceFile, FileMemory>();
  #nonblocking: { readonly events: ReadonlySet<string> | undefined } | undefined;

  private constructor(elsewhere: Elsewhere, parser: SyntaxParser, generation: Generation) {
    this.#elsewhere = elsewhere;
    this.#parser = parser;
    this.#generation = generation;
  }

  /** There is one for each object and generation, so that what was read once is not read again. */
  static of(elsewhere: Elsewhere, parser: SyntaxParser, generation: Generation): Library {
    let library = libraries.get(elsewhere);
    if (!library || library.#generation !== generation) {
      library = new Library(elsewhere, parser, generation);
      libraries.set(elsewhere, library);
    }
    return library;
  }

  /** The file that defines `name` for who calls it in `from`. */
  memoryOf(name: string, from: SourceFile | undefined): FileMemory | undefined {
    const file = this.#elsewhere.definition(name, from);
    if (!file) return undefined;
    const memory = this.#open(file);
    return memory.definitionsOf(name) ? memory : undefined;
  }

  memoryOfType(type: string, from: SourceFile | undefined): FileMemory | undefined {
    const file = this.#elsewhere.definition(type, from);
    return file && this.#open(file);
  }

  lockMacro(name: string, from: SourceFile | undefined): LockMacro | undefined {
    const file = this.#elsewhere.definition(`#define ${name}`, from);
    return file && this.#mayLock(file, name, MACRO_DEPTH) ? this.#open(file).lockMacro(name) : undefined;
  }

  /** By the text of its definition, and of those that it calls: what need not be, is not cut into pieces. */
  #mayLock(file: SourceFile, name: string, depth: number): boolean {
    const known = this.#macros.get(file) ?? new Map<string, boolean>();
    this.#macros.set(file, known);
    const before = known.get(name);
    if (before !== undefined) return before;
    known.set(name, false);
    const may = depth > 0 && calledInMacro(file.text, name).some((called) => {
      if (isLockName(called)) return true;
      const other = this.#elsewhere.definition(`#define ${called}`, file);
      return other !== undefined && this.#mayLock(other, called, depth - 1);
    });
    known.set(name, may);
    return may;
  }

  memoryOfFile(file: SourceFile): FileMemory {
    return this.#open(file);
  }

  callersOf(name: string): readonly FileMemory[] {
    return (this.#elsewhere.callers?.(name) ?? []).map((file) => this.#open(file));
  }

  readers(): readonly FileMemory[] {
    return (this.#elsewhere.readers ?? []).map((file) => this.#open(file));
  }

  nonblockingEvents(): ReadonlySet<string> | undefined {
    this.#nonblocking ??= { events: this.#findNonblockingEvents() };
    return this.#nonblocking.events;
  }

  unwaitedExit(): ModuleEnd | undefined {
    return this.#elsewhere.unwaitedExit;
  }

  /** One sender of which the kind can't be told may send any. */
  #findNonblockingEvents(): ReadonlySet<string> | undefined {
    const found = this.#elsewhere.nonblocking?.map((file) => nonblockingEvents(this.#open(file)));
    return found && found.every((kinds) => kinds !== undefined) ? new Set(found.flatMap((kinds) => [...kinds])) : undefined;
  }

  #open(file: SourceFile): FileMemory {
    let memory = this.#memories.get(file);
    if (!memory) {
      memory = new FileMemory(contentsOfFile(file, this.#generation), this.#parser, this.#generation, { shelf: this, volume: { file, number: this.#memories.size + 1 } });
      this.#memories.set(file, memory);
    }
    return memory;
  }
}
