/**
 * Resolves when the messages that have already arrived were handled: a change or a cancellation behind the request that is being
 * answered makes its work needless. Two turns, as the connection takes one message a turn and queues the next one first.
 */
export async function settled(): Promise<void> {
  await new Promise(setImmediate);
  await new Promise(setImmediate);
}
