/** The report in the format asked for, as it goes to stdout. */
import { colorsFor } from './colors.ts';
import type { CheckDocument } from './document.ts';
import { formatGithub } from './format-github.ts';
import { formatText } from './format-text.ts';
import type { Format } from './options.ts';

export function format(document: CheckDocument, as: Format): string {
  switch (as) {
    case 'json':
      return `${JSON.stringify(document, null, 2)}\n`;
    case 'github':
      return formatGithub(document);
    case 'text':
      return formatText(document, colorsFor(process.stdout));
  }
}
