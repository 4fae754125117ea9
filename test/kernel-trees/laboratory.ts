/** The lens over files of a tree, with what a host would tell it about them. */
import path from 'node:path';
import { Definitions, type FileLocks } from '../../server/src/host/definitions/definitions.ts';
import { loadLens } from '../../server/src/host/load-lens.ts';
import type { Elsewhere, FileAnalysis, FileInput, Lens, SourceFile } from '../../server/src/lens.ts';
import type { Finding, Fix } from '../../server/src/findings.ts';
import { Build } from '../../server/src/workspace/built.ts';
import { readText, type Tree } from './trees.ts';

/** Only callbacks are followed into other files. */
const OPS = /struct mmu_(?:interval_)?notifier_ops\b/;

export class Laboratory {
  private readonly baselines = new Map<string, Promise<FileAnalysis>>();
  private readonly build: Build;
  private readonly definitions = new Definitions();
  private readonly surroundings = new Map<string, Promise<Elsewhere>>();

  private constructor(
    readonly lens: Lens,
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

  /** Another text in the file's place, with locks that callbacks of other files wait for. */
  async analyzeUnder(file: string, text: string, locks: readonly FileLocks[]): Promise<FileAnalysis> {
    const callbackLocks = await this.definitions.locksAround(this.tree.root, path.join(this.tree.root, file), locks);
    return this.lens.analyze({ ...(await this.input(file, text)), elsewhere: { ...(await this.around(file)), callbackLocks } });
  }

  /** Another text without any help from an earlier one. */
  async afresh(file: string, text: string): Promise<FileAnalysis> {
    return this.lens.analyze(await this.input(file, text));
  }

  /** The verified fixes of a finding, best first. */
  fixes(analysis: FileAnalysis, finding: Finding): readonly Fix[] {
    return this.lens.fixes(analysis, finding);
  }

  /** Another text in the file's place, and in that of one of the files around it. */
  async analyzeBeside(file: string, text: string, other: SourceFile): Promise<FileAnalysis> {
    const around = await this.around(file);
    const definition: Elsewhere['definition'] = (name, from) => {
      const found = around.definition(name, from);
      return found?.path === other.path ? other : found;
    };
    return this.lens.analyze({ ...(await this.input(file, text)), elsewhere: { ...around, definition } });
  }

  /** One for each file, so that what was read for one text of it is not read again for the next. */
  around(file: string): Promise<Elsewhere> {
    const around = this.surroundings.get(file) ?? this.definitions.around(this.tree.root, path.join(this.tree.root, file));
    this.surroundings.set(file, around);
    return around;
  }

  private callersAround(file: string): Promise<Elsewhere> {
    const key = `callers of ${file}`;
    const around = this.surroundings.get(key) ?? this.definitions.callersAround(this.tree.root, path.join(this.tree.root, file));
    this.surroundings.set(key, around);
    return around;
  }

  private async input(file: string, text: string): Promise<FileInput> {
    const built = await this.build.builtWithoutNotifier(path.join(this.tree.root, file));
    const input = { text, generation: this.tree.generation, treeKnown: true, builtWithoutNotifier: built, ...(built === 'possible' ? { notifierSymbols: await this.build.impliedBy() } : {}) };
    if (OPS.test(text)) return { ...input, elsewhere: await this.around(file) };
    return this.lens.asksCallers(input) ? { ...input, elsewhere: await this.callersAround(file) } : input;
  }
}

/** Everything but hints. */
export function serious(analysis: FileAnalysis): Finding[] {
  return analysis.findings.filter(({ severity }) => severity !== 'hint');
}
