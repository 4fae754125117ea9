/**
 * The format of the annotated fixtures. A fixture is a C file of our own; header lines say how it is to be analysed, and
 * markers say what has to be found where:
 *
 *     // generation: 5.14                         release of a built-in generation; required
 *     // built-without-notifier: possible         'never' unless said
 *     // tree: unknown                            the generation is a setting
 *
 *     start(&range); // expect: unpaired-start error        a finding of this rule (and, if given, severity) on this line
 *     end(&range);   // expect?: unpaired-end|other-rule    one that may be there and need not
 *     range.mm = mm;
 *     //^^^^^ range-changed                       a finding that overlaps the columns above the carets
 *
 * A marked line is where the finding begins or a step of its path (the start that leaks, though the squiggle may stand at
 * the return). Whatever is found without a marker, or marked and not found, is a failure. Hints are not looked at.
 */
import type { BuiltWithoutNotifier } from '../../server/src/lens.ts';
import type { Severity } from '../../server/src/findings.ts';

export interface Expectation {
  /** Any of these rules will do. */
  readonly rules: readonly string[];
  readonly severity: Severity | undefined;
  readonly optional: boolean;
  /** What is marked, as offsets (UTF-16, end exclusive). */
  readonly start: number;
  readonly end: number;
  /** 1-based. */
  readonly line: number;
}

export interface Fixture {
  readonly text: string;
  readonly release: string;
  readonly builtWithoutNotifier: BuiltWithoutNotifier;
  readonly treeKnown: boolean;
  readonly expectations: readonly Expectation[];
}

const BUILT: readonly BuiltWithoutNotifier[] = ['never', 'possible', 'unknown'];
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];
const AT_LINE_END = /\/\/ expect(\??): ([\w|-]+)(?: (\w+))?/g;
const CARETS = /^(\s*\/\/\s*)(\^+) ([\w|-]+)(?: (\w+))?\s*$/;

/** Read a fixture. Throws on a header or marker that makes no sense, so that a slip of the pen does not pass as a test. */
export function readFixture(text: string): Fixture {
  const release = header(text, 'generation');
  if (!release) throw new Error('a fixture needs a line `// generation: RELEASE`');
  const built = header(text, 'built-without-notifier') ?? 'never';
  const builtWithoutNotifier = BUILT.find((value) => value === built);
  if (!builtWithoutNotifier) throw new Error(`built-without-notifier: ${built}?`);
  return { text, release, builtWithoutNotifier, treeKnown: header(text, 'tree') !== 'unknown', expectations: expectationsOf(text) };
}

function header(text: string, name: string): string | undefined {
  return new RegExp(`^// ${name}: (.+)$`, 'm').exec(text)?.[1]?.trim();
}

function expectationsOf(text: string): Expectation[] {
  const found: Expectation[] = [];
  let offset = 0;
  let above = { offset: 0, line: 0, length: 0 };
  text.split('\n').forEach((content, index) => {
    const line = index + 1;
    const carets = CARETS.exec(content);
    if (carets) {
      const column = (carets[1] ?? '').length;
      const start = above.offset + column;
      found.push({ ...what(carets[3], carets[4]), optional: false, start, end: start + (carets[2] ?? '').length, line: above.line });
    } else {
      const end = offset + content.length;
      for (const match of content.matchAll(AT_LINE_END)) {
        found.push({ ...what(match[2], match[3]), optional: match[1] === '?', start: offset, end, line });
      }
      above = { offset, line, length: content.length };
    }
    offset += content.length + 1;
  });
  return found;
}

function what(rules: string | undefined, severity: string | undefined): { rules: string[]; severity: Severity | undefined } {
  const known = SEVERITIES.find((value) => value === severity);
  if (severity !== undefined && !known) throw new Error(`no severity: ${severity}`);
  return { rules: (rules ?? '').split('|'), severity: known };
}
