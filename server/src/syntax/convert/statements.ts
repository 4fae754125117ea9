/** Statement nodes → `Stmt`. */
import type { CompoundStmt, DeclarationStmt, Expr, ExpressionStmt, Stmt } from '../ast.ts';
import { type Conversion, wordsIn } from './context.ts';
import { convertDeclaration, isBrokenDeclaration } from './declarations.ts';
import { convertArgument, convertExpr, damagedExpr } from './expressions.ts';

/** The statements of a `compound_statement`, labels and cases standing before what they label. */
export function convertBody(c: Conversion, compound: number): Stmt[] {
  const out: Stmt[] = [];
  convertList(c, c.nodes.children(compound), out);
  return out;
}

function convertList(c: Conversion, children: readonly number[], out: Stmt[]): void {
  const { nodes } = c;
  for (const child of children) {
    if (nodes.type(child) === '}' || nodes.type(child) === '{') {
      // The end of the block is not where it seems to be.
      if (nodes.isMissing(child)) out.push(c.damaged(child, true));
    } else if (nodes.type(child) === 'type_identifier') {
      // `name;` was taken for an empty declaration.
      const label = c.note(child, 'label');
      if (label !== undefined) out.push({ kind: 'label', span: { start: nodes.start(child), end: label.end }, name: c.source(child) });
      else out.push({ kind: 'expression', span: c.span(child), expr: { kind: 'name', span: c.span(child), name: c.source(child) } });
    } else if (nodes.isNamed(child)) convertInto(c, child, out);
  }
}

/** Convert a statement node into one or more statements. */
function convertInto(c: Conversion, node: number, out: Stmt[]): void {
  c.nested(
    () => intoIntact(c, node, out),
    () => {
      out.push(c.damaged(node));
    },
  );
}

function intoIntact(c: Conversion, node: number, out: Stmt[]): void {
  const { nodes } = c;
  switch (nodes.type(node)) {
    case 'comment':
    case 'type_definition':
    case 'struct_specifier':
    case 'union_specifier':
    case 'enum_specifier':
    case 'primitive_type':
    case 'sized_type_specifier':
      return;
    case 'case_statement':
      return caseStatement(c, node, out);
    case 'labeled_statement': {
      const label = nodes.field(node, 'label');
      out.push({ kind: 'label', span: c.span(label), name: c.source(label) });
      convertList(c, nodes.children(node).filter((child) => child !== label), out);
      return;
    }
    case 'attributed_statement':
      convertList(c, nodes.namedChildren(node).filter((child) => nodes.type(child) !== 'attribute_declaration'), out);
      return;
    default:
      out.push(statement(c, node));
  }
}

function caseStatement(c: Conversion, node: number, out: Stmt[]): void {
  const { nodes } = c;
  const value = nodes.field(node, 'value');
  const children = nodes.children(node);
  const colon = children.findIndex((child) => nodes.type(child) === ':');
  const head = children.slice(0, colon < 0 ? children.length : colon + 1);
  if (colon < 0 || head.some((child) => nodes.type(child) === 'ERROR' || nodes.isMissing(child))) {
    out.push(c.damaged(node, true));
    return;
  }
  const span = { start: nodes.start(node), end: nodes.end(children[colon] ?? node) };
  const isRange = c.note(node, 'range') !== undefined;
  out.push(value < 0 ? { kind: 'case', span, isRange } : { kind: 'case', span, value: convertExpr(c, value), isRange });
  convertList(c, children.slice(colon + 1), out);
}

/** A statement where exactly one may stand; several (a label and its statement) become a block. */
function single(c: Conversion, node: number): Stmt {
  const out: Stmt[] = [];
  if (node >= 0) {
    if (c.nodes.isMissing(node)) return c.damaged(node, true);
    convertInto(c, node, out);
  }
  const [first] = out;
  if (out.length === 1 && first !== undefined) return first;
  const span = node < 0 ? { start: 0, end: 0 } : c.span(node);
  return out.length === 0 ? { kind: 'empty', span } : { kind: 'compound', span, body: out };
}

export function convertCompound(c: Conversion, node: number): CompoundStmt {
  return { kind: 'compound', span: c.span(node), body: convertBody(c, node) };
}

function statement(c: Conversion, node: number): Stmt {
  const { nodes } = c;
  const span = c.span(node);
  const type = nodes.type(node);
  // A block keeps its damage to itself; elsewhere a damaged child damages the whole.
  if (type !== 'compound_statement' && isHeadDamaged(c, node)) return c.damaged(node);
  switch (type) {
    case 'compound_statement':
      return convertCompound(c, node);
    case 'expression_statement':
      return expressionStatement(c, node);
    case 'declaration':
      return isBrokenDeclaration(c, node) ? c.damaged(node) : convertDeclaration(c, node);
    case 'if_statement':
      return ifStatement(c, node);
    case 'while_statement': {
      const body = single(c, nodes.field(node, 'body'));
      return macroBlock(c, node, body) ?? { kind: 'while', span, condition: condition(c, node), body };
    }
    case 'do_statement': {
      const body = single(c, nodes.field(node, 'body'));
      const keyword = nodes.children(node).find((child) => nodes.type(child) === 'while');
      const macro = keyword === undefined ? undefined : c.note(keyword, 'macro-block');
      if (macro === undefined || keyword === undefined) return { kind: 'do', span, body, condition: condition(c, node) };
      const nameSpan = { start: nodes.start(keyword), end: macro.nameEnd };
      return { kind: 'macro-block', span, name: c.text.slice(nameSpan.start, nameSpan.end), nameSpan, args: macro.isEmpty ? [] : macroArguments(c, nodes.field(node, 'condition')), body, isDo: true };
    }
    case 'for_statement':
      return forStatement(c, node);
    case 'switch_statement':
      return { kind: 'switch', span, condition: condition(c, node), body: single(c, nodes.field(node, 'body')) };
    case 'return_statement': {
      const [value] = nodes.namedChildren(node);
      return value === undefined ? { kind: 'return', span } : { kind: 'return', span, value: convertExpr(c, value) };
    }
    case 'goto_statement':
      return { kind: 'goto', span, label: c.source(nodes.field(node, 'label')) };
    case 'break_statement':
      return { kind: 'break', span };
    case 'continue_statement':
      return { kind: 'continue', span };
    default:
      return c.damaged(node);
  }
}

/** Whether damage outside the bodies of a statement makes its meaning uncertain. */
function isHeadDamaged(c: Conversion, node: number): boolean {
  const { nodes } = c;
  const type = nodes.type(node);
  if (type === 'return_statement' || type === 'declaration') {
    if (c.leftOut(node) !== undefined) return true;
  } else if (type !== 'expression_statement') {
    for (const field of ['condition', 'initializer', 'update']) {
      const part = nodes.field(node, field);
      if (part >= 0 && c.leftOut(part) !== undefined) return true;
    }
  }
  if (!nodes.isDamaged(node)) return false;
  if (type === 'expression_statement' || type === 'declaration' || type === 'return_statement') return c.hidesControl(node);
  for (const child of nodes.children(node)) {
    if (!nodes.isDamaged(child)) continue;
    if (nodes.type(child) === 'ERROR') return true;
    if (nodes.isMissing(child) && !c.isForgivable(child)) return true;
    const field = nodes.fields[child];
    // `if (` and then `return 0;`: the keyword may have become part of the condition.
    if ((field === 'condition' || field === 'initializer' || field === 'update') && wordsIn(c.text, nodes.start(child), nodes.end(child)).control) return true;
  }
  return false;
}

function expressionStatement(c: Conversion, node: number): Stmt {
  const { nodes } = c;
  const span = c.span(node);
  const label = c.note(node, 'label');
  if (label !== undefined) {
    const end = label.end;
    return { kind: 'label', span: { start: span.start, end }, name: c.text.slice(span.start, end) };
  }
  const leftOut = c.leftOut(node);
  if (leftOut !== undefined) {
    const whole = damagedExpr(c, node);
    return { kind: 'expression', span, expr: c.opaque(node, whole.kind === 'opaque' ? [...whole.mentions, ...leftOut] : leftOut, true) };
  }
  if (c.hasOwnDamage(node)) return { kind: 'expression', span, expr: damagedExpr(c, node) };
  const [first] = nodes.namedChildren(node);
  if (first === undefined) return { kind: 'empty', span };
  const isForced = c.note(node, 'forced') !== undefined && nodes.type(first) === 'unary_expression';
  const child = isForced ? nodes.field(first, 'argument') : first;
  if (isForced && !c.hasOwnDamage(first) && child >= 0) return { kind: 'expression', span: { start: nodes.start(child), end: span.end }, expr: convertExpr(c, child) };
  if (c.note(child, 'computed-goto') !== undefined) return { kind: 'goto', span };
  const asm = c.note(node, 'asm');
  if (asm !== undefined) {
    const list = nodes.field(child, 'arguments');
    return { kind: 'asm', span, labels: asm.labels, operands: list < 0 ? [] : nodes.namedChildren(list).map((argument) => convertExpr(c, argument)) };
  }
  return { kind: 'expression', span, expr: convertExpr(c, child) };
}

function condition(c: Conversion, node: number): Expr {
  const child = c.nodes.field(node, 'condition');
  return child < 0 ? c.opaque(node, [], true) : convertExpr(c, child);
}

function ifStatement(c: Conversion, node: number): Stmt {
  const { nodes } = c;
  const span = c.span(node);
  const then = single(c, nodes.field(node, 'consequence'));
  const macro = macroBlock(c, node, then);
  if (macro !== undefined) return macro;
  const clause = nodes.field(node, 'alternative');
  if (clause < 0) return { kind: 'if', span, condition: condition(c, node), then };
  if (c.hasOwnDamage(clause)) return c.damaged(node, true);
  const otherwise = single(c, nodes.namedChildren(clause)[0] ?? -1);
  return { kind: 'if', span, condition: condition(c, node), then, otherwise };
}

/** The macro that a `while` or `if` stands for. */
function macroBlock(c: Conversion, node: number, body: Stmt): Stmt | undefined {
  const macro = c.note(node, 'macro-block');
  if (macro === undefined) return undefined;
  const nameSpan = { start: c.nodes.start(node), end: macro.nameEnd };
  const args = macro.isEmpty ? [] : macroArguments(c, c.nodes.field(node, 'condition'));
  return { kind: 'macro-block', span: c.span(node), name: c.text.slice(nameSpan.start, nameSpan.end), nameSpan, args, body, isDo: false };
}

/** `(a, b, c)` was parsed as a comma expression. */
function macroArguments(c: Conversion, parenthesized: number): Expr[] {
  const { nodes } = c;
  if (parenthesized < 0) return [];
  if (c.hasOwnDamage(parenthesized)) return [damagedExpr(c, parenthesized)];
  const out: Expr[] = [];
  let at = nodes.namedChildren(parenthesized)[0] ?? -1;
  while (at >= 0 && nodes.type(at) === 'comma_expression' && !c.hasOwnDamage(at)) {
    const left = nodes.field(at, 'left');
    if (left >= 0) out.push(convertArgument(c, left));
    at = nodes.field(at, 'right');
  }
  if (at >= 0) out.push(convertArgument(c, at));
  return out;
}

function forStatement(c: Conversion, node: number): Stmt {
  const { nodes } = c;
  const initializer = nodes.field(node, 'initializer');
  const test = nodes.field(node, 'condition');
  const update = nodes.field(node, 'update');
  let init: DeclarationStmt | ExpressionStmt | undefined;
  if (initializer >= 0) {
    init = nodes.type(initializer) === 'declaration' ? convertDeclaration(c, initializer) : { kind: 'expression', span: c.span(initializer), expr: convertExpr(c, initializer) };
  }
  return {
    kind: 'for',
    span: c.span(node),
    ...(init !== undefined ? { init } : {}),
    ...(test >= 0 ? { condition: convertExpr(c, test) } : {}),
    ...(update >= 0 ? { update: convertExpr(c, update) } : {}),
    body: single(c, nodes.field(node, 'body')),
  };
}
