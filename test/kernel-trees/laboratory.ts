/** The lens over files of a tree, with what a host would tell it about them. */
import path from 'node:path';
import { loadLens } from '../../server/src/host/load-lens.ts';
import type { FileAnalysis, FileInput, Lens } from '../../server/src/lens.ts';
import type { Finding } from '../../server/src/findings.ts';
import { Build } from '../../server/src/workspace/built.ts';
import { readText, type Tree } from './trees.ts';

export class Laboratory {
  private readonly baselines = new Map<string, Promise<FileAnalysis>>();
  private readonly build: Build;

  private constructor(
    private readonly lens: Lens,
    readonly tree: Tree,
  ) {
    this.build = new Build(tree.root);
  }

  static async for(tree: Tree): Promise<Laboratory> {
    return new Laboratory(await loadLens(), tree);
  }

  /** The file as it stands in the tree. */
  baseline(file: string): Promise<FileAnalysis> {
    let baseline = this.baselines.get(file);
    if (!baseline) {
      baseline = this.input(file, readText(this.tree, file)).then((input) => this.lens.analyze(input));
      this.baselines.set(file, baseline);
    }
    return baseline;
  }

  async builtWithoutNotifier(file: string): Promise<boolean> {
    return (await this.build.builtWithoutNotifier(path.join(this.tree.root, file))) === 'possible';
  }

  /** Another text in the file's place. */
  async analyze(file: string, text: string, previous?: FileAnalysis): Promise<FileAnalysis> {
    return this.lens.analyze(await this.input(file, text), previous ?? (await this.baseline(file)));
  }

  /** Another text without any help from an earlier one. */
  async afresh(file: string, text: string): Promise<FileAnalysis> {
    return this.lens.analyze(await this.input(file, text));
  }

  private async input(file: string, text: string): Promise<FileInput> {
    const built = await this.build.builtWithoutNotifier(path.join(this.tree.root, file));
    return { text, generation: this.tree.generation, treeKnown: true, builtWithoutNotifier: built };
  }
}

/** Everything but hints. */
export function serious(analysis: FileAnalysis): Finding[] {
  return analysis.findings.filter(({ severity }) => severity !== 'hint');
}
