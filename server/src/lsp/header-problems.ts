/** A tree whose header cannot be read gets a diagnostic on the header, open or not; its files are checked against the API of the settings. */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { background } from './background.ts';
import { settled } from './settled.ts';
import type { Server } from './server.ts';
import { problemDiagnostic } from './to-diagnostic.ts';
import { uriOf } from './uris.ts';

export function registerHeaderProblems({ connection, documents, contexts, refresh }: Server): void {
  /** URI of each header complained about, with the complaint. */
  const published = new Map<string, string>();

  async function look(document: TextDocument): Promise<void> {
    const { tree, input } = await contexts.of(document.uri);
    if (!tree) return;
    const uri = uriOf(tree.headerPath);
    const problem = 'problem' in tree.reading ? tree.reading : undefined;
    if (published.get(uri) === problem?.problem) return;
    if (problem) published.set(uri, problem.problem);
    else published.delete(uri);
    const message = `The mmu_notifier API of this tree cannot be read: ${problem?.problem}. Files of the tree are checked against that of Linux ${input.generation.release}.`;
    await connection.sendDiagnostics({
      uri,
      diagnostics: problem ? [problemDiagnostic(message, Math.max((problem.line ?? 1) - 1, 0))] : [],
    });
  }

  async function lookAtAll(): Promise<void> {
    await settled();
    await Promise.all(documents.all().map(look));
  }

  documents.onDidOpen(({ document }) => background(connection.console, 'Looking at the header', look(document)));
  refresh.listen(() => background(connection.console, 'Looking at the headers', lookAtAll()));
}
