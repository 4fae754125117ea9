/** What the machine knows after a step: ranges, locks, counters, whether sleeping is allowed. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Simulation, SourcePlace } from '../src/simulation/messages.ts';
import { prose } from './prose.ts';
import { shared } from './theme.ts';

type MachineView = Simulation<SourcePlace>['steps'][number]['state'];

@customElement('mnlens-machine')
export class Machine extends LitElement {
  static override styles = [
    shared,
    css`
      dl { display: grid; grid-template-columns: fit-content(132px) minmax(0, 1fr); gap: 1px 12px; margin: 4px 0 0; }
      dt { color: var(--vscode-descriptionForeground); }
      dd { margin: 0; overflow-wrap: anywhere; }
      .changed { box-shadow: inset 2px 0 0 var(--vscode-focusBorder); background: var(--vscode-editor-stackFrameHighlightBackground, transparent); padding-left: 6px; margin-left: -6px; }
    `,
  ];

  @property({ attribute: false }) accessor machine: MachineView | undefined;
  @property({ attribute: false }) accessor previous: MachineView | undefined;
  /** Titles of lanes, by id. */
  @property({ attribute: false }) accessor titles: ReadonlyMap<string, string> = new Map();

  protected override render(): TemplateResult {
    const { machine } = this;
    if (!machine) return html``;
    return html`
      <h2 id="title">Machine</h2>
      <dl aria-labelledby="title">
        ${this.facts(machine).map(({ name, text }) => {
          const old = this.previous && this.facts(this.previous).find((fact) => fact.name === name)?.text;
          const isChanged = this.previous !== undefined && old !== text;
          return html`<dt>${prose(name)}</dt><dd class=${isChanged ? 'changed' : ''}>${prose(text)}${isChanged ? html`<span class="unseen">, changed by this step</span>` : nothing}</dd>`;
        })}
      </dl>
    `;
  }

  private facts({ ranges, locks, sequences, blockable }: MachineView): readonly { readonly name: string; readonly text: string }[] {
    return [
      ...ranges.map(({ name, state, event }) => ({ name: `\`${name}\``, text: event === undefined ? state : `${state}, ${event}` })),
      { name: 'locks held', text: locks.length === 0 ? 'none' : locks.map((lock) => `\`${lock}\``).join(', ') },
      ...sequences.map(({ lane, name, value }) => ({ name: `${this.titles.get(lane) ?? lane}: ${name}`, text: String(value) })),
      { name: 'callbacks may sleep', text: blockable === undefined ? 'no invalidation is going on' : blockable ? 'yes' : 'no: not blockable' },
    ];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mnlens-machine': Machine;
  }
}
