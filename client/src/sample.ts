/** The walkthrough's command Open Sample File: a copy, so that a fix can be applied and saved. */
import { commands, type ExtensionContext, Uri, window, workspace } from 'vscode';

export function registerSample(context: ExtensionContext): void {
  context.subscriptions.push(
    commands.registerCommand('mnlens.openSample', async () => {
      const original = Uri.joinPath(context.extensionUri, 'samples', 'unpaired-start.c');
      const copy = Uri.joinPath(context.globalStorageUri, 'samples', 'unpaired-start.c');
      await workspace.fs.copy(original, copy, { overwrite: true });
      await window.showTextDocument(copy);
    }),
  );
}
