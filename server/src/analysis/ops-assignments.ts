/** Ops tables in functions: local ones, compound literals, and tables of which members are set one by one. */
import type { Variable } from '../flow/graph.ts';
import type { Routine } from '../simulator/routine.ts';
import { endExprs, stepExprs } from '../simulator/mentions.ts';
import type { AssignExpr, Expr, TypeRef } from '../syntax/ast.ts';
import { walkExpr } from '../syntax/walk.ts';
import { type Declared, literalsIn, type TableTypes, tablesInVariable } from './ops-texts.ts';
import type { OpsShape } from './ops-types.ts';

/** Types of the file's own variables. */
export type FileVariables = ReadonlyMap<string, TypeRef>;

export function tablesInFunction({ name, graph, textOf }: Routine, types: TableTypes, variables: FileVariables): readonly Declared[] {
  const found: Declared[] = [];
  for (const { steps, end } of graph.blocks) {
    const set = new Map<string, Declared>();
    const look = (e: Expr): void => {
      found.push(...literalsIn(e, `${name}()`, types));
      walkExpr(e, (x) => {
        if (x.kind === 'assign' && x.op === '=' && x.left.kind === 'member') assigned(x, x.left, set);
      });
    };
    for (const step of steps) {
      const init = step.kind === 'declare' ? step.init : undefined;
      if (step.kind === 'declare' && init) found.push(...tablesInVariable({ name: step.variable.name, nameSpan: step.variable.declarator?.nameSpan ?? step.span, type: typeOfVariable(step.variable), init }, types));
      else for (const e of stepExprs(step)) if (e) look(e);
    }
    for (const e of endExprs(end)) if (e) look(e);
    found.push(...set.values());
  }
  return found;

  /** What is set in a row stands beside each other; what else is set, and when, is not to be seen from there. */
  function assigned({ right }: AssignExpr, left: Extract<Expr, { kind: 'member' }>, set: Map<string, Declared>): void {
    const shape = shapeOf(left.object);
    if (shape?.is !== 'table') return;
    const table = textOf(left.object.span).replaceAll(/\s+/g, '');
    const before = set.get(table);
    set.set(table, { name: table, nameSpan: before?.nameSpan ?? left.object.span, kind: shape.kind, entries: [...(before?.entries ?? []).filter(({ member }) => member !== left.field), { member: left.field, value: right }], isConst: false, isOpen: true });
  }

  /** A table, or what holds one, as a place or a pointer to it. */
  function shapeOf(e: Expr): OpsShape | undefined {
    switch (e.kind) {
      case 'name': {
        const variable = graph.bindings.get(e);
        const type = variable ? typeOfVariable(variable) : variables.get(e.name);
        return type && type.pointers <= 1 ? types.shapes.get(type.base) : undefined;
      }
      case 'member': {
        const holder = shapeOf(e.object);
        return holder?.is === 'holder' ? holder.members.get(e.field) : undefined;
      }
      case 'index': return shapeOf(e.object);
      case 'unary': return e.op === '&' || e.op === '*' ? shapeOf(e.operand) : undefined;
      case 'cast': return types.shapes.get(e.type.base);
      default: return undefined;
    }
  }
}

function typeOfVariable({ typeBase, pointers, isArray, declarator }: Variable): TypeRef {
  return { base: typeBase, pointers, isArray, isConst: declarator?.type.isConst ?? false };
}
