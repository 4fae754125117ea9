/** What the tests in the extension host share. The workspace is a copy of `samples/`. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** @param name path inside the workspace folder */
export function sample(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'a workspace folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

export async function open(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(sample(name));
}

/** Wait until `probe` gives something. @throws when it does not within 30 s */
export async function eventually<T>(what: string, probe: () => T | undefined | false | Thenable<T | undefined | false>): Promise<T> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const value = await probe();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`did not happen: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Our diagnostics of a file, once there are some. */
export async function findings(name: string): Promise<vscode.Diagnostic[]> {
  return eventually(`findings in ${name}`, () => {
    const ours = oursIn(name);
    return ours.length > 0 && ours;
  });
}

export function oursIn(name: string): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(sample(name)).filter((diagnostic) => diagnostic.source === 'mnlens');
}

/** The rule of a diagnostic: its code. */
export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** The quick fixes at a diagnostic, with their edits. */
export async function fixesOf(name: string, { range }: vscode.Diagnostic): Promise<vscode.CodeAction[]> {
  // The number: so many are resolved, that is, get their edit.
  return vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', sample(name), range, 'quickfix', 50);
}

/**
 * Throw away what a test changed: the editor that is shown last need not be that of the file that it changed, and that a file was changed may not be
 * known here yet, other than by its text.
 */
export async function revert(): Promise<void> {
  for (const document of vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'file')) {
    const bytes = await vscode.workspace.fs.readFile(document.uri).then((read) => read, () => undefined);
    if (!bytes) continue;
    const onDisk = new TextDecoder().decode(bytes);
    await eventually(`${document.uri.path} as it was`, async () => {
      if (document.isClosed || (document.getText() === onDisk && !document.isDirty)) return true;
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('workbench.action.files.revert');
      return false;
    });
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
