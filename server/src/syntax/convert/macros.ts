/** Macros of the kernel that are written as calls and are no more than operators (include/vdso/bits.h, linux/bits.h, linux/align.h, asm-generic/rwonce.h). */
import type { BinaryExpr, Expr, Span } from '../ast.ts';

type Meaning = (span: Span, args: readonly Expr[]) => Expr | undefined;

const number = (span: Span, value: number): Expr => ({ kind: 'number', span, text: String(value), value });
const binary = (span: Span, op: BinaryExpr['op'], left: Expr, right: Expr): Expr => ({ kind: 'binary', span, op, left, right });

const bit: Meaning = (span, [shift]) => shift && binary(span, '<<', number(span, 1), shift);

/** Bits above this are no plain numbers of the machine. */
const HIGHEST_BIT = 30;

const mask: Meaning = (span, [high, low]) => {
  if (high?.kind !== 'number' || low?.kind !== 'number' || high.value === undefined || low.value === undefined || high.value > HIGHEST_BIT || low.value > high.value) return undefined;
  return number(span, 2 ** (high.value + 1) - 2 ** low.value);
};

const isAligned: Meaning = (span, [address, size]) => address && size && { kind: 'unary', span, op: '!', operand: binary(span, '&', address, binary(span, '-', size, number(span, 1))) };

const write: Meaning = (span, [left, right]) => left && right && { kind: 'assign', span, op: '=', left, right };

const MEANINGS: ReadonlyMap<string, Meaning> = new Map([
  ['BIT', bit], ['BIT_ULL', bit], ['BIT_U32', bit], ['_BITUL', bit], ['_BITULL', bit], ['GENMASK', mask], ['GENMASK_ULL', mask], ['IS_ALIGNED', isAligned], ['WRITE_ONCE', write],
]);

/** The expression that a call of a macro stands for; `undefined` where it is a call. */
export function meaningOf(name: string, span: Span, args: readonly Expr[]): Expr | undefined {
  return MEANINGS.get(name)?.(span, args);
}
