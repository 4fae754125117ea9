/** Takes the turns of long work, looking between them at what has arrived: whether the work is still wanted, above all. */
import { type CancellationToken, type ProgressToken, WorkDoneProgress } from 'vscode-languageserver';
import type { Progress, Turns } from '../lens.ts';
import type { Server } from './server.ts';
import { mustBeWanted, settled } from './settled.ts';

/** Milliseconds without looking. */
const BUSY = 30;
/** Milliseconds from one report to the next, and before the first: what is done sooner needs none. */
const QUIET = 250;

const WORDS: { readonly [K in Progress['of']]: string } = { paths: 'paths tried', states: 'states reached' };

/** @param workDoneToken of the client, where it wants to be told how far the work is */
export async function taken<T>({ connection }: Server, turns: Turns<T>, title: string, token: CancellationToken, workDoneToken: ProgressToken | undefined): Promise<T> {
  let [looked, told] = [performance.now(), performance.now()];
  let hasBegun = false;
  try {
    for (;;) {
      const { done, value } = turns.next();
      if (done) return value;
      if (performance.now() - looked < BUSY) continue;
      await settled();
      mustBeWanted(token);
      looked = performance.now();
      if (workDoneToken === undefined || looked - told < QUIET) continue;
      told = looked;
      const message = `${value.done} ${WORDS[value.of]}`;
      await connection.sendProgress(WorkDoneProgress.type, workDoneToken, hasBegun ? { kind: 'report', message } : { kind: 'begin', title, message, cancellable: true });
      hasBegun = true;
    }
  } finally {
    if (hasBegun && workDoneToken !== undefined) await connection.sendProgress(WorkDoneProgress.type, workDoneToken, { kind: 'end' });
  }
}
