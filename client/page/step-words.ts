/** The step that is shown, in words, and what says that it is so. */
import { html, nothing, type TemplateResult } from 'lit';
import type { SourcePlace } from '../src/simulation/messages.ts';
import { placeOf } from './charts.ts';
import { sourceText } from './diagram-data.ts';
import { prose } from './prose.ts';

interface Step {
  readonly text: string;
  readonly at?: SourcePlace;
  readonly source?: string;
}

export function stepWords(index: number, { text, at, source }: Step): TemplateResult {
  const said = sourceText(source, at && placeOf(at));
  return html`<div class="step"><p><strong>${index + 1}</strong> ${prose(text)}</p>${said ? html`<p class="muted">${said}</p>` : nothing}</div>`;
}
