/** The settings take effect without a restart. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, findings, open, oursIn, revert } from './help.ts';

suite('settings', () => {
  const settings = () => vscode.workspace.getConfiguration('mnlens');

  teardown(async () => {
    await settings().update('severity', undefined, vscode.ConfigurationTarget.Workspace);
    await settings().update('generation', undefined, vscode.ConfigurationTarget.Workspace);
    await revert();
  });

  test('a rule is shown with the chosen severity, or not at all', async () => {
    const name = 'range-changed.c';
    await open(name);
    assert.equal((await findings(name))[0]?.severity, vscode.DiagnosticSeverity.Warning);
    await settings().update('severity', { 'range-changed': 'hint' }, vscode.ConfigurationTarget.Workspace);
    await eventually('a hint', () => oursIn(name)[0]?.severity === vscode.DiagnosticSeverity.Hint);
    await settings().update('severity', { 'range-changed': 'off' }, vscode.ConfigurationTarget.Workspace);
    await eventually('silence', () => oursIn(name).length === 0);
  });

  test('the generation decides where there is no tree', async () => {
    const name = 'unpaired-start.c';
    const { document } = await open(name);
    await findings(name);
    const hover = async (): Promise<string> => {
      const at = document.positionAt(document.getText().indexOf('mmu_notifier_range_init') + 3);
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at);
      return hovers
        .flatMap(({ contents }) => contents)
        .map((content) => (typeof content === 'string' ? content : content.value))
        .join('\n');
    };
    assert.ok(!(await hover()).includes('vma'), 'the newest API takes no vma');
    await settings().update('generation', '5.14', vscode.ConfigurationTarget.Workspace);
    await eventually('the older parameters', async () => (await hover()).includes('vma'));
  });
});
