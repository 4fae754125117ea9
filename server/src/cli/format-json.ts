import type { CheckDocument } from './document.ts';

/** The document as it is, indented for people who look at it. */
export function formatJson(document: CheckDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
