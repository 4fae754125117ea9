/** Checks files in worker threads: whole kernels. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { FileLocks } from '../host/definitions/definitions.ts';
import type { FileContext } from '../host/file-context.ts';
import type { Generation } from '../kernel/generation.ts';
import type { WaitedLock } from '../lens.ts';
import type { CheckedFile } from './check-file.ts';
import type { Checker } from './checker.ts';
import type { CheckOptions } from './options.ts';
import { SharedSearches } from './shared-searches.ts';
import type { FromThread, Outcome, Search, Task, ToThread } from './thread-messages.ts';

function isChecked(outcome: Outcome): outcome is CheckedFile {
  return outcome !== undefined && 'path' in outcome;
}

/** More than this many threads wait for the disk and the memory rather than for each other. */
const MOST_THREADS = 8;

/** In MB. States of the simulator die young and in masses: with more room fewer of them are looked at by the garbage collector. */
const YOUNG_GENERATION = 64;

interface Waiting {
  readonly path: string;
  readonly context: FileContext;
  readonly task: Task;
  resolve(outcome: Outcome): void;
  reject(error: unknown): void;
}

interface Thread {
  readonly worker: Worker;
  /** Generations that the thread has, by the number under which it knows them. */
  readonly generations: Map<Generation, number>;
  /** Jobs that were sent, by number. */
  readonly sent: Map<number, Waiting>;
}

/** A thread has this many jobs at a time, so that it goes on while this one reads build files, and while some wait for a search. */
const AHEAD = 4;

export class Pool implements Checker {
  readonly #threads: readonly Thread[];
  readonly #queue: Waiting[] = [];
  readonly #searches = new SharedSearches();
  #jobs = 0;

  constructor(options: CheckOptions) {
    this.#threads = Array.from({ length: Math.min(availableParallelism(), MOST_THREADS) }, () => this.#start(options));
  }

  async check(path: string, context: FileContext): Promise<CheckedFile> {
    const checked = await this.#ask(path, context, { do: 'check' });
    if (!isChecked(checked)) throw new Error(`${path} was not checked`);
    return checked;
  }

  async checkUnder(locks: readonly FileLocks[], path: string, context: FileContext): Promise<CheckedFile | undefined> {
    const checked = await this.#ask(path, context, { do: 'check-under', locks });
    return isChecked(checked) ? checked : undefined;
  }

  async locksOf(path: string, context: FileContext): Promise<readonly WaitedLock[]> {
    const locks = await this.#ask(path, context, { do: 'locks' });
    return locks === undefined || isChecked(locks) ? [] : locks;
  }

  #ask(path: string, context: FileContext, task: Task): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ path, context, task, resolve, reject });
      const [idlest] = this.#threads.toSorted((a, b) => a.sent.size - b.sent.size);
      if (idlest && idlest.sent.size < AHEAD) this.#next(idlest);
    });
  }

  close(): void {
    for (const { worker } of this.#threads) void worker.terminate();
  }

  #start(options: CheckOptions): Thread {
    const worker = new Worker(new URL('./worker.js', import.meta.url), {
      workerData: options,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION },
    });
    const thread: Thread = { worker, generations: new Map(), sent: new Map() };
    worker.on('message', (message: FromThread) => {
      if (message.kind === 'search') void this.#search(thread, message.search);
      else {
        thread.sent.get(message.number)?.resolve(message.outcome);
        thread.sent.delete(message.number);
        this.#next(thread);
      }
    });
    worker.on('error', (error) => {
      for (const waiting of [...thread.sent.values(), ...this.#queue.splice(0)]) waiting.reject(error);
      thread.sent.clear();
    });
    return thread;
  }

  async #search({ worker }: Thread, search: Search): Promise<void> {
    const message: ToThread = { kind: 'found', search, found: await this.#searches.make(search) };
    worker.postMessage(message);
  }

  #next(thread: Thread): void {
    const waiting = this.#queue.shift();
    if (!waiting) return;
    const number = this.#jobs++;
    thread.sent.set(number, waiting);
    const {
      path,
      task,
      context: { generation, ...context },
    } = waiting;
    const known = thread.generations.get(generation);
    const id = known ?? thread.generations.size;
    thread.generations.set(generation, id);
    // Sent once, so that the thread sees one object for one tree, as this one does.
    const job: ToThread = { kind: 'job', number, path, context, task, generationId: id, ...(known === undefined ? { generation } : {}) };
    thread.worker.postMessage(job);
  }
}
