/**
 * What client and server say to each other beyond the Language Server Protocol; documented in docs/lsp.md (a test compares).
 * Types only, and names: the client imports this file.
 */
import type { Position, TextDocumentIdentifier } from 'vscode-languageserver-types';

/** The names of the custom methods. */
export const METHODS = {
  /** Request `FlowGraphParams` → `FlowGraphResult`. */
  flowGraph: 'mnlens/flowGraph',
  /** Notification `StatusParams`, server to client, for each open document: on opening and whenever it changes. */
  status: 'mnlens/status',
} as const;

/** Commands of `workspace/executeCommand`. */
export const COMMANDS = {
  /** No arguments → `CheckWorkspaceResult`. Reports progress, can be cancelled through it; publishes the diagnostics of closed files. */
  checkWorkspace: 'mnlens.checkWorkspace',
} as const;

export interface FlowGraphParams {
  readonly textDocument: TextDocumentIdentifier;
  /** In the negotiated position encoding. */
  readonly position: Position;
}

/** The control-flow graph of the function around the position as Mermaid text; `null` outside functions. */
export type FlowGraphResult = { readonly mermaid: string } | null;

export interface StatusParams {
  /** The document that this is about. */
  readonly uri: string;
  /** The kernel tree that it belongs to, as a `file:` URI; `null`: none was found. */
  readonly tree: string | null;
  /** The release whose API the document is checked against: the oldest with that shape (`"6.3"`). */
  readonly generation: string;
  /** What is wrong with the tree's header, in one sentence; `generation` is then the one of the settings. */
  readonly problem?: string;
}

export interface CheckWorkspaceResult {
  /** Files that were analysed. */
  readonly files: number;
  readonly findings: number;
  readonly cancelled: boolean;
}
