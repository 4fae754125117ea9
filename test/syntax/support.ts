/** The parser for tests, and a printer that makes syntax readable in assertions. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Expr, FunctionSyntax, Stmt, TypeRef } from '../../server/src/syntax/ast.ts';
import type { FunctionPiece } from '../../server/src/syntax/outline.ts';
import { SyntaxParser } from '../../server/src/syntax/parser.ts';
import { outlineOf } from '../../server/src/syntax/split.ts';
import type { World } from '../../server/src/syntax/world.ts';

const require = createRequire(import.meta.url);

export function loadParser(): Promise<SyntaxParser> {
  return SyntaxParser.load({
    runtime: readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm')),
    grammar: readFileSync(require.resolve('tree-sitter-c/tree-sitter-c.wasm')),
  });
}

export const EVERYTHING: World = new Map();

export function functionsOf(text: string): FunctionPiece[] {
  return outlineOf(text).pieces.filter((piece): piece is FunctionPiece => piece.kind === 'function');
}

/** The one function in `text`. */
export function functionOf(text: string): FunctionPiece {
  const [piece, ...more] = functionsOf(text);
  if (piece === undefined || more.length > 0) throw new Error(`expected one function, not ${more.length + (piece ? 1 : 0)}`);
  return piece;
}

/** The syntax of `void f(void)` with this body, and its text. */
export function parseBody(parser: SyntaxParser, body: string, world: World = EVERYTHING): FunctionSyntax {
  const piece = functionOf(`void f(void)\n{\n${body}\n}\n`);
  const syntax = parser.parseFunction(piece, world);
  if (syntax === undefined) throw new Error('not understood');
  return syntax;
}

/** The statements of a body, printed. */
export function show(parser: SyntaxParser, body: string, world: World = EVERYTHING): string {
  return parseBody(parser, body, world).body.body.map(showStmt).join(' ');
}

export function showType(type: TypeRef): string {
  return `${type.isConst ? 'const ' : ''}${type.base}${'*'.repeat(type.pointers)}${type.isArray ? '[]' : ''}`;
}

export function showExpr(e: Expr): string {
  switch (e.kind) {
    case 'name':
      return e.name;
    case 'number':
      return e.text;
    case 'string':
      return '"…"';
    case 'call':
      return `${showExpr(e.callee)}(${e.args.map(showExpr).join(', ')})`;
    case 'member':
      return `${showExpr(e.object)}${e.arrow ? '->' : '.'}${e.field}`;
    case 'index':
      return `${showExpr(e.object)}[${showExpr(e.index)}]`;
    case 'unary':
      return `(${e.op}${showExpr(e.operand)})`;
    case 'update':
      return e.prefix ? `(${e.op}${showExpr(e.operand)})` : `(${showExpr(e.operand)}${e.op})`;
    case 'binary':
    case 'assign':
      return `(${showExpr(e.left)} ${e.op} ${showExpr(e.right)})`;
    case 'comma':
      return `(${showExpr(e.left)}, ${showExpr(e.right)})`;
    case 'conditional':
      return `(${showExpr(e.condition)} ? ${e.consequence ? showExpr(e.consequence) : ''} : ${showExpr(e.alternative)})`;
    case 'cast':
      return `<${showType(e.type)}>${showExpr(e.operand)}`;
    case 'block':
      return `({ ${e.body.body.map(showStmt).join(' ')} })`;
    case 'initializer':
      return `${e.type ? `<${showType(e.type)}>` : ''}{${e.entries.map((entry) => (entry.field === undefined ? '' : `.${entry.field}=`) + showExpr(entry.value)).join(', ')}}`;
    case 'opaque':
      return `${e.damaged ? 'DAMAGED' : '?'}[${e.mentions.map(showExpr).join(', ')}]`;
  }
}

export function showStmt(s: Stmt): string {
  switch (s.kind) {
    case 'compound':
      return `{ ${s.body.map(showStmt).join(' ')} }`;
    case 'declaration':
      return s.declarators
        .map(
          (d) =>
            `${d.isStatic ? 'static ' : ''}${showType(d.type)} ${d.name}${d.cleanup === undefined ? '' : ` cleanup:${d.cleanup}`}${d.init ? ` = ${showExpr(d.init)}` : ''};`,
        )
        .join(' ');
    case 'expression':
      return `${showExpr(s.expr)};`;
    case 'if':
      return `if ${showExpr(s.condition)} ${showStmt(s.then)}${s.otherwise ? ` else ${showStmt(s.otherwise)}` : ''}`;
    case 'while':
      return `while ${showExpr(s.condition)} ${showStmt(s.body)}`;
    case 'do':
      return `do ${showStmt(s.body)} while ${showExpr(s.condition)};`;
    case 'for':
      return `for (${s.init ? showStmt(s.init) : ';'} ${s.condition ? showExpr(s.condition) : ''}; ${s.update ? showExpr(s.update) : ''}) ${showStmt(s.body)}`;
    case 'macro-block':
      return `${s.isDo ? 'do-' : ''}${s.name}!(${s.args.map(showExpr).join(', ')}) ${showStmt(s.body)}`;
    case 'switch':
      return `switch ${showExpr(s.condition)} ${showStmt(s.body)}`;
    case 'case':
      return s.value ? `case ${showExpr(s.value)}${s.isRange ? '...' : ''}:` : 'default:';
    case 'label':
      return `${s.name}:`;
    case 'goto':
      return `goto ${s.label ?? '*'};`;
    case 'break':
      return 'break;';
    case 'continue':
      return 'continue;';
    case 'return':
      return s.value ? `return ${showExpr(s.value)};` : 'return;';
    case 'empty':
      return ';';
    case 'asm':
      return `asm(${s.operands.map(showExpr).join(', ')} / ${s.labels.join(', ')});`;
    case 'damaged':
      return s.control ? 'DAMAGED-CONTROL' : 'DAMAGED';
  }
}
