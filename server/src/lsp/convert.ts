/** *Convert to This Tree's API*: what a document has of other generations, in the words of its own tree. */
import { type CodeAction, CodeActionKind, type WorkspaceEdit } from 'vscode-languageserver';
import type { Migration } from '../lens.ts';
import type { Analysed } from './analyses.ts';
import type { Server } from './server.ts';
import { workspaceEdit } from './workspace-edit.ts';

export const CONVERT = `${CodeActionKind.Source}.convert.mnlens`;

/** Lines of what is lost that a preview has room for. */
const LINES = 5;

export function conversionOf({ lens }: Server, { document, context }: Analysed): Migration {
  const { generation } = context.input;
  return lens.migrate({ text: document.getText(), from: generation, to: generation, events: 'inferred', header: false });
}

/** Offered where there is something to convert. */
export function convertAction(server: Server, analysed: Analysed): Omit<CodeAction, 'data'> | undefined {
  if (analysed.problem !== undefined) return undefined;
  const { edits, losses } = conversionOf(server, analysed);
  if (edits.length === 0) return undefined;
  const lost = losses.length === 0 ? '' : losses.length === 1 ? '; one thing is lost' : `; ${losses.length} things are lost`;
  return { title: `Convert to ${apiOf(analysed)}${lost}`, kind: CONVERT };
}

function apiOf({ context: { input } }: Analysed): string {
  return `${input.treeKnown ? 'this tree\'s API' : 'the API'} (of ${input.generation.release})`;
}

export function convertEdit(server: Server, analysed: Analysed): WorkspaceEdit {
  const { edits, losses } = conversionOf(server, analysed);
  const { document } = analysed;
  const lost = losses.slice(0, LINES).map(({ at, message }) => `line ${document.positionAt(at).line + 1}: ${message}`);
  const more = losses.length > LINES ? [`and ${losses.length - LINES} more`] : [];
  return workspaceEdit(server, document, edits, {
    label: `Convert to ${apiOf(analysed)}`,
    // With nothing lost it can be undone by a key; else somebody ought to look.
    ...(losses.length > 0 ? { needsConfirmation: true, description: [...lost, ...more].join('; ') } : {}),
  });
}
