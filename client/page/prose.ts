/** Sentences with code in backquotes, as HTML. */
import { html, type TemplateResult } from 'lit';
import { partsOf } from './text.ts';

export function prose(text: string): TemplateResult {
  return html`${partsOf(text).map(({ text: part, isCode }) => (isCode ? html`<code>${part}</code>` : part))}`;
}
