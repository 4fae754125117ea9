/** What the core is asked with, and small answers: shared by the façade and what lies behind it. */
import type { Elsewhere } from './elsewhere.ts';
import type { Generation } from '../kernel/generation.ts';

/** How the file is built, as far as the tree's Kbuild and Kconfig files tell. */
export type BuiltWithoutNotifier = 'never' | 'possible' | 'unknown';

export interface FileInput {
  readonly text: string;
  /** Where functions of other files are found; without it, callbacks are followed within the file. */
  readonly elsewhere?: Elsewhere;
  readonly generation: Generation;
  /** False when no tree was found and `generation` is a setting: `api-generation` is then silent. */
  readonly treeKnown: boolean;
  /** Whether the file is also built with CONFIG_MMU_NOTIFIER off. */
  readonly builtWithoutNotifier: BuiltWithoutNotifier;
  /** Configuration symbols (`CONFIG_HMM_MIRROR`) that imply CONFIG_MMU_NOTIFIER in this tree; without it none is taken to. */
  readonly notifierSymbols?: ReadonlySet<string>;
  /** Ids of the rules that are looked for: what only others would need is not done. Without it, all are. */
  readonly rules?: ReadonlySet<string>;
}

/** The call of an API function around an offset: for hover and completion. */
export interface ApiCallSite {
  readonly name: string;
  readonly argument: number;
  readonly role: string | undefined;
}
