/** Whether a request is still wanted when its turn comes. */
import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';

/**
 * Resolves when the messages that have already arrived were handled: a change or a cancellation behind the request that is being
 * answered makes its work needless. Two turns, as the connection takes one message a turn and queues the next one first.
 */
export async function settled(): Promise<void> {
  await new Promise(setImmediate);
  await new Promise(setImmediate);
}

/** In ms: work that takes longer is felt by who goes on typing meanwhile, as nothing else is answered. */
const FELT = 200;

/** In ms: who has not typed for so long has paused. */
const PAUSE = 200;

/** The same for work that is as costly as when it was last done: it waits for a pause in the typing. @param cost in ms */
export async function settledFor(cost: number): Promise<void> {
  await settled();
  if (cost > FELT) await new Promise((resolve) => setTimeout(resolve, PAUSE));
}

/**
 * Nothing, where the client has not taken the request back.
 *
 * @throws an answer without data. With `ServerCancelled` and its `retriggerRequest: false`, VS Code's client would not ask again, although
 * it took the request back in order to: what held before the last key, or before the settings changed, would stay.
 */
export function mustBeWanted(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'It is not wanted any more.');
}
