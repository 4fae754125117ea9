/**
 * The façade of the core. Every host (language server, command line, tests) uses this and nothing behind it.
 * Pure: text and facts in, findings out. It never throws on broken C.
 */
import type { Finding, Fix, GaveUp } from './findings.ts';
import type { Generation } from './kernel/generation.ts';

/** How the file is built, as far as the tree's Kbuild and Kconfig files tell. */
export type BuiltWithoutNotifier = 'never' | 'possible' | 'unknown';

export interface FileInput {
  readonly text: string;
  readonly generation: Generation;
  /** False when no tree was found and `generation` is a setting: `api-generation` is then silent. */
  readonly treeKnown: boolean;
  /** Whether the file is also built with CONFIG_MMU_NOTIFIER off. */
  readonly builtWithoutNotifier: BuiltWithoutNotifier;
}

export interface FileAnalysis {
  readonly input: FileInput;
  /** In the order of the file, then of the rule. */
  readonly findings: readonly Finding[];
  /** Number of function definitions in the file. */
  readonly functions: number;
  readonly gaveUp: readonly GaveUp[];
}

/** The call of an API function around an offset: for hover and completion. */
export interface ApiCallSite {
  readonly name: string;
  readonly argument: number;
  readonly role: string | undefined;
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
  /** The verified fixes of one finding of `analysis`, best first. Computed on demand. */
  fixes(analysis: FileAnalysis, finding: Finding): readonly Fix[];
  /** The control-flow graph of the function around `offset` as Mermaid text; `undefined` outside functions. */
  flowGraph(analysis: FileAnalysis, offset: number): string | undefined;
  /** The API call whose argument list contains `offset`, also in half-typed text. */
  apiCallAt(analysis: FileAnalysis, offset: number): ApiCallSite | undefined;
}

/** Load the grammar once per process. */
export declare function createLens(grammar: GrammarBytes): Promise<Lens>;

/** The metadata of one rule, for `mnlens rules`, documentation, settings and hovers. */
export interface RuleInfo {
  readonly id: string;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  /** One sentence without a final period. */
  readonly summary: string;
  /** Where the documentation page of the rule is, relative to the repository: `docs/rules/<id>.md`. */
  readonly page: string;
  /** The page itself, in Markdown. */
  readonly documentation: string;
}
