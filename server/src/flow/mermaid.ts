/** Prints a graph as Mermaid text, for people and for tests. Only blocks that can be reached are shown. */
import { edgesOf, type Block, type BlockId, type Edge, type FlowGraph, type Step } from './graph.ts';

/** @param textOf the source text of a span of the function's piece. */
export function toMermaid(graph: FlowGraph, textOf: (span: { start: number; end: number }) => string): string {
  const lines = ['flowchart TD'];
  for (const id of reachable(graph)) {
    const block = graph.blocks[id];
    if (!block) continue;
    const text = describe(block, textOf);
    const isTest = block.end.kind === 'branch' || block.end.kind === 'switch' || block.end.kind === 'choice';
    const [open, close] = isTest ? ['{"', '"}'] : block.end.kind === 'return' ? ['(["', '"])'] : ['["', '"]'];
    lines.push(`  b${id}${open}${escapeText(text)}${close}`);
    lines.push(...edgeLines(block, textOf));
  }
  return `${lines.join('\n')}\n`;
}

export function reachable(graph: FlowGraph): readonly BlockId[] {
  const seen = new Set<BlockId>([graph.entry]);
  for (const id of seen) {
    const block = graph.blocks[id];
    if (block) for (const edge of edgesOf(block.end)) seen.add(edge.to);
  }
  return [...seen].sort((a, b) => a - b);
}

function describe(block: Block, textOf: (span: { start: number; end: number }) => string): string {
  const parts = block.steps.map((step) => stepText(step, textOf));
  const { end } = block;
  if (end.kind === 'branch' || end.kind === 'switch') parts.push(`${textOf(end.span)} ?`);
  else if (end.kind === 'choice') parts.push(`${end.text} ?`);
  else if (end.kind === 'return') parts.push(end.implicit ? 'return' : textOf(end.span));
  else if (end.kind === 'stop') parts.push('…');
  return parts.length > 0 ? parts.join('\n') : ' ';
}

function stepText(step: Step, textOf: (span: { start: number; end: number }) => string): string {
  switch (step.kind) {
    case 'leave': return `leave ${step.variable.name}`;
    case 'unguard': return 'leave guard';
    case 'forget': return `advance ${textOf(step.span)}`;
    case 'unknown': return `unknown: ${step.reason}`;
    case 'set': return `${step.variable.name} = ${textOf(step.span)}`;
    case 'declare':
    case 'guard':
    case 'evaluate': return textOf(step.span);
  }
}

function edgeLines(block: Block, textOf: (span: { start: number; end: number }) => string): string[] {
  const { end } = block;
  const arrow = (edge: Edge): string => (edge.kind === 'back' ? '-.->' : '-->');
  const line = (edge: Edge, text?: string): string => `  b${block.id} ${arrow(edge)}${text === undefined ? '' : `|"${escapeText(text)}"|`} b${edge.to}`;
  switch (end.kind) {
    case 'branch': return [line(end.whenTrue, 'true'), line(end.whenFalse, 'false')];
    case 'switch': return [...end.cases.map((c) => line(c.edge, textOf(c.value.span))), line(end.otherwise, 'default')];
    default: return edgesOf(end).map((edge) => line(edge));
  }
}

function escapeText(text: string): string {
  return text.replaceAll(/[ \t]*\r?\n\s*/g, (gap) => (gap.includes('\n') ? '<br>' : gap)).replaceAll('"', '#quot;');
}
