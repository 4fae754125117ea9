/** Which subscribers are worth asking for the locks that their callbacks wait for, on behalf of a file that may hold some: by the two texts. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A file that may hold locks. */
export interface Holder {
  readonly text: string;
  /** See `FileAnalysis.mayHold`. */
  readonly mayHold: readonly string[];
}

/** Headers that everybody includes. */
const ORDINARY = /^(?:linux|asm|uapi)\//;

function namedIn(text: string, name: string): boolean {
  return text.includes(name) && new RegExp(String.raw`\b${name}\b`).test(text);
}

function includesOf(text: string): ReadonlyMap<string, boolean> {
  return new Map(Array.from(text.matchAll(/^[ \t]*#[ \t]*include[ \t]*(["<])([^">\n]+)[">]/gm), ([, mark, name = '']) => (mark === '"' ? [path.posix.basename(name), true] : [name, false])));
}

/** Whether a header of the tree declares a lock of one of these names. */
function declaresLock(root: string, header: string, names: readonly string[]): boolean {
  try {
    const text = readFileSync(path.join(root, 'include', header), 'utf8');
    return names.some((name) => text.includes(name) && new RegExp(String.raw`\b(?:mutex|rw_semaphore|semaphore|(?:raw_)?spinlock_t|rwlock_t)\s+${name}\s*;`).test(text));
  } catch {
    return false;
  }
}

/**
 * They name one member, and include one header: of the driver's own, or one of the tree's in which that member is a lock.
 * @param root absolute path of the tree
 */
export function mayShareLocks(root: string, subscriber: string, { text, mayHold }: Holder): boolean {
  const names = mayHold.filter((name) => namedIn(subscriber, name));
  if (names.length === 0) return false;
  const included = includesOf(subscriber);
  return [...includesOf(text)].some(([header, isOwn]) => included.get(header) === isOwn && (isOwn || !ORDINARY.test(header) || declaresLock(root, header, names)));
}
