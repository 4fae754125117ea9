/** What a person reads in a terminal: like a compiler, so that editors and scripts can jump to it. */
import type { Colors } from './colors.ts';
import { SEVERITIES } from '../host/severities.ts';
import type { CheckDocument, FindingEntry } from './document.ts';

export function formatText(document: CheckDocument, colors: Colors): string {
  const findings = document.findings.map((finding) => `${formatFinding(finding, colors)}\n\n`);
  const gaveUp = document.stats.gaveUpIn.map(
    ({ file, function: name, reason }) => `${file}: ${colors.dim(`gave up on ${name}(): ${reason}`)}\n`,
  );
  return `${findings.join('')}${gaveUp.join('')}${summary(document)}\n`;
}

function formatFinding({ file, range: { start }, severity, message, rule, trace, fixes }: FindingEntry, colors: Colors): string {
  const paint = { error: colors.red, warning: colors.yellow, info: colors.blue, hint: colors.cyan }[severity];
  const lines = [`${colors.bold(`${file}:${start.line}:${start.column}:`)} ${paint(`${severity}:`)} ${message} ${colors.dim(`[${rule}]`)}`];
  for (const step of trace) lines.push(`    ${colors.dim(`${step.file}:${step.line}:${step.column}:`)} ${step.text}`);
  for (const fix of fixes) lines.push(`    ${colors.green(fix.preferred ? 'fix (preferred):' : 'fix:')} ${fix.title}`);
  return lines.join('\n');
}

function summary({ findings, stats, tree }: CheckDocument): string {
  const counts = SEVERITIES.map((severity) => ({ severity, count: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => (severity === 'info' ? `${count} info` : plural(count, severity)));
  const found = counts.length > 0 ? counts.join(', ') : 'nothing found';
  const gaveUp = stats.gaveUp > 0 ? `, gave up on ${stats.gaveUp}` : '';
  const api = tree ? `the API of ${tree.root} (unchanged since ${tree.generation})` : 'the newest API (no kernel tree found)';
  return `${found} in ${plural(stats.functions, 'function')} of ${plural(stats.files, 'file')}${gaveUp}; checked against ${api}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
