/** What the panel asks the server. */
import { type CancellationToken, type TextDocument, Uri, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { type CompareResult, METHODS, type RaceParams, type RaceRunResult, type SimulateParams, type SimulateResult } from '../../../server/src/lsp/protocol.ts';
import type { Choice, Subject } from './messages.ts';

export class Requests {
  constructor(private readonly client: LanguageClient) {}

  async run(subject: Subject, choice: Choice, token: CancellationToken): Promise<SimulateResult> {
    return this.client.sendRequest<SimulateResult>(METHODS.simulate, await this.params(subject, choice), token);
  }

  async kinds(subject: Subject, choice: Choice): Promise<CompareResult> {
    return this.client.sendRequest<CompareResult>(METHODS.simulateKinds, await this.params(subject, choice));
  }

  async race(subject: Subject, choice: Choice, other: string): Promise<RaceRunResult> {
    const params: RaceParams = { ...(await this.params(subject, choice)), with: other };
    return this.client.sendRequest<RaceRunResult>(METHODS.simulateRace, params);
  }

  /** An open document is one that the server knows. */
  document({ uri }: Subject): Thenable<TextDocument> {
    return workspace.openTextDocument(Uri.parse(uri, true));
  }

  private async params(subject: Subject, choice: Choice): Promise<SimulateParams> {
    const document = await this.document(subject);
    const { position, finding } = subject;
    return { textDocument: this.client.code2ProtocolConverter.asTextDocumentIdentifier(document), position, ...(finding ? { finding } : {}), ...choice };
  }
}
