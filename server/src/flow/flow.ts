/** Function syntax → control-flow graph. One visitor a statement kind; the table below is complete by its type. */
import type { FunctionSyntax, Stmt } from '../syntax/ast.ts';
import { FlowBuilder, type FlowKnowledge, type Visitor } from './builder.ts';
import type { FlowGraph } from './graph.ts';
import { ifStatement, switchStatement } from './statements/branches.ts';
import { asm, breakStatement, caseLabel, continueStatement, damaged, gotoStatement, label, returnStatement } from './statements/jumps.ts';
import { doWhileStatement, forStatement, macroBlock, whileStatement } from './statements/loops.ts';
import { compound, declaration, expression } from './statements/sequence.ts';

const visitors: { readonly [K in Stmt['kind']]: Visitor<Extract<Stmt, { kind: K }>> } = {
  compound, declaration, expression, label, asm, damaged,
  if: ifStatement, switch: switchStatement, while: whileStatement, do: doWhileStatement, for: forStatement,
  'macro-block': macroBlock, case: caseLabel, goto: gotoStatement, break: breakStatement, continue: continueStatement,
  return: returnStatement, empty: () => {},
};

function visit(b: FlowBuilder, stmt: Stmt): void {
  // The table's type pairs each kind with its own visitor, which the checker can't see through an index.
  const visitor = visitors[stmt.kind] as Visitor<Stmt>;
  visitor(b, stmt, visit);
}

/** Build the graph of `fn`. Total: half-typed code gives a graph with `unknown` steps. */
export function buildFlow(fn: FunctionSyntax, knowledge: FlowKnowledge): FlowGraph {
  const builder = new FlowBuilder(fn, knowledge);
  for (const stmt of fn.body.body) visit(builder, stmt);
  return builder.build();
}
