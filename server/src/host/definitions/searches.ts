/** Searches through folders of a tree that definitions are found with: made here, or asked of who makes them for several threads. */
import { findFiles } from '../find-files.ts';
import { scanFolder } from './scan.ts';

/** Folders are absolute; what can't be read is passed over. */
export interface Searches {
  /** Which functions, macros and structures the C files of a folder may define: see `scanFolder`. */
  names(folder: string): Promise<Uint8Array>;
  /** Absolute paths of the C files that have one of these words. */
  using(folder: string, words: readonly string[]): Promise<readonly string[]>;
}

export const OWN_SEARCHES: Searches = {
  names: scanFolder,
  using: async (folder, words) => (await findFiles(folder, undefined, words)).files,
};
