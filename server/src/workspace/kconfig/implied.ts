/**
 * Which symbols cannot be on without a given one (MMU_NOTIFIER): they select it, depend on something that implies it, or
 * all that can switch them on implies it, through any chain.
 */
import { Entailment } from './entailed.ts';
import { collectSymbols, type Expression, impliesOneOf, symbolsOf } from './expression.ts';
import type { Definition, Definitions } from './load.ts';

export interface Implication {
  /** The symbols of which it is certain. */
  readonly certain: ReadonlySet<string>;
  /** Those, and the ones of which the contrary is not certain either: what nothing in the tree defines or switches on. */
  readonly possible: ReadonlySet<string>;
  /** Whether the tree has a definition of a symbol. */
  readonly defined: (symbol: string) => boolean;
}

interface Selector {
  readonly by: Definition;
  readonly condition: Expression | undefined;
}

/** What is needed of a tree, gathered once. */
interface Facts {
  readonly definitions: Definitions;
  readonly selectors: ReadonlyMap<string, readonly Selector[]>;
  /** Symbols in whose definitions the key occurs, selected symbols and their conditions included; some of them twice. */
  readonly mentionedBy: ReadonlyMap<string, readonly string[]>;
  readonly entailment: Entailment;
}

function gather(definitions: Definitions): Facts {
  const selectors = new Map<string, Selector[]>();
  const mentionedBy = new Map<string, string[]>();
  const names: string[] = [];
  const mention = (expression: Expression | undefined): void => {
    if (expression) collectSymbols(expression, names);
  };
  for (const [name, ofSymbol] of definitions) {
    names.length = 0;
    for (const by of ofSymbol) {
      by.depends.forEach(mention);
      by.entry.prompts.forEach(mention);
      for (const { value, condition } of by.entry.defaults) {
        mention(value);
        mention(condition);
      }
      for (const { target, condition } of by.entry.selects) {
        names.push(target);
        mention(condition);
        push(selectors, target, { by, condition });
      }
    }
    for (const mentioned of names) push(mentionedBy, mentioned, name);
  }
  return { definitions, selectors, mentionedBy, entailment: new Entailment(definitions) };
}

function push<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

class Closure {
  readonly implying: Set<string>;

  /** @param optimistic also count what is merely not excluded */
  constructor(
    private readonly facts: Facts,
    symbol: string,
    private readonly optimistic: boolean,
  ) {
    this.implying = new Set([symbol]);
    let candidates: Iterable<string> = facts.definitions.keys();
    for (;;) {
      let added = [...candidates].filter((name) => this.add(name, this.implies(name)));
      if (added.length === 0) added = [...this.implying].flatMap((name) => this.switchingOn(name)).filter((name) => this.add(name, true));
      if (added.length === 0) return;
      candidates = this.touchedBy(added);
    }
  }

  private add(name: string, implies: boolean): boolean {
    if (!implies || this.implying.has(name)) return false;
    this.implying.add(name);
    return true;
  }

  /** The symbols by which a symbol that cannot be set by hand is on by default (`def_tristate KVM if KVM_INTEL`). */
  private switchingOn(name: string): string[] {
    const ofSymbol = this.facts.definitions.get(name) ?? [];
    if (ofSymbol.some(({ entry }) => entry.prompts.length > 0)) return [];
    return ofSymbol.flatMap(({ entry, depends }) =>
      entry.defaults.flatMap(({ value, condition }) => {
        const needed = [value, ...(condition ? [condition] : []), ...depends];
        return needed
          .slice(0, condition ? 2 : 1)
          .flatMap(symbolsOf)
          .filter((symbol) => needed.every((expression) => this.facts.entailment.holds(expression, symbol)));
      }),
    );
  }

  /** The symbols whose answer may change with those of `added`: where they occur, and what is selected from there. */
  private touchedBy(added: readonly string[]): Set<string> {
    const touched = new Set<string>(added);
    for (const name of added) for (const by of this.facts.mentionedBy.get(name) ?? []) touched.add(by);
    for (const name of [...touched]) {
      for (const { entry } of this.facts.definitions.get(name) ?? []) for (const { target } of entry.selects) touched.add(target);
    }
    return touched;
  }

  /** A condition with a symbol that no file defines never holds; that is not knowledge to report on. */
  private readonly has = (symbol: string): boolean =>
    this.implying.has(symbol) || (this.optimistic && !this.facts.definitions.has(symbol) && /^[A-Z]/.test(symbol));

  private readonly condition = (expression: Expression | undefined): boolean =>
    expression !== undefined && impliesOneOf(expression, this.has);

  /** Where this definition is in force, a symbol of the set is on. */
  private inForce({ entry, depends }: Definition): boolean {
    return (
      depends.some(this.condition) ||
      entry.selects.some(
        ({ target, condition, weak }) =>
          !weak && this.implying.has(target) && (!condition || this.facts.entailment.holds(condition, entry.name)),
      )
    );
  }

  private implies(name: string): boolean {
    const open = (this.facts.definitions.get(name) ?? []).filter((definition) => !this.inForce(definition));
    if (open.length === 0) return this.facts.definitions.has(name);
    const selectors = this.facts.selectors.get(name) ?? [];
    let ways = selectors.length;
    for (const { entry } of open) {
      ways += entry.prompts.length + entry.defaults.length;
      if (!entry.prompts.every(this.condition)) return false;
      if (!entry.defaults.every(({ value, condition }) => this.condition(value) || this.condition(condition))) return false;
    }
    if (ways === 0) return this.optimistic;
    return selectors.every(({ by, condition }) => this.has(by.entry.name) || this.inForce(by) || this.condition(condition));
  }
}

/** The symbols that imply `symbol`, found when first asked for. A least fixed point: what only cycles could prove is not proved. */
export function implicationOf(definitions: Definitions, symbol: string): Implication {
  const facts = gather(definitions);
  let certain: ReadonlySet<string> | undefined;
  let possible: ReadonlySet<string> | undefined;
  return {
    get certain() {
      return (certain ??= new Closure(facts, symbol, false).implying);
    },
    get possible() {
      return (possible ??= new Closure(facts, symbol, true).implying);
    },
    defined: (name) => definitions.has(name),
  };
}
