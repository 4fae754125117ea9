/** The VS Code side of MMU Notifier Lens: starts the language server and registers one feature a file. */
import type { ExtensionContext } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { createClient } from './client.ts';
import { registerCompareEvents } from './compareEvents.ts';
import { registerControlFlow } from './controlFlow.ts';
import { registerConvert } from './convert.ts';
import { registerLog } from './log.ts';
import { registerRestart } from './restart.ts';
import { registerSample } from './sample.ts';
import { registerSimulation } from './simulation/register.ts';
import { registerStatus } from './status.ts';
import { registerSubscribers } from './subscribers.ts';

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const log = registerLog(context);
  client = createClient(context, log);
  registerRestart(context, client, log);
  registerStatus(context, client);
  registerControlFlow(context, client);
  registerCompareEvents(context, client);
  registerConvert(context, client);
  registerSample(context);
  registerSubscribers(context, client);
  registerSimulation(context, client);
  await client.start();
}

/** VS Code waits for this on closing, so that the server is not left behind. */
export async function deactivate(): Promise<void> {
  await client?.dispose();
}
