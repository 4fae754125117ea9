/** One file of a `mnlens migrate`: read and converted, not yet written. */
import type { Generation } from '../kernel/generation.ts';
import type { Lens, Migration } from '../lens.ts';
import { PieceTable } from '../host/piece-table.ts';
import { readSource } from '../host/read-source.ts';
import type { SourceText } from '../host/source-text.ts';
import { errorText } from '../host/system-error.ts';
import type { MigrateOptions } from './migrate-options.ts';

export interface MigratedFile {
  /** Absolute. */
  readonly path: string;
  readonly source: SourceText;
  readonly migration: Migration;
  readonly to: Generation;
  /** The converted text. */
  readonly text: string;
}

export interface Unmigrated {
  readonly path: string;
  readonly problem: string;
}

/** @param path absolute. Never throws. */
export async function migrateFile(lens: Lens, path: string, own: Generation, options: MigrateOptions): Promise<MigratedFile | Unmigrated> {
  const source = await readSource(path);
  if ('problem' in source) return { path, problem: source.problem };
  try {
    const to = options.to ?? own;
    const migration = lens.migrate({ text: source.text, from: options.from ?? own, to, events: options.events, header: options.header });
    const table = new PieceTable(source.text);
    table.apply(migration.edits);
    return { path, source, migration, to, text: table.text };
  } catch (error) {
    return { path, problem: `internal error, not converted: ${errorText(error)}` };
  }
}
