/** Writing a fixed file: whole or not at all, and never over a change that somebody else has made meanwhile. */
import { readFile } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import { encodeSource, type SourceText } from '../host/source-text.ts';
import { errorText } from '../host/system-error.ts';

/**
 * @param source the file as it was read
 * @returns why it was not written, or nothing
 */
export async function writeFixed(path: string, source: SourceText, text: string): Promise<string | undefined> {
  try {
    if (!encodeSource(source, source.text).equals(await readFile(path))) return 'changed on disk while it was checked, fixes not written';
    await writeFileAtomic(path, encodeSource(source, text));
    return undefined;
  } catch (error) {
    return `fixes not written: ${errorText(error)}`;
  }
}
