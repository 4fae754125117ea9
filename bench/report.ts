/** The tables, in Markdown. */
import os from 'node:os';
import type { TreeResult } from './whole-tree.ts';
import type { SurroundingsResult } from './surroundings.ts';
import type { TypingResult } from './typing.ts';

export interface Results {
  /** `6.12.90`, as the tree's Makefile says. */
  readonly release: string;
  readonly typing: readonly TypingResult[];
  readonly tree: readonly TreeResult[];
  readonly surroundings: readonly SurroundingsResult[];
}

export function report({ release, typing, surroundings, tree }: Results): string {
  return `${[
    '# Benchmarks',
    `Written by \`npm run bench\`. Linux ${release}; ${machine()}. Times say little about another machine; ratios more.`,
    ...(typing.length > 0 ? [typingTable(typing)] : []),
    ...(surroundings.length > 0 ? [surroundingsTable(surroundings)] : []),
    ...(tree.length > 0 ? [treeTable(tree)] : []),
  ].join('\n\n')}\n`;
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
    'diagnostics is the real server over stdio, measured at the client: both JSON-RPC sides are in it. The server has no debounce (it lets two',
    'turns of its event loop pass, so that a newer change that has already arrived goes first).',
    '',
    table(['where', 'what', 'p50', 'p95', 'of the bare reparse', 'keys'], rows),
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
