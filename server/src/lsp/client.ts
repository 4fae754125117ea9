/** What the client can do, read once from its `initialize` request. */
import { CodeActionKind, MarkupKind, PositionEncodingKind, type InitializeParams } from 'vscode-languageserver-protocol';
import * as v from 'valibot';
import { SHOW_IN_SIMULATION } from './protocol.ts';

/** `{ commands: { commands: […] } }`: commands of the client's own that the server may name in code actions and lenses. */
const experimentalSchema = v.object({ commands: v.object({ commands: v.array(v.string()) }) });

export type PositionEncoding = 'utf-16' | 'utf-8';

export interface Client {
  readonly positionEncoding: PositionEncoding;
  /** It asks for diagnostics; else they are pushed. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly diagnosticData: boolean;
  readonly diagnosticTags: boolean;
  /** It knows `CodeAction` objects; else it only takes commands, and gets nothing. */
  readonly codeActionLiterals: boolean;
  readonly resolvesCodeActionEdit: boolean;
  readonly documentChanges: boolean;
  /** It shows what an edit is for, and asks whether it is wanted. */
  readonly changeAnnotations: boolean;
  readonly hoverMarkdown: boolean;
  readonly completionMarkdown: boolean;
  readonly configuration: boolean;
  readonly configurationRegistration: boolean;
  readonly workspaceFolders: boolean;
  readonly watchesFiles: boolean;
  readonly workDoneProgress: boolean;
  /** It has a panel for simulations, and the command `SHOW_IN_SIMULATION`: it says so under `experimental`, as rust-analyzer's clients do. */
  readonly showsSimulations: boolean;
  /** `file:` URIs. */
  readonly folders: readonly string[];
}

export function clientOf({ capabilities, workspaceFolders, rootUri, rootPath }: InitializeParams): Client {
  const { general, textDocument, workspace, window } = capabilities;
  const published = textDocument?.publishDiagnostics;
  const pulled = textDocument?.diagnostic;
  const action = textDocument?.codeAction;
  const root = rootUri ?? (rootPath ? new URL(`file://${encodeURI(rootPath)}`).href : undefined);
  return {
    positionEncoding: encodingOf(general?.positionEncodings),
    pullsDiagnostics: pulled !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport ?? false,
    relatedInformation: published?.relatedInformation ?? pulled?.relatedInformation ?? false,
    codeDescription: published?.codeDescriptionSupport ?? pulled?.codeDescriptionSupport ?? false,
    diagnosticData: published?.dataSupport ?? pulled?.dataSupport ?? false,
    diagnosticTags: (published?.tagSupport ?? pulled?.tagSupport) !== undefined,
    codeActionLiterals:
      action?.codeActionLiteralSupport?.codeActionKind.valueSet.some((kind) => kind === CodeActionKind.QuickFix || kind === '') ?? false,
    resolvesCodeActionEdit: (action?.dataSupport && action.resolveSupport?.properties.includes('edit')) ?? false,
    documentChanges: workspace?.workspaceEdit?.documentChanges ?? false,
    changeAnnotations: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    hoverMarkdown: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) ?? false,
    completionMarkdown: textDocument?.completion?.completionItem?.documentationFormat?.includes(MarkupKind.Markdown) ?? false,
    configuration: workspace?.configuration ?? false,
    configurationRegistration: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    workspaceFolders: workspace?.workspaceFolders ?? false,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
    workDoneProgress: window?.workDoneProgress ?? false,
    showsSimulations: clientCommands(capabilities.experimental).includes(SHOW_IN_SIMULATION),
    folders: workspaceFolders?.map(({ uri }) => uri) ?? (root === undefined ? [] : [root]),
  };
}

/** The client's first choice that we know; UTF-16, which every client knows, when it names none. */
function encodingOf(offered: readonly string[] | undefined): PositionEncoding {
  for (const encoding of offered ?? []) {
    if (encoding === PositionEncodingKind.UTF8) return 'utf-8';
    if (encoding === PositionEncodingKind.UTF16) return 'utf-16';
  }
  return 'utf-16';
}

function clientCommands(experimental: unknown): readonly string[] {
  const parsed = v.safeParse(experimentalSchema, experimental);
  return parsed.success ? parsed.output.commands.commands : [];
}
