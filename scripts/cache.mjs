// @ts-check
/**
 * Where large downloads live: outside the repository, shared by all clones of it, keyed by version.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The cache folder of this project (`$XDG_CACHE_HOME/mmu-notifier-lens`); it need not exist yet. */
export const cacheRoot = path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'mmu-notifier-lens');

/**
 * A folder in the cache, filled once. A half-filled one never gets the final name, so an interrupted run is repeated.
 * Two runs at the same time may both fill it; the first to finish wins.
 * @param {string} key the folder's name, with the version of what it holds
 * @param {(folder: string) => void} fill puts the content into an empty folder; throws when it cannot
 * @returns {string} the absolute path of the filled folder
 */
export function cached(key, fill) {
  const folder = path.join(cacheRoot, key);
  if (fs.existsSync(folder)) return folder;
  fs.mkdirSync(cacheRoot, { recursive: true });
  const unfinished = fs.mkdtempSync(path.join(cacheRoot, `.${key}-`));
  try {
    fill(unfinished);
    if (!fs.existsSync(folder)) fs.renameSync(unfinished, folder);
  } finally {
    fs.rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}
