/** A choice of one, as VS Code's settings have it. */
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import type { VscodeSingleSelect } from '@vscode-elements/elements/dist/vscode-single-select/index.js';
import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
}

export function select(label: string, options: readonly SelectOption[], value: string, choose: (value: string) => void): TemplateResult {
  const shown = options.map((option) => ({ description: '', ...option, selected: option.value === value, disabled: false }));
  const onChange = ({ currentTarget }: Event & { currentTarget: VscodeSingleSelect }): void => {
    if (currentTarget.value !== value) choose(currentTarget.value);
  };
  // What the server answers counts, also where that is not what was just chosen.
  return html`<vscode-single-select label=${label} .options=${shown} .value=${live(value)} @change=${onChange}></vscode-single-select>`;
}
