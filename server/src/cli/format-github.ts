/** Workflow commands that GitHub shows as annotations. */
import type { CheckDocument, FindingEntry } from './document.ts';

const LEVELS = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' } as const;

/** One command a finding; nothing when there is none. */
export function formatGithub(document: CheckDocument): string {
  return document.findings.map((finding) => `${annotation(finding)}\n`).join('');
}

function annotation({ severity, file, range: { start, end }, rule, message, trace }: FindingEntry): string {
  const properties = {
    file,
    line: start.line,
    // GitHub takes columns only within one line.
    ...(start.line === end.line ? { col: start.column, endColumn: end.column } : { endLine: end.line }),
    title: `mnlens(${rule})`,
  };
  const steps = trace.map((step) => `${step.file}:${step.line}:${step.column}: ${step.text}`);
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${LEVELS[severity]} ${written.join(',')}::${escapeData([message, ...steps].join('\n'))}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** Properties end at a comma, and the list of them at a colon. */
function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
