/** `mnlens rules`: what is looked for. */
import { RULES } from '../lens.ts';
import { colorsFor } from './colors.ts';

export function listRules(): void {
  const colors = colorsFor(process.stdout);
  const width = Math.max(...RULES.map((rule) => rule.id.length));
  for (const rule of RULES) {
    process.stdout.write(`${colors.bold(rule.id.padEnd(width))}  ${rule.severity.padEnd('warning'.length)}  ${rule.summary}\n`);
  }
}
