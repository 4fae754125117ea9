/** Small reads of build files. */
import { readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';

/** For so many milliseconds at a time a host attends to nothing else. */
const TURN = 20;

let turn = 0;

/**
 * A file's text, or `undefined` where it cannot be read. Of thousands of small files each is read at once, since handing it to a thread
 * takes several times as long as reading it; in between whatever else waits is let go first.
 */
export async function readText(file: string): Promise<string | undefined> {
  while (performance.now() - turn > TURN) {
    await setImmediate();
    turn = performance.now();
  }
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
