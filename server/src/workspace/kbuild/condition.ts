/** Under which configuration a line of a Makefile counts. */

/** A conjunction: these symbols on, those off, and maybe something more that could not be understood. */
export interface When {
  readonly on: ReadonlySet<string>;
  readonly off: ReadonlySet<string>;
  readonly unknown: boolean;
}

export const ALWAYS: When = { on: new Set(), off: new Set(), unknown: false };
export const UNKNOWN: When = { on: new Set(), off: new Set(), unknown: true };

export function whenOn(symbol: string): When {
  return { on: new Set([symbol]), off: new Set(), unknown: false };
}

export function whenOff(symbol: string): When {
  return { on: new Set(), off: new Set([symbol]), unknown: false };
}

export function both(a: When, b: When): When {
  if (a === ALWAYS) return b;
  if (b === ALWAYS) return a;
  return { on: new Set([...a.on, ...b.on]), off: new Set([...a.off, ...b.off]), unknown: a.unknown || b.unknown };
}

/** A conjunction that no configuration fulfils. */
export function contradictory({ on, off }: When): boolean {
  return [...on].some((symbol) => off.has(symbol));
}

/** The condition of a branch, and of the branches after it. */
export interface BranchCondition {
  readonly holds: When;
  readonly fails: When;
}

const NOT_UNDERSTOOD: BranchCondition = { holds: UNKNOWN, fails: UNKNOWN };

function negated({ holds, fails }: BranchCondition): BranchCondition {
  return { holds: fails, fails: holds };
}

function symbolIn(text: string): string | undefined {
  return /^\$[({](?:strip\s+)?CONFIG_(\w+)[)}]$/.exec(text)?.[1];
}

function equality(left: string, right: string): BranchCondition {
  const symbol = symbolIn(left) ?? symbolIn(right);
  const value = symbolIn(left) === undefined ? left : right;
  if (symbol === undefined) return NOT_UNDERSTOOD;
  switch (value) {
    case 'y':
      return { holds: whenOn(symbol), fails: whenOff(symbol) };
    // Where it is not a module it may be off or built in.
    case 'm':
      return { holds: whenOn(symbol), fails: ALWAYS };
    case '':
    case 'n':
      return { holds: whenOff(symbol), fails: whenOn(symbol) };
    default:
      return NOT_UNDERSTOOD;
  }
}

/** The operands of `ifeq (a,b)` or `ifeq "a" "b"`. */
function operands(text: string): [string, string] | undefined {
  const trimmed = text.trim();
  if (/^["']/.test(trimmed)) {
    const match = /^(["'])(.*?)\1\s+(["'])(.*?)\3$/.exec(trimmed);
    return match ? [match[2] ?? '', match[4] ?? ''] : undefined;
  }
  if (!trimmed.startsWith('(') || !trimmed.endsWith(')')) return undefined;
  let level = 0;
  for (let index = 1; index < trimmed.length - 1; index++) {
    const char = trimmed[index];
    if (char === '(' || char === '{') level++;
    else if (char === ')' || char === '}') level--;
    else if (char === ',' && level === 0) return [trimmed.slice(1, index).trim(), trimmed.slice(index + 1, -1).trim()];
  }
  return undefined;
}

/** The condition of an `ifdef`, `ifndef`, `ifeq` or `ifneq` line. */
export function branchCondition(word: string, rest: string): BranchCondition {
  if (word === 'ifdef' || word === 'ifndef') {
    const symbol = /^CONFIG_(\w+)$/.exec(rest.trim())?.[1];
    const condition = symbol === undefined ? NOT_UNDERSTOOD : { holds: whenOn(symbol), fails: whenOff(symbol) };
    return word === 'ifdef' ? condition : negated(condition);
  }
  const sides = operands(rest);
  const condition = sides ? equality(...sides) : NOT_UNDERSTOOD;
  return word === 'ifeq' ? condition : negated(condition);
}
