/** What one panel is about, and its traffic: runs for choices and edits, comparisons, races. Knows no webview. */
import type { Position } from 'vscode-languageserver-types';
import { CancellationTokenSource, type TextDocumentChangeEvent, Uri } from 'vscode';
import type { Choice, PanelState, Simulation, SourcePlace, Stopped, Subject, ToPage } from './messages.ts';
import { moved } from './moved.ts';
import type { Requests, Wait } from './requests.ts';

const STOPPED: Stopped = { problem: 'Stopped before its end.', canRetry: true };

export class Session {
  private subject: Subject | undefined;
  private choice: Choice = {};
  private shown: Simulation<SourcePlace> | undefined;
  private inFlight: CancellationTokenSource | undefined;
  /** Comparisons and races of the run that is shown, of which the page waits for one at a time. */
  private aside: CancellationTokenSource | undefined;
  /** The text changed while a run was on its way. */
  private isStale = false;

  constructor(
    private readonly requests: Requests,
    private readonly post: (message: ToPage) => void,
  ) {}

  get uri(): string | undefined {
    return this.subject?.uri;
  }

  /** Look at another function, or at this one from anew. */
  open(subject: Subject, restored?: PanelState): Promise<void> {
    this.subject = subject;
    this.choice = restored?.choice ?? {};
    this.shown = undefined;
    this.post({ kind: 'loading', text: 'Running the function …', isNew: true });
    const { step, view, other } = restored ?? {};
    return this.run({ ...(step === undefined ? {} : { step }), ...(view === undefined ? { view: 'run' } : { view }), ...(other === undefined ? {} : { other }) });
  }

  /** The path of another finding in the same function. */
  async showFinding(rule: string, position: Position): Promise<void> {
    if (this.subject) await this.open({ uri: this.subject.uri, position: this.subject.position, finding: { rule, position } });
  }

  choose(choice: Choice): Promise<void> {
    this.settleFinding();
    this.choice = choice;
    this.post({ kind: 'loading', text: 'Running …', isNew: false });
    return this.run();
  }

  retry(): Promise<void> {
    return this.run();
  }

  /** The text has changed: the same path again. Runs wait for each other; there is no other delay. */
  edited({ document, contentChanges }: TextDocumentChangeEvent): void {
    const { subject } = this;
    if (!subject || contentChanges.length === 0 || document.uri.toString() !== Uri.parse(subject.uri, true).toString()) return;
    const { uri, position, finding } = subject;
    this.subject = { uri, position: moved(position, contentChanges), ...(finding ? { finding: { ...finding, position: moved(finding.position, contentChanges) } } : {}) };
    this.settleFinding();
    if (this.inFlight) this.isStale = true;
    else void this.run();
  }

  kinds(): Promise<void> {
    return this.lookAside(async (subject, choice, wait): Promise<ToPage> => ({ kind: 'kinds', result: await this.requests.kinds(subject, choice, wait) }), { kind: 'kinds', result: STOPPED });
  }

  race(other: string): Promise<void> {
    return this.lookAside(async (subject, choice, wait): Promise<ToPage> => ({ kind: 'race', other, result: await this.requests.race(subject, choice, other, wait) }), { kind: 'race', other, result: STOPPED });
  }

  /** Whatever is waited for is not wanted any more. */
  cancel(): void {
    this.isStale = false;
    if (this.inFlight) {
      this.inFlight.cancel();
      this.inFlight = undefined;
      this.problem('Stopped', this.shown ? 'What is shown is the run before.' : 'The run was stopped before its end.', true);
    }
    this.aside?.cancel();
  }

  problem(title: string, text: string, canRetry: boolean): void {
    this.post({ kind: 'problem', title, text, canRetry, keepsRun: this.shown !== undefined });
  }

  dispose(): void {
    this.inFlight?.cancel();
    this.aside?.cancel();
    this.subject = undefined;
  }

  /** @param stopped what is shown if it is given up, and nothing else is asked for instead */
  private async lookAside(look: (subject: Subject, choice: Choice, wait: Wait) => Promise<ToPage>, stopped: ToPage): Promise<void> {
    const { subject, choice } = this;
    if (!subject) return;
    this.aside?.cancel();
    const source = new CancellationTokenSource();
    this.aside = source;
    await this.guarded(async () => this.post(await look(subject, choice, this.waitFor(source))), source);
    if (this.aside !== source) return;
    this.aside = undefined;
    if (source.token.isCancellationRequested) this.post(stopped);
  }

  private waitFor({ token }: CancellationTokenSource): Wait {
    return { token, onProgress: (text) => token.isCancellationRequested || this.post({ kind: 'progress', text }) };
  }

  /** Once a path is shown, it is asked for by its conditions: a finding goes when its cause is edited away. */
  private settleFinding(): void {
    if (!this.subject?.finding || !this.shown) return;
    const { uri, position } = this.subject;
    this.subject = { uri, position };
    this.choice = { ...this.choice, assume: this.shown.choices.conditions.filter(({ isForced }) => !isForced).map(({ id, takes }) => ({ id, takes })) };
  }

  private async run(how: { readonly step?: number; readonly view?: PanelState['view']; readonly other?: string } = {}): Promise<void> {
    const { subject, choice } = this;
    if (!subject) return;
    this.inFlight?.cancel();
    const token = new CancellationTokenSource();
    this.inFlight = token;
    this.isStale = false;
    await this.guarded(async () => {
      const result = await this.requests.run(subject, choice, this.waitFor(token));
      if (this.inFlight !== token) return;
      if ('problem' in result) {
        this.problem('There is no run', result.problem, false);
        return;
      }
      this.shown = result.simulation;
      // What is still looked at is of the run before; the page asks again for what it shows.
      this.aside?.cancel();
      this.aside = undefined;
      this.post({ kind: 'run', subject, choice, simulation: result.simulation, ...how });
    }, token);
    if (this.inFlight !== token) return;
    this.inFlight = undefined;
    if (this.isStale) await this.run();
  }

  /** What fails is said in the panel; what was given up for something newer is not. */
  private async guarded(work: () => Promise<void>, token?: CancellationTokenSource): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (token?.token.isCancellationRequested) return;
      this.problem('The server did not answer', `${error instanceof Error ? error.message : String(error)}.`.replace(/\.\.$/, '.'), true);
    }
  }
}
