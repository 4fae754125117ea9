/** Installation, activation, commands. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, findings, open, oursIn, revert, sample } from './help.ts';

const id = 'mmu-notifier-lens.mmu-notifier-lens';

function isConverted(text: string): boolean {
  return text.includes('mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, address,');
}

suite('the extension', () => {
  teardown(revert);

  test('is activated by a C file and registers its commands', async () => {
    const extension = vscode.extensions.getExtension(id);
    assert.ok(extension, 'installed');
    await open('clean.c');
    await eventually('activation', () => extension.isActive);
    const commands = await vscode.commands.getCommands(true);
    const contributed: { command: string }[] = extension.packageJSON.contributes.commands;
    assert.ok(contributed.length >= 4);
    for (const { command } of contributed) assert.ok(commands.includes(command), command);
  });

  test('shows the control flow of the function at the cursor', async () => {
    const editor = await open('unpaired-start.c');
    await findings('unpaired-start.c');
    const line = editor.document
      .getText()
      .split('\n')
      .findIndex((text) => text.includes('protect_page'));
    editor.selection = new vscode.Selection(line, 0, line, 0);
    await vscode.commands.executeCommand('mnlens.showControlFlow');
    const graph = await eventually('a graph beside', () => vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'mnlens-flow'));
    assert.match(graph.getText(), /^```mermaid\n(flowchart|graph) /);
    assert.match(graph.getText(), /mmu_notifier_invalidate_range_start/);
  });

  test('converts a file to the API of its tree, after showing what that changes', async () => {
    const { document } = await open('missing-event.c');
    await findings('missing-event.c');
    const before = document.getText();
    await vscode.commands.executeCommand('mnlens.convertToTree');
    const shown = await eventually('a diff', () => vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputTextDiff && vscode.window.tabGroups.activeTabGroup.activeTab.input);
    assert.equal(document.getText(), before);
    const preview = await eventually('the converted text', () => vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === shown.modified.toString()));
    assert.ok(isConverted(preview.getText()), preview.getText());
    await vscode.commands.executeCommand('mnlens.applyConversion', shown.modified);
    assert.equal(document.getText(), preview.getText());
    await eventually('nothing to find', () => oursIn('missing-event.c').length === 0);
  });

  test('checks the whole workspace', async () => {
    const result = await vscode.commands.executeCommand<{ files: number; findings: number; cancelled: boolean }>('mnlens.checkWorkspace');
    assert.ok(result.files >= 10, JSON.stringify(result));
    assert.ok(result.findings >= 9, JSON.stringify(result));
    assert.equal(result.cancelled, false);
    assert.ok((await findings('range-changed.c')).length > 0, 'of a file that no editor shows');
    assert.deepEqual(oursIn('clean.c'), []);
  });

  test('finds the same after the server was restarted', async () => {
    await open('unpaired-end.c');
    const before = await findings('unpaired-end.c');
    await vscode.commands.executeCommand('mnlens.restartServer');
    const after = await findings('unpaired-end.c');
    assert.deepEqual(
      after.map((d) => d.message),
      before.map((d) => d.message),
    );
  });

  test('opens a sample from the walkthrough', async () => {
    await vscode.commands.executeCommand('mnlens.openSample');
    const uri = vscode.window.activeTextEditor?.document.uri;
    assert.ok(uri?.path.endsWith('/unpaired-start.c'), uri?.toString());
    assert.notEqual(uri?.toString(), sample('unpaired-start.c').toString());
  });
});
