/** Why there is nothing to see in a view, and the way on where there is one. */
import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, nothing, type TemplateResult } from 'lit';
import { prose } from './prose.ts';

export function problemOf(result: { readonly problem: string; readonly canRetry?: true }, retry: () => void): TemplateResult {
  return html`<p role="status">${prose(result.problem)}</p>${result.canRetry ? html`<p><vscode-button @click=${retry}>Try again</vscode-button></p>` : nothing}`;
}
