/** Reading a source file from disk; every way in which it can fail comes back as one line. */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { decodeSource, LONGEST_FILE, tooLong, type NoSource, type SourceText } from './source-text.ts';
import { errorText } from './system-error.ts';

/** Never throws. Only regular files are read (a FIFO would block for ever). */
export async function readSource(path: string): Promise<SourceText | NoSource> {
  try {
    // O_NONBLOCK, so that opening a FIFO does not wait for a writer.
    const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const status = await handle.stat();
      if (!status.isFile()) return { problem: 'not a regular file, not checked' };
      if (status.size > LONGEST_FILE) return { problem: tooLong(status.size) };
      return decodeSource(await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { problem: errorText(error) };
  }
}
