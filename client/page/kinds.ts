/** The same path with each event kind, side by side. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CompareResult, Stopped } from '../src/simulation/messages.ts';
import { type Act, IDLE } from './act.ts';
import { icon, TONE_WORDS } from './icons.ts';
import { problemOf } from './problem.ts';
import { prose } from './prose.ts';
import { shared } from './theme.ts';

type Kinds = Extract<CompareResult, { readonly comparison: unknown }>['comparison']['kinds'];

@customElement('mnlens-kinds')
export class KindsElement extends LitElement {
  static override styles = [
    shared,
    css`
      :host { overflow: auto; min-height: 0; padding: 8px 16px 16px; }
      table { border-collapse: collapse; margin-top: 6px; }
      th, td { text-align: left; vertical-align: top; padding: 4px 8px; min-width: 120px; border: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent)); font-weight: normal; }
      thead th { font-family: var(--vscode-editor-font-family, monospace); font-size: 11px; overflow-wrap: anywhere; }
      thead th.current { box-shadow: inset 0 -2px 0 var(--vscode-focusBorder); font-weight: 600; }
      tbody th { color: var(--vscode-descriptionForeground); position: sticky; left: 0; background: var(--vscode-editor-background); }
      .number { font-variant-numeric: tabular-nums; }
      .cell { display: grid; grid-template-columns: 16px 1fr; gap: 4px; }
      .cell span { color: var(--vscode-foreground); }
    `,
  ];

  @property({ attribute: false }) accessor result: CompareResult | Stopped | undefined;
  /** The kind that the run sends. */
  @property({ attribute: false }) accessor event: string | undefined;
  @property({ attribute: false }) accessor act: Act = IDLE;
  @property({ attribute: false }) accessor choose: (event: string) => void = () => undefined;

  protected override render(): TemplateResult {
    const { result } = this;
    if (!result) return html`<p role="status">Running the path with each event kind …</p>`;
    if ('problem' in result) return problemOf(result, () => this.act({ kind: 'kinds' }));
    const { kinds } = result.comparison;
    if (kinds.length === 0) return html`<p role="status">There is no event kind to compare: the path starts no invalidation.</p>`;
    return this.table(kinds);
  }

  private table(kinds: Kinds): TemplateResult {
    const subscribers = kinds[0]?.subscribers ?? [];
    return html`
      <p class="muted">The same path, told to subscribers as each kind. Choose a kind to run it.</p>
      <table>
        <thead>
          <tr>
            <td></td>
            ${kinds.map(({ event }) => html`<th scope="col" class=${event === this.event ? 'current' : ''}><button class="link" @click=${() => this.choose(event)}>${short(event)}</button>${event === this.event ? html`<span class="unseen">, of this run</span>` : nothing}</th>`)}
          </tr>
        </thead>
        <tbody>
          <tr><th scope="row">Verdict</th>${kinds.map(({ verdict }) => html`<td title=${verdict.text}><div class="cell ${verdict.tone}">${icon(verdict.tone)}<span><span class="unseen">${TONE_WORDS[verdict.tone]}: </span>${prose(verdict.title)}</span></div></td>`)}</tr>
          ${subscribers.map(({ lane, title }) => html`<tr><th scope="row">${title}</th>${kinds.map(({ subscribers: own }) => subscriberCell(own.find((one) => one.lane === lane)))}</tr>`)}
          <tr><th scope="row">Entries kept: faults avoided</th>${kinds.map(({ kept, entries }) => html`<td class="number">${kept} of ${entries}</td>`)}</tr>
        </tbody>
      </table>
    `;
  }
}

function subscriberCell(one: Kinds[number]['subscribers'][number] | undefined): TemplateResult {
  if (!one) return html`<td class="muted">not told</td>`;
  if (one.tone === 'plain') return html`<td>${prose(one.text)}</td>`;
  return html`<td><div class="cell ${one.tone}">${icon(one.tone)}<span><span class="unseen">${TONE_WORDS[one.tone]}: </span>${prose(one.text)}</span></div></td>`;
}

/** Without what all kinds begin with. */
function short(event: string): string {
  return event.replace(/^MMU_NOTIFY_/, '');
}

declare global {
  interface HTMLElementTagNameMap {
    'mnlens-kinds': KindsElement;
  }
}
