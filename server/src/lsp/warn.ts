import { type Connection, MessageType, ShowMessageNotification } from 'vscode-languageserver';

/** Tell the person something. (`connection.window.showWarningMessage` would wait for a button.) */
export function warn(connection: Connection, message: string): Promise<void> {
  return connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message: `MMU Notifier Lens: ${message}` });
}
