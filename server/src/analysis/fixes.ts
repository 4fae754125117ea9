/** Fixes that are known to work: each is offered only after the simulator, run on the edited text, finds the problem gone and no new one. */
import type { Finding, Fix } from '../findings.ts';
import type { Candidate } from '../rules/fixes/candidate.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import type { SyntaxParser } from '../syntax/parser.ts';
import { fixContext } from './event-choices.ts';
import { analyzeFile, type FileState } from './file.ts';

/** Blocks that verifying all candidates may run through, roughly; some candidates are always tried. */
const EFFORT = 20_000;
const FEWEST = 3;
/** Reading so many UTF-16 units takes as long as executing a block. */
const CHARACTERS = 50;
/** More ways to do the same are of no help. (Event kinds are a choice: all of them are offered.) */
const OFFERED = 4;

export function verifiedFixes(state: FileState, finding: Finding, parser: SyntaxParser): readonly Fix[] {
  const origin = state.origins.get(finding);
  const piece = origin && state.index.functionsByKey.get(origin.routine.key);
  if (!origin || !piece) return [];
  const context = fixContext(origin.routine, piece, state);
  const candidates = origin.rule.fixes?.(origin.report, context) ?? [];
  const seen = new Set<string>();
  const fixes: Fix[] = [];
  const cost = (state.functions.get(origin.routine.key)?.result.cost ?? 0) + piece.text.length / CHARACTERS;
  const limit = Math.max(FEWEST, Math.floor(EFFORT / Math.max(1, cost)));
  for (const candidate of candidates.slice(0, limit)) {
    if (fixes.length >= OFFERED && candidate.event === undefined) break;
    const fix = toFix(candidate, piece, fixes.length === 0 && !candidate.isPartial);
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
  const after = analyzeFile({ ...state.input, text }, parser, state, true);
  if (after.gaveUp.length > state.gaveUp.length) return false;
  // Each finding of the edited text must have been there before, in its own place, and this one must be gone.
  const before = new Set(state.findings.filter((f) => f !== finding).map(placeOf));
  const left = after.findings.map((f) => ({ ...f, span: { ...f.span, start: originOf(f.span.start, fix.edits) } }));
  // (A hint is for thought: an event that the code seems to contradict is its author's to choose.)
  return left.every((f) => (f.severity === 'hint' && f.rule !== finding.rule) || before.has(placeOf(f))) && !left.some((f) => placeOf(f) === placeOf(finding));
}

function placeOf(f: Finding): string {
  return `${f.rule}:${f.span.start}`;
}

/** Where an offset of the edited text was before; -1 for what was inserted. */
function originOf(offset: number, edits: Fix['edits']): number {
  let shift = 0;
  for (const edit of edits) {
    const start = edit.span.start + shift;
    if (offset < start) break;
    // The first character of inserted text that ends before old text of the same place belongs to the new.
    if (offset < start + edit.newText.length) return -1;
    shift += edit.newText.length - (edit.span.end - edit.span.start);
  }
  return offset - shift;
}
