/** The options of `mnlens migrate`, validated. */
import type { Generation } from '../kernel/generation.ts';
import { GENERATIONS, generationOf } from '../kernel/generations/index.ts';
import { Failure } from './failure.ts';
import { oneOf } from './options.ts';

export interface MigrateOptions {
  readonly paths: readonly string[];
  readonly tree: string | undefined;
  /** `undefined`: what the file's own tree has. */
  readonly to: Generation | undefined;
  /** `undefined`: what the file's own tree has, where calls leave it open. */
  readonly from: Generation | undefined;
  readonly events: 'safe' | 'inferred';
  /** What is done with the result: told about, printed as a patch, or written. */
  readonly output: 'summary' | 'diff' | 'write';
  readonly header: boolean;
  readonly force: boolean;
}

/** As commander hands them over. */
export interface RawMigrateOptions {
  readonly to: string;
  readonly from?: string;
  readonly tree?: string;
  readonly events: string;
  readonly diff?: boolean;
  readonly write?: boolean;
  readonly header?: boolean;
  readonly force?: boolean;
}

/** Throws `Failure` for a value that does not exist. */
export function migrateOptions(paths: readonly string[], raw: RawMigrateOptions): MigrateOptions {
  if (raw.diff && raw.write) throw new Failure('--diff and --write: one of them');
  return {
    paths,
    tree: raw.tree,
    to: raw.to === 'tree' ? undefined : known(raw.to, '--to', ', or `tree` for what the tree has'),
    from: raw.from === undefined ? undefined : known(raw.from, '--from', ''),
    events: oneOf(['safe', 'inferred'], raw.events, '--events'),
    output: raw.diff ? 'diff' : raw.write ? 'write' : 'summary',
    header: raw.header ?? false,
    force: raw.force ?? false,
  };
}

function known(release: string, option: string, also: string): Generation {
  const generation = generationOf(release);
  if (!generation) throw new Failure(`${option} ${release}: not a release with the API (${GENERATIONS[0]?.release} or later)${also}`);
  return generation;
}
