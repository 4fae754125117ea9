/** The pages of the range, a row each: what the CPU's entry and each device's allow, and what became of the memory. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Simulation, SourcePlace } from '../src/simulation/messages.ts';
import { shared } from './theme.ts';
import { icon } from './icons.ts';

type Pages = Simulation<SourcePlace>['steps'][number]['pages'];
type Page = Pages[number];
type Entry = Page['cpu'] & { readonly isStale?: boolean };

export interface GridSubscriber {
  readonly id: string;
  readonly title: string;
}

const ACCESS: Readonly<Record<Entry['access'], string>> = { writable: 'RW', 'read-only': 'R', special: 'S', none: '–' };
const ACCESS_WORDS: Readonly<Record<Entry['access'], string>> = { writable: 'writable', 'read-only': 'read-only', special: 'no access, says where the page is', none: 'no access' };

@customElement('mnlens-pages')
export class PagesGrid extends LitElement {
  static override styles = [
    shared,
    css`
      :host { container-type: inline-size; }
      table { border-collapse: collapse; width: 100%; }
      caption { text-align: left; padding-bottom: 4px; }
      th, td { text-align: left; padding: 2px 6px; height: 24px; font-weight: normal; border: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent)); vertical-align: top; }
      th { color: var(--vscode-descriptionForeground); }
      thead th { font-size: 11px; }
      .access { display: inline-block; min-width: 22px; font-family: var(--vscode-editor-font-family, monospace); font-size: 11px; }
      .page { font-family: var(--vscode-editor-font-family, monospace); font-weight: 600; }
      td.changed { background: var(--vscode-editor-stackFrameHighlightBackground, transparent); box-shadow: inset 2px 0 0 var(--vscode-focusBorder); }
      td.stale { outline: 2px solid var(--vscode-errorForeground); outline-offset: -2px; }
      @container (max-width: 400px) {
        th, td { padding: 2px 4px; font-size: 11px; }
        .access { display: block; }
      }
      .stale-word { color: var(--vscode-errorForeground); font-weight: 600; white-space: nowrap; }
    `,
  ];

  @property({ attribute: false }) accessor pages: Pages = [];
  /** Before this step; absent for the first. */
  @property({ attribute: false }) accessor previous: Pages | undefined;
  @property({ attribute: false }) accessor subscribers: readonly GridSubscriber[] = [];

  protected override render(): TemplateResult {
    return html`
      <table>
        <caption><h2>Pages of the range</h2></caption>
        <thead>
          <tr>
            <th scope="col">Address</th>
            <th scope="col">CPU</th>
            ${this.subscribers.map(({ title }) => html`<th scope="col">${title}</th>`)}
            <th scope="col">Memory</th>
          </tr>
        </thead>
        <tbody>
          ${this.pages.map((page, index) => this.page(page, this.previous?.[index]))}
        </tbody>
      </table>
    `;
  }

  private page(page: Page, before: Page | undefined): TemplateResult {
    return html`
      <tr>
        <th scope="row"><code>${page.address}</code></th>
        ${entryCell(page.cpu, before?.cpu)}
        ${this.subscribers.map(({ id }) => {
          const entry = page.secondary[id];
          return entry ? entryCell(entry, before?.secondary[id]) : html`<td class="muted">not told</td>`;
        })}
        <td class=${changed(memoryText(page), before && memoryText(before))}>
          ${page.memory.map(({ page: name, state }) => html`<div><span class="page">${name}</span> ${state === 'in use' ? nothing : html`<span class="doubtful">${icon('doubtful')}</span>`} ${state}</div>`)}
          ${mark(memoryText(page), before && memoryText(before))}
        </td>
      </tr>
    `;
  }
}

function entryCell(entry: Entry, before: Entry | undefined): TemplateResult {
  const text = entryText(entry);
  const previous = before && entryText(before);
  return html`
    <td class="${changed(text, previous)} ${entry.isStale ? 'stale' : ''}">
      <span class="access" aria-label=${ACCESS_WORDS[entry.access]} role="img" title=${ACCESS_WORDS[entry.access]}>${ACCESS[entry.access]}</span>
      ${entry.page === undefined ? nothing : html`<span class="page">${entry.page}</span>`} ${entry.text}
      ${entry.isStale ? html`<span class="stale-word">${icon('wrong')} stale</span>` : nothing} ${mark(text, previous)}
    </td>
  `;
}

function mark(now: string, before: string | undefined): TemplateResult | typeof nothing {
  return changed(now, before) === '' ? nothing : html`<span class="unseen">changed by this step</span>`;
}

function changed(now: string, before: string | undefined): 'changed' | '' {
  return before !== undefined && now !== before ? 'changed' : '';
}

function entryText({ access, page, text, isStale }: Entry): string {
  return [access, page, text, isStale].join();
}

function memoryText({ memory }: Page): string {
  return memory.map(({ page, state }) => `${page} ${state}`).join();
}

declare global {
  interface HTMLElementTagNameMap {
    'mnlens-pages': PagesGrid;
  }
}
