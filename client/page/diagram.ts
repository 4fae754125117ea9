/** The sequence diagram as SVG, from `diagram-data.ts`. Its rows are a list to keys and screen readers: arrows, Home, End; Enter goes to the source. */
import { css, html, LitElement, nothing, svg, type PropertyValues, type SVGTemplateResult, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type Act, IDLE } from './act.ts';
import { type Diagram, type DiagramLane, diagramOf, type DiagramStep, LINE, type Row, TITLE_LINE } from './diagram-data.ts';
import { iconPath } from './icons.ts';
import { prefersStillness, shared } from './theme.ts';

/** Also written into an exported file, with its tokens resolved. */
export const diagramStyles = css`
  text { fill: var(--vscode-foreground); font-family: var(--vscode-font-family, sans-serif); font-size: 12px; }
  .code { font-family: var(--vscode-editor-font-family, monospace); font-size: 11.5px; }
  .number, .place, .short { fill: var(--vscode-descriptionForeground); font-size: 11px; }
  .heading { font-size: 10px; }
  .short { font-size: 10px; }
  .number, .place { text-anchor: end; }
  .heading, .short { text-anchor: middle; }
  .heading.step { text-anchor: start; }
  .lifeline { stroke: var(--vscode-editorIndentGuide-background1, var(--vscode-descriptionForeground)); stroke-width: 1; }
  .busy { fill: var(--vscode-charts-blue, var(--vscode-descriptionForeground)); opacity: 0.35; }
  .arrow { stroke: currentColor; stroke-width: 1.3; fill: none; }
  .tip, .dot { fill: currentColor; }
  .row { color: var(--vscode-descriptionForeground); }
  .row.good { color: var(--vscode-testing-iconPassed, var(--vscode-foreground)); }
  .row.doubtful { color: var(--vscode-editorWarning-foreground, var(--vscode-foreground)); }
  .row.wrong { color: var(--vscode-errorForeground); }
  .back { fill: transparent; stroke: none; }
  .current .back { fill: var(--vscode-editor-stackFrameHighlightBackground, transparent); stroke: var(--vscode-contrastActiveBorder, transparent); }
  .current .number { fill: var(--vscode-foreground); font-weight: 600; }
  .symbol-ground { fill: var(--vscode-editor-background); }
`;

@customElement('mnlens-diagram')
export class DiagramElement extends LitElement {
  static override styles = [
    shared,
    diagramStyles,
    css`
      :host { overflow: auto; min-height: 0; background: var(--vscode-editor-background); }
      svg { display: block; }
      .head { position: sticky; top: 0; z-index: 1; background: var(--vscode-editor-background); border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent)); }
      .back { cursor: pointer; outline: none; }
      .drawing { pointer-events: none; }
      .row:hover .back { fill: var(--vscode-list-hoverBackground); }
      .row.current:hover .back { fill: var(--vscode-editor-stackFrameHighlightBackground, transparent); }
      .back:focus-visible { stroke: var(--vscode-focusBorder); }
    `,
  ];

  @property({ attribute: false }) accessor lanes: readonly DiagramLane[] = [];
  @property({ attribute: false }) accessor steps: readonly DiagramStep[] = [];
  @property({ attribute: false }) accessor act: Act = IDLE;
  @property({ attribute: false }) accessor busyLane: string | undefined;
  @property({ type: Number }) accessor step = 0;
  @state() private accessor width = 0;
  private diagram: Diagram | undefined;
  /** A change of the step by keys in here takes the focus along. */
  private takesFocus = false;
  private readonly sizes = new ResizeObserver(([entry]) => {
    this.width = Math.floor(entry?.contentRect.width ?? 0);
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.sizes.observe(this);
  }

  override disconnectedCallback(): void {
    this.sizes.disconnect();
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.diagram && !changed.has('lanes') && !changed.has('steps') && !changed.has('busyLane') && this.diagram.width === this.width) return;
    this.diagram = diagramOf({ lanes: this.lanes, steps: this.steps, width: this.width, ...(this.busyLane === undefined ? {} : { busyLane: this.busyLane }) });
  }

  protected override updated(): void {
    const row = this.renderRoot.querySelector<SVGRectElement>('.row.current .back');
    if (this.takesFocus) row?.focus({ preventScroll: true });
    this.takesFocus = false;
    this.bringIntoSight(row);
  }

  protected override render(): TemplateResult {
    const { diagram } = this;
    if (!diagram) return html``;
    return html`
      <svg class="head" width=${diagram.width} height=${diagram.headHeight} aria-hidden="true">${head(diagram)}</svg>
      <svg class="body" width=${diagram.width} height=${diagram.height} role="listbox" aria-label="Steps" @keydown=${this.onKey}>
        <g aria-hidden="true">${lifelines(diagram)}</g>
        ${diagram.rows.map((row) => this.row(row, diagram))}
      </svg>
    `;
  }

  private row(row: Row, { width }: Diagram): SVGTemplateResult {
    const isCurrent = row.index === this.step;
    return svg`
      <g class="row ${row.tone} ${isCurrent ? 'current' : ''}">
        <rect class="back" x="0.5" y=${row.y + 0.5} width=${width - 1} height=${row.height - 1} role="option" aria-selected=${isCurrent} aria-label=${row.label} aria-description=${row.source}
          tabindex=${isCurrent ? 0 : -1} @click=${() => this.act({ kind: 'go', step: row.index, reveal: true })}>${row.source ? svg`<title>${row.source}</title>` : nothing}</rect>
        <g class="drawing" aria-hidden="true">${rowDrawing(row, width)}</g>
      </g>
    `;
  }

  private onKey(event: KeyboardEvent): void {
    const last = this.steps.length - 1;
    const targets: Readonly<Record<string, number>> = { ArrowDown: this.step + 1, ArrowUp: this.step - 1, Home: 0, End: last, PageDown: this.step + 10, PageUp: this.step - 10 };
    const target = targets[event.key];
    if (event.key === 'Enter' || event.key === ' ') this.act({ kind: 'go', step: this.step, reveal: true });
    else if (target !== undefined) {
      this.takesFocus = true;
      this.act({ kind: 'go', step: Math.max(0, Math.min(last, target)), reveal: false });
    } else return;
    event.preventDefault();
  }

  /** Scrolls this element alone, and below its sticky head. */
  private bringIntoSight(row: SVGRectElement | null): void {
    const data = this.diagram?.rows[this.step];
    if (!row || !data || !this.diagram) return;
    const behavior = prefersStillness() ? 'instant' : 'smooth';
    const room = this.clientHeight - this.diagram.headHeight;
    if (data.y < this.scrollTop) this.scrollTo({ top: Math.max(0, data.y - LINE), behavior });
    else if (data.y + data.height > this.scrollTop + room) this.scrollTo({ top: data.y + data.height - room + LINE, behavior });
  }
}

/** Titles over the lanes. */
export function head({ headings, columns, headHeight, stair }: Diagram): SVGTemplateResult {
  return svg`
    ${stair ? columns.map(({ x }, index) => svg`<line class="lifeline" x1=${x} x2=${x} y1=${stair[index] ?? 0} y2=${headHeight}></line>`) : nothing}
    ${headings.map(
      ({ x, title, lines, baseline }) => svg`<g><title>${title}</title>${lines.map((line, index) => svg`<text class=${stair ? 'heading step' : 'heading'} x=${x} y=${baseline + index * TITLE_LINE}>${line}</text>`)}</g>`,
    )}
    ${stair ? nothing : columns.map(({ x, short }) => svg`<text class="short" x=${x} y=${headHeight - 6}>${short}</text>`)}
  `;
}

export function lifelines({ columns, height, busy }: Diagram): SVGTemplateResult {
  return svg`
    ${columns.map(({ x }) => svg`<line class="lifeline" x1=${x} x2=${x} y1="0" y2=${height}></line>`)}
    ${busy.map(({ x, y, height: length }) => svg`<rect class="busy" x=${x - 3} y=${y} width="6" height=${length} rx="3"></rect>`)}
  `;
}

/** All of a row but what makes it choosable. */
export function rowDrawing({ index, y, tone, from, to, textX, lines, place }: Row, width: number): SVGTemplateResult {
  const middle = y + 3 + LINE / 2;
  const baseline = y + 3 + 12;
  return svg`
    <text class="number" x="26" y=${baseline}>${index + 1}</text>
    ${to === undefined ? nothing : arrow(from, to, middle)}
    ${tone === 'plain' ? svg`<circle class="dot" cx=${from} cy=${middle} r="3.5"></circle>` : symbol(tone, from, middle)}
    ${lines.map(
      (line, number) => svg`<text x=${textX} y=${baseline + number * LINE}>${line.map(({ text, isCode }) => svg`<tspan class=${isCode ? 'code' : 'prose'}>${text}</tspan>`)}</text>`,
    )}
    ${place === undefined ? nothing : svg`<text class="place" x=${width - 8} y=${baseline}>${place}</text>`}
  `;
}

function arrow(from: number, to: number, y: number): SVGTemplateResult {
  const back = to > from ? -7 : 7;
  return svg`<path class="arrow" d=${`M${from} ${y}H${to + back / 2}`}></path><path class="tip" d=${`M${to} ${y}l${back} -4v8z`}></path>`;
}

function symbol(tone: 'good' | 'doubtful' | 'wrong', x: number, y: number): SVGTemplateResult {
  return svg`<circle class="symbol-ground" cx=${x} cy=${y} r="7"></circle><path class="tip" fill-rule="evenodd" transform=${`translate(${x - 8} ${y - 8})`} d=${iconPath(tone)}></path>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'mnlens-diagram': DiagramElement;
  }
}
