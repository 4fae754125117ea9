/** The tables, in Markdown. */
import os from 'node:os';
import type { PanelCost } from './panel.ts';
import type { SimulationCost } from './simulation.ts';
import type { TreeResult } from './whole-tree.ts';
import type { SurroundingsResult } from './surroundings.ts';
import type { Times } from './statistics.ts';
import type { TypingResult } from './typing.ts';

export interface Results {
  /** `6.12.90`, as the tree's Makefile says. */
  readonly release: string;
  readonly typing: readonly TypingResult[];
  readonly tree: readonly TreeResult[];
  readonly surroundings: readonly SurroundingsResult[];
  readonly simulation: readonly SimulationCost[];
  readonly panel: readonly PanelCost[];
}

export function report(results: Results): string {
  return `${[
    '# Benchmarks',
    `Written by \`npm run bench\`. Linux ${results.release}; ${machine()}. Times say little about another machine; ratios more.`,
    ...sections(results),
  ].join('\n\n')}\n`;
}

function sections({ typing, surroundings, tree, simulation, panel }: Results): readonly string[] {
  return [
    ...(typing.length > 0 ? [typingTable(typing)] : []),
    ...(simulation.length > 0 ? [simulationTable(simulation)] : []),
    ...(panel.length > 0 ? [panelTable(panel)] : []),
    ...(surroundings.length > 0 ? [surroundingsTable(surroundings)] : []),
    ...(tree.length > 0 ? [treeTable(tree)] : []),
  ];
}

/** An earlier report, with the sections that were measured anew; each says that it was measured by itself. */
export function withSections(earlier: string, results: Results): string {
  const [head = '', ...kept] = earlier.trimEnd().split(/\n\n(?=## )/);
  const titled = new Map(kept.map((section): [string, string] => [titleOf(section), section]));
  for (const section of sections(results)) titled.set(titleOf(section), `${section}\n\nMeasured by itself: Linux ${results.release}; ${machine()}.`);
  return `${[head, ...titled.values()].join('\n\n')}\n`;
}

function titleOf(section: string): string {
  return section.split('\n', 1)[0] ?? '';
}

/** No names and no dates: what the figures hang on. */
function machine(): string {
  const load = os.loadavg()[0] ?? 0;
  return `${os.availableParallelism()} cores, ${Math.round(os.totalmem() / 2 ** 30)} GB of memory, Node ${process.versions.node.split('.')[0]}, load ${load.toFixed(1)}`;
}

function typingTable(results: readonly TypingResult[]): string {
  const rows = results.flatMap(({ file, where, measures }) =>
    measures.map(({ what, times, ratio }) => [`${file}, ${where}`, what, milliseconds(times.p50), milliseconds(times.p95), `${ratio.toFixed(1)}×`, String(times.count)]),
  );
  return [
    '## A keystroke',
    'A statement is typed behind a `range_init` call, character by character, and removed again; each key is waited for. The bare reparse is',
    "tree-sitter's `tree.edit` and a parse of the whole file, for the same keys in the same run; ratios are of medians. From `didChange` to",
    'diagnostics is the real server over stdio, measured at the client: both JSON-RPC sides are in it. The server lets two turns of its',
    'event loop pass, so that a newer change that has already arrived goes first; where the last analyses cost over 200 ms, it first waits',
    '200 ms for another key, which is in what is measured.',
    '',
    table(['where', 'what', 'p50', 'p95', 'of the bare reparse', 'keys'], rows),
  ].join('\n');
}

function simulationTable(results: readonly SimulationCost[]): string {
  const rows = results.map(({ file, name, steps, reparse, hover, simulate, memory }) => [
    `${file}, ${name}`, String(steps), milliseconds(reparse.p50), milliseconds(hover.p50), milliseconds(simulate.p50), milliseconds(simulate.p95),
    `${(simulate.p50 / reparse.p50).toFixed(1)}×`, memory.map(({ runs, used }) => `${used.toFixed(1)} MB (${runs})`).join(', '),
  ]);
  return [
    '## A simulation',
    '`mnlens/simulate` over stdio, measured at the client, beside a hover in the same file and a bare reparse of it in the same turns; medians.',
    'Memory is what is in use after garbage collection behind so many runs in one process, of all paths and several kinds in turn.',
    '',
    table(['function', 'steps', 'bare reparse', 'hover', 'simulate', 'p95', 'of the bare reparse', 'memory (runs)'], rows),
  ].join('\n');
}

function panelTable(results: readonly PanelCost[]): string {
  const rows = results.flatMap(({ sample, steps, panel, preview }) => {
    const row = (what: string, times: Times, beside: Times) => [`${sample} (${steps} steps)`, what, milliseconds(times.p50), milliseconds(times.p95), milliseconds(beside.p50), `${(times.p50 / beside.p50).toFixed(2)}×`];
    return [row('open', panel.open, preview.open), row('a step, in the panel', panel.step, preview.scroll), row('a step, by VS Code\'s key', panel.key, preview.scroll)];
  });
  return [
    '## The panel',
    'In a real VS Code, beside its own Markdown preview of the same run as text, in turns in one window. To open: from Enter in the palette to the first',
    'row, or paragraph, on the screen. A step, or a scrolled page: from the key to the next frame, measured inside. The first round, which starts the',
    'server and the preview\'s extension, is not counted.',
    '',
    table(['run', 'what', 'p50', 'p95', 'Markdown preview', 'of the preview'], rows),
  ].join('\n');
}

function surroundingsTable(results: readonly SurroundingsResult[]): string {
  const rows = results.map(({ file, index, again, ripgrep, memory }) => [
    file, milliseconds(index), milliseconds(again), milliseconds(ripgrep), `${(index / ripgrep).toFixed(1)}×`, `${memory.toFixed(0)} MB`,
  ]);
  return [
    '## What is defined around a driver',
    'Which file may define which name, in the driver\'s subsystem and in `include/`: found once, then kept. ripgrep reads the same files and',
    'finds nothing in them.',
    '',
    table(['file', 'first time', 'again', 'ripgrep', 'of ripgrep', 'kept'], rows),
  ].join('\n');
}

function treeTable(results: readonly TreeResult[]): string {
  const [ours] = results;
  const rows = results.map(({ tool, command, seconds, outcome }) => [
    tool,
    seconds === undefined ? '—' : `${seconds.toFixed(2)} s`,
    seconds === undefined || ours?.seconds === undefined ? '—' : `${(seconds / ours.seconds).toFixed(2)}×`,
    outcome,
    `\`${command.replaceAll('|', '\\|')}\``,
  ]);
  return ['## The whole tree', 'Page cache warm, no cache of our own; medians of turns taken in rotation.', '', table(['tool', 'time', 'of ours', 'outcome', 'command'], rows)].join('\n');
}

function milliseconds(value: number): string {
  return `${value.toFixed(1)} ms`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
