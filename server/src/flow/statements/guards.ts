/** Scope-based locks (include/linux/cleanup.h): `guard(class)(args);` and `scoped_guard(class, args) { … }`; and what returns a pointer past its clean-up. */
import type { Expr, ExpressionStmt, MacroBlockStmt, ReturnStmt } from '../../syntax/ast.ts';

export interface GuardUse {
  readonly lockClass: string;
  readonly argument?: Expr;
}

/** `guard(spinlock)(&lock)` is a call of a call. */
export function guardOf(e: Expr): GuardUse | undefined {
  if (e.kind !== 'call' || e.callee.kind !== 'call' || e.callee.callee.kind !== 'name' || e.callee.callee.name !== 'guard') return undefined;
  const lockClass = e.callee.args[0];
  if (lockClass?.kind !== 'name') return undefined;
  const argument = e.args[0];
  return { lockClass: lockClass.name, ...(argument ? { argument } : {}) };
}

export function scopedGuardOf(stmt: MacroBlockStmt): GuardUse | undefined {
  const [first, second, third] = stmt.args;
  if (first?.kind !== 'name' || (stmt.name !== 'scoped_guard' && stmt.name !== 'scoped_cond_guard')) return undefined;
  // scoped_cond_guard(class, statement on failure, lock)
  const argument = stmt.name === 'scoped_guard' ? second : third;
  return { lockClass: first.name, ...(argument ? { argument } : {}) };
}

/** `return_ptr(p);` is `return no_free_ptr(p);`. */
export function returnOf({ expr, span }: ExpressionStmt): ReturnStmt | undefined {
  if (expr.kind !== 'call' || expr.callee.kind !== 'name' || expr.callee.name !== 'return_ptr' || expr.args.length !== 1) return undefined;
  return { kind: 'return', value: { ...expr, callee: { ...expr.callee, name: 'no_free_ptr' } }, span };
}
