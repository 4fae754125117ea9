import type { RemoteConsole } from 'vscode-languageserver';
import { errorText } from '../host/system-error.ts';

/**
 * Let work go on that nobody waits for. It may fail (a client refuses a request of ours that it said it knows): that goes into the
 * log, and the server lives on.
 */
export function background(console: RemoteConsole, what: string, work: Promise<unknown>): void {
  work.catch((error: unknown) => console.warn(`${what} failed: ${errorText(error)}`));
}
