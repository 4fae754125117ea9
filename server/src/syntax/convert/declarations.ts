/** Declarations inside functions. */
import type { DeclarationStmt, Declarator, TypeRef } from '../ast.ts';
import type { Conversion } from './context.ts';
import { convertExpr } from './expressions.ts';
import { shapeOf, specifiersOf, typeRef } from './types.ts';

/** Convert a `declaration` node. Prototypes declare nothing here. */
export function convertDeclaration(c: Conversion, node: number): DeclarationStmt {
  const { nodes } = c;
  const specifiers = specifiersOf(c, node);
  const declarators: Declarator[] = [];
  for (const child of nodes.children(node)) {
    if (nodes.fields[child] !== 'declarator') continue;
    const isInit = nodes.type(child) === 'init_declarator';
    const shape = shapeOf(c, isInit ? nodes.field(child, 'declarator') : child);
    if (shape.name < 0 || shape.isFunction === 1) continue;
    const type: TypeRef = typeRef(specifiers, shape);
    const cleanup = c.note(shape.name, 'cleanup')?.cleanup;
    const value = isInit ? nodes.field(child, 'value') : -1;
    declarators.push({
      span: c.span(child),
      name: c.source(shape.name),
      nameSpan: c.span(shape.name),
      type,
      ...(value >= 0 ? { init: convertExpr(c, value) } : {}),
      ...(cleanup !== undefined ? { cleanup } : {}),
      isStatic: specifiers.isStatic,
    });
  }
  return { kind: 'declaration', span: c.span(node), declarators };
}

/** Whether a `declaration` node is damaged beyond a missing semicolon. */
export function isBrokenDeclaration(c: Conversion, node: number): boolean {
  if (c.hasOwnDamage(node)) return true;
  for (const child of c.nodes.children(node)) {
    if (c.nodes.fields[child] === 'declarator' && c.hasOwnDamage(child)) return true;
  }
  return false;
}
