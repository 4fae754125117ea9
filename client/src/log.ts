/** The output channel: what the server says, and with `mnlens.trace.server` every message to and from it. */
import { commands, type ExtensionContext, type LogOutputChannel, window } from 'vscode';

export function registerLog(context: ExtensionContext): LogOutputChannel {
  const log = window.createOutputChannel('MMU Notifier Lens', { log: true });
  context.subscriptions.push(
    log,
    commands.registerCommand('mnlens.showLog', () => log.show()),
  );
  return log;
}
