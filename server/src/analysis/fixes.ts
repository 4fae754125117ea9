/** Fixes that are known to work: each is offered only after the simulator, run on the edited text, finds the problem gone and no new one. */
import type { Finding, Fix } from '../findings.ts';
import type { Candidate } from '../rules/fixes/candidate.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import type { SyntaxParser } from '../syntax/parser.ts';
import { analyzeFile, type FileState } from './file.ts';

export function verifiedFixes(state: FileState, finding: Finding, parser: SyntaxParser): readonly Fix[] {
  const origin = state.origins.get(finding);
  const piece = origin && state.index.functionsByKey.get(origin.routine.key);
  if (!origin || !piece) return [];
  const context = { routine: origin.routine, text: piece.text, generation: state.input.generation };
  const candidates = origin.rule.fixes?.(origin.report, context) ?? [];
  const seen = new Set<string>();
  const fixes: Fix[] = [];
  for (const candidate of candidates) {
    const fix = toFix(candidate, piece, fixes.length === 0);
    const key = JSON.stringify(fix.edits);
    if (seen.has(key) || !works(state, finding, fix, parser)) continue;
    seen.add(key);
    fixes.push(fix);
  }
  return fixes;
}

function toFix(candidate: Candidate, piece: FunctionPiece, preferred: boolean): Fix {
  const edits = candidate.edits
    .map((edit) => ({ span: { start: piece.start + edit.span.start, end: piece.start + edit.span.end }, newText: edit.newText }))
    .sort((a, b) => a.span.start - b.span.start);
  return { title: candidate.title, preferred, edits, ...(candidate.event === undefined ? {} : { event: candidate.event }) };
}

/** `text` with non-overlapping edits applied. */
export function applyEdits(text: string, edits: Fix['edits']): string {
  let result = '';
  let at = 0;
  for (const edit of edits) {
    result += text.slice(at, edit.span.start) + edit.newText;
    at = edit.span.end;
  }
  return result + text.slice(at);
}

function works(state: FileState, finding: Finding, fix: Fix, parser: SyntaxParser): boolean {
  const text = applyEdits(state.input.text, fix.edits);
  if (text === state.input.text) return false;
  const after = analyzeFile({ ...state.input, text }, parser, state);
  // By rule and function: one less of this kind, and no more of any.
  const count = (findings: readonly Finding[]): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const f of findings) counts.set(`${f.rule}:${f.function}`, (counts.get(`${f.rule}:${f.function}`) ?? 0) + 1);
    return counts;
  };
  const before = count(state.findings);
  const now = count(after.findings);
  const key = `${finding.rule}:${finding.function}`;
  if ((now.get(key) ?? 0) >= (before.get(key) ?? 0) || after.gaveUp.length > state.gaveUp.length) return false;
  for (const [k, n] of now) if (n > (before.get(k) ?? 0)) return false;
  return true;
}
