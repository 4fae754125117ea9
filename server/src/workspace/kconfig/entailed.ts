/** What is certainly on where a symbol is on: what it depends on and selects, and so on. */
import type { Expression } from './expression.ts';
import type { Definition, Definitions } from './load.ts';

/** Symbols that an expression needs to hold, as far as it is a plain conjunction. */
function needed(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'symbol':
      return [expression.name];
    case 'and':
      return [...needed(expression.left), ...needed(expression.right)];
    case 'compare':
      return expression.operator === '=' && /^[ym]$/.test(expression.right) ? needed(expression.left) : [];
    default:
      return [];
  }
}

export class Entailment {
  private readonly known = new Map<string, ReadonlySet<string>>();

  constructor(private readonly definitions: Definitions) {}

  /** Symbols that are on wherever `symbol` is, itself included. */
  of(symbol: string): ReadonlySet<string> {
    const known = this.known.get(symbol);
    if (known) return known;
    const entailed = new Set<string>();
    const pending = [symbol];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (entailed.has(next)) continue;
      entailed.add(next);
      pending.push(...this.direct(next));
    }
    this.known.set(symbol, entailed);
    return entailed;
  }

  /** Whether an expression certainly holds where `symbol` is on. */
  holds(expression: Expression, symbol: string): boolean {
    switch (expression.kind) {
      case 'symbol':
        return this.of(symbol).has(expression.name);
      case 'constant':
        return expression.value === 'y';
      case 'not':
        return expression.operand.kind === 'constant' && expression.operand.value === 'n';
      case 'and':
        return this.holds(expression.left, symbol) && this.holds(expression.right, symbol);
      case 'or':
        return this.holds(expression.left, symbol) || this.holds(expression.right, symbol);
      case 'compare':
        return expression.operator === '!=' && expression.right === 'n' && this.holds(expression.left, symbol);
    }
  }

  /** What every definition of the symbol needs or selects. */
  private direct(symbol: string): readonly string[] {
    const [first, ...rest] = (this.definitions.get(symbol) ?? []).map(ofDefinition);
    return first ? first.filter((name) => rest.every((other) => other.includes(name))) : [];
  }
}

function ofDefinition({ entry, depends }: Definition): string[] {
  const selected = entry.selects.flatMap(({ target, condition, weak }) => (weak || condition ? [] : [target]));
  return [...depends.flatMap(needed), ...selected];
}
