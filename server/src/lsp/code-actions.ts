/** Code actions: the fixes of the findings at the cursor, all preferred fixes of the file, and its conversion. The edits are computed on choice. */
import { type CodeAction, CodeActionKind, type CodeActionParams, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import * as v from 'valibot';
import type { FileSpan } from '../findings.ts';
import type { Analysed } from './analyses.ts';
import { CONVERT, convertAction, convertEdit } from './convert.ts';
import { Fixes } from './fixes.ts';
import { SHOW_IN_SIMULATION, type ShowInSimulation } from './protocol.ts';
import { settledFor } from './settled.ts';
import type { Server } from './server.ts';
import { toDiagnostic } from './to-diagnostic.ts';
import { workspaceEdit } from './workspace-edit.ts';

/** Also the name that `editor.codeActionsOnSave` knows. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.mnlens`;

/**
 * What an unresolved action needs to be found again: in the same text, which may have been analysed anew since, when more became known of its tree.
 * Of a finding, `start` is where it begins, in UTF-16 units, and of several there the message tells which; `title` is that of the fix.
 */
const dataSchema = v.variant('kind', [
  v.object({ kind: v.literal('fix'), uri: v.string(), version: v.number(), rule: v.string(), start: v.number(), message: v.string(), title: v.string() }),
  v.object({ kind: v.literal('all'), uri: v.string(), version: v.number() }),
  v.object({ kind: v.literal('convert'), uri: v.string(), version: v.number() }),
]);
type ActionData = v.InferOutput<typeof dataSchema>;

export function registerCodeActions(server: Server): void {
  const { connection, client, documents, analyses } = server;
  if (!client.codeActionLiterals) return;
  const fixes = new Fixes(server.lens);

  connection.onCodeAction(async (params, token): Promise<CodeAction[]> => {
    await settledFor(analyses.costOf(documents.get(params.textDocument.uri)));
    const document = documents.get(params.textDocument.uri);
    if (!document || token.isCancellationRequested) return [];
    const analysed = await analyses.of(document);
    const offered = [...(wants(params, CodeActionKind.QuickFix) ? quickFixes(analysed, params) : []), ...fixAllActions(analysed, params), ...convertActions(analysed, params)];
    const edits = client.resolvesCodeActionEdit ? offered : offered.map((action) => withEdit(action, analysed));
    return wants(params, CodeActionKind.QuickFix) ? [...edits, ...simulations(analysed, params)] : edits;
  });

  connection.onCodeActionResolve(async (action) => {
    const { uri, version } = dataOf(action);
    const document = documents.get(uri);
    const analysed = document && (await analyses.of(document));
    // The text has changed since the action was offered: its edits would land in the wrong place.
    if (!analysed || analysed.version !== version) throw new ResponseError(LSPErrorCodes.ContentModified, 'the document has changed');
    return withEdit(action, analysed);
  });

  function quickFixes(analysed: Analysed, { range }: CodeActionParams): CodeAction[] {
    const { document, version, analysis } = analysed;
    if (!analysis) return [];
    const cursor = server.positions.toSpan(document, range);
    return analysed.findings.flatMap((rated) => {
      const { rule, span, message } = rated.finding;
      if (!touches(span, cursor)) return [];
      return fixes.of(analysis, rated.finding).map(
        (fix): CodeAction => ({
          title: fix.title,
          kind: CodeActionKind.QuickFix,
          diagnostics: [toDiagnostic(server, document, rated)],
          ...(fix.preferred ? { isPreferred: true } : {}),
          data: { kind: 'fix', uri: document.uri, version, rule, start: span.start, message, title: fix.title } satisfies ActionData,
        }),
      );
    });
  }

  /** To see it happen: the last of what a finding offers. */
  function simulations({ document, findings }: Analysed, { range }: CodeActionParams): CodeAction[] {
    if (!client.showsSimulations) return [];
    const cursor = server.positions.toSpan(document, range);
    return findings.filter(({ finding: { span } }) => touches(span, cursor)).map((rated): CodeAction => {
      const position = server.positions.toPosition(document, rated.finding.span.start);
      const title = 'Show in simulation';
      return { title, kind: CodeActionKind.QuickFix, diagnostics: [toDiagnostic(server, document, rated)], command: { title, command: SHOW_IN_SIMULATION, arguments: [document.uri, position, { rule: rated.finding.rule, position }] satisfies ShowInSimulation } };
    });
  }

  /** Only for those who ask for the kind: beside a single fix it would be easy to choose by mistake. */
  function fixAllActions({ document, findings, version }: Analysed, { context }: CodeActionParams): CodeAction[] {
    if (context.only === undefined || !wants({ context }, FIX_ALL) || findings.length === 0) return [];
    return [
      { title: 'Fix all mmu_notifier findings', kind: FIX_ALL, data: { kind: 'all', uri: document.uri, version } satisfies ActionData },
    ];
  }

  /** As above: for those who ask. */
  function convertActions(analysed: Analysed, { context }: CodeActionParams): CodeAction[] {
    const action = context.only === undefined || !wants({ context }, CONVERT) ? undefined : convertAction(server, analysed);
    return action ? [{ ...action, data: { kind: 'convert', uri: analysed.document.uri, version: analysed.version } satisfies ActionData }] : [];
  }

  function withEdit(action: CodeAction, analysed: Analysed): CodeAction {
    const data = dataOf(action);
    const { analysis, document } = analysed;
    if (data.kind === 'convert') return { ...action, edit: convertEdit(server, analysed) };
    if (!analysis) return action;
    const edits = data.kind === 'all' ? fixes.all(analysed, analysis) : fixes.edits(analysed, analysis, data);
    if (!edits) throw new ResponseError(LSPErrorCodes.ContentModified, 'what is to be fixed is not found any more');
    return { ...action, edit: workspaceEdit(server, document, edits) };
  }
}

function dataOf(action: CodeAction): ActionData {
  const parsed = v.safeParse(dataSchema, action.data);
  if (parsed.success) return parsed.output;
  throw new ResponseError(LSPErrorCodes.RequestFailed, 'not an action of this server');
}

/** Whether the client asks for actions of this kind; a client that names none wants them all. */
function wants({ context }: Pick<CodeActionParams, 'context'>, kind: string): boolean {
  return context.only?.some((only) => only === '' || kind === only || kind.startsWith(`${only}.`)) ?? true;
}

/** Overlapping or next to each other: a cursor right behind the squiggle counts. */
function touches(a: FileSpan, b: FileSpan): boolean {
  return a.start <= b.end && b.start <= a.end;
}
