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
