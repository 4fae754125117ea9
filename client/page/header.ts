/** What is looked at, how it ends, and the buttons that go through the steps. */
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Motion, Tone } from '../src/simulation/messages.ts';
import { type Act, IDLE } from './act.ts';
import { icon, type IconName, TONE_WORDS } from './icons.ts';
import { prose } from './prose.ts';
import { shared } from './theme.ts';

export interface Verdict {
  readonly tone: Tone;
  readonly title: string;
  readonly text: string;
}

const BUTTONS: readonly { readonly motion: Motion; readonly icon: IconName; readonly label: string }[] = [
  { motion: 'first', icon: 'first', label: 'First step' },
  { motion: 'back', icon: 'back', label: 'Step back' },
  { motion: 'play', icon: 'play', label: 'Play' },
  { motion: 'forward', icon: 'forward', label: 'Step forward' },
  { motion: 'last', icon: 'last', label: 'Last step' },
];

@customElement('mnlens-header')
export class Header extends LitElement {
  static override styles = [
    shared,
    css`
      .line { display: flex; align-items: center; gap: 8px; flex-wrap: wrap; }
      h1 { font-size: 14px; font-weight: 600; font-family: var(--vscode-editor-font-family, monospace); margin-right: auto; overflow-wrap: anywhere; }
      .toolbar { display: flex; align-items: center; gap: 2px; }
      .count { min-width: 92px; text-align: right; font-variant-numeric: tabular-nums; }
      .verdict { display: grid; grid-template-columns: 16px 1fr; gap: 2px 8px; margin-top: 6px; padding: 6px 8px; border-left: 3px solid currentColor; background: var(--vscode-textBlockQuote-background); }
      .verdict p { grid-column: 2; color: var(--vscode-foreground); }
      .verdict strong { color: var(--vscode-foreground); }
      .verdict .icon { margin-top: 1px; }
    `,
  ];

  @property({ attribute: false }) accessor heading = '';
  @property({ attribute: false }) accessor verdict: Verdict | undefined;
  @property({ attribute: false }) accessor act: Act = IDLE;
  @property({ type: Number }) accessor step = 0;
  @property({ type: Number }) accessor steps = 0;
  @property({ type: Boolean }) accessor playing = false;
  @property({ type: Boolean }) accessor fails = false;

  protected override render(): TemplateResult {
    return html`
      <div class="line">
        <h1>${this.heading}</h1>
        ${this.steps > 0 ? this.toolbar() : nothing}
      </div>
      ${this.verdict ? this.sentence(this.verdict) : nothing}
    `;
  }

  private toolbar(): TemplateResult {
    return html`
      <span class="count muted">Step ${this.step + 1} of ${this.steps}</span>
      <div class="toolbar" role="toolbar" aria-label="Steps">
        ${BUTTONS.map(({ motion, icon: name, label }) => {
          const isPause = motion === 'play' && this.playing;
          return this.button(motion, isPause ? 'pause' : name, isPause ? 'Pause' : label);
        })}
        ${this.fails ? this.button('failing', 'failing', 'Go to the step that goes wrong') : nothing}
      </div>
    `;
  }

  private button(motion: Motion, name: IconName, label: string): TemplateResult {
    return html`<vscode-toolbar-button data-motion=${motion} label=${label} title=${label} @click=${() => this.act({ kind: 'motion', motion })}>${icon(name)}</vscode-toolbar-button>`;
  }

  private sentence({ tone, title, text }: Verdict): TemplateResult {
    return html`
      <div class="verdict ${tone}" data-tone=${tone}>
        ${icon(tone)}
        <p><strong>${TONE_WORDS[tone]}: ${prose(title)}.</strong> ${prose(text)}</p>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mnlens-header': Header;
  }
}
