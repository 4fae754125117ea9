/** Which variables can be named at a place in a function, and what is stored in them before it. */
import type { Declarator, Expr, FunctionSyntax, Parameter, Span, Stmt, TypeRef } from './ast.ts';
import { bodiesOf, walkExpr } from './walk.ts';

export interface Visible {
  readonly name: string;
  readonly type: TypeRef;
  readonly parameter?: Parameter;
  readonly declarator?: Declarator;
}

function holds(span: Span, offset: number): boolean {
  return span.start <= offset && offset < span.end;
}

/** The variables visible at `offset`, inner ones in the place of those that they hide. */
export function visibleAt(fn: FunctionSyntax, offset: number): readonly Visible[] {
  const found = new Map<string, Visible>();
  for (const parameter of fn.parameters) if (parameter.name !== '') found.set(parameter.name, { name: parameter.name, type: parameter.type, parameter });
  const declare = (stmt: Stmt): void => {
    if (stmt.kind !== 'declaration') return;
    for (const declarator of stmt.declarators) if (declarator.span.start < offset) found.set(declarator.name, { name: declarator.name, type: declarator.type, declarator });
  };
  const visit = (stmt: Stmt): void => {
    if (!holds(stmt.span, offset)) return;
    if (stmt.kind === 'for' && stmt.init) declare(stmt.init);
    if (stmt.kind === 'compound') {
      for (const inner of stmt.body) {
        declare(inner);
        visit(inner);
      }
    } else bodiesOf(stmt).forEach(visit);
  };
  visit(fn.body);
  return [...found.values()];
}

/** Every expression that stands for itself in a statement: conditions, initialisers, values, arguments of macros. */
export function expressionsOf(stmt: Stmt): readonly Expr[] {
  switch (stmt.kind) {
    case 'expression': return [stmt.expr];
    case 'declaration': return stmt.declarators.flatMap(({ init }) => init ?? []);
    case 'if':
    case 'while':
    case 'do':
    case 'switch': return [stmt.condition];
    case 'for': return [...(stmt.init ? expressionsOf(stmt.init) : []), ...(stmt.condition ? [stmt.condition] : []), ...(stmt.update ? [stmt.update] : [])];
    case 'macro-block': return stmt.args;
    case 'case': return stmt.value ? [stmt.value] : [];
    case 'return': return stmt.value ? [stmt.value] : [];
    case 'asm': return stmt.operands;
    default: return [];
  }
}

/** Calls `see` for every statement of a function, and `seeExpr` for every expression, those in statement expressions too. */
export function walkFunction(body: Stmt, see: (stmt: Stmt) => void, seeExpr: (e: Expr, stmt: Stmt) => void): void {
  const visit = (stmt: Stmt): void => {
    see(stmt);
    for (const whole of expressionsOf(stmt)) {
      walkExpr(whole, (e) => {
        seeExpr(e, stmt);
        if (e.kind === 'block') visit(e.body);
      });
    }
    if (stmt.kind === 'compound') stmt.body.forEach(visit);
    else bodiesOf(stmt).forEach(visit);
  };
  visit(body);
}

/** What is stored in the variable `name`, by its declaration or by `=`, where the value can be seen. */
export interface Stores {
  readonly values: readonly { readonly value: Expr; readonly at: number }[];
  /** Where it gets a value in some other way: `+=`, `&name` given away, a macro that moves a cursor. */
  readonly unseen: readonly number[];
}

export function storesTo(name: string, fn: FunctionSyntax): Stores {
  const values: { value: Expr; at: number }[] = [];
  const unseen: number[] = [];
  const isIt = (e: Expr): boolean => e.kind === 'name' && e.name === name;
  walkFunction(fn.body, (stmt) => {
    if (stmt.kind === 'declaration') for (const d of stmt.declarators) if (d.name === name && d.init) values.push({ value: d.init, at: d.span.start });
    if (stmt.kind === 'macro-block') for (const arg of stmt.args) if (isIt(arg)) unseen.push(stmt.span.start);
  }, (e) => {
    if (e.kind === 'assign' && isIt(e.left)) {
      if (e.op === '=') values.push({ value: e.right, at: e.span.start });
      else unseen.push(e.span.start);
    }
    if (e.kind === 'update' && isIt(e.operand)) unseen.push(e.span.start);
    if (e.kind === 'unary' && e.op === '&' && isIt(e.operand)) unseen.push(e.span.start);
  });
  return { values, unseen };
}
