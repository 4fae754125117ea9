/** The texts that the properties are tried on: the samples and the fixtures, each as it is to be analysed. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { NEWEST } from '../../server/src/kernel/generations/index.ts';
import type { FileAnalysis, FileInput } from '../../server/src/lens.ts';
import { inputOf } from '../rules-fixtures/check.ts';
import { readFixture } from '../rules-fixtures/fixture.ts';

export interface Specimen {
  /** Path below the repository's root. */
  readonly name: string;
  readonly input: FileInput;
}

const root = path.resolve(import.meta.dirname, '../..');

export const SPECIMENS: readonly Specimen[] = [
  ...cFiles('samples').map((name) => ({ name, input: sample(read(name)) })),
  ...cFiles('test/rules-fixtures').map((name) => ({ name, input: inputOf(readFixture(read(name))) })),
];

/** Those in which there is something to find. */
export const WRONG: readonly Specimen[] = SPECIMENS.filter(({ name }) => !/\/(?:right|clean)[^/]*$/.test(name));

function sample(text: string): FileInput {
  return { text, generation: NEWEST, treeKnown: true, builtWithoutNotifier: 'possible' };
}

function read(name: string): string {
  return readFileSync(path.join(root, name), 'utf8');
}

function cFiles(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.c'))
    .map((file) => path.posix.join(folder, file.replaceAll(path.sep, '/')))
    .sort();
}

/** Everything that a host can see of an analysis. */
export function seen({ findings, functions, gaveUp, asksBuild }: FileAnalysis): object {
  return { findings, functions, gaveUp, asksBuild };
}
