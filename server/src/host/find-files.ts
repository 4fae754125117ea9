/**
 * Which C files below a folder use the mmu_notifier API: with ripgrep (a whole kernel in half a second), or without.
 * Hidden files and folders are left out, ignore files are not honoured, symbolic links inside the folder are not followed.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { findFilesWithNode } from './find-files-node.ts';
import { NOTIFIER_WORDS } from './notifier-words.ts';

export interface FoundFiles {
  /** Absolute, in no particular order. */
  readonly files: readonly string[];
  /** One line each: what below the folder could not be read. */
  readonly problems: readonly FileProblem[];
}

export interface FileProblem {
  /** Absolute. */
  readonly path: string;
  readonly problem: string;
}

/**
 * @param folder absolute path of a readable folder
 * @param signal stops the search; what was found so far is returned
 * @param words one of them has to be in the file
 */
export async function findFiles(folder: string, signal?: AbortSignal, words: readonly string[] = NOTIFIER_WORDS): Promise<FoundFiles> {
  for (const program of await ripgreps()) {
    const found = await findFilesWithRipgrep(program, folder, signal, words);
    if (found) return found;
  }
  return findFilesWithNode(folder, signal, words);
}

/** The ripgrep of the npm package, where it is installed, then the one on PATH. MNLENS_NO_RIPGREP=1 is for tests and odd systems. */
export async function ripgreps(): Promise<readonly string[]> {
  if (process.env['MNLENS_NO_RIPGREP']) return [];
  try {
    return [(await import('@vscode/ripgrep')).rgPath, 'rg'];
  } catch {
    return ['rg'];
  }
}

/** `undefined` when the program does not start or does not know the options. */
function findFilesWithRipgrep(program: string, folder: string, signal: AbortSignal | undefined, words: readonly string[]): Promise<FoundFiles | undefined> {
  const patterns = words.flatMap((word) => ['-e', word]);
  // `--text`: a binary file that calls itself .c shall be named, not passed over. `--null`: file names may hold line ends.
  const options = [
    '--no-config',
    '--no-ignore',
    '--files-with-matches',
    '--null',
    '--text',
    '--fixed-strings',
    '--type-add',
    'kernel:*.{c,h}',
    '--type',
    'kernel',
  ];
  return new Promise((resolve) => {
    const child = spawn(program, [...options, ...patterns, '--', folder], { stdio: ['ignore', 'pipe', 'pipe'] });
    const stop = (): void => void child.kill();
    signal?.addEventListener('abort', stop, { once: true });
    let output = '';
    let complaints = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (complaints += chunk));
    child.on('error', () => resolve(undefined));
    child.on('close', (status) => {
      signal?.removeEventListener('abort', stop);
      const problems = complaints.split('\n').flatMap((line) => complaint(line) ?? []);
      // 0: found; 1: found nothing; 2: some files could not be read, or the options are wrong.
      if (status === 2 && problems.length === 0) resolve(undefined);
      else resolve({ files: output.split('\0').filter((file) => file !== '' && !isHidden(folder, file)), problems });
    });
  });
}

/** `rg: /a/b: Permission denied (os error 13)`. */
function complaint(line: string): FileProblem | undefined {
  const match = /^rg: (.+?): (?:IO error for operation on .+?: )?(.+) \(os error \d+\)$/.exec(line);
  const [, file, problem] = match ?? [];
  return file !== undefined && problem !== undefined ? { path: file, problem: problem.toLowerCase() } : undefined;
}

/** ripgrep passes over hidden folders, but a type that names `*.c` brings hidden files back in. */
function isHidden(folder: string, file: string): boolean {
  return path
    .relative(folder, file)
    .split(path.sep)
    .some((part) => part.startsWith('.') && part !== '..');
}
