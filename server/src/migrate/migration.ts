/** What is asked of a conversion from one generation of the API to another, and what comes of it. Plain data; offsets as in `findings.ts`. */
import type { TextEdit } from '../findings.ts';
import type { Generation } from '../kernel/generation.ts';

export interface MigrationInput {
  readonly text: string;
  /** What the code was written for, where its shape leaves that open. Each call is looked at by itself all the same. */
  readonly from: Generation;
  readonly to: Generation;
  /** Which event a call is given that has none: the one that obliges subscribers to most, or the likeliest one. */
  readonly events: 'safe' | 'inferred';
  /** Convert the API's own declarations too, if this is the header. */
  readonly header: boolean;
}

/** Something to say about one place of the original text. */
export interface Remark {
  /** Offset in the text that was given. */
  readonly at: number;
  readonly message: string;
}

/** How many of what were changed. */
export interface Tally {
  readonly calls: number;
  readonly declarations: number;
  readonly callbacks: number;
  readonly fields: number;
  readonly names: number;
}

export interface Migration {
  /** In the order of the file, without overlap; applied, they give the converted text. */
  readonly edits: readonly TextEdit[];
  /** What the target can't express, or what was left alone: the converted text says less than the original, or does not compile. */
  readonly losses: readonly Remark[];
  /** Choices that were made, with the reason. */
  readonly remarks: readonly Remark[];
  readonly changed: Tally;
}
