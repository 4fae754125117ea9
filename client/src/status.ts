/** The language status item: whose API the file is checked against. A click opens the log. */
import { type ExtensionContext, languages, LanguageStatusSeverity, Uri, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { METHODS, type StatusParams } from '../../server/src/lsp/protocol.ts';
import { documentSelector } from './client.ts';

export function registerStatus(context: ExtensionContext, client: LanguageClient): void {
  const known = new Map<string, StatusParams>();
  const item = languages.createLanguageStatusItem('mnlens.status', documentSelector);
  item.name = 'MMU Notifier Lens';
  item.command = { command: 'mnlens.showLog', title: 'Show Log' };

  const show = (): void => {
    const document = window.activeTextEditor?.document;
    const status = document && known.get(client.code2ProtocolConverter.asUri(document.uri));
    item.busy = !status;
    item.text = status ? `mmu_notifier API of Linux ${status.generation}` : 'mmu_notifier API';
    item.detail = status ? detail(status) : 'the server is starting';
    item.severity = status?.problem ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
  };
  show();
  context.subscriptions.push(
    item,
    client.onNotification(METHODS.status, (status: StatusParams) => {
      known.set(status.uri, status);
      show();
    }),
    workspace.onDidCloseTextDocument((document) => known.delete(client.code2ProtocolConverter.asUri(document.uri))),
    window.onDidChangeActiveTextEditor(show),
  );
}

function detail({ tree, problem }: StatusParams): string {
  if (problem) return problem;
  return tree === null ? 'no kernel tree: as set in mnlens.generation' : `kernel tree ${Uri.parse(tree).path.split('/').at(-1)}`;
}
