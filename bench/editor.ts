/** An editor on the real server, over real stdio: each key is sent, and its diagnostics are waited for. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ClientCapabilities } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Client, MODERN, PUSHED } from '../test/lsp/client.ts';
import type { Keystroke } from './keystrokes.ts';

/** How diagnostics come: `push`, the server sends them; `pull`, the client asks for them right after the change. */
export type Way = 'push' | 'pull';

const CAPABILITIES: Readonly<Record<Way, ClientCapabilities>> = { push: PUSHED, pull: MODERN };

export class Editor {
  readonly #client: Client;
  readonly #way: Way;
  #document: TextDocument;

  private constructor(client: Client, way: Way, document: TextDocument) {
    this.#client = client;
    this.#way = way;
    this.#document = document;
  }

  /** Open `file` (absolute; on disk only its folder matters) and wait until the server has got over reading the tree's build files. */
  static async open(way: Way, file: string, text: string): Promise<Editor> {
    const client = await Client.start({ capabilities: CAPABILITIES[way], folders: [{ uri: pathToFileURL(path.dirname(file)).href, name: 'bench' }] });
    const document = await client.open(pathToFileURL(file).href, text);
    const editor = new Editor(client, way, document);
    await editor.#diagnostics();
    await new Promise((resolve) => setTimeout(resolve, 3000));
    return editor;
  }

  /** From the change to its diagnostics. @returns their number */
  async apply(key: Keystroke): Promise<number> {
    const { uri, version } = this.#document;
    const start = this.#document.positionAt(key.at);
    const change = { range: { start, end: this.#document.positionAt(key.at + key.removed) }, text: key.inserted };
    this.#document = TextDocument.update(this.#document, [change], version + 1);
    await this.#client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: version + 1 },
      contentChanges: [change],
    });
    return this.#diagnostics();
  }

  async close(): Promise<void> {
    await this.#client.stop();
  }

  async #diagnostics(): Promise<number> {
    const { uri, version } = this.#document;
    if (this.#way === 'pull') return (await this.#client.pull(uri)).length;
    await this.#client.until(() => (this.#client.publishedVersions.at(-1) === version ? true : undefined));
    return this.#client.published.get(uri)?.length ?? 0;
  }
}
