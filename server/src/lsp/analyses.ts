/** The last analysis of each open document: done once for each change, and the ground on which the next one builds. */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding, Severity } from '../findings.ts';
import { usesNotifiers } from '../host/notifier-words.ts';
import { tooLong } from '../host/source-text.ts';
import { errorText } from '../host/system-error.ts';
import { type Elsewhere, type FileAnalysis, type Lens, namesOfLocks } from '../lens.ts';
import type { Contexts, DocumentContext } from './contexts.ts';
import type { Question, Surroundings } from './surroundings.ts';

/** In UTF-16 units; a keystroke in more would be felt. */
const LONGEST_DOCUMENT = 2_000_000;

/** How much of what an analysis has cost is expected of the next one, at least. */
const FADING = 0.7;

/** A finding with the severity that the settings give it. `finding` is the core's own object, which its fixes are asked with. */
export interface RatedFinding {
  readonly finding: Finding;
  readonly severity: Severity;
}

export interface Analysed {
  readonly document: TextDocument;
  readonly version: number;
  readonly context: DocumentContext;
  /** Absent where there is nothing to analyse (no word of the API in it) or the document can't be. */
  readonly analysis?: FileAnalysis;
  /** Without those that the settings turn off. */
  readonly findings: readonly RatedFinding[];
  /** Why the document can't be analysed, in one sentence. */
  readonly problem?: string;
  /** Another number for each analysis. */
  readonly serial: number;
  /** What the next one may cost, in ms: half-typed code is cheap, and most of what is typed is half typed. */
  readonly cost: number;
}

export class Analyses {
  readonly #lens: Lens;
  readonly #contexts: Contexts;
  readonly #surroundings: Surroundings;
  readonly #last = new Map<string, Analysed>();
  #serial = 0;

  constructor(lens: Lens, contexts: Contexts, surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#lens = lens;
    this.#contexts = contexts;
  }

  /** The analysis of the document as it is when its context is known, which may be newer than when it was asked for. */
  async of(document: TextDocument): Promise<Analysed> {
    // What the build files tell costs much to know, and says nothing of a file that does not use the API.
    const uses = usesNotifiers(document.getText());
    const context = await (uses ? this.#contexts.forAnalysis(document.uri) : this.#contexts.of(document.uri));
    const last = this.#last.get(document.uri);
    if (last?.document === document && last.version === document.version && last.context === context && !this.#hasNews(last)) return last;
    const started = performance.now();
    const analysed = { ...this.#analyse(document, context, last?.analysis), cost: Math.max(performance.now() - started, (last?.cost ?? 0) * FADING) };
    this.#last.set(document.uri, analysed);
    return analysed;
  }

  /** How long the next analysis of the document may take, in ms; 0 where there was none, or where the last one still holds. */
  costOf(document: TextDocument | undefined): number {
    const last = document && this.#last.get(document.uri);
    return last && last.version !== document.version ? last.cost : 0;
  }

  /** More has become known of the tree since. */
  #hasNews({ analysis, context, document, problem }: Analysed): boolean {
    if (problem !== undefined) return false;
    return this.#known(document.uri, context, questionOf(document.getText(), analysis)) !== analysis?.input.elsewhere;
  }

  #known(uri: string, { input }: DocumentContext, question: Question | undefined): Elsewhere | undefined {
    return question && input.root !== undefined ? this.#surroundings.of(uri, input.root, question) : undefined;
  }

  forget(uri: string): void {
    this.#surroundings.forget(uri);
    this.#last.delete(uri);
  }

  /** Callbacks are followed into other files, as soon as it is known where these are. */
  #withSurroundings(uri: string, context: DocumentContext, previous: FileAnalysis | undefined, text: string): FileAnalysis {
    const { elsewhere } = previous?.input ?? {};
    const { input } = context;
    const first = this.#lens.analyze({ text, ...input, ...(elsewhere ? { elsewhere } : {}) }, previous);
    const known = this.#known(uri, context, questionOf(text, first));
    return known === elsewhere ? first : this.#lens.analyze({ text, ...input, ...(known ? { elsewhere: known } : {}) }, first);
  }

  #analyse(document: TextDocument, context: DocumentContext, previous: FileAnalysis | undefined): Omit<Analysed, 'cost'> {
    const text = document.getText();
    const basics = { document, version: document.version, context, serial: ++this.#serial };
    if (text.length > LONGEST_DOCUMENT) return { ...basics, findings: [], problem: tooLong(text.length) };
    if (text.includes('\0')) return { ...basics, findings: [], problem: 'a binary file (it has NUL characters), not checked' };
    try {
      // Of what does not use them, only what is done under locks of callbacks is of interest.
      if (!usesNotifiers(text) && !this.#known(document.uri, context, questionOf(text, undefined))) return { ...basics, findings: [] };
      const analysis = this.#withSurroundings(document.uri, context, previous, text);
      return { ...basics, analysis, findings: rate(analysis.findings, context) };
    } catch (error) {
      // A fault of ours. The next keystroke may well be past it.
      return { ...basics, findings: [], problem: `internal error, not checked: ${errorText(error)}` };
    }
  }
}

/** What an analysis could use of other files; without one, by the text alone. `undefined`: nothing. */
export function questionOf(text: string, analysis: FileAnalysis | undefined): Question | undefined {
  const isCounted = analysis !== undefined && usesNotifiers(text);
  const asked = !isCounted ? undefined : analysis.asksElsewhere ? 'definitions' : analysis.asksCallers ? 'callers' : undefined;
  const mayHold = isCounted ? analysis.mayHold : namesOfLocks(text);
  return asked || mayHold.length > 0 ? { asked, text, mayHold } : undefined;
}

/** The settings' word on each finding. */
export function rate(findings: readonly Finding[], { settings }: DocumentContext): readonly RatedFinding[] {
  return findings.flatMap((finding) => {
    const severity = settings.severity.get(finding.rule) ?? finding.severity;
    return severity === 'off' ? [] : [{ finding, severity }];
  });
}
