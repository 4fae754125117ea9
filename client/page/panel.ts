/** The whole panel. It holds the model, hands parts of it to the parts, and does what they ask. */
import './choices.ts';
import './diagram.ts';
import './header.ts';
import './kinds.ts';
import './machine.ts';
import './pages-grid.ts';
import './race.ts';
import './tabs.ts';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { PanelState, Simulation, SourcePlace, ToPage } from '../src/simulation/messages.ts';
import type { Act, Action } from './act.ts';
import { placeOf, raceLanes, raceSteps, runLanes, runSteps } from './charts.ts';
import { withEvent } from './choice-changes.ts';
import { copyText } from './copy-text.ts';
import { connect, type Host } from './host.ts';
import { icon } from './icons.ts';
import { failingInSight, goTo, type Model, move, playOn, receive, type Run, START, stateOf, stepInSight, stepsInSight } from './model.ts';
import { panelStyles } from './panel-styles.ts';
import { prose } from './prose.ts';
import { stepWords } from './step-words.ts';
import { exportSvg } from './svg-export.ts';
import { shared } from './theme.ts';

/** Milliseconds for a step while playing. */
const PACE = 900;
const EXPORT_WIDTH = 900;

@customElement('mnlens-panel')
export class Panel extends LitElement {
  static override styles = [shared, panelStyles];

  @state() private accessor model: Model = START;
  private host: Host | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly act: Act = (action) => this.do(action);

  override connectedCallback(): void {
    super.connectedCallback();
    this.host ??= connect((message) => this.receive(message));
    const kept = this.host.kept();
    this.host.send({ kind: 'ready', ...(kept ? { state: kept } : {}) });
  }

  private receive(message: ToPage): void {
    const { race } = message.kind === 'run' ? { race: message.other } : { race: undefined };
    this.become(receive(this.model, message), message.kind === 'run');
    if (message.kind !== 'run') return;
    if (this.model.view === 'kinds') this.host?.send({ kind: 'kinds' });
    if (race !== undefined || (this.model.view === 'race' && this.model.race)) this.host?.send({ kind: 'race', other: race ?? this.model.race?.other ?? '' });
  }

  private do(action: Action): void {
    switch (action.kind) {
      case 'motion':
        return this.become(move(this.model, action.motion));
      case 'go':
        this.become(goTo(this.model, action.step));
        return action.reveal ? this.mark(true) : undefined;
      case 'view':
        this.become({ ...this.model, view: action.view, isPlaying: false }, true);
        if (action.view === 'kinds' && !this.model.kinds) this.host?.send({ kind: 'kinds' });
        if (action.view === 'race' && this.model.race && !this.model.race.result) this.host?.send({ kind: 'race', other: this.model.race.other });
        return undefined;
      case 'race':
        this.become({ ...this.model, race: { other: action.other, step: 0 } });
        return this.host?.send(action);
      case 'kinds': {
        const { kinds: _, ...rest } = this.model;
        this.become(rest);
        return this.host?.send(action);
      }
      case 'choose':
      case 'finding':
      case 'retry':
      case 'cancel':
        return this.host?.send(action);
      case 'reveal':
        return this.host?.send({ kind: 'mark', at: action.at, tone: action.tone, label: action.label, reveal: true });
      case 'copy':
        return this.host?.send({ kind: 'copy', text: copyText(this.model) });
      case 'save':
        return this.save();
      case 'link': {
        const now = stateOf(this.model);
        return now && this.host?.send({ kind: 'link', state: now });
      }
    }
  }

  /** @param isOther something else is in sight, though the step may have the same number */
  private become(model: Model, isOther = false): void {
    const before = this.model;
    this.model = model;
    const kept: PanelState | undefined = stateOf(model);
    if (kept) this.host?.keep(kept);
    if (isOther || stepInSight(before) !== stepInSight(model)) this.mark(false);
    clearTimeout(this.timer);
    if (model.isPlaying) this.timer = setTimeout(() => this.become(playOn(this.model)), PACE);
  }

  private mark(reveal: boolean): void {
    const { step, at } = this.inSight();
    this.host?.send({ kind: 'mark', ...(at ? { at } : {}), tone: step?.tone ?? 'plain', label: step ? `${stepInSight(this.model) + 1} of ${stepsInSight(this.model)}: ${step.text.replaceAll('`', '')}` : '', reveal });
  }

  /** The step that is shown, and where in the source it is: what has no place belongs to the one before. */
  private inSight(): { readonly step?: { readonly text: string; readonly tone: 'plain' | 'good' | 'doubtful' | 'wrong' }; readonly at?: SourcePlace } {
    const { view, run, race } = this.model;
    const steps = view === 'run' ? (run?.simulation.steps ?? []) : view === 'race' && race?.result && 'race' in race.result ? race.result.race.schedule : [];
    const index = stepInSight(this.model);
    const step = steps[index];
    const at = steps.slice(0, index + 1).findLast((one) => one.at)?.at;
    return { ...(step ? { step } : {}), ...(at ? { at } : {}) };
  }

  private save(): void {
    const { run, view, race } = this.model;
    if (!run) return;
    const name = run.simulation.function;
    const result = view === 'race' && race?.result && 'race' in race.result ? race.result.race : undefined;
    const svg = result
      ? exportSvg({ lanes: raceLanes(result), steps: raceSteps(result), width: EXPORT_WIDTH }, `${name}(): ${result.verdict.title.replaceAll('`', '')}`)
      : exportSvg({ lanes: runLanes(run.simulation), steps: runSteps(run.simulation), width: EXPORT_WIDTH, busyLane: 'core' }, `${name}(): ${run.simulation.verdict.title.replaceAll('`', '')}`);
    this.host?.send({ kind: 'save', name: `${name}.svg`, svg });
  }

  protected override render(): TemplateResult {
    const { run, problem, loading, view } = this.model;
    if (!run) return html`<main class="alone"><h1>Simulation</h1>${problem ? this.problem(problem) : html`<p role="status">${loading ?? START.loading}</p>${this.progress()}`}</main>`;
    const verdict = view === 'race' ? this.raceVerdict() : run.simulation.verdict;
    return html`
      <main>
        <div class="top">
          <mnlens-header .heading=${`${run.simulation.function}()`} .verdict=${verdict} .step=${stepInSight(this.model)} .steps=${stepsInSight(this.model)}
            .playing=${this.model.isPlaying} .fails=${failingInSight(this.model) !== undefined} .act=${this.act}></mnlens-header>
          ${problem ? this.problem(problem) : nothing}
          ${this.unmet(run.simulation)}
          ${view === 'run' ? this.others(run.simulation) : nothing}
          <div class="bar">
            <mnlens-tabs .view=${view} .act=${this.act}></mnlens-tabs>
            <span class="busy muted" role="status">${loading ?? this.model.done ?? ''}</span>
            ${this.progress()}
            ${this.takeAway()}
          </div>
        </div>
        ${this.view(run)}
        <div class="unseen" role="status">${this.inSight().step?.text.replaceAll('`', '') ?? ''}</div>
      </main>
    `;
  }

  private view(run: Run): TemplateResult {
    const { view, kinds, race, step } = this.model;
    const { simulation, choice } = run;
    if (view === 'kinds') {
      const event = simulation.choices.event?.value ?? undefined;
      return html`<mnlens-kinds class="view" .act=${this.act} .result=${kinds} .event=${event} .choose=${(kind: string) => this.do({ kind: 'choose', choice: withEvent(choice, kind) })}></mnlens-kinds>`;
    }
    if (view === 'race') return html`<mnlens-race class="view" .race=${race} .others=${simulation.choices.rivals} .act=${this.act}></mnlens-race>`;
    const subscribers = simulation.lanes.filter(({ kind }) => kind === 'subscriber');
    const now = simulation.steps[step];
    const before = simulation.steps[step - 1];
    return html`
      <mnlens-choices .run=${run} .act=${this.act}></mnlens-choices>
      <mnlens-diagram class="view" .lanes=${runLanes(simulation)} .steps=${runSteps(simulation)} .busyLane=${'core'} .step=${step} .act=${this.act}></mnlens-diagram>
      <div class="state" role="region" tabindex="0" aria-label="State after this step">
        ${now ? stepWords(step, now) : nothing}
        <mnlens-pages .pages=${now?.pages ?? []} .previous=${before?.pages} .subscribers=${subscribers}></mnlens-pages>
        <mnlens-machine .machine=${now?.state} .previous=${before?.state} .titles=${new Map(simulation.lanes.map(({ id, title }) => [id, title]))}></mnlens-machine>
        ${simulation.assumed.length > 0 ? html`<p class="muted">${simulation.assumed.map((sentence) => html`${prose(sentence)} `)}</p>` : nothing}
      </div>
    `;
  }

  private raceVerdict() {
    const { race } = this.model;
    return race?.result && 'race' in race.result ? race.result.race.verdict : undefined;
  }

  private problem({ title, text, canRetry }: NonNullable<Model['problem']>): TemplateResult {
    return html`
      <div class="problem" role="alert">
        <strong>${title}</strong>
        <p>${prose(text)}</p>
        ${canRetry ? html`<vscode-button @click=${() => this.do({ kind: 'retry' })}>Try again</vscode-button>` : nothing}
      </div>
    `;
  }

  private unmet({ unmet }: Simulation<SourcePlace>): TemplateResult | typeof nothing {
    if (unmet.length === 0) return nothing;
    return html`
      <div class="note unmet doubtful" role="status">
        ${icon('doubtful')}
        <span>The chosen path is not there any more: ${unmet.map(({ id, takes }, index) => html`${index > 0 ? ', ' : ''}<code>${id}</code> ${takes}`)}.</span>
      </div>
    `;
  }

  private others({ others }: Simulation<SourcePlace>): TemplateResult | typeof nothing {
    if (others.length === 0) return nothing;
    const isWrong = others.some(({ severity }) => severity === 'error' || severity === 'warning');
    return html`
      <div class="note ${isWrong ? 'wrong' : 'doubtful'}">
        ${icon(isWrong ? 'wrong' : 'doubtful')}
        <span>Also found in this function: ${others.map(({ rule, message, at }, index) => html`${index > 0 ? ', ' : ''}<button class="link" title=${message.replaceAll('`', '')} @click=${() => this.do({ kind: 'finding', rule, position: at.range.start })}>${rule}, line ${placeOf(at)}</button>`)}.</span>
      </div>
    `;
  }

  /** Numbers that go up are no news for those who are told all that changes. */
  private progress(): TemplateResult | typeof nothing {
    const { progress } = this.model;
    if (progress === undefined) return nothing;
    return html`<span class="progress"><span class="muted">${progress} …</span> <vscode-button secondary @click=${() => this.do({ kind: 'cancel' })}>Cancel</vscode-button></span>`;
  }

  private takeAway(): TemplateResult {
    return html`
      <div class="away">
        <vscode-button secondary data-away="copy" @click=${() => this.do({ kind: 'copy' })} title="As plain text in columns, for a commit message or a mail">Copy for commit message</vscode-button>
        <vscode-button secondary data-away="save" @click=${() => this.do({ kind: 'save' })}>Save SVG</vscode-button>
        <vscode-button secondary data-away="link" @click=${() => this.do({ kind: 'link' })}>Copy link</vscode-button>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mnlens-panel': Panel;
  }
}
