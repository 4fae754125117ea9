/** A file in one world of its preprocessor conditions, as the machine sees it. */
import { buildFlow } from '../flow/flow.ts';
import type { FlowKnowledge } from '../flow/builder.ts';
import { type Generation, isRemarkable } from '../kernel/generation.ts';
import { lockRelevance } from '../simulator/locksets.ts';
import { sliceOf, type Slice, type SliceKind } from '../simulator/relevance.ts';
import type { LockSummary, Program, Routine } from '../simulator/routine.ts';
import type { Expr, Span } from '../syntax/ast.ts';
import type { FunctionPiece, MacroPiece } from '../syntax/outline.ts';
import type { SyntaxParser } from '../syntax/parser.ts';
import { atomsOf, atomsOfGuards, guardsHold, type World, worldsFor } from '../syntax/world.ts';
import { type FileIndex, pieceKey } from './index-file.ts';

/** At most this many alternatives of a function's preprocessor conditions are looked at. */
const WORLDS = 8;

/** What the functions of one file share while they are analysed; it holds for this index and this generation. */
export class FileMemory {
  readonly index: FileIndex;
  readonly generation: Generation;
  readonly #parser: SyntaxParser;
  readonly #routines = new Map<FunctionPiece, Map<string, Routine | undefined>>();
  /** With the functions that each was computed from. */
  readonly summaries = new Map<string, { readonly summary: LockSummary; readonly ran: ReadonlySet<FunctionPiece> }>();

  constructor(index: FileIndex, parser: SyntaxParser, generation: Generation) {
    this.index = index;
    this.generation = generation;
    this.#parser = parser;
  }

  /** A function as it reads in `world`; alternatives of other functions make no difference to it. */
  routine(piece: FunctionPiece, world: World): Routine | undefined {
    const key = atomsOf(piece).map((atom) => world.get(atom)).join();
    let known = this.#routines.get(piece);
    if (!known) this.#routines.set(piece, (known = new Map()));
    if (!known.has(key)) known.set(key, this.#build(piece, world));
    return known.get(key);
  }

  #build(piece: FunctionPiece, world: World): Routine | undefined {
    const { index, generation } = this;
    const syntax = this.#parser.parseFunction(piece, world);
    if (!syntax) return undefined;
    const graph = buildFlow(syntax, flowKnowledge(index));
    const conditions = new Set<Expr>();
    for (const block of graph.blocks) if (block.end.kind === 'branch' && block.end.condition.kind === 'call') conditions.add(block.end.condition);
    const knowledge = {
      maySleep: (name: string) => index.notifying.has(name) || index.rangeMacros.has(name),
      changesLocks: (name: string) => index.locking.has(name) || (index.handed.has(name) && index.locked.has(name)),
      isRemarkable: (name: string) => isRemarkable(name, generation),
      isEventful: (name: string) => index.rangeMacros.has(name) || index.handed.has(name),
    };
    const slices = new Map<SliceKind, Slice>();
    const slice = (kind: SliceKind): Slice => {
      let made = slices.get(kind);
      if (!made) slices.set(kind, (made = sliceOf(graph, { ...knowledge, locks: lockRelevance(graph, knowledge, kind === 'helper') }, kind)));
      return made;
    };
    return {
      key: pieceKey(piece), name: piece.name, syntax, graph, conditions, slice,
      textOf: (span: Span) => piece.text.slice(span.start, span.end),
    };
  }
}

export class FileProgram implements Program {
  readonly generation: Generation;
  readonly world: World;
  readonly #memory: FileMemory;
  readonly #index: FileIndex;
  readonly #worldKey: string;
  #ran: Set<FunctionPiece>;

  /** @param ran is told which functions were looked into */
  constructor(memory: FileMemory, world: World, ran: Set<FunctionPiece>) {
    this.#ran = ran;
    this.#memory = memory;
    this.#index = memory.index;
    this.generation = memory.generation;
    this.world = world;
    this.#worldKey = [...world].map(([atom, holds]) => `${atom}=${holds}`).sort().join(';');
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
    const { summaries } = this.#memory;
    const known = summaries.get(`${this.#worldKey} ${key}`);
    const outer = this.#ran;
    const ran = new Set(known?.ran);
    this.#ran = ran;
    const summary = known ? known.summary : compute();
    this.#ran = outer;
    for (const piece of ran) outer.add(piece);
    if (!known && isFinal()) summaries.set(`${this.#worldKey} ${key}`, { summary, ran });
    return summary;
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

  isRangeMacro(name: string): boolean {
    return this.#index.rangeMacros.has(name);
  }

  maySleep(name: string): boolean {
    return this.#index.notifying.has(name);
  }
}

/** What flow has to know of the file. */
export function flowKnowledge(index: FileIndex): FlowKnowledge {
  return { hidesControl: (name) => (index.macrosNamed.get(name) ?? []).some(hidesControl) };
}

/** A `return`, `goto`, `break` or `continue` in the replacement text that is not inside a loop of its own. */
function hidesControl(macro: MacroPiece): boolean {
  const { identifiers } = macro;
  if (identifiers.has('return') || identifiers.has('goto')) return true;
  const loops = ['do', 'while', 'for', 'switch'].some((word) => identifiers.has(word));
  return !loops && (identifiers.has('break') || identifiers.has('continue'));
}

/** The functions of the file that analysing `root` may run, `root` first. */
function reachOf(root: FunctionPiece, index: FileIndex): readonly FunctionPiece[] {
  const found = new Set<FunctionPiece>([root]);
  for (const piece of found) {
    for (const name of piece.identifiers) {
      if (!index.notifying.has(name) && !index.locking.has(name)) continue;
      for (const callee of index.functionsNamed.get(name) ?? []) found.add(callee);
    }
  }
  return [...found];
}

/** The preprocessor's conditions that `root`'s own text or its callees' can tell apart. */
export function atomsFor(root: FunctionPiece, index: FileIndex): readonly string[] {
  const reach = reachOf(root, index);
  const atoms = new Set<string>(atomsOfGuards(root.guards));
  const add = (piece: FunctionPiece): void => {
    for (const atom of atomsOf(piece)) atoms.add(atom);
    for (const name of piece.identifiers) if (name.startsWith('CONFIG_')) atoms.add(name);
  };
  add(root);
  for (const piece of reach.slice(1)) {
    if (atoms.size > 12) break;
    // What a callee does to the caller's ranges and locks may depend on its own alternatives; when it only sleeps, one of them will do.
    if (index.handed.has(piece.name) || index.locking.has(piece.name)) add(piece);
    if ((index.functionsNamed.get(piece.name)?.length ?? 0) > 1) for (const atom of atomsOfGuards(piece.guards)) atoms.add(atom);
  }
  return [...atoms];
}

/** The alternatives in which `root` exists. */
export function worldsOf(root: FunctionPiece, index: FileIndex): readonly World[] {
  return worldsFor(atomsFor(root, index), WORLDS * 2).filter((world) => guardsHold(root.guards, world) !== false).slice(0, WORLDS);
}
