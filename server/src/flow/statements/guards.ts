/** Scope-based locks (include/linux/cleanup.h): `guard(class)(args);` and `scoped_guard(class, args) { … }`; and what returns a pointer past its clean-up. */
import type { Expr, ExpressionStmt, MacroBlockStmt, ReturnStmt } from '../../syntax/ast.ts';

export interface GuardUse {
  readonly lockClass: string;
  readonly argument?: Expr;
}

/** What no class of guards is called: it holds nobody knows what. */
const UNKNOWN = '?';

/** `guard(spinlock)(&lock)` is a call of a call, and so is `CLASS(name, variable)(args)`. @param hidesGuard whether a macro of this name may hold one */
export function guardOf(e: Expr, hidesGuard: (name: string) => boolean): GuardUse | undefined {
  if (e.kind !== 'call') return undefined;
  if (e.callee.kind === 'name' && hidesGuard(e.callee.name)) return { lockClass: UNKNOWN };
  if (e.callee.kind !== 'call' || e.callee.callee.kind !== 'name') return undefined;
  const { name } = e.callee.callee;
  const lockClass = e.callee.args[0];
  if ((name !== 'guard' && name !== 'CLASS') || lockClass?.kind !== 'name') return undefined;
  if (name === 'CLASS') return isOfFiles(lockClass.name) ? undefined : { lockClass: UNKNOWN };
  const argument = e.args[0];
  return { lockClass: lockClass.name, ...(argument ? { argument } : {}) };
}

/** Classes of what holds a reference to an open file, and no lock (include/linux/file.h). */
function isOfFiles(lockClass: string): boolean {
  return /^fd(_|$)|^get_unused_fd$/.test(lockClass);
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
