/** What a simulation costs: over the protocol, beside a hover and the bare reparse of the same text; and what is kept of a thousand of them. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import v8 from 'node:v8';
import vm from 'node:vm';
import type { Hover } from 'vscode-languageserver-protocol';
import { fileContext } from '../server/src/host/file-context.ts';
import { readGrammar } from '../server/src/host/grammar.ts';
import { NEWEST } from '../server/src/kernel/generations/index.ts';
import { createLens, type SimulationRequest } from '../server/src/lens.ts';
import { METHODS, type SimulateResult } from '../server/src/lsp/protocol.ts';
import { Trees } from '../server/src/workspace/tree.ts';
import { Client } from '../test/lsp/client.ts';
import { keystrokesAt } from './keystrokes.ts';
import { BareTree } from './reparse.ts';
import { type Times, timesOf } from './statistics.ts';

export interface SimulationCost {
  readonly file: string;
  readonly name: string;
  /** Steps of the run. */
  readonly steps: number;
  readonly reparse: Times;
  readonly hover: Times;
  readonly simulate: Times;
  /** In use after garbage collection, in MB: after so many runs. */
  readonly memory: readonly { readonly runs: number; readonly used: number }[];
}

const SCENES: readonly { readonly file: string; readonly name: string; readonly word: string }[] = [
  { file: 'mm/memory.c', name: 'wp_page_copy', word: 'mmu_notifier_range_init' },
  { file: 'mm/oom_kill.c', name: '__oom_reap_task_mm', word: 'mmu_notifier_range_init' },
  { file: 'lib/test_hmm.c', name: 'dmirror_range_fault', word: 'mmu_interval_read_begin' },
];

const ROUNDS = 60;
const RUNS = 1000;
/** Memory is looked at after these. */
const LOOKS = [10, 100, 500, RUNS];

v8.setFlagsFromString('--expose-gc');
const collectGarbage: () => void = vm.runInNewContext('gc');

export async function simulationCosts(tree: string, log: (line: string) => void): Promise<readonly SimulationCost[]> {
  const costs: SimulationCost[] = [];
  for (const { file, name, word } of SCENES) {
    log(`simulations of ${name}() in ${file} …`);
    const text = readFileSync(path.join(tree, file), 'utf8');
    const at = definitionOf(text, name);
    const times = await overTheProtocol(path.join(tree, file), text, at, text.indexOf(word, at));
    costs.push({ file, name, ...times, memory: await memoryOfRuns(tree, file, text, at) });
  }
  return costs;
}

/** Offset of the name in the definition's head. */
function definitionOf(text: string, name: string): number {
  const head = new RegExp(`^[a-z][^;={}]*?\\b(?=${name}\\([^;{}]*\\)\\s*\\{)`, 'm').exec(text);
  if (!head) throw new Error(`there is no ${name}()`);
  return head.index + head[0].length;
}

/** In turns, so that whatever else the machine does hits all alike; the first turn is not counted. */
async function overTheProtocol(file: string, text: string, at: number, word: number): Promise<Pick<SimulationCost, 'steps' | 'reparse' | 'hover' | 'simulate'>> {
  const uri = pathToFileURL(file).href;
  const client = await Client.start({ folders: [{ uri: pathToFileURL(path.dirname(file)).href, name: 'bench' }] });
  try {
    const document = await client.open(uri, text);
    await client.pull(uri);
    const bare = await BareTree.of(text, await readGrammar());
    const [typed, removed] = keystrokesAt(text, { name: '', at: text.indexOf('\n', at) }).filter(({ before, after }) => before === text || after === text);
    if (!typed || !removed) throw new Error('no keystrokes');
    const samples = { reparse: [] as number[], hover: [] as number[], simulate: [] as number[] };
    let steps = 0;
    for (let round = 0; round <= ROUNDS; round++) {
      const reparse = await timed(() => bare.apply(typed));
      bare.apply(removed);
      const hover = await timed(async () => {
        const shown = await client.connection.sendRequest<Hover | null>('textDocument/hover', { textDocument: { uri }, position: document.positionAt(word) });
        if (!shown) throw new Error('nothing to hover over');
      });
      const simulate = await timed(async () => {
        const result = await client.connection.sendRequest<SimulateResult>(METHODS.simulate, { textDocument: { uri }, position: document.positionAt(at) });
        if ('problem' in result) throw new Error(result.problem);
        steps = result.simulation.steps.length;
      });
      if (round === 0) continue;
      samples.reparse.push(reparse);
      samples.hover.push(hover);
      samples.simulate.push(simulate);
    }
    return { steps, reparse: timesOf(samples.reparse), hover: timesOf(samples.hover), simulate: timesOf(samples.simulate) };
  } finally {
    await client.stop();
  }
}

/** Runs of all paths that are offered, with all kinds of events, in turn. */
async function memoryOfRuns(tree: string, file: string, text: string, at: number): Promise<SimulationCost['memory']> {
  const lens = await createLens(await readGrammar());
  const trees = new Trees();
  const absolute = path.join(tree, file);
  const analysis = lens.analyze({ text, ...(await fileContext(trees, absolute, await trees.findTree(absolute), NEWEST)) });
  const first = lens.simulate(analysis, { at });
  if ('problem' in first) throw new Error(first.problem);
  const paths = [[], ...first.simulation.paths.map(({ assume }) => assume)];
  const requests = paths.flatMap((assume) => [undefined, 'MMU_NOTIFY_CLEAR', 'MMU_NOTIFY_PROTECTION_VMA'].map((event): SimulationRequest => ({ at, assume, ...(event === undefined ? {} : { event }) })));
  const memory: { runs: number; used: number }[] = [];
  for (let runs = 1; runs <= RUNS; runs++) {
    const request = requests[runs % requests.length];
    if (request) lens.simulate(analysis, request);
    if (!LOOKS.includes(runs)) continue;
    collectGarbage();
    memory.push({ runs, used: process.memoryUsage().heapUsed / 2 ** 20 });
  }
  return memory;
}

async function timed(act: () => unknown): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}
