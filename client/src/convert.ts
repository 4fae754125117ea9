/** The command Convert to This Tree's API: what would change is shown as a diff, and applied from there. */
import { commands, EventEmitter, type ExtensionContext, Range, type TextDocument, type TextEdit, Uri, window, workspace, WorkspaceEdit } from 'vscode';
import { type CodeAction, CodeActionRequest, CodeActionResolveRequest, type LanguageClient } from 'vscode-languageclient/node';

const scheme = 'mnlens-converted';
const kind = 'source.convert.mnlens';

/** A conversion that is being shown. */
interface Proposal {
  readonly title: string;
  readonly document: TextDocument;
  readonly version: number;
  readonly edits: readonly TextEdit[];
  readonly text: string;
}

export function registerConvert(context: ExtensionContext, client: LanguageClient): void {
  const proposals = new Map<string, Proposal>();
  const changed = new EventEmitter<Uri>();
  context.subscriptions.push(
    changed,
    workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => proposals.get(uri.toString())?.text ?? '',
    }),
    commands.registerCommand('mnlens.convertToTree', async () => {
      const document = window.activeTextEditor?.document;
      if (document?.languageId !== 'c') {
        void window.showInformationMessage('Open the C file that is to be converted.');
        return;
      }
      const conversion = await conversionOf(client, document);
      if (!conversion) {
        void window.showInformationMessage('This file has nothing of another generation of the mmu_notifier API.');
        return;
      }
      const preview = document.uri.with({ scheme, query: document.uri.toString() });
      proposals.set(preview.toString(), conversion);
      changed.fire(preview);
      await commands.executeCommand('vscode.diff', document.uri, preview, conversion.title, { preview: true });
    }),
    commands.registerCommand('mnlens.applyConversion', async (shown?: Uri) => {
      const uri = shown?.scheme === scheme ? shown : [...proposals.keys()].map((key) => Uri.parse(key, true)).at(-1);
      const proposal = uri && proposals.get(uri.toString());
      if (!uri || !proposal) return;
      if (proposal.document.version !== proposal.version) {
        void window.showWarningMessage('The file has changed since its conversion was shown: convert it again.');
        return;
      }
      const edit = new WorkspaceEdit();
      edit.set(proposal.document.uri, [...proposal.edits]);
      if (!(await workspace.applyEdit(edit))) return;
      proposals.delete(uri.toString());
      await window.showTextDocument(proposal.document);
    }),
    workspace.onDidCloseTextDocument(({ uri }) => proposals.delete(uri.toString())),
  );
}

/** The server's action, with its edit. It is asked itself: VS Code gives nothing where extensions come or go while it asks them all. */
async function conversionOf(client: LanguageClient, document: TextDocument): Promise<Proposal | undefined> {
  const { version } = document;
  const offered = await client.sendRequest(CodeActionRequest.type, {
    textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(document),
    range: client.code2ProtocolConverter.asRange(new Range(0, 0, 0, 0)),
    context: { diagnostics: [], only: [kind] },
  });
  const action = offered?.find((one): one is CodeAction => 'kind' in one && one.kind === kind);
  const { edit } = action ? await client.sendRequest(CodeActionResolveRequest.type, action) : {};
  const edits = edit && (await client.protocol2CodeConverter.asWorkspaceEdit(edit)).get(document.uri);
  return action && edits && edits.length > 0 ? { title: action.title, document, version, edits, text: applied(document, edits) } : undefined;
}

function applied(document: TextDocument, edits: readonly TextEdit[]): string {
  let text = document.getText();
  // From the end, so that places stay.
  for (const { range, newText } of [...edits].sort((a, b) => b.range.start.compareTo(a.range.start))) {
    text = text.slice(0, document.offsetAt(range.start)) + newText + text.slice(document.offsetAt(range.end));
  }
  return text;
}
