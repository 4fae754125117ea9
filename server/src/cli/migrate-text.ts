/** What `mnlens migrate` says, and its patches. */
import { createTwoFilesPatch } from 'diff';
import type { Remark, Tally } from '../lens.ts';
import { encodeSource } from '../host/source-text.ts';
import type { Colors } from './colors.ts';
import { Lines } from './lines.ts';
import type { MigratedFile } from './migrate-file.ts';
import { displayPath } from './paths.ts';

const KINDS: readonly (readonly [keyof Tally, string])[] = [
  ['calls', 'call'],
  ['declarations', 'declaration'],
  ['callbacks', 'callback'],
  ['fields', 'field'],
  ['names', 'name'],
];

function counted(tally: Tally): string {
  return KINDS.filter(([kind]) => tally[kind] > 0).map(([kind, word]) => `${tally[kind]} ${word}${tally[kind] === 1 ? '' : 's'}`).join(', ') || 'nothing to convert';
}

/** Unified, with the paths as `git apply` wants them. In the encoding of the file. */
export function patchOf(file: MigratedFile): Buffer {
  if (file.text === file.source.text) return Buffer.alloc(0);
  const path = displayPath(file.path);
  const mark = file.source.byteOrderMark ? '\uFEFF' : '';
  const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, mark + file.source.text, mark + file.text, undefined, undefined, { context: 3 });
  // The library's own first line is none that git knows.
  return Buffer.concat([Buffer.from(`diff --git a/${path} b/${path}\n`), encodeSource({ ...file.source, byteOrderMark: false }, patch.replace(/^=+\n/, ''))]);
}

/** The remarks of one kind, a line each, as a compiler would write them. */
export function remarksOf(files: readonly MigratedFile[], kind: 'losses' | 'remarks', colors: Colors): string {
  const word = kind === 'losses' ? colors.yellow('lost:') : colors.blue('chosen:');
  return files.flatMap((file) => {
    const lines = new Lines(file.source.text);
    return file.migration[kind].map((remark) => `${place(file, lines, remark, colors)} ${word} ${remark.message}\n`);
  }).join('');
}

function place(file: MigratedFile, lines: Lines, { at }: Remark, colors: Colors): string {
  const { line, column } = lines.position(at);
  return colors.bold(`${displayPath(file.path)}:${line}:${column}:`);
}

export function summaryOf(files: readonly MigratedFile[], colors: Colors): string {
  const changed = files.filter(({ text, source }) => text !== source.text);
  const lines = changed.map(({ path, migration, to }) => `${colors.bold(displayPath(path))}: ${counted(migration.changed)} to the API of ${to.release}\n`);
  const total = { calls: 0, declarations: 0, callbacks: 0, fields: 0, names: 0 };
  for (const { migration } of changed) for (const [kind] of KINDS) total[kind] += migration.changed[kind];
  return `${lines.join('')}${counted(total)} in ${changed.length} of ${files.length} file${files.length === 1 ? '' : 's'}\n`;
}
