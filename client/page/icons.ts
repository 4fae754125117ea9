/** Our own icons, of 16 by 16, in the text's colour. They say nothing to screen readers: whoever uses one has a word, too. */
import { svg, html, type TemplateResult } from 'lit';
import type { Tone } from '../src/simulation/messages.ts';

const PATHS = {
  first: 'M3 3h1.5v10H3zM13 3v10L5.5 8z',
  back: 'M11 3v10L4 8z',
  play: 'M4 2.5v11L13 8z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  forward: 'M5 3v10l7-5z',
  last: 'M11.5 3H13v10h-1.5zM3 3v10l7.5-5z',
  failing: 'M7 2h2v7.5l2.6-2.6L13 8.3l-5 5-5-5 1.4-1.4L7 9.5z',
  good: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zm-1 9.4L3.9 7.8l1-1L7 8.9l4.2-4.3 1 1z',
  doubtful: 'M8 1.5 15 14H1zM7.3 6v4h1.4V6zm0 5.2v1.4h1.4v-1.4z',
  wrong: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM10.9 10l-.9.9-2-2-2 2-.9-.9 2-2-2-2 .9-.9 2 2 2-2 .9.9-2 2z',
  plain: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zm-.7 3h1.4v1.4H7.3zm0 2.6h1.4v4.4H7.3z',
} as const;

export type IconName = keyof typeof PATHS;

export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${svg`<path fill-rule="evenodd" d=${PATHS[name]}></path>`}</svg>`;
}

/** The same forms inside another drawing, with their middle at a point. */
export function iconPath(name: Tone): string {
  return PATHS[name];
}

/** What the colour says, as a word. */
export const TONE_WORDS: Readonly<Record<Tone, string>> = { plain: 'Note', good: 'Good', doubtful: 'Uncertain', wrong: 'Wrong' };
