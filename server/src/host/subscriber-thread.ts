/** The thread that looks at subscribers, from the side of who asks it. It is started with the first question. */
import { Worker } from 'node:worker_threads';
import type { WaitedLock } from '../lens.ts';
import type { SubscribersAnswer, SubscribersJob } from './subscribers-worker.ts';

interface Waiting {
  readonly job: Omit<SubscribersJob, 'isFresh'>;
  /** Questions of one key replace each other while they wait. */
  readonly key: string | undefined;
  resolve(answer: SubscribersAnswer): void;
}

export class SubscriberThread {
  #worker: Worker | undefined;
  #current: Waiting | undefined;
  readonly #urgent: Waiting[] = [];
  readonly #patient: Waiting[] = [];
  #isStale = false;

  /**
   * Never rejects.
   * @param job with a text for a document that is being edited: it goes before all others, and replaces an older one of the file
   */
  ask(job: Omit<SubscribersJob, 'isFresh'>): Promise<SubscribersAnswer> {
    return new Promise((resolve) => {
      const waiting: Waiting = { job, key: job.text === undefined ? undefined : job.path, resolve };
      const queue = waiting.key === undefined ? this.#patient : this.#urgent;
      for (const older of waiting.key === undefined ? [] : queue.filter(({ key }) => key === waiting.key)) {
        queue.splice(queue.indexOf(older), 1);
        older.resolve({ problem: 'something newer is asked' });
      }
      queue.push(waiting);
      this.#next();
    });
  }

  /** Which locks callbacks of a file wait for. Never rejects. @param path absolute */
  async locksOf(path: string): Promise<readonly WaitedLock[]> {
    const answer = await this.ask({ path, wantsLocks: true });
    return 'locks' in answer ? answer.locks : [];
  }

  /** Files have changed on disk. */
  forget(): void {
    this.#isStale = true;
  }

  #next(): void {
    if (this.#current) return;
    const waiting = this.#urgent.shift() ?? this.#patient.shift();
    if (!waiting) return;
    this.#current = waiting;
    this.#worker ??= this.#start();
    // With work to do it keeps the process alive, and otherwise not.
    this.#worker.ref();
    this.#worker.postMessage({ ...waiting.job, isFresh: this.#isStale } satisfies SubscribersJob);
    this.#isStale = false;
  }

  #start(): Worker {
    const worker = new Worker(new URL('./subscribers-worker.js', import.meta.url));
    worker.on('message', (answer: SubscribersAnswer) => this.#answered(answer));
    worker.on('error', (error) => {
      this.#worker = undefined;
      this.#answered({ problem: error.message });
    });
    return worker;
  }

  #answered(answer: SubscribersAnswer): void {
    const waiting = this.#current;
    this.#current = undefined;
    this.#worker?.unref();
    waiting?.resolve(answer);
    this.#next();
  }
}
