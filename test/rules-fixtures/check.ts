/** Compares what the lens finds in a fixture with what its markers say. */
import type { Finding } from '../../server/src/findings.ts';
import { generationOf } from '../../server/src/kernel/generations/index.ts';
import type { FileAnalysis, FileInput, Lens } from '../../server/src/lens.ts';
import type { Expectation, Fixture } from './fixture.ts';

export interface Comparison {
  /** One line each: "line 12: unpaired-start expected, not found". */
  readonly failures: readonly string[];
  readonly analysis: FileAnalysis;
}

/** The input that a fixture's header lines describe. Throws on an unknown release. */
export function inputOf(fixture: Fixture): FileInput {
  const generation = generationOf(fixture.release);
  if (!generation) throw new Error(`no built-in generation for ${fixture.release}`);
  return { text: fixture.text, generation, treeKnown: fixture.treeKnown, builtWithoutNotifier: fixture.builtWithoutNotifier };
}

export function checkFixture(lens: Lens, fixture: Fixture): Comparison {
  const analysis = lens.analyze(inputOf(fixture));
  const failures: string[] = [];
  const open = analysis.findings;
  const taken = new Set<Finding>();
  // Those at the marked place itself first, so that a finding whose path merely passes another's mark is not taken for it.
  const pairs = [beginsAt, passes].flatMap((near) => fixture.expectations.map((expectation) => ({ near, expectation })));
  const met = new Set<Expectation>();
  for (const { near, expectation } of pairs) {
    if (met.has(expectation)) continue;
    const finding = open.find(
      (candidate) => !taken.has(candidate) && expectation.rules.includes(candidate.rule) && near(candidate, expectation),
    );
    if (!finding) continue;
    taken.add(finding);
    met.add(expectation);
    if (expectation.severity && finding.severity !== expectation.severity) {
      failures.push(`line ${expectation.line}: ${finding.rule} is ${finding.severity}, expected ${expectation.severity}`);
    }
  }
  for (const expectation of fixture.expectations) {
    if (!met.has(expectation) && !expectation.optional)
      failures.push(`line ${expectation.line}: ${expectation.rules.join(' or ')} expected, not found`);
  }
  for (const finding of open) {
    if (!taken.has(finding))
      failures.push(
        `line ${lineAt(fixture.text, finding.span.start)}: ${finding.rule} in ${finding.function ?? 'no function'} found, not expected: ${finding.message}`,
      );
  }
  for (const { function: name, reason } of analysis.gaveUp) {
    // The one function that is broken on purpose.
    if (name !== 'damaged' && name !== 'computed_goto') failures.push(`gave up in ${name}: ${reason}`);
  }
  return { failures, analysis };
}

function beginsAt(finding: Finding, { start, end }: Expectation): boolean {
  return finding.span.start < end && finding.span.end > start && finding.span.start >= start - 1;
}

function passes(finding: Finding, { start, end }: Expectation): boolean {
  return [finding, ...finding.trace].some(({ span }) => span.start < end && span.end > start);
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
