/** A whole kernel: the command line tool against one semantic patch and against a mere search for the words. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { NOTIFIER_WORDS } from '../server/src/host/notifier-words.ts';
import { ALL_RULES } from '../server/src/rules/index.ts';
import { timesOf } from './statistics.ts';

export interface TreeResult {
  readonly tool: string;
  readonly command: string;
  /** Median in seconds; absent where the tool is not installed. */
  readonly seconds?: number;
  /** What came out, in a few words. */
  readonly outcome: string;
}

interface Contestant {
  readonly tool: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly shown: string;
  /** Exit statuses that mean that it did its work. */
  readonly good: readonly number[];
  readonly outcome: (stdout: string) => string;
}

const ROUNDS = 5;

/** @param repository where bench/ and dist/ are @param ripgrep the program; the one that the product itself uses */
export function wholeTree(tree: string, repository: string, ripgrep: string, log: (line: string) => void): readonly TreeResult[] {
  const contestants = [ours(tree, repository), callersSide(tree, repository), spatch(tree, repository), search(tree, ripgrep)];
  const samples = new Map(contestants.map((c): [Contestant, number[]] => [c, []]));
  const outcomes = new Map<Contestant, string>();
  // In turns, so that whatever else the machine does hits all alike. The first turn fills the page cache and is not counted.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const c of contestants) {
      if (outcomes.get(c)?.startsWith('skipped')) continue;
      log(`${c.tool}, ${round === 0 ? 'warming up' : `round ${round} of ${ROUNDS}`} …`);
      const { seconds, outcome } = run(c);
      outcomes.set(c, outcome);
      if (round > 0 && seconds !== undefined) samples.get(c)?.push(seconds);
    }
  }
  return contestants.map((c) => {
    const measured = samples.get(c) ?? [];
    return { tool: c.tool, command: c.shown, outcome: outcomes.get(c) ?? '', ...(measured.length > 0 ? { seconds: timesOf(measured).p50 } : {}) };
  });
}

function run({ program, args, good, outcome }: Contestant): { seconds?: number; outcome: string } {
  const started = performance.now();
  const { status, error, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  const seconds = (performance.now() - started) / 1000;
  if (error) return { outcome: `skipped: ${path.basename(program)} is not installed` };
  if (!good.includes(status ?? -1)) return { outcome: `skipped: exit status ${status}: ${stderr.split('\n')[0] ?? ''}` };
  return { seconds, outcome: outcome(stdout) };
}

function ours(tree: string, repository: string): Contestant {
  return {
    tool: 'mnlens check, all rules',
    program: process.execPath,
    args: [path.join(repository, 'dist/cli.js'), 'check', tree, '--format', 'json'],
    shown: 'mnlens check TREE --format json',
    good: [0, 1],
    outcome: (stdout) => {
      const { findings, stats }: { findings: readonly unknown[]; stats: { files: number; functions: number; gaveUp: number } } = JSON.parse(stdout);
      return `${findings.length} findings in ${stats.files} files, ${stats.functions} functions, ${stats.gaveUp} given up`;
    },
  };
}

/** What a semantic patch could look for at all: what callers do with ranges. That is what has no other subject, and asks nothing of other files. */
function callersSide(tree: string, repository: string): Contestant {
  const rules = ALL_RULES.filter(({ about, asksEntries }) => about === undefined && !asksEntries).map(({ id }) => id);
  const all = ours(tree, repository);
  return {
    ...all,
    tool: `mnlens check, the ${rules.length} rules for who calls start and end`,
    args: [...all.args, ...rules.flatMap((id) => ['--rule', id])],
    shown: `${all.shown} --rule ${rules[0] ?? ''} …`,
  };
}

function spatch(tree: string, repository: string): Contestant {
  return {
    tool: 'spatch, one semantic patch',
    program: 'spatch',
    args: ['--very-quiet', '--no-includes', '--sp-file', path.join(repository, 'bench/leak.cocci'), '--dir', tree, '-j', '2'],
    shown: 'spatch --very-quiet --no-includes --sp-file bench/leak.cocci --dir TREE -j 2',
    good: [0],
    outcome: (stdout) => `${stdout.match(/^-[^-].*range_start/gm)?.length ?? 0} start sites reported`,
  };
}

function search(tree: string, ripgrep: string): Contestant {
  const words = NOTIFIER_WORDS.join('|');
  return {
    tool: 'ripgrep, the same words',
    program: ripgrep,
    args: ['-l', '--no-config', '--no-ignore', '-tc', words, tree],
    shown: `rg -l --no-ignore -tc '${words}' TREE`,
    good: [0, 1],
    outcome: (stdout) => `${stdout.split('\n').length - 1} files`,
  };
}
