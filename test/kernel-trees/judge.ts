/** Compares what was found in a changed file with what has to be found. */
import type { FileAnalysis } from '../../server/src/lens.ts';
import type { Finding } from '../../server/src/findings.ts';
import { serious } from './laboratory.ts';
import type { Mutant } from './mutants.ts';

/** A finding apart from where it stands and how it is worded. */
const key = ({ rule, function: name }: Finding): string => `${rule} in ${name ?? 'no function'}`;

/** What is found now beyond what was found before, as keys. */
export function news(before: FileAnalysis, now: FileAnalysis): Finding[] {
  const old = serious(before).map(key);
  return serious(now).filter((finding) => {
    const index = old.indexOf(key(finding));
    if (index >= 0) old.splice(index, 1);
    return index < 0;
  });
}

/** `undefined`: as it has to be; else what is missing or too much. */
export function judgeBroken(mutant: Mutant, before: FileAnalysis, now: FileAnalysis): string | undefined {
  const found = news(before, now);
  const name = mutant.site.function.name;
  const hit = found.some((finding) => finding.function === name && mutant.expected.includes(finding.rule));
  const extra = found.filter((finding) => finding.function !== name || !mutant.tolerated.includes(finding.rule));
  const gaveUp = now.gaveUp.find((entry) => entry.function === name);
  if (!hit) return `missed: ${mutant.expected.join(' or ')}; found ${list(found)}${gaveUp ? `; gave up: ${gaveUp.reason}` : ''}`;
  if (extra.length > 0) return `too much: ${list(extra)}`;
  return undefined;
}

/** Nothing may be found that was not there before, and nothing be given up. */
export function judgeNeutral(before: FileAnalysis, now: FileAnalysis): string | undefined {
  const found = news(before, now);
  if (found.length > 0) return `false: ${list(found)}: ${found[0]?.message ?? ''}`;
  const given = now.gaveUp.filter(({ function: name }) => !before.gaveUp.some((old) => old.function === name));
  return given.length > 0 ? `gave up: ${given.map(({ function: name, reason }) => `${name}: ${reason}`).join(', ')}` : undefined;
}

function list(findings: readonly Finding[]): string {
  return findings.length === 0 ? 'nothing' : [...new Set(findings.map(key))].join(', ');
}
