/** Two paths on two CPUs: the shortest interleaving that goes wrong, or how many were tried. */
import './diagram.ts';
import './pages-grid.ts';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { RaceRunResult } from '../src/simulation/messages.ts';
import { type Act, IDLE } from './act.ts';
import { raceLanes, raceSteps } from './charts.ts';
import type { Model } from './model.ts';
import { problemOf } from './problem.ts';
import { prose } from './prose.ts';
import { select } from './select.ts';
import { stepWords } from './step-words.ts';
import { shared } from './theme.ts';

type Schedule = Extract<RaceRunResult, { readonly race: unknown }>['race']['schedule'];

/** They stand for code that the file does not have. */
const MODELS: ReadonlyMap<string, string> = new Map([
  ['reader', 'reader (model of a fault path)'],
  ['invalidation', 'invalidation (model of a caller)'],
]);

/** No function is called so. */
const UNCHOSEN = '-';

@customElement('mnlens-race')
export class RaceElement extends LitElement {
  static override styles = [
    shared,
    css`
      :host { display: flex; flex-direction: column; min-height: 0; }
      .choice { display: flex; gap: 8px; align-items: center; padding: 6px 16px; flex-wrap: wrap; }
      vscode-single-select { width: 260px; }
      .facts { padding: 2px 16px 8px; }
      .facts ul { margin-top: 2px; padding-left: 16px; list-style: disc; color: var(--vscode-descriptionForeground); }
      .state { display: grid; grid-template-columns: minmax(0, 1fr); grid-auto-rows: max-content; gap: 10px; padding: 8px 16px 12px; max-height: 40vh; overflow: auto; border-top: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent)); }
      mnlens-diagram { flex: 1; border-top: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent)); }
    `,
  ];

  @property({ attribute: false }) accessor race: Model['race'];
  /** Functions to choose from. */
  @property({ attribute: false }) accessor others: readonly string[] = [];
  @property({ attribute: false }) accessor act: Act = IDLE;

  protected override render(): TemplateResult {
    const { race } = this;
    const options = [
      ...(race ? [] : [{ value: UNCHOSEN, label: 'choose a function' }]),
      ...this.others.map((name) => ({ value: name, label: MODELS.get(name) ?? `${name}()` })),
    ];
    return html`
      <div class="choice">
        <span aria-hidden="true">On the other CPU</span>
        ${select('On the other CPU', options, race?.other ?? UNCHOSEN, (other) => other !== UNCHOSEN && this.act({ kind: 'race', other }))}
      </div>
      ${race ? this.result(race) : html`<p class="facts muted">All interleavings of this path with another are run, up to equal states; the shortest that goes wrong is shown.</p>`}
    `;
  }

  private result({ other, result, step }: NonNullable<Model['race']>): TemplateResult {
    if (!result) return html`<p class="facts" role="status">Running all interleavings …</p>`;
    if ('problem' in result) return html`<div class="facts">${problemOf(result, () => this.act({ kind: 'race', other }))}</div>`;
    const { race } = result;
    const { states, steps, isComplete } = race.explored;
    return html`
      <div class="facts">
        <p>${states} states, all different, and ${steps} steps between them were explored${isComplete ? '' : '; there are more'}.</p>
        ${race.assumed.length > 0 ? html`<details><summary>Taken for granted</summary><ul>${race.assumed.map((sentence) => html`<li>${prose(sentence)}</li>`)}</ul></details>` : nothing}
      </div>
      ${race.schedule.length > 0 ? html`<mnlens-diagram .lanes=${raceLanes(race)} .steps=${raceSteps(race)} .step=${step} .act=${this.act}></mnlens-diagram>` : nothing}
      ${this.state(race.schedule, step)}
    `;
  }

  private state(schedule: Schedule, step: number): TemplateResult | typeof nothing {
    const now = schedule[step];
    if (!now) return nothing;
    const { pages } = now;
    const ids = Object.keys(pages[0]?.secondary ?? {});
    const subscribers = ids.map((id) => ({ id, title: ids.length === 1 ? 'device' : id }));
    return html`
      <div class="state" role="region" tabindex="0" aria-label="State after this step">
        ${stepWords(step, now)}
        ${pages.length === 0 ? nothing : html`<mnlens-pages .pages=${pages} .previous=${schedule[step - 1]?.pages} .subscribers=${subscribers}></mnlens-pages>`}
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mnlens-race': RaceElement;
  }
}
