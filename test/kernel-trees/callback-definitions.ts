/**
 * Finds the callbacks of a tree by text, as a reader would: a table, the names in it, their definitions in the same file. No parser, so
 * that a mistake of the product's own parser cannot hide here. Offsets are UTF-16 code units.
 */
import { type CallbackContext, callbackContext, OPS_TYPES, type OpsKind } from '../../server/src/kernel/callbacks.ts';
import { notifierFiles, readText, type Tree } from './trees.ts';

/** A function in the place of a member of an ops table; it may stand in several. */
export interface CallbackDefinition {
  /** Relative to the tree's root. */
  readonly file: string;
  readonly text: string;
  readonly kind: OpsKind;
  readonly context: CallbackContext;
  readonly name: string;
  /** The parameter list, and the table's initialiser, as written. */
  readonly parameters: string;
  readonly table: string;
  /** Name of the range parameter. */
  readonly range: string | undefined;
  /** Offsets of the definition's start, and behind its opening brace. */
  readonly start: number;
  readonly body: number;
}

function definitionsIn(file: string, text: string): CallbackDefinition[] {
  const found: CallbackDefinition[] = [];
  for (const [type, kind] of OPS_TYPES) {
    for (const [, table = ''] of text.matchAll(new RegExp(`${type}\\s+\\w+\\s*=\\s*\\{([^}]*)\\}`, 'g'))) {
      for (const [, member = '', name = ''] of table.matchAll(/\.(\w+)\s*=\s*&?(\w+)/g)) {
        const context = callbackContext(kind, member);
        const definition = new RegExp(`^[\\w][^;{}()]*\\b${name}\\s*\\(([^;{}]*)\\)\\s*\\{`, 'm').exec(text);
        if (!context || !definition) continue;
        const [whole, parameters = ''] = definition;
        const range = /mmu_notifier_range\s*\*\s*(\w+)/.exec(parameters)?.[1];
        found.push({ file, text, kind, context, name, parameters, table, range, start: definition.index, body: definition.index + whole.length });
      }
    }
  }
  return found;
}

/** Those of a tree that `choose` makes something of, each function of a file once: the first that is chosen. */
export async function callbacksOf<T>(tree: Tree, choose: (definition: CallbackDefinition) => T | undefined): Promise<T[]> {
  return (await notifierFiles(tree)).flatMap((file) => {
    const chosen = new Map<string, T>();
    for (const definition of definitionsIn(file, readText(tree, file))) {
      const made = chosen.has(definition.name) ? undefined : choose(definition);
      if (made !== undefined) chosen.set(definition.name, made);
    }
    return [...chosen.values()];
  });
}

/** `helpers` in front of the callback, `statement` as its first. */
export function edited({ text, start, body }: CallbackDefinition, statement: string, helpers = ''): string {
  return `${text.slice(0, start)}${helpers}${text.slice(start, body)}\n\t${statement}${text.slice(body)}`;
}
