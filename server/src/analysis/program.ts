/** A file in one world of its preprocessor conditions, as the machine sees it. */
import type { Generation } from '../kernel/generation.ts';
import type { Callee, LockSummary, Program, Routine } from '../simulator/routine.ts';
import type { LockedEntry } from '../kernel/entered-locked.ts';
import { givesMemory } from '../kernel/allocations.ts';
import { returnsOwnMemory } from '../simulator/own-memory.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import { guardsHold, type World } from '../syntax/world.ts';
import type { FileIndex } from './index-file.ts';
import type { FileMemory } from './memory.ts';
import { letsGo, mayLockUnseen } from './unseen.ts';

export class FileProgram implements Program {
  readonly generation: Generation;
  readonly world: World;
  readonly #memory: FileMemory;
  readonly #index: FileIndex;
  /** Equal for equal worlds. */
  readonly worldKey: string;
  #ran: Set<FunctionPiece>;
  readonly #isAlone: boolean;
  readonly #giving = new Map<string, boolean>();

  /**
   * @param ran is told which functions were looked into
   * @param isAlone no other files are looked into, but where functions of theirs may end a subscription for whose callbacks a lock may be held
   */
  constructor(memory: FileMemory, world: World, ran: Set<FunctionPiece>, isAlone = false) {
    this.#isAlone = isAlone;
    this.#ran = ran;
    this.#memory = memory;
    this.#index = memory.index;
    this.generation = memory.generation;
    this.world = world;
    this.worldKey = [...world].map(([atom, holds]) => `${atom}=${holds}`).sort().join(';');
  }

  lockedEntries(name: string): readonly LockedEntry[] {
    return this.#memory.lockedEntries(name);
  }

  constMember(table: string, field: string): string | undefined {
    const member = this.#memory.constTables.memberOf(table, field);
    return member !== undefined && this.defines(member) ? member : undefined;
  }

  routine(name: string): Routine | undefined {
    const candidates = (this.#index.functionsNamed.get(name) ?? []).filter((piece) => guardsHold(piece.guards, this.world) !== false);
    const [only, ...more] = candidates;
    return only && more.length === 0 ? this.routineOf(only) : undefined;
  }

  /** `undefined` for text that can't be understood. */
  routineOf(piece: FunctionPiece): Routine | undefined {
    this.#ran.add(piece);
    return piece.broken ? undefined : this.#memory.routine(piece, this.world);
  }

  summary(key: string, compute: () => LockSummary, isFinal: () => boolean): LockSummary {
    const outer = this.#ran;
    const { summary, ran } = this.#memory.summary(`${this.worldKey} ${key}`, () => {
      this.#ran = new Set();
      const made = { summary: compute(), ran: this.#ran, isFinal: isFinal() };
      this.#ran = outer;
      return made;
    });
    for (const piece of ran) outer.add(piece);
    return summary;
  }

  elsewhere(name: string): Callee | undefined {
    const memory = this.#index.functionsNamed.has(name) || (this.#isAlone && !this.#memory.ends.isOne(name)) ? undefined : this.#memory.elsewhere(name);
    if (!memory) return undefined;
    const program = new FileProgram(memory, this.world, new Set(), this.#isAlone);
    const routine = program.routine(name);
    return routine && { routine, program };
  }

  leavesLocksElsewhere(name: string): boolean {
    const memory = this.#isAlone || this.defines(name) ? undefined : this.#memory.elsewhere(name);
    return memory !== undefined && memory.definitionsOf(name) !== undefined && !memory.index.locking.has(name);
  }

  defines(name: string): boolean {
    return this.#index.functionsNamed.has(name) || this.#index.macrosNamed.has(name);
  }

  isHanded(name: string): boolean {
    return this.#index.handed.has(name);
  }

  changesLocks(name: string): boolean {
    return this.#index.locking.has(name);
  }

  mayTakeLock(name: string): boolean {
    return this.#index.acquiring.has(name);
  }

  isUnbalanced(name: string): boolean {
    return this.#index.unbalanced.has(name);
  }

  letsGo(name: string): boolean {
    return letsGo(name, this.#index);
  }

  isRangeMacro(name: string): boolean {
    return this.#index.rangeMacros.has(name);
  }

  sleeps(name: string): boolean {
    return this.#memory.sleeps(name);
  }

  endangers(name: string): boolean {
    return this.#memory.endangers(name);
  }

  mayBeginScope(name: string): boolean {
    return this.#memory.mayBeginScope(name);
  }

  answers(name: string): boolean {
    return this.#index.answering.has(name);
  }

  subscribes(name: string): boolean {
    return this.#index.subscribing.has(name);
  }

  givesMemory(name: string): boolean {
    if (!this.#index.functionsNamed.has(name)) return givesMemory(name);
    const known = this.#giving.get(name);
    if (known !== undefined) return known;
    // One that calls itself gives what it gives elsewhere.
    this.#giving.set(name, false);
    const routine = this.#index.allocating.has(name) ? this.routine(name) : undefined;
    const gives = routine !== undefined && returnsOwnMemory(routine.graph, (called) => this.givesMemory(called));
    this.#giving.set(name, gives);
    return gives;
  }

  allocates(name: string): boolean {
    return this.#index.allocating.has(name);
  }

  mayLock(name: string): boolean {
    return mayLockUnseen(name, this.#index);
  }

  usesPages(name: string): boolean {
    return this.#index.translating.has(name);
  }

  changesSleepingLocks(name: string): boolean {
    return this.#index.lockWrappers.has(name);
  }

  maySleep(name: string): boolean {
    return this.#index.notifying.has(name);
  }
}
