/** Analyses a file, function by function; what did not change since an earlier analysis is taken over. */
import type { Finding, GaveUp } from '../findings.ts';
import type { WaitedLock } from './elsewhere.ts';
import type { Generation } from '../kernel/generation.ts';
import type { FileInput } from './input.ts';
import { HAZARDS, RuleSelection } from '../rules/selection.ts';
import type { WaitedForLock } from '../rules/rule.ts';
import type { FunctionPiece, Outline } from '../syntax/outline.ts';
import type { SyntaxParser } from '../syntax/parser.ts';
import { outlineOf } from '../syntax/split.ts';
import { analyzeChanger, analyzeFunction } from './function.ts';
import { contentsOf, type FileIndex, indexOf, namesIn, pieceKey, startOf } from './index-file.ts';
import { OPS_WORDS } from './ops-types.ts';
import type { Assignment } from './judge.ts';
import { isRegistrar, registrarsElsewhere } from './late-members.ts';
import { Library } from './library.ts';
import { calledIn, type LockMacros } from './lock-macros.ts';
import { macrosIn } from './file-facts.ts';
import { Looks } from './looks.ts';
import { FileMemory } from './memory.ts';
import type { PieceFinding, PieceSpan } from './piece-finding.ts';
import { asksStructures, equalSignatures, isSubscriber } from './signature.ts';
import { type Remembered, remembered, signatureOf } from './remembered.ts';
import { foreignLocks, lookUnderLocks, mayHold, type UnderLocks, waitedLocks } from './under-locks.ts';

export interface FileState {
  readonly input: FileInput;
  readonly outline: Outline;
  readonly index: FileIndex;
  readonly memory: FileMemory;
  readonly looks: Looks;
  readonly functions: ReadonlyMap<string, Remembered>;
  readonly underLocks: UnderLocks;
  /** Locks of which it was asked what is done under them. */
  readonly contended: readonly WaitedForLock[];
  readonly findings: readonly Finding[];
  readonly gaveUp: readonly GaveUp[];
  /** Something hangs on `input.builtWithoutNotifier`. */
  readonly asksBuild: boolean;
  /** There are callbacks in it, or locks that macros of headers may take. */
  readonly asksElsewhere: boolean;
  /** It changes page-table entries, and who calls it from other files may tell of that. */
  readonly asksCallers: boolean;
  /** Names of the members that are locks which functions may hold where they wait for an invalidation. */
  readonly mayHold: readonly string[];
  /** Locks that its callbacks wait for. */
  readonly waitedLocks: readonly WaitedLock[];
  /** What each finding was made from. */
  readonly origins: ReadonlyMap<Finding, PieceFinding>;
}

/** @param isTrial whether it will do is asked: a function that could be run to the end before, and can't any more, does not, and need not be run otherwise */
export function analyzeFile(input: FileInput, parser: SyntaxParser, previous: FileState | undefined, isTrial = false): FileState {
  const shelf = input.elsewhere && Library.of(input.elsewhere, parser, input.generation);
  const { outline, index, macros, inMacros } = withMacros(input, parser, shelf, previous?.outline);
  const reusable = previous && sameFacts(previous.input, input) ? previous : undefined;
  const functions = new Map<string, Remembered>();
  // What is known of other files tells what sleeps, which only callbacks are asked.
  const isSameTree = reusable !== undefined && reusable.input.elsewhere === input.elsewhere;
  const assignment = { rules: new RuleSelection(input.rules), treeKnown: input.treeKnown };
  const isAboutHazards = assignment.rules.isAbout('hazards') && input.generation.rangeFields !== undefined;
  const foreign = isAboutHazards ? foreignLocks(input.elsewhere?.callbackLocks ?? [], input.text, index, inMacros) : [];
  const contending = [...new Set(foreign.flatMap(({ at }) => at?.file ?? []))];
  const memory = new FileMemory(contentsOf(index), parser, input.generation, { shelf, macros, before: isSameTree ? reusable.memory : undefined, contention: foreign.length > 0 ? 'in this file' : 'none', contending });
  const looks = new Looks(memory, isSameTree ? reusable.looks : undefined);
  const roots = rootsOf(memory, input, assignment);
  for (const piece of roots) {
    const key = pieceKey(piece);
    const known = reusable?.functions.get(key);
    const isUsable = isSameTree || (memory.rolesOf(piece.name).length === 0 && !(index.tables.length > 0 && isRegistrar(piece, memory)) && known?.ran.some((looked) => asksStructures(index.functionsByKey.get(looked))) !== true);
    if (known && isUsable && equalSignatures(known.signature, signatureOf(piece, known.ran, known.result, memory))) {
      functions.set(key, known);
      continue;
    }
    const hasToEnd = isTrial && known !== undefined && known.result.gaveUp === undefined;
    functions.set(key, remembered(piece, analyzeFunction(piece, memory, assignment, looks, hasToEnd), memory));
  }
  const waited = waitedLocks(functions, index);
  const under = lookUnderLocks(memory, assignment, functions, foreign, isSameTree ? reusable.underLocks : new Map(), looks);
  for (const [key, found] of under.found) functions.set(`${key} under locks`, found);
  if (assignment.rules.isAbout('entries')) lookAtEntries(memory, assignment, input, functions, isSameTree ? reusable.functions : undefined, looks);
  memory.settle();
  looks.settle();
  const results = [...functions.values()].map((f) => f.result);
  const found = results.flatMap((r) => r.findings);
  const asksBuild = found.some((f) => f.enabled !== undefined) || (input.generation.rangeFields !== undefined && index.guarded.length > 0);
  const { findings, origins } = inFile(found.filter((f) => f.enabled === undefined || isBuiltWithout(f.enabled, input)), index);
  const gaveUp = results.flatMap((r) => (r.gaveUp ? [r.gaveUp] : []));
  return {
    input, outline, index, memory, looks, functions, underLocks: under.kept, contended: under.contended, findings, gaveUp, origins, asksBuild,
    asksElsewhere: hasCallbacks(memory) || mayAskMacros(input, index), asksCallers: mayAskCallers(input, () => index), mayHold: isAboutHazards ? mayHold(memory) : [], waitedLocks: waited,
  };
}

/** What `FileState.asksElsewhere` would be. */
export function asksElsewhere(input: FileInput, parser: SyntaxParser): boolean {
  const { text, generation, rules } = input;
  if (!new RuleSelection(rules).asksElsewhere) return false;
  const { index } = plain(text, generation);
  return (OPS_WORDS.some((word) => text.includes(word)) && hasCallbacks(new FileMemory(contentsOf(index), parser, generation))) || mayAskMacros(input, index);
}

/** Who asks for callers is answered nothing else. */
function mayAskMacros(input: FileInput, index: FileIndex): boolean {
  return index.asksMacros && new RuleSelection(input.rules).isAbout('subscribers', 'hazards') && !mayAskCallers(input, () => index);
}

/** A file by itself. */
interface Plain {
  readonly outline: Outline;
  readonly index: FileIndex;
}

let last: (Plain & Pick<FileInput, 'text' | 'generation'>) | undefined;

/** The same for several who ask for it one after the other. */
function plain(text: string, generation: Generation): Plain {
  if (last?.text !== text || last.generation !== generation) {
    const outline = outlineOf(text);
    last = { text, generation, outline, index: indexOf(outline, generation) };
  }
  return last;
}

/** Whether something hangs on who calls functions of the file from others: it changes page-table entries in functions that are not static, themselves or through others. */
export function asksCallers(input: FileInput): boolean {
  return mayAskCallers(input, () => plain(input.text, input.generation).index);
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

/** Locks that callbacks of a file wait for, and nothing else of it. */
export function callbackLocks(input: FileInput, parser: SyntaxParser): readonly WaitedLock[] {
  const { generation, elsewhere, treeKnown } = input;
  if (generation.rangeFields === undefined || !asksElsewhere({ ...input, rules: HAZARDS }, parser)) return [];
  const shelf = elsewhere && Library.of(elsewhere, parser, generation);
  const { index, macros } = withMacros(input, parser, shelf);
  const memory = new FileMemory(contentsOf(index), parser, generation, { shelf, macros });
  const callbacks = index.functions.filter(({ name }) => memory.rolesOf(name).length > 0);
  const assignment = { rules: new RuleSelection(HAZARDS), treeKnown };
  const looks = new Looks(memory, undefined);
  return waitedLocks(new Map(callbacks.map((piece) => [pieceKey(piece), remembered(piece, analyzeFunction(piece, memory, assignment, looks, false), memory)])), index);
}

/** A file whose macros are looked into. */
function withMacros({ text, generation }: FileInput, parser: SyntaxParser, shelf: Library | undefined, before?: Outline): Plain & { readonly macros: LockMacros; readonly inMacros: ReadonlySet<string> } {
  const known = last?.text === text && last.generation === generation ? last : undefined;
  const outline = known?.outline ?? outlineOf(text, before);
  const { functionsNamed, macrosNamed } = namesIn(outline);
  const called = calledIn(text);
  const macros = macrosIn(() => macrosNamed, functionsNamed, parser, shelf, undefined, called);
  const used = [...called].flatMap((name) => macros.of(name) ?? []);
  const index = known && used.length === 0 ? known.index : indexOf(outline, generation, (name) => macros.of(name));
  return { outline, index, macros, inMacros: new Set(used.flatMap(({ members }) => members)) };
}

function hasCallbacks(memory: FileMemory): boolean {
  return memory.index.functions.some(({ name }) => memory.rolesOf(name).length > 0);
}

/** A file that includes it knows of the API, even if it has forgotten to use it. */
const NOTIFIER_HEADER = 'linux/mmu_notifier.h';

/** Who takes page-table entries out, or protects them, has to tell of it, or somebody who calls. */
function lookAtEntries(memory: FileMemory, assignment: Assignment, { text, generation }: FileInput, functions: Map<string, Remembered>, before: FileState['functions'] | undefined, looks: Looks): void {
  if (generation.rangeFields === undefined || !knowsOfApi(memory.index, text)) return;
  for (const piece of memory.index.changers) {
    const key = `${pieceKey(piece)} entries`;
    const known = before?.get(key);
    if (known && equalSignatures(known.signature, signatureOf(piece, known.ran, known.result, memory))) {
      functions.set(key, known);
      continue;
    }
    functions.set(key, remembered(piece, analyzeChanger(piece, memory, assignment, looks), memory));
  }
}

function rootsOf(memory: FileMemory, { generation, builtWithoutNotifier }: FileInput, { rules }: Assignment): readonly FunctionPiece[] {
  const { index } = memory;
  // Of trees without a range object the pairs of start and end are known, and nothing of subscribers.
  if (generation.rangeFields === undefined) return index.roots;
  const called = rules.isAbout('callbacks', 'hazards') ? index.functions.filter(({ name }) => memory.rolesOf(name).length > 0) : [];
  const subscribers = rules.isAbout('subscribers') ? index.functions.filter((piece) => isSubscriber(piece, memory)) : [];
  const registrars = rules.isAbout('registrars') ? registrarsElsewhere(memory) : [];
  return [...new Set([...index.roots, ...(builtWithoutNotifier === 'possible' ? index.guarded : []), ...called, ...subscribers, ...registrars])];
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
    if (f.report.within !== undefined && found.some((other) => other.rule === f.rule && other.routine.key === f.report.within)) continue;
    if (f.inner.some((inner) => marks.has(`${f.rule.id}:${inner.piece}:${inner.span.start}`))) continue;
    origins.set({
      rule: f.rule.id, severity: f.severity, span: at(f.at), function: f.routine.name, message: f.message,
      trace: f.steps.map((step) => ({ span: at(step.at), text: step.text, ...(step.at.source ? { file: step.at.source.file } : {}) })),
    }, f);
  }
  const findings = [...origins.keys()].sort((a, b) => a.span.start - b.span.start || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0) || a.span.end - b.span.end);
  return { findings, origins };
}
