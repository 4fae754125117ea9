/** Paths as reports name them. */
import path from 'node:path';

/** Relative to the working directory, with `/` and without `./`; the working directory itself is `.`. */
export function displayPath(absolute: string): string {
  return path.relative(process.cwd(), absolute).split(path.sep).join('/') || '.';
}
