/** The language client: which server it starts, for which documents. */
import { type ExtensionContext, type LogOutputChannel, Uri } from 'vscode';
import { LanguageClient, RevealOutputChannelOn, TransportKind } from 'vscode-languageclient/node';
import { SHOW_IN_SIMULATION } from '../../server/src/lsp/protocol.ts';
import { reportWorkspaceCheck } from './checkWorkspace.ts';

/** Only files on disk: the rules need to know the kernel tree around them. */
export const documentSelector = [{ language: 'c', scheme: 'file' }];

export function createClient(context: ExtensionContext, log: LogOutputChannel): LanguageClient {
  const server = { module: Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath, transport: TransportKind.ipc };
  // The identifier is the prefix of `mnlens.trace.server`.
  const client = new LanguageClient(
    'mnlens',
    'MMU Notifier Lens',
    { run: server, debug: { ...server, options: { execArgv: ['--nolazy', '--inspect=6011'] } } },
    {
      documentSelector,
      outputChannel: log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      diagnosticCollectionName: 'mnlens',
      middleware: { executeCommand: reportWorkspaceCheck },
    },
  );
  client.registerFeature({
    // What the server may name in code actions and lenses.
    fillClientCapabilities: (capabilities) => void (capabilities.experimental = { commands: { commands: [SHOW_IN_SIMULATION] } }),
    initialize: () => undefined,
    getState: () => ({ kind: 'static' }),
    clear: () => undefined,
  });
  return client;
}
