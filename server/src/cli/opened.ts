/** One place in one file, with the analysis of the file. */
import path from 'node:path';
import { elsewhereOf } from '../host/definitions/asked.ts';
import { Definitions } from '../host/definitions/definitions.ts';
import { fileContext } from '../host/file-context.ts';
import { LineStarts } from '../host/line-starts.ts';
import { loadLens } from '../host/load-lens.ts';
import { readSource } from '../host/read-source.ts';
import { NEWEST } from '../kernel/generations/index.ts';
import type { FileAnalysis, Lens } from '../lens.ts';
import { type KernelTree, Trees } from '../workspace/tree.ts';
import { Failure } from './failure.ts';
import { chooseTree } from './tree-choice.ts';

export interface Opened {
  readonly lens: Lens;
  readonly analysis: FileAnalysis;
  /** Absolute. */
  readonly file: string;
  /** UTF-16 offset inside the function. */
  readonly at: number;
  readonly tree: KernelTree | null;
}

/** @param target `FILE:FUNCTION`, or `FILE:LINE` (1-based) @param root of the tree whose API counts. Throws `Failure`. */
export async function opened(target: string, root: string | undefined): Promise<Opened> {
  const colon = target.lastIndexOf(':');
  const [name, place] = [target.slice(0, colon), target.slice(colon + 1)];
  if (colon < 1 || place === '') throw new Failure(`${target}: FILE:FUNCTION or FILE:LINE is wanted`);
  const file = path.resolve(name);
  const source = await readSource(file);
  if ('problem' in source) throw new Failure(`${name}: ${source.problem}`);
  const trees = new Trees();
  const tree = await (await chooseTree(trees, root))(file);
  const context = await fileContext(trees, file, tree, NEWEST);
  const lens = await loadLens();
  const input = { text: source.text, ...context };
  const elsewhere = await elsewhereOf(lens, new Definitions(), context.root, file, input);
  const analysis = lens.analyze({ ...input, ...(elsewhere ? { elsewhere } : {}) });
  const at = /^\d+$/.test(place) ? new LineStarts(source.text).offsetOf(Number(place)) : lens.functionNamed(analysis, place);
  if (at === undefined) throw new Failure(/^\d+$/.test(place) ? `${name} has no line ${place}` : `${name} defines no function ${place}`);
  return { lens, analysis, file, at, tree };
}
