/** Writing a changed file: whole or not at all, and never over a change that somebody else has made meanwhile. */
import { readFile } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import { encodeSource, type SourceText } from '../host/source-text.ts';
import { errorText } from '../host/system-error.ts';

/**
 * @param source the file as it was read
 * @returns why it was not written, or nothing
 */
export function writeFixed(path: string, source: SourceText, text: string): Promise<string | undefined> {
  return writeChanged(path, source, text, 'fixes');
}

/** @param what is to be written, in a word */
export async function writeChanged(path: string, source: SourceText, text: string, what: string): Promise<string | undefined> {
  try {
    if (!encodeSource(source, source.text).equals(await readFile(path))) return `changed on disk while it was checked, ${what} not written`;
    await writeFileAtomic(path, encodeSource(source, text));
    return undefined;
  } catch (error) {
    return `${what} not written: ${errorText(error)}`;
  }
}
