/** The fixes of findings, each computed once: the list of actions asks first, the choice again. */
import type { Finding, Fix, TextEdit } from '../findings.ts';
import { fixAll } from '../host/fix-all.ts';
import type { FileAnalysis, Lens } from '../lens.ts';
import type { Analysed } from './analyses.ts';

export class Fixes {
  readonly #lens: Lens;
  readonly #known = new WeakMap<FileAnalysis, Map<Finding, readonly Fix[]>>();

  constructor(lens: Lens) {
    this.#lens = lens;
  }

  of(analysis: FileAnalysis, finding: Finding): readonly Fix[] {
    const ofAnalysis = this.#known.get(analysis) ?? new Map<Finding, readonly Fix[]>();
    this.#known.set(analysis, ofAnalysis);
    let fixes = ofAnalysis.get(finding);
    if (!fixes) {
      fixes = this.#lens.fixes(analysis, finding);
      ofAnalysis.set(finding, fixes);
    }
    return fixes;
  }

  /** The edits of the fix with this title of the finding that a rule has at `start` (UTF-16 offset), with this message; `undefined` where there is none. */
  edits({ findings }: Analysed, analysis: FileAnalysis, which: { readonly rule: string; readonly start: number; readonly message: string; readonly title: string }): readonly TextEdit[] | undefined {
    const found = findings.find(({ finding: { rule, span, message } }) => rule === which.rule && span.start === which.start && message === which.message);
    return found && this.of(analysis, found.finding).find(({ title }) => title === which.title)?.edits;
  }

  /** All preferred fixes, of findings that the settings do not turn off. */
  all({ context }: Analysed, analysis: FileAnalysis): readonly TextEdit[] {
    return fixAll(this.#lens, analysis, ({ rule }) => context.settings.severity.get(rule) !== 'off').edits;
  }
}
