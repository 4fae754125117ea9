/** Looks at one function: what rules are told of it, and what its result hangs on. */
import { RANGE_TYPE } from '../kernel/api.ts';
import type { OpsKind } from '../kernel/callbacks.ts';
import type { CallbackSite } from '../rules/rule.ts';
import type { LockName } from '../simulator/held.ts';
import type { Mode } from '../simulator/modes.ts';
import type { Routine } from '../simulator/routine.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import type { World } from '../syntax/world.ts';
import type { FileIndex } from './index-file.ts';
import type { Assignment, Facts, Look } from './judge.ts';
import type { Looks, Origin, Seen, Sources } from './looks.ts';
import type { FileMemory } from './memory.ts';
import type { FileRole } from './ops-tables.ts';
import { FileProgram } from './program.ts';
import { Questions } from './questions.ts';
import { readerOf } from './readers.ts';

/** How a look is taken. */
export interface Taking {
  readonly facts: Facts;
  /**
   * @param isAlone no other files are looked into
   * @param ran is told which functions were looked into; by default, `sources` are
   */
  program(isAlone?: boolean, ran?: Set<FunctionPiece>): FileProgram;
  readonly sources: Sources;
}

/** One function, as it is looked at in all its worlds. */
export class Subject {
  readonly piece: FunctionPiece;
  readonly memory: FileMemory;
  readonly assignment: Assignment;
  /** What the result hangs on. */
  readonly ran: Set<FunctionPiece>;
  readonly asked = new Questions();
  /** Where what was found is from. */
  readonly origins = new Set<Origin>();
  readonly #looks: Looks;
  readonly #isNew: boolean;

  /** @param isNew what was found in another text won't do */
  constructor(piece: FunctionPiece, memory: FileMemory, assignment: Assignment, looks: Looks, isNew: boolean) {
    this.piece = piece;
    this.memory = memory;
    this.assignment = assignment;
    this.ran = new Set([piece]);
    this.#looks = looks;
    this.#isNew = isNew;
  }

  /** @returns `undefined` for text that can't be understood */
  in(world: World): View | undefined {
    const program = new FileProgram(this.memory, world, this.ran);
    const routine = program.routineOf(this.piece);
    return routine && new View(this, program, routine);
  }

  take(view: View, name: string, modes: readonly Mode[], look: (sources: Sources) => Seen): Seen {
    const { world, worldKey } = view.program;
    const { seen, origin } = this.#looks.take({ piece: this.piece, world, worldKey, name, modes }, this, this.#isNew, look);
    if (seen.reports.length > 0) this.origins.add(origin);
    return seen;
  }
}

/** The same in one world. */
export class View {
  readonly program: FileProgram;
  readonly routine: Routine;
  readonly #subject: Subject;

  constructor(subject: Subject, program: FileProgram, routine: Routine) {
    this.#subject = subject;
    this.program = program;
    this.routine = routine;
  }

  /** What rules are told where no look is taken. */
  get facts(): Facts {
    const { piece, memory, assignment, ran, asked } = this.#subject;
    return contextOf(piece, this.program, this.routine, memory, assignment, { ran, asked, asksReaders: false });
  }

  /**
   * @param name tells the look from others at the function
   * @param modes that the machine is run in
   * @param more what rules are told besides
   */
  take(name: string, modes: readonly Mode[], more: Partial<Facts>, look: (taking: Taking) => Look & Partial<Seen>): Seen {
    const { piece, memory, assignment } = this.#subject;
    return this.#subject.take(this, name, modes, (sources) => {
      const program: Taking['program'] = (isAlone = false, looked = sources.ran) => new FileProgram(memory, this.program.world, looked, isAlone);
      const facts = { ...contextOf(piece, program(), this.routine, memory, assignment, sources), ...more };
      return { takes: [], told: [], ...look({ facts, program, sources }) };
    });
  }
}

/** The core calls it, and so with the notifier compiled in: it stands in an ops table, or takes a range to look at. */
function isCallback(routine: Routine, index: FileIndex): boolean {
  return index.callbacks.has(routine.name) || routine.syntax.parameters.some(({ type }) => type.pointers === 1 && type.base === RANGE_TYPE && type.isConst);
}

export function contextOf(piece: FunctionPiece, program: FileProgram, routine: Routine, memory: FileMemory, { rules, treeKnown }: Assignment, sources: Sources): Facts {
  const { ran, asked } = sources;
  return {
    rules, treeKnown, routine, contended: [],
    reader: (own: LockName | undefined) => {
      sources.asksReaders = true;
      return readerOf(memory, own, ran);
    },
    sequencesSet: once(() => asked.sequences(program, memory)),
    callbackLocks: (kind: OpsKind) => asked.locks(kind, program, memory),
    callbackUses: (table: string) => asked.uses(table, program, memory),
    entryEvidence: (at, event) => asked.entries(piece, at, event, memory),
    untoldWay: once(() => asked.untoldWay(piece, memory)),
    nonblockingEvents: () => memory.nonblockingEvents(),
    opsTable: (name: string) => memory.opsTable(name),
    servesSeveralTrees: [...program.world.keys()].some((atom) => !atom.startsWith('CONFIG_')),
    isCallback: isCallback(routine, memory.index),
    unwaitedExit: () => memory.unwaitedExit(),
    isModuleExit: [...memory.index.exits].some(({ name }) => name === routine.name),
  };
}

/** Computed when it is asked for the first time. */
function once<T>(compute: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: compute() }).value;
}

/** The range that the core gives to a callback. */
function rangeParameter(routine: Routine): string | undefined {
  return routine.graph.variables.find((v) => v.parameter !== undefined && v.pointers === 1 && v.typeBase === RANGE_TYPE)?.id;
}

export function callbackSite({ table, piece, ...role }: FileRole, routine: Routine): CallbackSite {
  const entries = new Map([...table.entries].map(([member, span]) => [member, { piece, span }]));
  return { ...role, ...table, entries, range: rangeParameter(routine) };
}
