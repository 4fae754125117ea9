/** The command Compare Event Kinds: what each kind would mean at a call, as a Markdown preview beside the code. */
import { commands, type ExtensionContext, ProgressLocation, Uri, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { type CompareEventsParams, type CompareEventsResult, METHODS } from '../../server/src/lsp/protocol.ts';

const scheme = 'mnlens-kinds';

export function registerCompareEvents(context: ExtensionContext, client: LanguageClient): void {
  const pages = new Map<string, string>();
  context.subscriptions.push(
    workspace.registerTextDocumentContentProvider(scheme, { provideTextDocumentContent: (uri) => pages.get(uri.toString()) ?? '' }),
    workspace.onDidCloseTextDocument(({ uri }) => pages.delete(uri.toString())),
    commands.registerCommand('mnlens.compareEvents', async () => {
      const editor = window.activeTextEditor;
      if (editor?.document.languageId !== 'c') {
        void window.showInformationMessage('Open a C file and put the cursor on a call that initialises a range.');
        return;
      }
      const { document, selection } = editor;
      const params: CompareEventsParams = {
        textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(document),
        position: client.code2ProtocolConverter.asPosition(selection.active),
      };
      const compared = await window.withProgress({ location: ProgressLocation.Window, title: 'Comparing event kinds' }, () => client.sendRequest<CompareEventsResult>(METHODS.compareEvents, params));
      if (!compared) {
        void window.showInformationMessage('There is no call here that initialises a range.');
        return;
      }
      const name = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
      // A page of the same place that is open already shows what was found then.
      const page = Uri.from({ scheme, path: `/Event kinds of ${name}, line ${selection.active.line + 1}.md`, query: `${document.uri.toString()}#${document.version}` });
      pages.set(page.toString(), `# Event kinds of ${name}, line ${selection.active.line + 1}\n\n${compared.markdown}`);
      await commands.executeCommand('markdown.showPreviewToSide', page);
    }),
  );
}
