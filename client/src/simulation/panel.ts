/** The webview beside the editor, of which there is one: it shows what its session tells it, and does what its page asks. */
import { env, type ExtensionContext, Uri, ViewColumn, type WebviewPanel, window, workspace } from 'vscode';
import { panelHtml } from './html.ts';
import { linkTo } from './link.ts';
import type { SourceMarker } from './marker.ts';
import { isToHost, type Motion, type PanelState, type Subject, type ToHost, type ToPage, VIEW_TYPE } from './messages.ts';
import { freshNonce } from './nonce.ts';
import type { Requests } from './requests.ts';
import { Session } from './session.ts';

export class SimulationPanel {
  readonly session: Session;
  private isReady = false;
  private readonly waiting: ToPage[] = [];

  /** @param restored what a page knows from before a reload of the window is opened again */
  constructor(
    private readonly context: ExtensionContext,
    private readonly view: WebviewPanel,
    requests: Requests,
    private readonly marker: SourceMarker,
    private readonly restores: boolean,
  ) {
    this.session = new Session(requests, (message) => this.post(message));
    const dist = Uri.joinPath(context.extensionUri, 'dist');
    view.webview.options = { enableScripts: true, localResourceRoots: [dist] };
    view.webview.onDidReceiveMessage((message: unknown) => {
      if (isToHost(message)) void this.do(message);
    });
    view.iconPath = Uri.joinPath(context.extensionUri, 'media', 'step.svg');
    view.webview.html = panelHtml(view.webview.asWebviewUri(Uri.joinPath(dist, 'panel.js')).toString(), freshNonce());
  }

  static create(context: ExtensionContext, requests: Requests, marker: SourceMarker): SimulationPanel {
    const view = window.createWebviewPanel(VIEW_TYPE, 'Simulation', { viewColumn: ViewColumn.Beside, preserveFocus: true }, { retainContextWhenHidden: true });
    return new SimulationPanel(context, view, requests, marker, false);
  }

  onClosed(listener: () => void): void {
    this.view.onDidDispose(() => {
      this.session.dispose();
      this.marker.show(undefined);
      listener();
    });
  }

  show(subject: Subject, state?: PanelState): Promise<void> {
    this.view.reveal(undefined, true);
    return this.session.open(subject, state);
  }

  move(motion: Motion): void {
    this.post({ kind: 'motion', motion });
  }

  private post(message: ToPage): void {
    if (message.kind === 'run') this.view.title = `Simulation: ${message.simulation.function}()`;
    if (this.isReady) void this.view.webview.postMessage(message);
    else this.waiting.push(message);
  }

  private async do(message: ToHost): Promise<void> {
    switch (message.kind) {
      case 'ready':
        this.isReady = true;
        for (const waiting of this.waiting.splice(0)) void this.view.webview.postMessage(waiting);
        if (this.restores && this.session.uri === undefined) {
          if (message.state) await this.session.open(message.state.subject, message.state);
          else this.session.problem('Nothing to show', 'Put the cursor into a function and run MMU Notifier: Simulate Invalidation.', false);
        }
        return;
      case 'choose':
        return this.session.choose(message.choice);
      case 'kinds':
        return this.session.kinds();
      case 'race':
        return this.session.race(message.other);
      case 'finding':
        return this.session.showFinding(message.rule, message.position);
      case 'retry':
        return this.session.retry();
      case 'cancel':
        return this.session.cancel();
      case 'mark':
        this.marker.show(message.at && { at: message.at, tone: message.tone, label: message.label });
        if (message.reveal && message.at) await this.marker.reveal(message.at);
        return;
      case 'copy':
        await env.clipboard.writeText(message.text);
        return this.post({ kind: 'done', text: 'Copied.' });
      case 'link':
        await env.clipboard.writeText(linkTo(this.context.extension.id, message.state));
        return this.post({ kind: 'done', text: 'Link copied.' });
      case 'save':
        return this.save(message.name, message.svg);
    }
  }

  private async save(name: string, svg: string): Promise<void> {
    const folder = workspace.workspaceFolders?.[0]?.uri;
    const file = await window.showSaveDialog({ filters: { SVG: ['svg'] }, ...(folder ? { defaultUri: Uri.joinPath(folder, name) } : {}) });
    if (!file) return;
    await workspace.fs.writeFile(file, new TextEncoder().encode(svg));
    this.post({ kind: 'done', text: `Saved ${file.path.slice(file.path.lastIndexOf('/') + 1)}.` });
  }
}
