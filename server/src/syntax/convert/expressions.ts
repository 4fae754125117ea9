/** Expression nodes → `Expr`. */
import type { CallExpr, CommaExpr, Expr, InitializerExpr, Stmt, TypeRef, UpdateExpr } from '../ast.ts';
import { looksLikeTypedef } from '../vocabulary.ts';
import type { Conversion } from './context.ts';
import { meaningOf } from './macros.ts';
import { assignOperator, binaryOperator, constantValue, unaryOperator } from './operators.ts';
import { convertBody } from './statements.ts';
import { typeOfDescriptor } from './types.ts';

/** Convert an expression node. What is damaged or unknown becomes opaque; never throws. */
export function convertExpr(c: Conversion, node: number): Expr {
  return c.nested(
    () => (c.hasOwnDamage(node) ? damagedExpr(c, node) : intact(c, node)),
    () => c.opaque(node, [], true),
  );
}

/** An opaque expression that mentions what is inside a node. */
export function damagedExpr(c: Conversion, node: number): Expr {
  return c.opaque(node, mentionsOf(c, node), true);
}

const NO_EXPRESSION: ReadonlySet<string> = new Set([
  'comment', 'type_descriptor', 'primitive_type', 'type_identifier', 'sized_type_specifier', 'struct_specifier', 'union_specifier', 'enum_specifier', 'type_qualifier',
  'storage_class_specifier', 'statement_identifier', 'field_identifier', 'string_content', 'escape_sequence', 'character', 'parameter_list', 'field_designator', 'field_declaration_list',
  'gnu_asm_qualifier', 'macro_type_specifier',
]);

const UNEVALUATED: ReadonlySet<string> = new Set(['sizeof', 'offsetof', '__alignof__', '__alignof', '_Alignof', 'alignof', '_alignof']);

function mentionsOf(c: Conversion, node: number): Expr[] {
  const out: Expr[] = [];
  for (const child of c.nodes.namedChildren(node)) {
    const type = c.nodes.type(child);
    if (c.nodes.isMissing(child) || NO_EXPRESSION.has(type)) continue;
    if (type === 'ERROR' || type === 'argument_list' || type.endsWith('_statement') || type.endsWith('declarator') || type === 'declaration' || type === 'else_clause') {
      out.push(...c.nested(() => mentionsOf(c, child), () => []));
    } else out.push(convertExpr(c, child));
  }
  return out;
}

function intact(c: Conversion, node: number): Expr {
  const { nodes } = c;
  const span = c.span(node);
  switch (nodes.type(node)) {
    case 'identifier':
      return { kind: 'name', span, name: c.source(node) };
    case 'number_literal': {
      const note = c.note(node, 'type');
      if (note !== undefined) return { kind: 'opaque', span: { start: span.start, end: note.end }, mentions: [], damaged: false };
      return numberExpr(c, node);
    }
    case 'char_literal':
    case 'true':
    case 'false':
    case 'null':
      return numberExpr(c, node);
    case 'string_literal':
    case 'concatenated_string':
      return { kind: 'string', span };
    case 'parenthesized_expression':
      return parenthesized(c, node);
    case 'compound_statement':
      return block(c, node, node);
    case 'call_expression':
      return call(c, node);
    case 'field_expression':
      return {
        kind: 'member', span, object: part(c, node, 'argument'), field: c.source(nodes.field(node, 'field')), arrow: c.source(nodes.field(node, 'operator')) === '->',
      };
    case 'subscript_expression':
      return { kind: 'index', span, object: part(c, node, 'argument'), index: part(c, node, 'index') };
    case 'unary_expression':
    case 'pointer_expression': {
      const op = unaryOperator(operatorText(c, node));
      if (op === undefined) return damagedExpr(c, node);
      return { kind: 'unary', span, op, operand: part(c, node, 'argument') };
    }
    case 'update_expression': {
      const operator = nodes.field(node, 'operator');
      const operand = nodes.field(node, 'argument');
      const update = { kind: 'update', span, op: c.source(operator) === '++' ? '++' : '--', prefix: operator < operand, operand: part(c, node, 'argument') } as const;
      // The grammar reads `!n++` as `(!n)++`; C binds the postfix operator tighter.
      return update.prefix || nodes.type(operand) !== 'unary_expression' ? update : tighter(update);
    }
    case 'binary_expression':
      return binary(c, node);
    case 'assignment_expression': {
      const op = assignOperator(operatorText(c, node));
      if (op === undefined) return damagedExpr(c, node);
      return { kind: 'assign', span, op, left: part(c, node, 'left'), right: part(c, node, 'right') };
    }
    case 'conditional_expression': {
      const condition = part(c, node, 'condition');
      const alternative = part(c, node, 'alternative');
      if (nodes.field(node, 'consequence') < 0) return { kind: 'conditional', span, condition, alternative };
      return { kind: 'conditional', span, condition, consequence: part(c, node, 'consequence'), alternative };
    }
    case 'comma_expression': {
      const comma: CommaExpr = { kind: 'comma', span, left: part(c, node, 'left'), right: part(c, node, 'right') };
      return comma;
    }
    case 'cast_expression':
      return cast(c, node);
    case 'compound_literal_expression':
      return { ...initializer(c, nodes.field(node, 'value')), span, type: typeOfDescriptor(c, nodes.field(node, 'type')) };
    case 'initializer_list':
      return initializer(c, node);
    case 'extension_expression':
      return only(c, node);
    case 'sizeof_expression':
    case 'alignof_expression':
    case 'offsetof_expression':
      return c.opaque(node, [], false);
    case 'generic_expression':
    case 'gnu_asm_expression':
      return c.opaque(node, mentionsOf(c, node), false);
    default:
      return damagedExpr(c, node);
  }
}

function numberExpr(c: Conversion, node: number): Expr {
  const span = c.span(node);
  const text = c.source(node);
  const value = constantValue(text);
  return value === undefined ? { kind: 'number', span, text } : { kind: 'number', span, text, value };
}

function operatorText(c: Conversion, node: number): string {
  // The token's type, not its text: the masker may have written it (`&&label` → ` &label`).
  return c.nodes.type(c.nodes.field(node, 'operator'));
}

/** The expression in a field. */
function part(c: Conversion, node: number, field: string): Expr {
  const child = c.nodes.field(node, field);
  return child < 0 ? c.opaque(node, [], true) : convertExpr(c, child);
}

function only(c: Conversion, node: number): Expr {
  const [child] = c.nodes.namedChildren(node);
  return child === undefined ? c.opaque(node, [], true) : convertExpr(c, child);
}

function parenthesized(c: Conversion, node: number): Expr {
  const [child] = c.nodes.namedChildren(node);
  if (child === undefined) return c.opaque(node, [], true);
  return c.nodes.type(child) === 'compound_statement' ? block(c, child, node) : convertExpr(c, child);
}

function block(c: Conversion, compound: number, outer: number): Expr {
  return { kind: 'block', span: c.span(outer), body: { kind: 'compound', span: c.span(compound), body: convertBody(c, compound) } };
}

/** The identifier in `(name)` if it is known to name a type too short or rare for the masker. */
function parenthesizedType(c: Conversion, node: number): TypeRef | undefined {
  if (node < 0 || c.nodes.type(node) !== 'parenthesized_expression') return undefined;
  const [child] = c.nodes.namedChildren(node);
  if (child === undefined || c.nodes.type(child) !== 'identifier') return undefined;
  const name = c.source(child);
  return looksLikeTypedef(name) && !name.endsWith('_t') ? { base: name, pointers: 0, isArray: false, isConst: false } : undefined;
}

function tighter(update: UpdateExpr): Expr {
  const { operand } = update;
  if (operand.kind !== 'unary') return update;
  return { ...operand, span: update.span, operand: tighter({ ...update, operand: operand.operand, span: { start: operand.operand.span.start, end: update.span.end } }) };
}

function binary(c: Conversion, node: number): Expr {
  const { nodes } = c;
  const span = c.span(node);
  const op = binaryOperator(operatorText(c, node));
  if (op === undefined) return damagedExpr(c, node);
  const type = parenthesizedType(c, nodes.field(node, 'left'));
  if (type !== undefined && (op === '-' || op === '*' || op === '&' || op === '+')) {
    // `(u8)-x`
    const operator = nodes.start(nodes.field(node, 'operator'));
    return { kind: 'cast', span, type, operand: { kind: 'unary', span: { start: operator, end: span.end }, op, operand: part(c, node, 'right') } };
  }
  return { kind: 'binary', span, op, left: part(c, node, 'left'), right: part(c, node, 'right') };
}

function cast(c: Conversion, node: number): Expr {
  const { nodes } = c;
  const span = c.span(node);
  const descriptor = nodes.field(node, 'type');
  const type = typeOfDescriptor(c, descriptor);
  const value = nodes.field(node, 'value');
  const operand = value < 0 ? undefined : nodes.type(value);
  // `(flags) & MASK`: by its shape a cast of `&MASK`, but no type is named so.
  const [named] = nodes.namedChildren(descriptor);
  const isBareName = named !== undefined && nodes.type(named) === 'type_identifier' && c.note(named, 'type-name') === undefined && nodes.namedChildren(descriptor).length === 1;
  if (isBareName && !looksLikeTypedef(type.base) && (operand === 'pointer_expression' || operand === 'unary_expression')) {
    const op = binaryOperator(operatorText(c, value));
    if (op !== undefined) {
      return { kind: 'binary', span: { start: nodes.start(named), end: span.end }, op, left: { kind: 'name', span: c.span(named), name: c.source(named) }, right: part(c, value, 'argument') };
    }
  }
  return { kind: 'cast', span, type, operand: part(c, node, 'value') };
}

function call(c: Conversion, node: number): Expr {
  const { nodes } = c;
  const span = c.span(node);
  const list = nodes.field(node, 'arguments');
  const callee = nodes.field(node, 'function');
  if (list < 0 || callee < 0 || c.hasOwnDamage(list)) return damagedExpr(c, node);
  const type = parenthesizedType(c, callee);
  const args = nodes.namedChildren(list).map((child) => convertArgument(c, child));
  if (type !== undefined && args.length === 1 && args[0] !== undefined) return { kind: 'cast', span, type, operand: args[0] };
  const result: CallExpr = { kind: 'call', span, callee: convertExpr(c, callee), args };
  // Not evaluated: what is named inside is neither read nor called.
  if (result.callee.kind === 'name' && UNEVALUATED.has(result.callee.name)) return c.opaque(node, [], false);
  return (result.callee.kind === 'name' && meaningOf(result.callee.name, span, args)) || result;
}

/** An argument of a call or macro: an expression, a type, or a jump. */
export function convertArgument(c: Conversion, node: number): Expr {
  const type = c.note(node, 'type');
  if (type !== undefined) return { kind: 'opaque', span: { start: c.nodes.start(node), end: type.end }, mentions: [], damaged: false };
  const jump = c.note(node, 'jump');
  if (jump === undefined) return convertExpr(c, node);
  // `scoped_cond_guard(mutex_intr, return -EINTR, &lock)`: a statement expression that jumps says the same.
  const span = { start: c.nodes.start(node), end: jump.end };
  const statement = ((): Stmt => {
    switch (jump.keyword) {
      case 'return':
        return jump.hasValue ? { kind: 'return', span, value: convertExpr(c, node) } : { kind: 'return', span };
      case 'goto':
        return jump.label === undefined ? { kind: 'goto', span } : { kind: 'goto', span, label: jump.label };
      case 'break':
        return { kind: 'break', span };
      default:
        return { kind: 'continue', span };
    }
  })();
  return { kind: 'block', span, body: { kind: 'compound', span, body: [statement] } };
}

function initializer(c: Conversion, node: number): InitializerExpr {
  const { nodes } = c;
  const entries: InitializerExpr['entries'][number][] = [];
  for (const child of nodes.namedChildren(node)) {
    if (nodes.type(child) !== 'initializer_pair' || c.hasOwnDamage(child)) {
      entries.push({ value: convertExpr(c, child) });
      continue;
    }
    const designators = nodes.children(child).filter((inner) => nodes.fields[inner] === 'designator');
    // `.a.b = v` is `.a = { .b = v }`.
    const entry = (i: number): InitializerExpr['entries'][number] => {
      const designator = designators[i] ?? -1;
      const inner = i + 1 < designators.length ? { kind: 'initializer', span: c.span(child), entries: [entry(i + 1)] } as const : part(c, child, 'value');
      const field = nodes.type(designator) === 'field_designator' ? nodes.namedChildren(designator).find((part) => nodes.type(part) === 'field_identifier') : nodes.type(designator) === 'field_identifier' ? designator : undefined;
      return field === undefined ? { isIndexed: true, value: inner } : { field: c.source(field), value: inner };
    };
    entries.push(entry(0));
  }
  return { kind: 'initializer', span: c.span(node), entries };
}
