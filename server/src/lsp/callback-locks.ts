/** Which locks the callbacks of a tree wait for: found in the background, in a thread, file by file as documents ask for them; kept until files change. */
import type { FileLocks } from '../host/definitions/definitions.ts';
import { mayLookInto } from '../host/definitions/definitions.ts';
import { findFiles } from '../host/find-files.ts';
import { type Holder, mayShareLocks } from '../host/lock-neighbours.ts';
import { SUBSCRIBER_WORDS } from '../host/notifier-words.ts';
import { readSource } from '../host/read-source.ts';
import type { SubscriberThread } from '../host/subscriber-thread.ts';
import type { WaitedLock } from '../lens.ts';

/** What the callbacks of a file wait for, by its text. */
interface Kept {
  readonly root: string;
  readonly text: string;
  readonly locks: Promise<readonly WaitedLock[]>;
}

const TABLE_WORDS = SUBSCRIBER_WORDS.slice(0, 2);

export class CallbackLocks {
  readonly #thread: SubscriberThread;
  /** Files with ops tables, by the root of the tree. */
  readonly #subscribers = new Map<string, Promise<readonly string[]>>();
  readonly #files = new Map<string, Kept>();

  constructor(thread: SubscriberThread) {
    this.#thread = thread;
  }

  /** Of files that may share locks with this one. Never rejects. @param root absolute path of the tree */
  async sharedWith(root: string, holder: Holder): Promise<readonly FileLocks[]> {
    if (holder.mayHold.length === 0) return [];
    const found: FileLocks[] = [];
    for (const path of await this.#subscribersOf(root)) {
      const source = await readSource(path);
      if ('problem' in source || !mayShareLocks(root, source.text, holder)) continue;
      const locks = await this.#locksOf(root, path, source.text);
      if (locks.length > 0) found.push({ path, locks });
    }
    return found;
  }

  /** Files of the trees have changed. @param changed absolute paths; `undefined` where it may be any */
  forget(changed: readonly string[] | undefined): void {
    // A file that was written may be a subscriber now: it is looked into when somebody asks.
    for (const [root, known] of this.#subscribers) this.#subscribers.set(root, known.then((files) => [...new Set([...files, ...(changed ?? []).filter((file) => file.endsWith('.c') && file.startsWith(root))])].sort()));
    if (!changed) this.#subscribers.clear();
    for (const [path, { root }] of [...this.#files]) if (!changed || changed.some((other) => other === path || mayLookInto(root, path, other))) this.#files.delete(path);
  }

  #subscribersOf(root: string): Promise<readonly string[]> {
    const known = this.#subscribers.get(root) ?? findFiles(root, undefined, TABLE_WORDS).then(({ files }) => files.filter((file) => file.endsWith('.c')).sort(), () => []);
    this.#subscribers.set(root, known);
    return known;
  }

  #locksOf(root: string, path: string, text: string): Promise<readonly WaitedLock[]> {
    const kept = this.#files.get(path);
    if (kept?.text === text) return kept.locks;
    const locks = this.#thread.locksOf(path);
    this.#files.set(path, { root, text, locks });
    return locks;
  }
}
