/** Operators and constants. */
import type { AssignOperator, BinaryOperator, UnaryOperator } from '../ast.ts';

const UNARY: ReadonlyMap<string, UnaryOperator> = new Map((['!', '-', '+', '~', '*', '&'] as const).map((op) => [op, op]));
const BINARY: ReadonlyMap<string, BinaryOperator> = new Map(
  (['+', '-', '*', '/', '%', '<<', '>>', '&', '|', '^', '==', '!=', '<', '>', '<=', '>=', '&&', '||'] as const).map((op) => [op, op]),
);
const ASSIGN: ReadonlyMap<string, AssignOperator> = new Map(
  (['=', '+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '<<=', '>>='] as const).map((op) => [op, op]),
);

export function unaryOperator(text: string): UnaryOperator | undefined {
  return UNARY.get(text);
}

export function binaryOperator(text: string): BinaryOperator | undefined {
  return BINARY.get(text);
}

export function assignOperator(text: string): AssignOperator | undefined {
  return ASSIGN.get(text);
}

const ESCAPES: ReadonlyMap<string, number> = new Map([['n', 10], ['t', 9], ['r', 13], ['0', 0], ['a', 7], ['b', 8], ['f', 12], ['v', 11], ['e', 27], ['\\', 92], ["'", 39], ['"', 34], ['?', 63]]);

/** The value of a number or character constant; `undefined` if it can't be read or is not exact in a double. */
export function constantValue(text: string): number | undefined {
  if (text === 'true' || text === 'TRUE') return 1;
  if (text === 'false' || text === 'FALSE' || text === 'NULL') return 0;
  const quote = text.indexOf("'");
  if (quote >= 0) {
    const inner = text.slice(quote + 1, -1);
    if (inner.length === 1) return inner.charCodeAt(0);
    if (!inner.startsWith('\\')) return undefined;
    const hex = /^\\x([0-9a-fA-F]+)$/.exec(inner);
    if (hex?.[1] !== undefined) return Number.parseInt(hex[1], 16);
    const octal = /^\\([0-7]{1,3})$/.exec(inner);
    if (octal?.[1] !== undefined) return Number.parseInt(octal[1], 8);
    return inner.length === 2 ? ESCAPES.get(inner.slice(1)) : undefined;
  }
  const match = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[0-7]*|[1-9][0-9]*)[uUlL]*$/.exec(text);
  const digits = match?.[2];
  if (digits === undefined) return undefined;
  const value = digits.length > 1 && /^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
  return Number.isSafeInteger(value) ? (match?.[1] === '-' ? -value : value) : undefined;
}
