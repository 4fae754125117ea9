/** A client of the real server over real stdio, for tests. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import {
  type ClientCapabilities,
  createMessageConnection,
  type Diagnostic,
  type InitializeResult,
  LSPErrorCodes,
  type PublishDiagnosticsParams,
  type MessageConnection,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  type WorkspaceFolder,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { builtCli } from '../support/dist.ts';

export interface StartOptions {
  readonly capabilities?: ClientCapabilities;
  readonly folders?: readonly WorkspaceFolder[];
  readonly initializationOptions?: unknown;
  /** What `workspace/configuration` answers, by the scope's URI. */
  readonly settings?: (uri: string | undefined) => unknown;
  /** Answer every request of the server with an error. */
  readonly refuses?: boolean;
}

/** What most clients of today can do. */
export const MODERN: ClientCapabilities = {
  general: { positionEncodings: ['utf-16'] },
  textDocument: {
    diagnostic: { dynamicRegistration: false },
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, dataSupport: true, tagSupport: { valueSet: [1, 2] } },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source', 'source.fixAll'] } },
      isPreferredSupport: true,
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    completion: { completionItem: { documentationFormat: ['markdown'] } },
  },
  workspace: {
    workspaceEdit: { documentChanges: true },
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    executeCommand: {},
  },
  window: { workDoneProgress: true },
};

/** The same without asking for diagnostics: Neovim 0.7, Emacs 28. */
const { diagnostic: _, ...withoutPull } = MODERN.textDocument ?? {};
export const PUSHED: ClientCapabilities = { ...MODERN, textDocument: withoutPull };

const REFUSAL = new ResponseError(LSPErrorCodes.RequestFailed, 'no');

export class Client {
  readonly connection: MessageConnection;
  readonly process: ChildProcessWithoutNullStreams;
  /** The last diagnostics pushed for each document. */
  readonly published = new Map<string, Diagnostic[]>();
  /** Of each document that diagnostics were pushed for, in order. */
  readonly publishedVersions: (number | undefined)[] = [];
  /** Methods of all requests that the server made, with their parameters. */
  readonly requests: { readonly method: string; readonly params: unknown }[] = [];
  /** Notifications other than diagnostics. */
  readonly notifications: { readonly method: string; readonly params: unknown }[] = [];
  initialized: InitializeResult | undefined;
  stderr = '';
  readonly #waiting = new Set<() => void>();

  private constructor(process: ChildProcessWithoutNullStreams, { settings, refuses = false }: StartOptions) {
    this.process = process;
    process.stderr.on('data', (chunk) => {
      this.stderr += String(chunk);
    });
    this.connection = createMessageConnection(new StreamMessageReader(process.stdout), new StreamMessageWriter(process.stdin));
    this.connection.onNotification('textDocument/publishDiagnostics', ({ uri, version, diagnostics }: PublishDiagnosticsParams) => {
      this.published.set(uri, diagnostics);
      this.publishedVersions.push(version);
      this.#news();
    });
    this.connection.onNotification((method, params) => {
      this.notifications.push({ method, params });
      this.#news();
    });
    this.connection.onUnhandledProgress((params) => {
      this.notifications.push({ method: '$/progress', params });
      this.#news();
    });
    this.connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri?: string }[] }) =>
      refuses ? REFUSAL : items.map(({ scopeUri }) => settings?.(scopeUri) ?? null),
    );
    this.connection.onRequest((method, params) => {
      this.requests.push({ method, params });
      this.#news();
      return refuses ? REFUSAL : null;
    });
    this.connection.listen();
  }

  static async start(options: StartOptions = {}): Promise<Client> {
    const { capabilities = MODERN, folders = [], initializationOptions } = options;
    const client = new Client(spawn(process.execPath, [builtCli(), 'lsp', '--stdio']), options);
    client.initialized = await client.connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: folders[0]?.uri ?? null,
      workspaceFolders: folders,
      capabilities,
      initializationOptions,
    });
    await client.connection.sendNotification('initialized', {});
    return client;
  }

  /** The protocol's farewell. @returns the exit status */
  async stop(): Promise<number | null> {
    const exited = new Promise<number | null>((resolve) => this.process.on('exit', resolve));
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    const status = await exited;
    this.connection.dispose();
    return status;
  }

  async open(uri: string, text: string, version = 1): Promise<TextDocument> {
    await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'c', version, text } });
    return TextDocument.create(uri, 'c', version, text);
  }

  /** Replace the first occurrence of `old`, incrementally. */
  async edit(document: TextDocument, old: string, replacement: string): Promise<TextDocument> {
    const start = document.getText().indexOf(old);
    if (start < 0) throw new Error(`not in the document: ${old}`);
    const change = { range: { start: document.positionAt(start), end: document.positionAt(start + old.length) }, text: replacement };
    const version = document.version + 1;
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: document.uri, version },
      contentChanges: [change],
    });
    return TextDocument.update(document, [change], version);
  }

  /** Send notifications in one piece, so that they arrive together. */
  sendTogether(notifications: readonly { readonly method: string; readonly params: unknown }[]): void {
    const messages = notifications.map((notification) => JSON.stringify({ jsonrpc: '2.0', ...notification }));
    this.process.stdin.write(messages.map((message) => `Content-Length: ${Buffer.byteLength(message)}\r\n\r\n${message}`).join(''));
  }

  async pull(uri: string): Promise<Diagnostic[]> {
    return (await this.connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', { textDocument: { uri } })).items;
  }

  /** Resolves when `look` finds something in what the server has sent. Tests time out through vitest. */
  async until<T>(look: () => T | undefined): Promise<T> {
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        this.#waiting.add(resolve);
      });
    }
  }

  /** The next diagnostics that are pushed for the document. */
  async nextPublished(uri: string): Promise<Diagnostic[]> {
    this.published.delete(uri);
    return this.until(() => this.published.get(uri));
  }

  #news(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}
