/** Whether a file is also built with CONFIG_MMU_NOTIFIER off, as far as the tree's Kbuild and Kconfig files tell. */
import type { When } from './kbuild/condition.ts';
import { Objects } from './kbuild/objects.ts';
import { type Implication, implicationOf } from './kconfig/implied.ts';
import { type Definitions, definitionsFor, loadDefinitions } from './kconfig/load.ts';
import { pathInTree } from './path-in-tree.ts';

export type BuiltWithoutNotifier = 'never' | 'possible' | 'unknown';

/** The build files of one tree, read when first needed and kept. */
export class Build {
  private readonly objects: Objects;
  private definitions: Promise<Definitions | undefined> | undefined;
  private readonly implied = new Map<string, Promise<Implication | undefined>>();
  private readonly answers = new Map<string, Promise<BuiltWithoutNotifier>>();

  /** @param root absolute path of the tree */
  constructor(private readonly root: string) {
    this.objects = new Objects(root);
  }

  /**
   * Whether some configuration builds the file without MMU_NOTIFIER. `possible` is positive knowledge.
   * @param file absolute path; of a file outside the tree, the longest end of its path that exists in the tree counts
   */
  async builtWithoutNotifier(file: string): Promise<BuiltWithoutNotifier> {
    const inTree = file.endsWith('.c') ? await pathInTree(this.root, file) : undefined;
    if (inTree === undefined) return 'unknown';
    let answer = this.answers.get(inTree);
    if (!answer) {
      answer = this.judge(inTree);
      this.answers.set(inTree, answer);
    }
    return answer;
  }

  /** Symbols as C code names them (`CONFIG_KVM`) that cannot be on without CONFIG_MMU_NOTIFIER, itself included. */
  async impliedBy(): Promise<ReadonlySet<string>> {
    const symbols = (await this.implication())?.certain ?? ['MMU_NOTIFIER'];
    return new Set([...symbols].map((symbol) => `CONFIG_${symbol}`));
  }

  private async judge(file: string): Promise<BuiltWithoutNotifier> {
    const alternatives = await this.objects.conditionsOf(file.replace(/\.c$/, '.o'));
    if (!alternatives || alternatives.length === 0) return 'unknown';
    const general = await this.implication();
    if (!general) return 'unknown';
    const answer = verdict(alternatives, general);
    const architecture = /^arch\/([^/]+)\//.exec(file)?.[1];
    // User-mode Linux takes parts of another architecture.
    if (answer === 'never' || architecture === undefined || architecture === 'um') return answer;
    return verdict(alternatives, (await this.implication(architecture)) ?? general);
  }

  /** @param architecture where given, other architectures' Kconfig files are left out */
  private implication(architecture = ''): Promise<Implication | undefined> {
    let implied = this.implied.get(architecture);
    if (!implied) {
      implied = this.imply(architecture);
      this.implied.set(architecture, implied);
    }
    return implied;
  }

  private async imply(architecture: string): Promise<Implication | undefined> {
    this.definitions ??= loadDefinitions(this.root);
    const all = await this.definitions;
    if (!all?.has('MMU_NOTIFIER')) return undefined;
    return implicationOf(architecture === '' ? all : definitionsFor(all, architecture), 'MMU_NOTIFIER');
  }
}

function verdict(alternatives: readonly When[], { certain, possible, defined }: Implication): BuiltWithoutNotifier {
  let result: BuiltWithoutNotifier = 'never';
  for (const { on, unknown } of alternatives) {
    const symbols = [...on];
    if (symbols.some((symbol) => certain.has(symbol))) continue;
    if (!unknown && symbols.every((symbol) => defined(symbol) && !possible.has(symbol))) return 'possible';
    result = 'unknown';
  }
  return result;
}
