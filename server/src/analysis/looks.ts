/**
 * Looks that were taken at functions, kept for the next text: where the machine would see the same, rules would find the same, however much is
 * typed around it. (Results as a whole are kept as long as nothing is written otherwise at all: see `remembered.ts`.)
 */
import type { WaitedForLock } from '../rules/rule.ts';
import { type Mode, MODES } from '../simulator/modes.ts';
import { type SliceKind, withWrites } from '../simulator/slice.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import { atomsOf, type World } from '../syntax/world.ts';
import { alike, type KnownFunction } from './alike.ts';
import { pieceKey } from './index-file.ts';
import type { Look } from './judge.ts';
import type { FileMemory } from './memory.ts';
import { movedReport, type Move, type Moves, placing } from './moved.ts';
import { FileProgram } from './program.ts';
import { Questions } from './questions.ts';
import { equalPieces, equalSignatures, rootSignature, type Signature } from './signature.ts';

/** A look that took less is taken again as fast, in blocks executed; but where something was found, all is to be from one text. */
const WORTH_KEEPING = 50;

/** What a look showed. */
export interface Seen extends Look {
  /** Locks that a callback takes, and others may hold. */
  readonly takes: readonly WaitedForLock[];
  /** Functions that were looked into for that, by `pieceKey`. */
  readonly told: readonly string[];
}

/** The function that is looked at, and how. */
export interface Glass {
  readonly piece: FunctionPiece;
  readonly world: World;
  /** Equal for equal worlds. */
  readonly worldKey: string;
  /** Tells this look at the function from others. */
  readonly name: string;
  readonly modes: readonly Mode[];
}

/** What a look is told of by others. */
export interface Sources {
  /** Functions that were looked into. */
  readonly ran: Set<FunctionPiece>;
  readonly asked: Questions;
  /** Readers were looked for. */
  asksReaders: boolean;
}

/** So many looks at one function are kept that nobody asked for: under which locks, or in which worlds, a function is looked at may change while it is typed into. */
const UNASKED = 16;

interface Kept {
  /** The function, by `pieceKey`. */
  readonly of: string;
  readonly seen: Seen;
  readonly kinds: ReadonlySet<SliceKind>;
  readonly root: Signature;
  readonly asked: Questions;
  readonly answers: Signature;
  /** By key. */
  readonly ran: ReadonlyMap<string, KnownFunction>;
}

/** Something was found in a text that is written otherwise now, or was just found. */
export type Origin = 'moved' | 'new';

export class Looks {
  readonly #memory: FileMemory;
  readonly #kept = new Map<string, Kept>();
  #before: ReadonlyMap<string, Kept>;
  /** One for all the looks at a function. */
  readonly #roots = new Map<FunctionPiece, Signature>();

  /** @param before of an earlier text of the file, of which everything else is the same */
  constructor(memory: FileMemory, before: Looks | undefined) {
    this.#memory = memory;
    this.#before = before ? before.#kept : new Map();
  }

  /** What was not asked for again is kept, as far as what was looked at is still there: of each function what was asked for last. */
  settle(): void {
    const { functionsByKey } = this.#memory.index;
    const counts = new Map<string, number>();
    for (const [key, kept] of this.#before) {
      const count = counts.get(kept.of) ?? 0;
      if (this.#kept.has(key) || count >= UNASKED || ![...kept.ran.keys()].every((name) => functionsByKey.has(name))) continue;
      counts.set(kept.of, count + 1);
      this.#kept.set(key, kept);
    }
    this.#before = new Map();
  }

  /**
   * @param ran and `asked` are told what the look hangs on
   * @param isNew what was found in another text won't do
   */
  take(glass: Glass, { ran, asked }: Pick<Sources, 'ran' | 'asked'>, isNew: boolean, compute: (sources: Sources) => Seen): { readonly seen: Seen; readonly origin: Origin } {
    const key = `${pieceKey(glass.piece)} ${glass.worldKey} ${glass.name}`;
    const earlier = this.#before.get(key);
    const moves = earlier && this.#movesTo(glass, earlier);
    const moved = earlier && moves && (moves.size === 0 || !isNew || earlier.seen.reports.length === 0) ? movedSeen(earlier.seen, pieceKey(glass.piece), moves) : undefined;
    if (earlier && moved) {
      this.#kept.set(key, earlier);
      for (const name of earlier.ran.keys()) {
        const piece = this.#memory.index.functionsByKey.get(name);
        if (piece) ran.add(piece);
      }
      asked.add(earlier.asked);
      return { seen: moved, origin: moved.reports.length > 0 && moves && moves.size > 0 ? 'moved' : 'new' };
    }
    const sources: Sources = { ran: new Set([glass.piece]), asked: new Questions(), asksReaders: false };
    const seen = compute(sources);
    for (const piece of sources.ran) ran.add(piece);
    asked.add(sources.asked);
    if (seen.spent >= WORTH_KEEPING || seen.reports.length > 0) this.#kept.set(key, this.#keep(glass, seen, sources));
    else this.#kept.delete(key);
    return { seen, origin: 'new' };
  }

  #keep({ piece, modes }: Glass, seen: Seen, { ran, asked, asksReaders }: Sources): Kept {
    const kinds = new Set<SliceKind>(['helper']);
    for (const mode of [...modes, ...(asksReaders ? ['large-subscriber'] as const : [])]) for (const kind of [MODES[mode].slice, MODES[mode].calleeSlice, withWrites(MODES[mode].calleeSlice)]) kinds.add(kind);
    return {
      of: pieceKey(piece), seen, kinds, asked, root: this.#rootOf(piece), answers: asked.answers(this.#memory),
      ran: new Map([...ran].map((looked) => [pieceKey(looked), this.#memory.known(looked)])),
    };
  }

  #rootOf(piece: FunctionPiece): Signature {
    const signature = this.#roots.get(piece) ?? rootSignature(piece, this.#memory);
    this.#roots.set(piece, signature);
    return signature;
  }

  /** The functions that are written otherwise; `undefined` where the machine might see something else. */
  #movesTo({ piece: root, world }: Glass, { root: rootBefore, ran, kinds, asked, answers }: Kept): Moves | undefined {
    const memory = this.#memory;
    if (!equalSignatures(rootBefore, this.#rootOf(root))) return undefined;
    const moves = new Map<string, Move>();
    for (const [key, before] of ran) {
      const piece = key === pieceKey(root) ? root : memory.index.functionsByKey.get(key);
      if (!piece) return undefined;
      const now = memory.known(piece);
      if (now === before || equalPieces(now.signature, before.signature)) continue;
      const move = this.#moveOf(piece, before, world, piece === root, kinds);
      if (!move) return undefined;
      moves.set(key, move);
    }
    if ([...moves.keys()].some((key) => asked.hasPlacesIn(key))) return undefined;
    return equalSignatures(answers, asked.answers(memory)) ? moves : undefined;
  }

  #moveOf(piece: FunctionPiece, before: KnownFunction, world: World, isRoot: boolean, kinds: ReadonlySet<SliceKind>): Move | undefined {
    // Others may have been looked at in other worlds, too.
    if (atomsOf(piece).length > 0 && (!isRoot || kinds.has('subscribed'))) return undefined;
    const routine = alike(piece, before, world, kinds, this.#memory, new FileProgram(this.#memory, world, new Set()));
    return routine && { routine, place: placing(before.signature.text, piece.text) };
  }
}

function movedSeen(seen: Seen, root: string, moves: Moves): Seen | undefined {
  if (moves.size === 0) return seen;
  const reports = seen.reports.flatMap(({ rule, report }) => {
    const moved = movedReport(report, root, moves);
    return moved ? [{ rule, report: moved }] : [];
  });
  return reports.length === seen.reports.length ? { ...seen, reports } : undefined;
}
