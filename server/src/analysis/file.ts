/** Analyses a file, function by function; what did not change since an earlier analysis is taken over. */
import type { Finding, GaveUp } from '../findings.ts';
import type { FileInput } from './input.ts';
import type { FunctionPiece, Outline } from '../syntax/outline.ts';
import type { SyntaxParser } from '../syntax/parser.ts';
import { outlineOf } from '../syntax/split.ts';
import { analyzeFunction, type FunctionResult, type PieceFinding, type PieceSpan } from './function.ts';
import { type FileIndex, indexOf } from './index-file.ts';
import { pieceKey, reachOf } from './program.ts';

interface Remembered {
  /** Everything that the result was computed from. */
  readonly signature: readonly string[];
  readonly result: FunctionResult;
}

export interface FileState {
  readonly input: FileInput;
  readonly outline: Outline;
  readonly index: FileIndex;
  readonly functions: ReadonlyMap<string, Remembered>;
  readonly findings: readonly Finding[];
  readonly gaveUp: readonly GaveUp[];
  /** Something hangs on `input.builtWithoutNotifier`. */
  readonly asksBuild: boolean;
  /** What each finding was made from. */
  readonly origins: ReadonlyMap<Finding, PieceFinding>;
}

export function analyzeFile(input: FileInput, parser: SyntaxParser, previous: FileState | undefined): FileState {
  const outline = outlineOf(input.text);
  const index = indexOf(outline);
  const reusable = previous && sameFacts(previous.input, input) ? previous.functions : undefined;
  const functions = new Map<string, Remembered>();
  const facts = { generation: input.generation, treeKnown: input.treeKnown };
  // Trees without a range object pair calls by their arguments: another API, which is left alone.
  const roots = input.generation.rangeFields === undefined ? [] : index.roots;
  for (const piece of roots) {
    const key = pieceKey(piece);
    const signature = signatureOf(piece, index);
    const known = reusable?.get(key);
    const result = known && equalLists(known.signature, signature) ? known.result : analyzeFunction(piece, index, parser, facts);
    functions.set(key, { signature, result });
  }
  const results = [...functions.values()].map((f) => f.result);
  const found = results.flatMap((r) => r.findings);
  const asksBuild = found.some((f) => f.enabled !== undefined);
  const { findings, origins } = inFile(found.filter((f) => f.enabled === undefined || isBuiltWithout(f.enabled, input)), index);
  const gaveUp = results.flatMap((r) => (r.gaveUp ? [r.gaveUp] : []));
  return { input, outline, index, functions, findings, gaveUp, origins, asksBuild };
}

function sameFacts(a: FileInput, b: FileInput): boolean {
  return a.generation === b.generation && a.treeKnown === b.treeKnown;
}

/** Whether the code with these symbols on is also built with CONFIG_MMU_NOTIFIER off. */
function isBuiltWithout(enabled: readonly string[], input: FileInput): boolean {
  return input.builtWithoutNotifier === 'possible' && !enabled.some((option) => option === 'CONFIG_MMU_NOTIFIER' || input.notifierSymbols?.has(option));
}

/** The texts and names that the analysis of `piece` may look at. */
function signatureOf(piece: FunctionPiece, index: FileIndex): readonly string[] {
  const parts: string[] = [];
  for (const reached of reachOf(piece, index)) {
    parts.push(reached.text, JSON.stringify(reached.guards));
    for (const name of reached.identifiers) {
      const macros = index.macrosNamed.get(name);
      if (macros) parts.push(name, ...macros.map((m) => m.text));
      else if (index.functionsNamed.has(name)) parts.push(name);
    }
  }
  return parts;
}

function equalLists(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((x, i) => x === b[i]);
}

/** From offsets in pieces to offsets in the file. */
function inFile(found: readonly PieceFinding[], index: FileIndex): { findings: readonly Finding[]; origins: ReadonlyMap<Finding, PieceFinding> } {
  const starts = new Map(index.functions.map((piece) => [pieceKey(piece), piece.start]));
  const at = ({ piece, span }: PieceSpan): Finding['span'] => {
    const start = starts.get(piece) ?? 0;
    return { start: start + span.start, end: start + span.end };
  };
  const marks = new Set(found.map((f) => `${f.rule.id}:${f.at.piece}:${f.at.span.start}`));
  const seen = new Set<string>();
  const origins = new Map<Finding, PieceFinding>();
  for (const f of found) {
    const mark = `${f.rule.id}:${f.at.piece}:${f.at.span.start}:${f.message}`;
    if (seen.has(mark)) continue;
    seen.add(mark);
    if (f.inner.some((inner) => marks.has(`${f.rule.id}:${inner.piece}:${inner.span.start}`))) continue;
    origins.set({
      rule: f.rule.id, severity: f.severity, span: at(f.at), function: f.routine.name, message: f.message,
      trace: f.steps.map((step) => ({ span: at(step.at), text: step.text })),
    }, f);
  }
  const findings = [...origins.keys()].sort((a, b) => a.span.start - b.span.start || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0) || a.span.end - b.span.end);
  return { findings, origins };
}
