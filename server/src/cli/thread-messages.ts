/** What the threads of `mnlens check` and the one that started them say to each other. */
import type { FileLocks } from '../host/definitions/definitions.ts';
import type { FileContext } from '../host/file-context.ts';
import type { Generation } from '../kernel/generation.ts';
import type { WaitedLock } from '../lens.ts';
import type { CheckedFile } from './check-file.ts';

/** What is wanted: see `Checker`. */
export type Task = { readonly do: 'check' } | { readonly do: 'check-under'; readonly locks: readonly FileLocks[] } | { readonly do: 'locks' };

/** What it came to. */
export type Outcome = CheckedFile | readonly WaitedLock[] | undefined;

/** One file. Its generation comes along the first time, later by number. */
export interface Job {
  readonly kind: 'job';
  readonly number: number;
  readonly path: string;
  readonly context: Omit<FileContext, 'generation'>;
  readonly task: Task;
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
  | { readonly kind: 'done'; readonly number: number; readonly outcome: Outcome }
  | { readonly kind: 'search'; readonly search: Search };
