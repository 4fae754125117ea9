/** What can be chosen of a run: path, event kind, blockable, conditions, subscribers. */
import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import type { VscodeCheckbox } from '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { Simulation, SourcePlace } from '../src/simulation/messages.ts';
import { type Act, IDLE } from './act.ts';
import { withBlockable, withCondition, withEvent, withPath, withSubscriber } from './choice-changes.ts';
import type { Run } from './model.ts';
import { select } from './select.ts';
import { shared } from './theme.ts';

type Choices = Simulation<SourcePlace>['choices'];
type Condition = Choices['conditions'][number];

/** An option that stands for no value; an empty one is no choice to the element. */
const NONE = 'none';

@customElement('mnlens-choices')
export class ChoicesElement extends LitElement {
  static override styles = [
    shared,
    css`
      details { border-top: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent)); border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent)); }
      summary { cursor: pointer; padding: 4px 16px; display: flex; gap: 8px; align-items: baseline; list-style: none; white-space: nowrap; overflow: hidden; }
      summary::before { content: ''; flex: none; align-self: center; border: 4px solid transparent; border-left: 5px solid currentColor; border-right: 0; }
      details[open] summary::before { rotate: 90deg; }
      summary h2 { display: inline; }
      summary .muted { overflow: hidden; text-overflow: ellipsis; }
      .body { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 6px 12px; padding: 4px 16px 10px; align-items: center; max-height: 45vh; overflow: auto; }
      .name { color: var(--vscode-descriptionForeground); }
      .wide { grid-column: 1 / -1; }
      h3 { font-size: inherit; font-weight: 600; grid-column: 1 / -1; margin-top: 4px; }
      vscode-single-select { width: 100%; max-width: 380px; }
      .conditions { display: grid; grid-template-columns: minmax(0, 1fr) max-content 130px; gap: 3px 10px; align-items: center; grid-column: 1 / -1; }
      .conditions li { display: grid; grid-template-columns: subgrid; grid-column: 1 / -1; align-items: center; min-height: 26px; }
      .conditions code { overflow-wrap: anywhere; }
      .forced { font-family: var(--vscode-editor-font-family, monospace); }
      .subscribers { display: flex; flex-wrap: wrap; gap: 2px 16px; }
    `,
  ];

  @property({ attribute: false }) accessor run: Run | undefined;
  @property({ attribute: false }) accessor act: Act = IDLE;
  @property({ type: Boolean }) accessor open = false;

  protected override render(): TemplateResult {
    const { run } = this;
    if (!run) return html``;
    const { choices, paths } = run.simulation;
    return html`
      <details ?open=${this.open} @toggle=${this.onToggle}>
        <summary><h2>Choices</h2><span class="muted">${summaryOf(choices)}</span></summary>
        <div class="body">
          ${choices.event ? this.event(choices.event, run) : nothing}
          ${choices.blockable === undefined ? nothing : this.blockable(choices.blockable, run)}
          ${paths.length > 0 ? this.paths(run) : nothing}
          ${choices.subscribers.length > 0 ? this.subscribers(choices.subscribers, run) : nothing}
          ${choices.conditions.length > 0 ? this.conditions(choices.conditions, run) : nothing}
        </div>
      </details>
    `;
  }

  private onToggle({ currentTarget }: Event & { currentTarget: HTMLDetailsElement }): void {
    this.open = currentTarget.open;
  }

  private event({ value, written, options }: NonNullable<Choices['event']>, run: Run): TemplateResult {
    const kinds = value === null || options.includes(value) ? options : [value, ...options];
    const shown = [
      ...(written === null ? [{ value: NONE, label: unwritten(run.simulation.choices) }] : []),
      ...kinds.map((kind) => ({ value: kind, label: kind === written ? `${kind} (as written)` : kind })),
    ];
    return html`
      <span class="name" aria-hidden="true">Event</span>
      ${select('Event', shown, value ?? NONE, (chosen) => this.choose(withEvent(run.choice, chosen === (written ?? NONE) ? undefined : chosen)))}
    `;
  }

  private blockable(isBlockable: boolean, run: Run): TemplateResult {
    const onChange = ({ currentTarget }: Event & { currentTarget: VscodeCheckbox }): void => this.choose(withBlockable(run.choice, currentTarget.checked));
    return html`
      <span class="name">Range</span>
      <vscode-checkbox data-choice="blockable" .checked=${live(isBlockable)} label="blockable: callbacks may sleep" @change=${onChange}></vscode-checkbox>
    `;
  }

  private paths({ choice, simulation }: Run): TemplateResult {
    const { paths } = simulation;
    const options = [{ value: NONE, label: 'this one' }, ...paths.map(({ title, tone }, index) => ({ value: String(index), label: `${title.replaceAll('`', '')}${tone === 'wrong' ? ' (goes wrong)' : ''}` }))];
    return html`
      <span class="name" aria-hidden="true">Path</span>
      ${select('Path', options, NONE, (chosen) => {
        const path = paths[Number(chosen)];
        if (path) this.choose(withPath(choice, path.assume));
      })}
    `;
  }

  private subscribers(subscribers: Choices['subscribers'], run: Run): TemplateResult {
    return html`
      <span class="name">Subscribers</span>
      <div class="subscribers" role="group" aria-label="Subscribers that take part">${subscribers.map((one) => this.subscriber(one, run))}</div>
    `;
  }

  private subscriber({ id, title, takesPart, isModel }: Choices['subscribers'][number], run: Run): TemplateResult {
    const onChange = ({ currentTarget }: Event & { currentTarget: VscodeCheckbox }): void =>
      this.choose(withSubscriber(run.choice, run.simulation.choices.subscribers, id, currentTarget.checked));
    return html`<vscode-checkbox data-subscriber=${id} .checked=${live(takesPart)} label=${isModel ? `${title} (model)` : title} @change=${onChange}></vscode-checkbox>`;
  }

  private conditions(conditions: readonly Condition[], run: Run): TemplateResult {
    return html`
      <h3>Conditions on this path</h3>
      <ul class="conditions" aria-label="Conditions on this path">
        ${conditions.map((condition) => html`<li>${this.condition(condition, run)}</li>`)}
      </ul>
      ${run.choice.assume?.length ? html`<div class="wide"><button class="link" @click=${() => this.choose(withPath(run.choice, []))}>Back to the path that is taken without choices</button></div>` : nothing}
    `;
  }

  private condition({ id, text, takes, ways, isForced, isOutcome, isChosen, at }: Condition, run: Run): TemplateResult {
    const line = at.range.start.line + 1;
    const name = isOutcome ? 'the non-blocking start fails' : text;
    const step = run.simulation.steps.findIndex(({ condition }) => condition === id);
    const goThere = (): void => this.act(step < 0 ? { kind: 'reveal', at, tone: 'plain', label: text } : { kind: 'go', step, reveal: true });
    return html`
      <span>
        ${isOutcome ? html`the non-blocking start fails <span class="muted">(<code>${text}</code>)</span>` : html`<code>${text}</code>`}
        ${isChosen ? html`<span class="muted">chosen</span>` : nothing}
      </span>
      <button class="link" aria-label=${`Line ${line}, ${name}`} @click=${goThere}>:${line}</button>
      ${
        isForced
          ? html`<span title="What is known before leaves only this way"><span class="forced">${takes}</span> <span class="muted">(forced)</span></span>`
          : select(name, ways.map((way) => ({ value: way, label: way })), takes, (chosen) => this.choose(withCondition(run.choice, run.simulation.choices.conditions, id, chosen)))
      }
    `;
  }

  private choose(choice: Run['choice']): void {
    this.act({ kind: 'choose', choice });
  }
}

/** What is sent where the source says no kind: nothing, or, to a function that the core calls, any. */
function unwritten({ blockable }: Choices): string {
  return blockable === undefined ? 'as written (no kind)' : 'any kind';
}

function summaryOf(choices: Choices): string {
  const { event, blockable, conditions, subscribers } = choices;
  const taking = subscribers.filter(({ takesPart }) => takesPart).length;
  return [
    event && (event.value ?? unwritten(choices)),
    blockable === undefined ? undefined : blockable ? 'blockable' : 'not blockable',
    conditions.length === 0 ? undefined : `${conditions.length} condition${conditions.length === 1 ? '' : 's'}`,
    subscribers.length === 0 ? undefined : `${taking} subscriber${taking === 1 ? '' : 's'}`,
  ]
    .filter((text) => text !== undefined)
    .join(' · ');
}

declare global {
  interface HTMLElementTagNameMap {
    'mnlens-choices': ChoicesElement;
  }
}
