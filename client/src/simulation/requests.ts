/** What the panel asks the server. */
import { randomUUID } from 'node:crypto';
import { type CancellationToken, type TextDocument, Uri, workspace } from 'vscode';
import { type LanguageClient, WorkDoneProgress } from 'vscode-languageclient/node';
import { type CompareResult, METHODS, type RaceParams, type RaceRunResult, type SimulateParams, type SimulateResult } from '../../../server/src/lsp/protocol.ts';
import type { Choice, Subject } from './messages.ts';

/** Of an answer that is waited for. */
export interface Wait {
  readonly token: CancellationToken;
  /** What takes long says how far it is. */
  onProgress(text: string): void;
}

export class Requests {
  constructor(private readonly client: LanguageClient) {}

  async run(subject: Subject, choice: Choice, wait: Wait): Promise<SimulateResult> {
    return this.ask<SimulateResult>(METHODS.simulate, await this.params(subject, choice), wait);
  }

  async kinds(subject: Subject, choice: Choice, wait: Wait): Promise<CompareResult> {
    return this.ask<CompareResult>(METHODS.simulateKinds, await this.params(subject, choice), wait);
  }

  async race(subject: Subject, choice: Choice, other: string, wait: Wait): Promise<RaceRunResult> {
    const params: RaceParams = { ...(await this.params(subject, choice)), with: other };
    return this.ask<RaceRunResult>(METHODS.simulateRace, params, wait);
  }

  /** An open document is one that the server knows. */
  document({ uri }: Subject): Thenable<TextDocument> {
    return workspace.openTextDocument(Uri.parse(uri, true));
  }

  private async ask<Result>(method: string, params: SimulateParams, { token, onProgress }: Wait): Promise<Result> {
    const workDoneToken = randomUUID();
    const listening = this.client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
      if (value.kind !== 'end') onProgress(value.message ?? '');
    });
    try {
      return await this.client.sendRequest<Result>(method, { ...params, workDoneToken }, token);
    } finally {
      listening.dispose();
    }
  }

  private async params(subject: Subject, choice: Choice): Promise<SimulateParams> {
    const document = await this.document(subject);
    const { position, finding } = subject;
    return { textDocument: this.client.code2ProtocolConverter.asTextDocumentIdentifier(document), position, ...(finding ? { finding } : {}), ...choice };
  }
}
