/**
 * The command Check Workspace. The server announces it and reports its progress, with a Cancel button, and publishes what it
 * finds; this adds the sentence at the end.
 */
import { commands, window } from 'vscode';
import type { ExecuteCommandMiddleware } from 'vscode-languageclient';
import { type CheckWorkspaceResult, COMMANDS } from '../../server/src/lsp/protocol.ts';

export const reportWorkspaceCheck: NonNullable<ExecuteCommandMiddleware['executeCommand']> = async (command, args, next) => {
  const result: CheckWorkspaceResult | undefined = await next(command, args);
  if (command === COMMANDS.checkWorkspace && result) void report(result);
  return result;
};

async function report({ files, findings, cancelled }: CheckWorkspaceResult): Promise<void> {
  const scope = `${count(files, 'file')}${cancelled ? ', then cancelled' : ''}`;
  const show = 'Show Problems';
  const chosen = await window.showInformationMessage(
    `${findings === 0 ? 'No findings' : count(findings, 'finding')} in ${scope}.`,
    ...(findings === 0 ? [] : [show]),
  );
  if (chosen === show) await commands.executeCommand('workbench.actions.view.problems');
}

function count(n: number, thing: string): string {
  return `${n} ${thing}${n === 1 ? '' : 's'}`;
}
