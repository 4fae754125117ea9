/** A finding as the diagnostic that the client shows. */
import { DiagnosticSeverity, DiagnosticTag, type Diagnostic } from 'vscode-languageserver-types';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Severity } from '../findings.ts';
import { pageLink } from '../host/documentation.ts';
import { RULES } from '../lens.ts';
import type { Analysed, RatedFinding } from './analyses.ts';
import { documentOf } from './places.ts';
import type { Server } from './server.ts';

/** Of every diagnostic of ours. */
export const SOURCE = 'mnlens';

export const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const RULE_BY_ID = new Map(RULES.map((rule) => [rule.id, rule]));

/** What belongs to another generation is struck through, as editors do with what an API no longer has. */
const TAGS: ReadonlyMap<string, DiagnosticTag[]> = new Map([['api-generation', [DiagnosticTag.Deprecated]]]);

/** All diagnostics of an open document. */
export function diagnosticsOf(server: Server, { document, findings, problem }: Analysed): Diagnostic[] {
  if (problem !== undefined) return [problemDiagnostic(problem)];
  return findings.map((finding) => toDiagnostic(server, document, finding));
}

export function toDiagnostic({ client, positions }: Server, document: TextDocument, { finding, severity }: RatedFinding): Diagnostic {
  const rule = RULE_BY_ID.get(finding.rule);
  const href = client.codeDescription && rule ? pageLink(rule) : undefined;
  const tags = client.diagnosticTags ? TAGS.get(finding.rule) : undefined;
  return {
    range: positions.toRange(document, finding.span),
    severity: SEVERITY[severity],
    code: finding.rule,
    source: SOURCE,
    message: finding.message,
    ...(href === undefined ? {} : { codeDescription: { href } }),
    ...(tags ? { tags } : {}),
    ...(client.relatedInformation && finding.trace.length > 0
      ? {
          relatedInformation: finding.trace.map(({ span, file, text }) => {
            const there = file ? documentOf(file) : document;
            return { location: { uri: there.uri, range: positions.toRange(there, span) }, message: text };
          }),
        }
      : {}),
    ...(client.diagnosticData ? { data: { rule: finding.rule, function: finding.function ?? null } } : {}),
  };
}

/** Something is wrong with the file itself. It stands on its first line. */
export function problemDiagnostic(message: string, line = 0): Diagnostic {
  const range = { start: { line, character: 0 }, end: { line: line + 1, character: 0 } };
  return { range, severity: DiagnosticSeverity.Warning, source: SOURCE, message };
}
