/** Kconfig expressions: `MMU && (X86 || ARM64) && FOO != n`. */

export type Expression =
  | { readonly kind: 'symbol'; readonly name: string }
  | { readonly kind: 'constant'; readonly value: 'y' | 'n' | 'unknown' }
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  /** `FOO = m`, `FOO != n`; the right side as written, without quotes. */
  | { readonly kind: 'compare'; readonly left: Expression; readonly operator: string; readonly right: string };

const UNKNOWN: Expression = { kind: 'constant', value: 'unknown' };
const MAX_DEPTH = 100;

/** Parse an expression. What cannot be understood becomes an unknown constant; never throws. */
export function parseExpression(text: string): Expression {
  if (/^[A-Za-z_0-9]+$/.test(text)) return atom(text);
  const tokens = text.match(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\$\((?:[^()]|\([^()]*\))*\)|&&|\|\||!=|<=|>=|[!=<>()]|[\w.-]+|\S/g) ?? [];
  let position = 0;

  function or(depth: number): Expression {
    let left = and(depth);
    while (tokens[position] === '||') {
      position++;
      left = { kind: 'or', left, right: and(depth) };
    }
    return left;
  }

  function and(depth: number): Expression {
    let left = unary(depth);
    while (tokens[position] === '&&') {
      position++;
      left = { kind: 'and', left, right: unary(depth) };
    }
    return left;
  }

  function unary(depth: number): Expression {
    if (depth > MAX_DEPTH) {
      position = tokens.length;
      return UNKNOWN;
    }
    if (tokens[position] === '!') {
      position++;
      return { kind: 'not', operand: unary(depth + 1) };
    }
    if (tokens[position] === '(') {
      position++;
      const inner = or(depth + 1);
      if (tokens[position] === ')') position++;
      return inner;
    }
    const left = atom(tokens[position++]);
    const operator = tokens[position];
    if (operator !== undefined && /^(=|!=|<|>|<=|>=)$/.test(operator)) {
      position++;
      const right = unquoted(tokens[position++] ?? '');
      return { kind: 'compare', left, operator, right };
    }
    return left;
  }

  const expression = or(0);
  return position < tokens.length ? UNKNOWN : expression;
}

function unquoted(token: string): string {
  return /^["']/.test(token) ? token.slice(1, -1) : token;
}

function atom(token: string | undefined): Expression {
  if (token === undefined) return UNKNOWN;
  const name = unquoted(token);
  if (name === 'y' || name === 'm') return { kind: 'constant', value: 'y' };
  if (name === 'n') return { kind: 'constant', value: 'n' };
  return /^[A-Za-z_0-9]+$/.test(name) ? { kind: 'symbol', name } : UNKNOWN;
}

/** Whether the expression can only hold where one of the symbols that `has` accepts is on. */
export function impliesOneOf(expression: Expression, has: (symbol: string) => boolean): boolean {
  switch (expression.kind) {
    case 'symbol':
      return has(expression.name);
    case 'constant':
      return expression.value === 'n';
    case 'not':
      return expression.operand.kind === 'constant' && expression.operand.value === 'y';
    case 'and':
      return impliesOneOf(expression.left, has) || impliesOneOf(expression.right, has);
    case 'or':
      return impliesOneOf(expression.left, has) && impliesOneOf(expression.right, has);
    case 'compare': {
      const on =
        expression.operator === '='
          ? expression.right === 'y' || expression.right === 'm'
          : expression.operator === '!=' && expression.right === 'n';
      return on && impliesOneOf(expression.left, has);
    }
  }
}

/** Add the symbols that occur in an expression to `names`. */
export function collectSymbols(expression: Expression, names: string[]): void {
  switch (expression.kind) {
    case 'symbol':
      names.push(expression.name);
      return;
    case 'constant':
      return;
    case 'not':
      collectSymbols(expression.operand, names);
      return;
    case 'and':
    case 'or':
      collectSymbols(expression.left, names);
      collectSymbols(expression.right, names);
      return;
    case 'compare':
      collectSymbols(expression.left, names);
      return;
  }
}

/** The symbols that occur in an expression. */
export function symbolsOf(expression: Expression): readonly string[] {
  const names: string[] = [];
  collectSymbols(expression, names);
  return names;
}
