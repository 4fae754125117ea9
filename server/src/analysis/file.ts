/** Analyses a file, function by function; what did not change since an earlier analysis is taken over. */
import type { Finding, GaveUp } from '../findings.ts';
import type { FileInput } from './input.ts';
import { RuleSelection } from '../rules/selection.ts';
import type { FunctionPiece, Outline } from '../syntax/outline.ts';
import type { SyntaxParser } from '../syntax/parser.ts';
import { outlineOf } from '../syntax/split.ts';
import { analyzeChanger, analyzeContender, analyzeFunction, type Assignment, type FunctionResult, type PieceFinding, type PieceSpan } from './function.ts';
import { contentsOf, type FileIndex, indexOf, pieceKey, startOf } from './index-file.ts';
import { OPS_WORDS } from './ops-types.ts';
import { Library } from './library.ts';
import { FileMemory } from './memory.ts';
import { equalSignatures, resultSignature, type Signature } from './signature.ts';

interface Remembered {
  /** Keys of the functions that were looked into. */
  readonly ran: readonly string[];
  /** Everything that the result was computed from. */
  readonly signature: Signature;
  readonly result: FunctionResult;
}

/** What was found in functions under locks that callbacks wait for, by which locks these are: the newest last. */
type UnderLocks = ReadonlyMap<string, ReadonlyMap<string, Remembered>>;

/** A callback that is being typed waits for now these locks, now those, now none: what was found under so many sets of locks is kept. */
const SETS_OF_LOCKS = 4;

export interface FileState {
  readonly input: FileInput;
  readonly outline: Outline;
  readonly index: FileIndex;
  readonly memory: FileMemory;
  readonly functions: ReadonlyMap<string, Remembered>;
  readonly underLocks: UnderLocks;
  readonly findings: readonly Finding[];
  readonly gaveUp: readonly GaveUp[];
  /** Something hangs on `input.builtWithoutNotifier`. */
  readonly asksBuild: boolean;
  /** There are callbacks in it. */
  readonly asksElsewhere: boolean;
  /** It changes page-table entries, and who calls it from other files may tell of that. */
  readonly asksCallers: boolean;
  /** What each finding was made from. */
  readonly origins: ReadonlyMap<Finding, PieceFinding>;
}

/** @param isTrial whether it will do is asked: a function that could be run to the end before, and can't any more, does not, and need not be run otherwise */
export function analyzeFile(input: FileInput, parser: SyntaxParser, previous: FileState | undefined, isTrial = false): FileState {
  const outline = outlineOf(input.text, previous?.outline);
  const index = indexOf(outline, input.generation);
  const reusable = previous && sameFacts(previous.input, input) ? previous : undefined;
  const functions = new Map<string, Remembered>();
  const shelf = input.elsewhere && Library.of(input.elsewhere, parser, input.generation);
  // What is known of other files tells what sleeps, which only callbacks are asked.
  const isSameTree = reusable !== undefined && reusable.input.elsewhere === input.elsewhere;
  const assignment = { rules: new RuleSelection(input.rules), treeKnown: input.treeKnown };
  const memory = new FileMemory(contentsOf(index), parser, input.generation, { shelf, before: isSameTree ? reusable.memory : undefined });
  const roots = rootsOf(memory, input, assignment);
  for (const piece of roots) {
    const key = pieceKey(piece);
    const known = reusable?.functions.get(key);
    const isUsable = isSameTree || memory.rolesOf(piece.name).length === 0;
    if (known && isUsable && equalSignatures(known.signature, signatureOf(piece, known.ran, known.result, memory))) {
      functions.set(key, known);
      continue;
    }
    const hasToEnd = isTrial && known !== undefined && known.result.gaveUp === undefined;
    const result = analyzeFunction(piece, memory, assignment, hasToEnd);
    const ran = result.ran.map(pieceKey);
    functions.set(key, { ran, signature: signatureOf(piece, ran, result, memory), result });
  }
  const underLocks = lookUnderLocks(memory, assignment, functions, reusable?.underLocks ?? new Map());
  if (assignment.rules.isAbout('entries')) lookAtEntries(memory, assignment, input, functions, isSameTree ? reusable.functions : undefined);
  const results = [...functions.values()].map((f) => f.result);
  const found = results.flatMap((r) => r.findings);
  const asksBuild = found.some((f) => f.enabled !== undefined) || (input.generation.rangeFields !== undefined && index.guarded.length > 0);
  const { findings, origins } = inFile(found.filter((f) => f.enabled === undefined || isBuiltWithout(f.enabled, input)), index);
  const gaveUp = results.flatMap((r) => (r.gaveUp ? [r.gaveUp] : []));
  return { input, outline, index, memory, functions, underLocks, findings, gaveUp, origins, asksBuild, asksElsewhere: hasCallbacks(memory), asksCallers: mayAskCallers(input, () => index) };
}

function signatureOf(piece: FunctionPiece, ran: readonly string[], { asked }: FunctionResult, memory: FileMemory): Signature {
  return [...resultSignature(piece, ran, memory), ...asked.answers(memory)];
}

/** What `FileState.asksElsewhere` would be. */
export function asksElsewhere({ text, generation, rules }: FileInput, parser: SyntaxParser): boolean {
  return new RuleSelection(rules).asksElsewhere && OPS_WORDS.some((word) => text.includes(word)) && hasCallbacks(new FileMemory(contentsOf(indexOf(outlineOf(text), generation)), parser, generation));
}

/** Whether something hangs on who calls functions of the file from others: it changes page-table entries in functions that are not static, themselves or through others. */
export function asksCallers(input: FileInput): boolean {
  return mayAskCallers(input, () => indexOf(outlineOf(input.text), input.generation));
}

/** @param indexOfIt costs most where there is none yet, and is asked for last */
function mayAskCallers({ text, generation, rules }: FileInput, indexOfIt: () => FileIndex): boolean {
  if (generation.rangeFields === undefined || !new RuleSelection(rules).asksCallers) return false;
  const index = indexOfIt();
  return index.changers.size > 0 && knowsOfApi(index, text);
}

function knowsOfApi({ notifying }: FileIndex, text: string): boolean {
  return notifying.size > 0 || text.includes(NOTIFIER_HEADER);
}

function hasCallbacks(memory: FileMemory): boolean {
  return memory.index.functions.some(({ name }) => memory.rolesOf(name).length > 0);
}

/**
 * What may wait for an invalidation must not do so under a lock that a callback waits for: who takes one is looked at for that.
 * @returns what is to be remembered
 */
function lookUnderLocks(memory: FileMemory, assignment: Assignment, functions: Map<string, Remembered>, before: UnderLocks): UnderLocks {
  const { index } = memory;
  const called = [...functions.values()].filter(({ result }) => result.takes.length > 0);
  const contended = called.flatMap(({ result }) => result.takes);
  if (contended.length === 0) return before;
  // What a callback does in functions that it calls, it is told of itself.
  const told = new Set(called.flatMap(({ result }) => result.told.map(pieceKey)));
  const text = contended.map(({ type, member, subclass, isRead, callback }) => `${type} ${member} ${subclass} ${isRead} ${callback}`).join();
  const earlier = before.get(text);
  const here = new Map<string, Remembered>();
  const names = contended.map(({ member }) => member.slice(member.lastIndexOf('.') + 1));
  for (const piece of index.contenders) {
    if (told.has(pieceKey(piece)) || ![...names, ...index.lockWrappers].some((name) => piece.identifiers.has(name))) continue;
    const key = pieceKey(piece);
    const known = earlier?.get(key);
    if (known && equalSignatures(known.signature, signatureOf(piece, known.ran, known.result, memory))) {
      here.set(key, known);
      continue;
    }
    const result = analyzeContender(piece, memory, assignment, contended);
    const ran = result.ran.map(pieceKey);
    here.set(key, { ran, signature: signatureOf(piece, ran, result, memory), result });
  }
  for (const [key, found] of here) functions.set(`${key} under locks`, found);
  const others = [...before].filter(([locks]) => locks !== text).slice(1 - SETS_OF_LOCKS);
  return new Map([...others, [text, here]]);
}

/** A file that includes it knows of the API, even if it has forgotten to use it. */
const NOTIFIER_HEADER = 'linux/mmu_notifier.h';

/** Who takes page-table entries out, or protects them, has to tell of it, or somebody who calls. */
function lookAtEntries(memory: FileMemory, assignment: Assignment, { text, generation }: FileInput, functions: Map<string, Remembered>, before: FileState['functions'] | undefined): void {
  if (generation.rangeFields === undefined || !knowsOfApi(memory.index, text)) return;
  for (const piece of memory.index.changers) {
    const key = `${pieceKey(piece)} entries`;
    const known = before?.get(key);
    if (known && equalSignatures(known.signature, signatureOf(piece, known.ran, known.result, memory))) {
      functions.set(key, known);
      continue;
    }
    const result = analyzeChanger(piece, memory, assignment);
    const ran = result.ran.map(pieceKey);
    functions.set(key, { ran, signature: signatureOf(piece, ran, result, memory), result });
  }
}

function rootsOf(memory: FileMemory, { generation, builtWithoutNotifier }: FileInput, { rules }: Assignment): readonly FunctionPiece[] {
  const { index } = memory;
  // Of trees without a range object the pairs of start and end are known, and nothing of subscribers.
  if (generation.rangeFields === undefined) return index.roots;
  const called = rules.isAbout('callbacks', 'hazards') ? index.functions.filter(({ name }) => memory.rolesOf(name).length > 0) : [];
  const subscribers = rules.isAbout('subscribers') ? index.subscribers : [];
  return [...new Set([...index.roots, ...(builtWithoutNotifier === 'possible' ? index.guarded : []), ...called, ...subscribers])];
}

function sameFacts(a: FileInput, b: FileInput): boolean {
  return a.generation === b.generation && a.treeKnown === b.treeKnown && new RuleSelection(a.rules).equals(new RuleSelection(b.rules));
}

/** Whether the code with these symbols on is also built with CONFIG_MMU_NOTIFIER off. */
function isBuiltWithout(enabled: readonly string[], input: FileInput): boolean {
  return input.builtWithoutNotifier === 'possible' && !enabled.some((option) => option === 'CONFIG_MMU_NOTIFIER' || input.notifierSymbols?.has(option));
}

/** From offsets in pieces to offsets in the file. */
function inFile(found: readonly PieceFinding[], index: FileIndex): { findings: readonly Finding[]; origins: ReadonlyMap<Finding, PieceFinding> } {
  const at = ({ piece, source, span }: PieceSpan): Finding['span'] => {
    if (source) return { start: source.start + span.start, end: source.start + span.end };
    const start = startOf(piece, index);
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
      trace: f.steps.map((step) => ({ span: at(step.at), text: step.text, ...(step.at.source ? { file: step.at.source.file } : {}) })),
    }, f);
  }
  const findings = [...origins.keys()].sort((a, b) => a.span.start - b.span.start || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0) || a.span.end - b.span.end);
  return { findings, origins };
}
