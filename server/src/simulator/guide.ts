/** Leads the machine along one path: all other ways are left out, and nothing is joined. */
import type { Span } from '../syntax/ast.ts';
import type { Frame } from './frame.ts';
import type { State } from './state.ts';
import type { Decision, Way } from './ways.ts';

export interface Guide {
  /** Functions of other files are run, too, where they may sleep. */
  readonly crossesFiles: boolean;
  /** Which way the path takes. @param ways at least one, in the order of the text */
  choose(f: Frame, end: Decision, ways: readonly Way[]): Way;
  /** A call can have several outcomes that nothing in the text decides about, the usual one first: a lock whose taking may be interrupted. */
  fork(f: Frame, span: Span, states: readonly State[]): State;
  /** What the code at `span` does is done. */
  after(f: Frame, span: Span, s: State): void;
}
