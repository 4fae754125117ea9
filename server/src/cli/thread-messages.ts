/** What the threads of `mnlens check` and the one that started them say to each other. */
import type { FileLocks } from '../host/definitions/definitions.ts';
import type { FileContext } from '../host/file-context.ts';
import type { Generation } from '../kernel/generation.ts';
import type { CheckedFile } from './check-file.ts';

/** One file. Its generation comes along the first time, later by number. */
export interface Job {
  readonly kind: 'job';
  readonly number: number;
  readonly path: string;
  readonly context: Omit<FileContext, 'generation'>;
  /** That callbacks of other files wait for, where this is known. */
  readonly locks?: readonly FileLocks[];
  readonly generationId: number;
  readonly generation?: Generation;
}

/** A search whose outcome several threads may want. */
export type Search =
  | { readonly what: 'names'; readonly folder: string }
  | { readonly what: 'using'; readonly folder: string; readonly words: readonly string[] };

/** Bytes in memory that all threads share, or paths. */
export type Found = Uint8Array | readonly string[];

export type ToThread = Job | { readonly kind: 'found'; readonly search: Search; readonly found: Found };

export type FromThread =
  | { readonly kind: 'checked'; readonly number: number; readonly checked: CheckedFile | undefined }
  | { readonly kind: 'search'; readonly search: Search };
