/** Macros of the kernel that are written as calls and are no more than operators (include/vdso/bits.h, linux/bits.h, linux/align.h, asm-generic/rwonce.h, asm-generic/barrier.h, linux/atomic/atomic-instrumented.h, linux/refcount.h). */
import type { BinaryExpr, Expr, Span, UpdateExpr } from '../ast.ts';

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

/** What a pointer leads to. */
const pointee = (arg: Expr): Expr => (arg.kind === 'unary' && arg.op === '&' ? arg.operand : { kind: 'unary', span: arg.span, op: '*', operand: arg });

/** A counter that is a variable by itself, which nobody else counts in. */
const counter = (arg: Expr | undefined): Expr | undefined => (arg?.kind === 'unary' && arg.op === '&' && arg.operand.kind === 'name' ? arg.operand : undefined);

const count = (op: UpdateExpr['op'], prefix: boolean): Meaning => (span, [arg]) => {
  const operand = counter(arg);
  return operand && { kind: 'update', span, op, prefix, operand };
};

const setCounter: Meaning = (span, [arg, right]) => {
  const left = counter(arg);
  return left && right && { kind: 'assign', span, op: '=', left, right };
};

const COUNTERS: readonly (readonly [string, Meaning])[] = ['atomic', 'atomic64', 'atomic_long', 'refcount'].flatMap((kind): readonly (readonly [string, Meaning])[] => [
  [`${kind}_read`, (_, [arg]) => counter(arg)], [`${kind}_set`, setCounter], [`${kind}_inc`, count('++', false)], [`${kind}_dec`, count('--', false)],
  [`${kind}_inc_return`, count('++', true)], [`${kind}_dec_return`, count('--', true)], [`${kind}_fetch_inc`, count('++', false)], [`${kind}_fetch_dec`, count('--', false)],
  [`${kind.toUpperCase()}_INIT`, (_, [value]) => value],
]);

const MEANINGS: ReadonlyMap<string, Meaning> = new Map([
  ['BIT', bit], ['BIT_ULL', bit], ['BIT_U32', bit], ['_BITUL', bit], ['_BITULL', bit], ['GENMASK', mask], ['GENMASK_ULL', mask], ['IS_ALIGNED', isAligned], ['WRITE_ONCE', write], ['smp_store_mb', write],
  ['smp_store_release', (span, [to, value]) => to && write(span, [pointee(to), value ?? to])], ['smp_load_acquire', (_, [from]) => from && pointee(from)],
  ...COUNTERS, ['LOCAL_INIT', (_, [value]) => value], ['LOCAL64_INIT', (_, [value]) => value],
]);

/** The expression that a call of a macro stands for; `undefined` where it is a call. */
export function meaningOf(name: string, span: Span, args: readonly Expr[]): Expr | undefined {
  return MEANINGS.get(name)?.(span, args);
}
