/**
 * The façade of the core. Every host (language server, command line, tests) uses this and nothing behind it.
 * Pure: text and facts in, findings out. It never throws on broken C.
 */
import { analyzeFile, asksCallers, asksElsewhere, callbackLocks, type FileState } from './analysis/file.ts';
import type { WaitedLock } from './analysis/elsewhere.ts';
import type { ApiCallSite, FileInput } from './analysis/input.ts';
import { verifiedFixes } from './analysis/fixes.ts';
import { flowKnowledge } from './analysis/flow-knowledge.ts';
import { apiCallAround } from './analysis/call-at.ts';
import { eventChoices } from './analysis/event-choices.ts';
import type { EventChoice, FileSpan, Finding, Fix, GaveUp, Severity } from './findings.ts';
import { buildFlow } from './flow/flow.ts';
import { toMermaid } from './flow/mermaid.ts';
import { ALL_RULES } from './rules/index.ts';
import { migrate } from './migrate/migrate.ts';
import type { Migration, MigrationInput } from './migrate/migration.ts';
import { rulePage } from './rules/page.ts';
import type { FileSubscribers } from './subscribers/data.ts';
import { compareKinds } from './simulation/compare.ts';
import type { ComparisonResult, RaceResult, SimulationRequest, SimulationResult } from './simulation/data.ts';
import { race, type RaceRequest } from './simulation/race/race.ts';
import { simulationPlaces } from './simulation/offers.ts';
import { simulatePath } from './simulation/simulate.ts';
import { finished, type Turns } from './simulation/turns.ts';
import { subscribersOf } from './subscribers/subscribers.ts';
import { SyntaxParser } from './syntax/parser.ts';

export type { Elsewhere, ForeignLock, ModuleEnd, SourceFile, WaitedLock } from './analysis/elsewhere.ts';
export { mayKnow, mayTake, namesOfLocks } from './analysis/under-locks.ts';
export type { ApiCallSite, BuiltWithoutNotifier, FileInput } from './analysis/input.ts';

export type * from './migrate/migration.ts';
export type * from './simulation/data.ts';
export type { RaceRequest } from './simulation/race/race.ts';
export type { Progress, Turns } from './simulation/turns.ts';
export type * from './subscribers/data.ts';

export interface FileAnalysis {
  readonly input: FileInput;
  /** In the order of the file, then of the rule. */
  readonly findings: readonly Finding[];
  /** Number of function definitions in the file. */
  readonly functions: number;
  readonly gaveUp: readonly GaveUp[];
  /**
   * Findings hang on `builtWithoutNotifier` and `notifierSymbols`. A host that finds these costly to know may leave them out at
   * first, and ask again with them (and this analysis as `previous`, which makes it cheap) only where this is true.
   */
  readonly asksBuild: boolean;
  /** The same for `elsewhere`: there are callbacks in the file, or locks that macros of headers may take. */
  readonly asksElsewhere: boolean;
  /** The same for `Elsewhere.callers` alone. */
  readonly asksCallers: boolean;
  /**
   * The same for `Elsewhere.callbackLocks`: names of members that are locks, perhaps, of functions which may wait for an invalidation. Where a callback
   * of another file waits for one of this name, there may be something to find.
   */
  readonly mayHold: readonly string[];
  /** Locks that callbacks of the file wait for: what `Elsewhere.callbackLocks` of other files is made from. */
  readonly waitedLocks: readonly WaitedLock[];
}

export interface InTurns {
  simulate(analysis: FileAnalysis, request: SimulationRequest): Turns<SimulationResult>;
  compareKinds(analysis: FileAnalysis, request: SimulationRequest): Turns<ComparisonResult>;
  race(analysis: FileAnalysis, request: RaceRequest): Turns<RaceResult>;
}

/** The bytes of the two wasm modules, given by the host so that the core needs no file system. */
export interface GrammarBytes {
  readonly runtime: Uint8Array;
  readonly grammar: Uint8Array;
}

export interface Lens {
  /**
   * Analyse a whole file.
   * @param previous an earlier analysis of the same file; functions whose text (and whose callees' text) is unchanged are taken over from it.
   */
  analyze(input: FileInput, previous?: FileAnalysis): FileAnalysis;
  /** What `FileAnalysis.asksElsewhere` would be, without analysing anything: for hosts that can wait for the answer before they do. */
  asksElsewhere(input: FileInput): boolean;
  /** What `FileAnalysis.waitedLocks` would be, without analysing anything else. */
  waitedLocks(input: FileInput): readonly WaitedLock[];
  /** Whether something hangs on `Elsewhere.callers`. */
  asksCallers(input: FileInput): boolean;
  /** The verified fixes of one finding of `analysis`, best first. Computed on demand. */
  fixes(analysis: FileAnalysis, finding: Finding): readonly Fix[];
  /** The control-flow graph of the function around `offset` as Mermaid text; `undefined` outside functions. */
  flowGraph(analysis: FileAnalysis, offset: number): string | undefined;
  /** The API call whose argument list contains `offset`, also in half-typed text; found by the text alone. */
  apiCallAt(input: Pick<FileInput, 'text' | 'generation'>, offset: number): ApiCallSite | undefined;
  /** Convert a file's use of the API from one generation to another. */
  migrate(input: MigrationInput): Migration;
  /** What a call of an init function around `offset` could send, best first, with reasons; empty where there is none. */
  eventChoices(analysis: FileAnalysis, offset: number): readonly EventChoice[];
  /** Run one path of a function of `analysis`, with what subscribers and devices do meanwhile. */
  simulate(analysis: FileAnalysis, request: SimulationRequest): SimulationResult;
  /** Where the function begins that is called so (UTF-16 offset), the first of several; `undefined` if the file defines none. */
  functionNamed(analysis: FileAnalysis, name: string): number | undefined;
  /** Where a simulation is worth offering: calls that initialise a range or start an invalidation, and the names of callbacks. */
  simulationPlaces(analysis: FileAnalysis): readonly FileSpan[];
  /** The same path with each event kind of the tree. */
  compareKinds(analysis: FileAnalysis, request: SimulationRequest): ComparisonResult;
  /** All interleavings of a path of one function with one of another, up to equal states. */
  race(analysis: FileAnalysis, request: RaceRequest): RaceResult;
  /** The same in turns, which tell how far they are: for hosts that have something else to do meanwhile, and users who may not want to wait. */
  readonly inTurns: InTurns;
  /** The subscribers that the file declares, with what each callback does; computed on demand. */
  subscribers(analysis: FileAnalysis): FileSubscribers;
}

/** The metadata of one rule, for `mnlens rules`, documentation, settings and hovers. */
export interface RuleInfo {
  readonly id: string;
  readonly severity: Severity;
  /** One sentence without a final period. */
  readonly summary: string;
  /** Where the documentation page of the rule is, relative to the repository: `docs/rules/<id>.md`. */
  readonly page: string;
  /** The page itself, in Markdown. */
  readonly documentation: string;
}

export const RULES: readonly RuleInfo[] = ALL_RULES.map((rule) => ({
  id: rule.id, severity: rule.severity, summary: rule.summary, page: `docs/rules/${rule.id}.md`, documentation: rulePage(rule),
}));

/** Load the grammar once per process. */
export async function createLens(grammar: GrammarBytes): Promise<Lens> {
  return new SimulatingLens(await SyntaxParser.load(grammar));
}

class SimulatingLens implements Lens {
  readonly #parser: SyntaxParser;
  /** Analyses made here, with what hosts have no use for. */
  readonly #states = new WeakMap<FileAnalysis, FileState>();

  readonly inTurns: InTurns;

  constructor(parser: SyntaxParser) {
    this.#parser = parser;
    const stateOf = (analysis: FileAnalysis): FileState => {
      const state = this.#states.get(analysis);
      if (!state) throw new Error('an analysis of another lens');
      return state;
    };
    this.inTurns = {
      simulate: (analysis, request) => simulatePath(stateOf(analysis), request),
      compareKinds: (analysis, request) => compareKinds(stateOf(analysis), request),
      race: (analysis, request) => race(stateOf(analysis), request),
    };
  }

  analyze(input: FileInput, previous?: FileAnalysis): FileAnalysis {
    const state = analyzeFile(input, this.#parser, previous && this.#states.get(previous));
    const analysis: FileAnalysis = { input, findings: state.findings, functions: state.index.functions.length, gaveUp: state.gaveUp, asksBuild: state.asksBuild, asksElsewhere: state.asksElsewhere, asksCallers: state.asksCallers, mayHold: state.mayHold, waitedLocks: state.waitedLocks };
    this.#states.set(analysis, state);
    return analysis;
  }

  asksCallers(input: FileInput): boolean {
    return asksCallers(input);
  }

  waitedLocks(input: FileInput): readonly WaitedLock[] {
    return callbackLocks(input, this.#parser);
  }

  asksElsewhere(input: FileInput): boolean {
    return asksElsewhere(input, this.#parser);
  }

  fixes(analysis: FileAnalysis, finding: Finding): readonly Fix[] {
    const state = this.#states.get(analysis);
    return state ? verifiedFixes(state, finding, this.#parser) : [];
  }

  flowGraph(analysis: FileAnalysis, offset: number): string | undefined {
    const index = this.#states.get(analysis)?.index;
    const piece = index?.functions.find((p) => p.start <= offset && offset <= p.end);
    const syntax = piece && !piece.broken ? this.#parser.parseFunction(piece, new Map()) : undefined;
    if (!index || !piece || !syntax) return undefined;
    return toMermaid(buildFlow(syntax, flowKnowledge(index)), (span) => piece.text.slice(span.start, span.end));
  }

  apiCallAt({ text, generation }: Pick<FileInput, 'text' | 'generation'>, offset: number): ApiCallSite | undefined {
    return apiCallAround(text, offset, generation);
  }

  migrate(input: MigrationInput): Migration {
    return migrate(input, this.#parser);
  }

  eventChoices(analysis: FileAnalysis, offset: number): readonly EventChoice[] {
    const state = this.#states.get(analysis);
    return state ? eventChoices(state, offset) : [];
  }

  simulate(analysis: FileAnalysis, request: SimulationRequest): SimulationResult {
    return finished(this.inTurns.simulate(analysis, request));
  }

  functionNamed(analysis: FileAnalysis, name: string): number | undefined {
    return this.#states.get(analysis)?.index.functionsNamed.get(name)?.[0]?.start;
  }

  simulationPlaces(analysis: FileAnalysis): readonly FileSpan[] {
    const state = this.#states.get(analysis);
    return state ? simulationPlaces(state) : [];
  }

  compareKinds(analysis: FileAnalysis, request: SimulationRequest): ComparisonResult {
    return finished(this.inTurns.compareKinds(analysis, request));
  }

  race(analysis: FileAnalysis, request: RaceRequest): RaceResult {
    return finished(this.inTurns.race(analysis, request));
  }

  subscribers(analysis: FileAnalysis): FileSubscribers {
    const state = this.#states.get(analysis);
    return state ? subscribersOf(state) : { tables: [], registrations: [] };
  }
}
