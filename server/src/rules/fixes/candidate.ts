/** What a fix is made with: an edit that has yet to be verified, and what a rule may look at to make one. */
import type { EntryDeed } from '../../kernel/entries.ts';
import type { Generation } from '../../kernel/generation.ts';
import type { Routine } from '../../simulator/routine.ts';
import type { Span } from '../../syntax/ast.ts';

/** An edit of the function's piece; offsets relative to the piece. */
export interface PieceEdit {
  readonly span: Span;
  readonly newText: string;
}

export interface Candidate {
  readonly title: string;
  readonly event?: string;
  /** It leaves something for the author to do, so that it is not preferred. */
  readonly isPartial?: true;
  readonly edits: readonly PieceEdit[];
}

export interface FixContext {
  readonly routine: Routine;
  /** The piece's text. */
  readonly text: string;
  readonly generation: Generation;
  /** What is done to page-table entries, and where in words, while the range is open that is initialised, or started, by the call at this offset of the piece. */
  entryDeeds(at: number): ReadonlyMap<EntryDeed, string>;
  /** The member of a structure of this file (`struct args`) by which it names an owner. */
  ownerMember(type: string): string | undefined;
}
