/** What the server tells the client that it can do. */
import { CodeActionKind, TextDocumentSyncKind, type ServerCapabilities } from 'vscode-languageserver';
import type { Client } from './client.ts';
import { FIX_ALL } from './code-actions.ts';
import { CONVERT } from './convert.ts';
import { COMMANDS } from './protocol.ts';

export function capabilitiesOf(client: Client): ServerCapabilities {
  return {
    positionEncoding: client.positionEncoding,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    ...(client.pullsDiagnostics
      ? { diagnosticProvider: { identifier: 'mnlens', interFileDependencies: true, workspaceDiagnostics: false } }
      : {}),
    ...(client.codeActionLiterals
      ? { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL, CONVERT], resolveProvider: client.resolvesCodeActionEdit } }
      : {}),
    hoverProvider: true,
    codeLensProvider: {},
    completionProvider: { triggerCharacters: ['(', ','] },
    executeCommandProvider: { commands: Object.values(COMMANDS), workDoneProgress: true },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}
