/** The command Show Control Flow: the graph that the simulator walks, as Mermaid text in a Markdown document beside the code. */
import { commands, EventEmitter, type ExtensionContext, Position, Uri, ViewColumn, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { type FlowGraphParams, type FlowGraphResult, METHODS } from '../../server/src/lsp/protocol.ts';

const scheme = 'mnlens-flow';

export function registerControlFlow(context: ExtensionContext, client: LanguageClient): void {
  const changed = new EventEmitter<Uri>();
  context.subscriptions.push(
    changed,
    workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (graph) => graphText(client, graph),
    }),
    commands.registerCommand('mnlens.showControlFlow', async () => {
      const editor = window.activeTextEditor;
      if (editor?.document.languageId !== 'c') {
        void window.showInformationMessage('Open a C file and put the cursor into a function.');
        return;
      }
      const graph = graphUri(editor.document.uri, editor.selection.active);
      // A graph of the same place that is open already shows the function as it was then.
      changed.fire(graph);
      await window.showTextDocument(graph, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: true });
    }),
  );
}

/** The place in the code goes into the address of the graph, so that VS Code can ask for it again. */
function graphUri(source: Uri, { line, character }: Position): Uri {
  const name = source.path.slice(source.path.lastIndexOf('/') + 1);
  return Uri.from({
    scheme,
    path: `/Control flow of ${name}, line ${line + 1}.md`,
    query: source.toString(),
    fragment: `${line},${character}`,
  });
}

async function graphText(client: LanguageClient, graph: Uri): Promise<string> {
  const [line = 0, character = 0] = graph.fragment.split(',').map(Number);
  const document = await workspace.openTextDocument(Uri.parse(graph.query, true));
  const params: FlowGraphParams = {
    textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(document),
    position: client.code2ProtocolConverter.asPosition(new Position(line, character)),
  };
  const result = await client.sendRequest<FlowGraphResult>(METHODS.flowGraph, params);
  return result ? `\`\`\`mermaid\n${result.mermaid.trimEnd()}\n\`\`\`\n` : 'There is no function here.\n';
}
