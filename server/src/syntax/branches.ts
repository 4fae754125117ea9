/** The stack of open `#if` groups while a file is cut into pieces. */
import type { Guard } from './outline.ts';

/** Braces and parentheses open at some point. */
export interface Nesting {
  readonly braces: number;
  readonly parens: number;
}

export class Group {
  /** The `#if`'s token. */
  readonly directive: number;
  /** Nesting at the `#if`, to which every branch goes back. */
  readonly before: Nesting;
  /** The item that was unfinished at the `#if`; 0 if there was none. */
  readonly item: number;
  /** Number of pieces made before the `#if`. */
  readonly pieces: number;
  readonly isIncludeGuard: boolean;
  /** The whole group stands in a branch that is never compiled. */
  readonly inDead: boolean;
  readonly #earlier: string[] = [];
  #condition: string | undefined;
  /** The first token of the current branch. */
  branch: number;
  /** Nesting at the end of the first branch that is compiled: it goes on from there behind the `#endif`. */
  result: Nesting | undefined;

  constructor(directive: number, condition: string, before: Nesting, item: number, pieces: number, isIncludeGuard: boolean, inDead: boolean) {
    this.directive = directive;
    this.branch = directive;
    this.before = before;
    this.item = item;
    this.pieces = pieces;
    this.isIncludeGuard = isIncludeGuard;
    this.inDead = inDead;
    this.#condition = condition;
  }

  /** Go on to the `#elif condition`, or to the `#else` if there is none. */
  next(directive: number, condition: string | undefined): void {
    if (this.#condition !== undefined) this.#earlier.push(this.#condition);
    this.#condition = condition;
    this.branch = directive;
  }

  /** The current branch is `#if 0`, or the `#else` of `#if 1`. */
  get isDead(): boolean {
    return this.inDead || this.#condition === '0' || this.#earlier.includes('1');
  }

  guard(): Guard {
    const not = [...this.#earlier];
    return this.#condition === undefined ? { not } : { not, holds: this.#condition };
  }
}
