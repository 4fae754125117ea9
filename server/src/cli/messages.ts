/** Lines on stderr. */
import { displayPath } from './paths.ts';
import type { FileProblem } from '../host/find-files.ts';

export function complain(line: string): void {
  process.stderr.write(`mnlens: ${line}\n`);
}

export function complainOf({ path, problem }: FileProblem): void {
  complain(`${displayPath(path)}: ${problem}`);
}
