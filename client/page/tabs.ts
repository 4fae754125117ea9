/** The three views, as tabs: arrows, Home and End go from one to the other. */
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { View } from '../src/simulation/messages.ts';
import { type Act, IDLE } from './act.ts';
import { shared } from './theme.ts';

const TABS: readonly { readonly view: View; readonly title: string }[] = [
  { view: 'run', title: 'Run' },
  { view: 'kinds', title: 'Compare kinds' },
  { view: 'race', title: 'Race' },
];

@customElement('mnlens-tabs')
export class Tabs extends LitElement {
  static override styles = [
    shared,
    css`
      [role='tablist'] { display: flex; gap: 16px; }
      button { all: unset; cursor: pointer; padding: 4px 0; font-size: 11px; text-transform: uppercase; letter-spacing: 0.04em; color: var(--vscode-panelTitle-inactiveForeground, var(--vscode-foreground)); border-bottom: 1px solid transparent; }
      button[aria-selected='true'] { color: var(--vscode-panelTitle-activeForeground, var(--vscode-foreground)); border-bottom-color: var(--vscode-panelTitle-activeBorder, currentColor); }
      button:hover { color: var(--vscode-panelTitle-activeForeground, var(--vscode-foreground)); }
      button:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
    `,
  ];

  @property({ attribute: false }) accessor view: View = 'run';
  @property({ attribute: false }) accessor act: Act = IDLE;

  protected override render(): TemplateResult {
    return html`
      <div role="tablist" aria-label="Views" @keydown=${this.onKey}>
        ${TABS.map(
          ({ view, title }) => html`<button role="tab" data-view=${view} aria-selected=${view === this.view} tabindex=${view === this.view ? 0 : -1} @click=${() => this.act({ kind: 'view', view })}>${title}</button>`,
        )}
      </div>
    `;
  }

  private onKey(event: KeyboardEvent): void {
    const at = TABS.findIndex(({ view }) => view === this.view);
    const targets: Readonly<Record<string, number>> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: TABS.length - 1 };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const tab = TABS[(target + TABS.length) % TABS.length];
    if (!tab) return;
    this.act({ kind: 'view', view: tab.view });
    this.renderRoot.querySelector<HTMLElement>(`[data-view=${tab.view}]`)?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mnlens-tabs': Tabs;
  }
}
