/** The subscribers of each tree that documents belong to: found in the background, in a thread, with progress; kept until files change. */
import type { Connection } from 'vscode-languageserver';
import { mayLookInto } from '../host/definitions/definitions.ts';
import { findFiles } from '../host/find-files.ts';
import { SUBSCRIBER_WORDS } from '../host/notifier-words.ts';
import { readSource } from '../host/read-source.ts';
import type { SubscriberEntries } from '../host/subscriber-entries.ts';
import type { SubscriberThread } from '../host/subscriber-thread.ts';
import type { Client } from './client.ts';

interface Known {
  /** What is looked through: a tree, or a folder of the workspace. */
  readonly folder: string;
  readonly whole: Promise<SubscriberEntries>;
  /** What `whole` has come to. */
  arrived?: SubscriberEntries;
  done: number;
  total: number;
}

/** What a file was found to have, by its text. */
interface Kept {
  readonly text: string;
  readonly entries: SubscriberEntries;
}

export class TreeSubscribers {
  readonly #connection: Connection;
  readonly #client: Client;
  readonly #thread: SubscriberThread;
  readonly #known = new Map<string, Known>();
  readonly #files = new Map<string, Kept>();
  /** All that were ever asked for. */
  readonly #folders = new Set<string>();

  constructor(connection: Connection, client: Client, thread: SubscriberThread) {
    this.#thread = thread;
    this.#connection = connection;
    this.#client = client;
  }

  /** What is known by now; the first question begins the search. @param folder absolute */
  now(folder: string): { readonly entries?: SubscriberEntries; readonly done: number; readonly total: number } {
    const { arrived, done, total } = this.#of(folder);
    return { done, total, ...(arrived ? { entries: arrived } : {}) };
  }

  /** The same when all is known. Never rejects. */
  whole(folder: string): Promise<SubscriberEntries> {
    return this.#of(folder).whole;
  }

  /** Of a document as it is in the editor; `undefined` if it can't be told, or something newer was asked meanwhile. */
  async ofText(path: string, text: string): Promise<SubscriberEntries | undefined> {
    const kept = this.#files.get(path);
    if (kept?.text === text) return kept.entries;
    const answer = await this.#thread.ask({ path, text });
    if (!('subscribers' in answer)) return undefined;
    this.#files.set(path, { text, entries: answer });
    return answer;
  }

  /**
   * Files of the trees have changed: those that are the same, and look into none of these, are not looked at again.
   * @param changed absolute paths; `undefined` where it may be any
   */
  forget(changed: readonly string[] | undefined): void {
    this.#known.clear();
    for (const file of [...this.#files.keys()]) {
      const isStale = !changed || [...this.#folders].some((folder) => changed.some((other) => mayLookInto(folder, file, other)));
      if (isStale) this.#files.delete(file);
    }
  }

  #of(folder: string): Known {
    let known = this.#known.get(folder);
    if (!known) {
      const made: Known = { folder, done: 0, total: 0, whole: Promise.resolve().then(() => this.#look(made)) };
      known = made;
      this.#known.set(folder, made);
      this.#folders.add(folder);
    }
    return known;
  }

  async #look(known: Known): Promise<SubscriberEntries> {
    const progress = this.#client.workDoneProgress ? await this.#connection.window.createWorkDoneProgress().catch(() => undefined) : undefined;
    progress?.begin('Looking at mmu_notifier subscribers', 0, 'looking for files', false);
    const all: SubscriberEntries[] = [];
    try {
      const { files } = await findFiles(known.folder, undefined, SUBSCRIBER_WORDS).catch(() => ({ files: [] }));
      known.total = files.length;
      for (const file of [...files].sort()) {
        progress?.report(Math.floor((100 * known.done) / known.total), `${known.done} of ${known.total} files`);
        all.push(await this.#ofFile(file));
        known.done++;
      }
    } finally {
      progress?.done();
    }
    const found = { subscribers: all.flatMap(({ subscribers }) => subscribers), registrations: all.flatMap(({ registrations }) => registrations) };
    known.arrived = found;
    return found;
  }

  async #ofFile(path: string): Promise<SubscriberEntries> {
    const nothing = { subscribers: [], registrations: [] };
    const source = await readSource(path);
    if ('problem' in source) return nothing;
    const kept = this.#files.get(path);
    if (kept?.text === source.text) return kept.entries;
    const answer = await this.#thread.ask({ path });
    if (!('subscribers' in answer)) {
      if ('problem' in answer) this.#connection.console.warn(`${path}: ${answer.problem}`);
      return nothing;
    }
    this.#files.set(path, { text: source.text, entries: answer });
    return answer;
  }
}
