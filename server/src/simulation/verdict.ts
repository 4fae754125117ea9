/** What a path comes to, in a sentence. */
import type { PathFinding, Tone, Verdict } from './data.ts';
import { CODE, type Staged } from './play.ts';

const RANK: readonly Tone[] = ['wrong', 'doubtful', 'good', 'plain'];

export function worst(tones: readonly Tone[]): Tone {
  return RANK.find((tone) => tones.includes(tone)) ?? 'plain';
}

export function toneOf({ severity }: Pick<PathFinding, 'severity'>): Tone {
  return severity === 'error' || severity === 'warning' ? 'wrong' : 'doubtful';
}

/** Rules first, since they say why; then what devices can reach. @param isComplete the path comes to a return */
export function verdictOf(findings: readonly PathFinding[], { steps, pages, lanes, clean }: Staged, isComplete: boolean): Verdict {
  const [finding] = [...findings].sort((a, b) => RANK.indexOf(toneOf(a)) - RANK.indexOf(toneOf(b)));
  if (finding && toneOf(finding) === 'wrong') return { tone: 'wrong', title: finding.rule, text: finding.message };
  const wrong = steps.findLast(({ tone }) => tone === 'wrong');
  const stale = lanes.filter(({ kind, id }) => (kind === 'subscriber' || id === CODE) && pages.stale(id).length > 0);
  if (wrong) return { tone: 'wrong', title: 'a stale entry is left', text: `At the end ${wrong.text}.` };
  if (finding) return { tone: 'doubtful', title: finding.rule, text: finding.message };
  if (!isComplete) return { tone: 'doubtful', title: 'cut off', text: 'The path does not come to a return: it contradicts what is asserted, calls what does not return, or is too long.' };
  const doubtful = steps.findLast(({ tone }) => tone === 'doubtful');
  if (stale.length > 0 || doubtful) return { tone: 'doubtful', title: 'hangs on others', text: doubtful ? `${sentence(doubtful.text)}; whether that is right hangs on code that is not seen here.` : 'What is left hangs on code that is not seen here.' };
  return { tone: 'good', title: 'clean', text: clean };
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
