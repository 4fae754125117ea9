/** Takes expressions apart: conditions into branches, operators with control flow into temporaries. */
import type { BlockExpr, Expr, Span, Stmt } from '../syntax/ast.ts';
import { childrenOf } from '../syntax/walk.ts';
import type { FlowBuilder } from './builder.ts';
import type { BlockId } from './graph.ts';
import { withoutMacros } from './macros.ts';

type Visit = (b: FlowBuilder, stmt: Stmt) => void;

/** Wrappers that hand on the truth of their first argument (include/linux/compiler.h, include/asm-generic/bug.h). */
const TRANSPARENT = new Set(['likely', 'unlikely', '__builtin_expect', 'likely_notrace', 'unlikely_notrace']);

function hasEffect(e: Expr): boolean {
  switch (e.kind) {
    case 'call':
    case 'assign':
    case 'update':
    case 'block': return true;
    default: return childrenOf(e).some(hasEffect);
  }
}

/** Whether evaluating `e` may run only part of it in a way that matters. */
function branches(e: Expr): boolean {
  switch (e.kind) {
    case 'block': return true;
    case 'conditional': return true;
    case 'binary':
      if ((e.op === '&&' || e.op === '||') && (hasEffect(e.right) || branches(e.left))) return true;
      break;
    default:
  }
  return childrenOf(e).some(branches);
}

function bindNames(b: FlowBuilder, e: Expr): void {
  if (e.kind === 'name') b.resolve(e);
  else for (const child of childrenOf(e)) bindNames(b, child);
}

function expanded(b: FlowBuilder, e: Expr): Expr {
  const { macroOf } = b.knowledge;
  return macroOf ? withoutMacros(e, macroOf) : e;
}

/** Bind and, where needed, take apart `e`; what is returned has no control flow inside. */
export function lower(b: FlowBuilder, written: Expr, visit: Visit): Expr {
  const e = expanded(b, written);
  if (!branches(e)) {
    bindNames(b, e);
    return e;
  }
  return rewrite(b, e, visit);
}

function rewrite(b: FlowBuilder, e: Expr, visit: Visit): Expr {
  const sub = (x: Expr): Expr => lower(b, x, visit);
  switch (e.kind) {
    case 'block': return blockValue(b, e, visit);
    case 'conditional': {
      if (!e.consequence) {
        // a ?: b evaluates a once and is a when that is true
        const first = sub(e.condition);
        const result = b.temporary();
        b.push({ kind: 'set', variable: result, value: first, span: e.condition.span });
        const alternative = b.newBlock();
        const join = b.newBlock();
        condition(b, b.use(result, e.condition.span), join, alternative, visit);
        b.moveTo(alternative);
        b.push({ kind: 'set', variable: result, value: sub(e.alternative), span: e.alternative.span });
        b.goTo(join);
        b.moveTo(join);
        return b.use(result, e.span);
      }
      return select(b, e.condition, e.consequence, e.alternative, e.span, visit);
    }
    case 'binary':
      if (e.op === '&&' || e.op === '||') {
        const one: Expr = { kind: 'number', text: '1', value: 1, span: e.span };
        const zero: Expr = { kind: 'number', text: '0', value: 0, span: e.span };
        return select(b, e, one, zero, e.span, visit);
      }
      return { ...e, left: sub(e.left), right: sub(e.right) };
    case 'call': return { ...e, callee: sub(e.callee), args: e.args.map(sub) };
    case 'member': return { ...e, object: sub(e.object) };
    case 'index': return { ...e, object: sub(e.object), index: sub(e.index) };
    case 'unary':
    case 'update':
    case 'cast': return { ...e, operand: sub(e.operand) };
    case 'assign': return { ...e, right: sub(e.right), left: sub(e.left) };
    case 'comma':
      b.push({ kind: 'evaluate', expr: sub(e.left), discarded: true, span: e.left.span });
      return sub(e.right);
    case 'initializer': return { ...e, entries: e.entries.map((entry) => ({ ...entry, value: sub(entry.value) })) };
    case 'opaque': return { ...e, mentions: e.mentions.map(sub) };
    case 'name':
    case 'number':
    case 'string': return e;
  }
}

function select(b: FlowBuilder, test: Expr, yes: Expr, no: Expr, span: Span, visit: Visit): Expr {
  const result = b.temporary();
  const whenTrue = b.newBlock();
  const whenFalse = b.newBlock();
  const join = b.newBlock();
  condition(b, test, whenTrue, whenFalse, visit);
  for (const [block, value] of [[whenTrue, yes], [whenFalse, no]] as const) {
    b.moveTo(block);
    b.push({ kind: 'set', variable: result, value: lower(b, value, visit), span: value.span });
    b.goTo(join);
  }
  b.moveTo(join);
  return b.use(result, span);
}

function blockValue(b: FlowBuilder, e: BlockExpr, visit: Visit): Expr {
  const result = b.temporary();
  b.enterScope();
  const last = e.body.body.at(-1);
  for (const stmt of e.body.body) {
    if (stmt === last && stmt.kind === 'expression') {
      b.push({ kind: 'set', variable: result, value: lower(b, stmt.expr, visit), span: stmt.span });
    } else visit(b, stmt);
  }
  b.leaveScope(e.span);
  return b.use(result, e.span);
}

/** Branch on `test` to `whenTrue` or `whenFalse`; the cursor is left in a finished block. */
export function condition(b: FlowBuilder, written: Expr, whenTrue: BlockId, whenFalse: BlockId, visit: Visit): void {
  const test = expanded(b, written);
  if (test.kind === 'unary' && test.op === '!') {
    condition(b, test.operand, whenFalse, whenTrue, visit);
    return;
  }
  if (test.kind === 'binary' && (test.op === '&&' || test.op === '||')) {
    const right = b.newBlock();
    if (test.op === '&&') condition(b, test.left, right, whenFalse, visit);
    else condition(b, test.left, whenTrue, right, visit);
    b.moveTo(right);
    condition(b, test.right, whenTrue, whenFalse, visit);
    return;
  }
  if (test.kind === 'call' && test.callee.kind === 'name' && TRANSPARENT.has(test.callee.name) && test.args[0]) {
    condition(b, test.args[0], whenTrue, whenFalse, visit);
    return;
  }
  if (test.kind === 'comma') {
    b.push({ kind: 'evaluate', expr: lower(b, test.left, visit), discarded: true, span: test.left.span });
    condition(b, test.right, whenTrue, whenFalse, visit);
    return;
  }
  if (test.kind === 'number' && test.value !== undefined) {
    b.goTo(test.value !== 0 ? whenTrue : whenFalse);
    return;
  }
  const value = lower(b, test, visit);
  b.finish({ kind: 'branch', condition: value, whenTrue: { to: whenTrue, kind: 'next' }, whenFalse: { to: whenFalse, kind: 'next' }, span: test.span });
}
