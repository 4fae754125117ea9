/** One file of a `mnlens check`: read, analysed, fixed if asked for. */
import type { Finding } from '../findings.ts';
import { elsewhereOf } from '../host/definitions/asked.ts';
import type { Definitions, FileLocks } from '../host/definitions/definitions.ts';
import type { FileContext } from '../host/file-context.ts';
import { fixAll } from '../host/fix-all.ts';
import { readSource } from '../host/read-source.ts';
import { atLeast } from '../host/severities.ts';
import type { SourceText } from '../host/source-text.ts';
import { errorText } from '../host/system-error.ts';
import { type Elsewhere, type FileInput, type Lens, mayKnow, type WaitedLock } from '../lens.ts';
import { type FileReport, reportFile } from './file-report.ts';
import type { CheckOptions } from './options.ts';
import { displayPath } from './paths.ts';
import { writeFixed } from './write-fixed.ts';

/** What files are checked with. */
export interface Means {
  readonly lens: Lens;
  readonly options: CheckOptions;
  /** One for each thread, and for all its files. */
  readonly definitions: Definitions;
}

/** Plain data, as it may come from another thread. */
export interface CheckedFile {
  /** Absolute. */
  readonly path: string;
  /** Absent where the file could not be read. */
  readonly report?: FileReport;
  /** Lines for stderr. */
  readonly problems: readonly string[];
  readonly fixed: number;
  /** See `FileAnalysis.asksBuild`. */
  readonly asksBuild: boolean;
  /** See `FileAnalysis.mayHold`. */
  readonly mayHold: readonly string[];
  /** Locks that callbacks of the file wait for. */
  readonly waitedLocks: readonly WaitedLock[];
  /** A fix that had to be written could not be. */
  readonly writeFailed: boolean;
}

type Surroundings = (input: FileInput) => Promise<Elsewhere | undefined>;

/** @param path absolute. Never throws: what goes wrong with one file is not to keep the others from being checked. */
export async function checkFile(means: Means, path: string, context: FileContext): Promise<CheckedFile> {
  return checkWith(means, path, context, (input) => elsewhereOf(means.lens, means.definitions, context.root, path, input));
}

/** The same once it is known which locks callbacks of other files wait for; `undefined` where the file can hold none of them. */
export async function checkFileUnder(locks: readonly FileLocks[], means: Means, path: string, context: FileContext): Promise<CheckedFile | undefined> {
  const { root } = context;
  const source = await readSource(path);
  const held = 'problem' in source ? [] : locks.map((file) => ({ ...file, locks: file.locks.filter((lock) => mayKnow(source.text, lock)) }));
  const callbackLocks = root === undefined ? [] : await means.definitions.locksAround(root, path, held);
  if (root === undefined || callbackLocks.length === 0) return undefined;
  return checkWith(means, path, context, async (input) => ({ ...((await elsewhereOf(means.lens, means.definitions, root, path, input)) ?? (await means.definitions.around(root, path))), callbackLocks }));
}

async function checkWith(means: Means, path: string, context: FileContext, elsewhere: Surroundings): Promise<CheckedFile> {
  const source = await readSource(path);
  if ('problem' in source) return unchecked(path, source.problem);
  try {
    return await checkSource(means, path, source, context, elsewhere);
  } catch (error) {
    return unchecked(path, `internal error, not checked: ${errorText(error)}`);
  }
}

function unchecked(path: string, problem: string): CheckedFile {
  return { path, problems: [problem], fixed: 0, asksBuild: false, mayHold: [], waitedLocks: [], writeFailed: false };
}

async function checkSource({ lens, options }: Means, path: string, source: SourceText, context: FileContext, elsewhereOfInput: Surroundings): Promise<CheckedFile> {
  const problems = source.encoding === 'latin1' ? ['not UTF-8, read as Latin-1'] : [];
  const selects = selector(options);
  // A fix is not to bring in anything else, and so all rules have to judge it.
  const input = { text: source.text, ...context, ...(options.rules && !options.fix ? { rules: options.rules } : {}) };
  const elsewhere = await elsewhereOfInput(input);
  let analysis = lens.analyze({ ...input, ...(elsewhere ? { elsewhere } : {}) });
  let fixed = 0;
  let writeFailed = false;
  if (options.fix) {
    const result = fixAll(lens, analysis, selects);
    const problem = result.fixed > 0 ? await writeFixed(path, source, result.analysis.input.text) : undefined;
    if (problem === undefined) {
      analysis = result.analysis;
      fixed = result.fixed;
    } else {
      problems.push(problem);
      writeFailed = true;
    }
  }
  return { path, report: reportFile(lens, analysis, displayPath(path), selects), problems, fixed, asksBuild: analysis.asksBuild, mayHold: analysis.mayHold, waitedLocks: analysis.waitedLocks, writeFailed };
}

function selector({ rules, minSeverity }: CheckOptions): (finding: Finding) => boolean {
  return (finding) => atLeast(finding.severity, minSeverity) && (rules === undefined || rules.has(finding.rule));
}
