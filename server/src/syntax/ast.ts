/**
 * The C syntax that the flow layer sees: plain immutable data, converted once from a tree-sitter tree which is freed at once.
 *
 * Every `Span` holds UTF-16 offsets *relative to the start of the piece* (see `outline.ts`) that the function came from,
 * so that a function whose text did not change keeps its syntax, and everything computed from it, when the text above it grows.
 */

/** A half-open region of a piece: UTF-16 offsets relative to the piece's start. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

interface Node {
  readonly span: Span;
}

/** A type as written, reduced to what the machine asks of it. */
export interface TypeRef {
  /** The base type as normalised words: `struct mmu_notifier_range`, `unsigned long`, `pte_t`. Qualifiers are left out. */
  readonly base: string;
  /** Number of `*` between the base type and the declared name. */
  readonly pointers: number;
  readonly isArray: boolean;
  readonly isConst: boolean;
}

export type UnaryOperator = '!' | '-' | '+' | '~' | '*' | '&';
export type BinaryOperator =
  | '+' | '-' | '*' | '/' | '%' | '<<' | '>>' | '&' | '|' | '^'
  | '==' | '!=' | '<' | '>' | '<=' | '>=' | '&&' | '||';
export type AssignOperator = '=' | '+=' | '-=' | '*=' | '/=' | '%=' | '&=' | '|=' | '^=' | '<<=' | '>>=';

export interface NameExpr extends Node { readonly kind: 'name'; readonly name: string }
/** A number or character constant; `value` is absent where it exceeds 2^53 or can't be read. */
export interface NumberExpr extends Node { readonly kind: 'number'; readonly text: string; readonly value?: number }
export interface StringExpr extends Node { readonly kind: 'string' }
export interface CallExpr extends Node { readonly kind: 'call'; readonly callee: Expr; readonly args: readonly Expr[] }
export interface MemberExpr extends Node { readonly kind: 'member'; readonly object: Expr; readonly field: string; readonly arrow: boolean }
export interface IndexExpr extends Node { readonly kind: 'index'; readonly object: Expr; readonly index: Expr }
export interface UnaryExpr extends Node { readonly kind: 'unary'; readonly op: UnaryOperator; readonly operand: Expr }
export interface UpdateExpr extends Node { readonly kind: 'update'; readonly op: '++' | '--'; readonly prefix: boolean; readonly operand: Expr }
export interface BinaryExpr extends Node { readonly kind: 'binary'; readonly op: BinaryOperator; readonly left: Expr; readonly right: Expr }
export interface AssignExpr extends Node { readonly kind: 'assign'; readonly op: AssignOperator; readonly left: Expr; readonly right: Expr }
/** `a ? b : c`; GNU `a ?: c` has no `consequence`. */
export interface ConditionalExpr extends Node { readonly kind: 'conditional'; readonly condition: Expr; readonly consequence?: Expr; readonly alternative: Expr }
export interface CommaExpr extends Node { readonly kind: 'comma'; readonly left: Expr; readonly right: Expr }
export interface CastExpr extends Node { readonly kind: 'cast'; readonly type: TypeRef; readonly operand: Expr }
/** GNU statement expression `({ … })`: its value is that of its last expression statement. */
export interface BlockExpr extends Node { readonly kind: 'block'; readonly body: CompoundStmt }
/** `{ .mm = mm, … }`, alone as an initialiser or behind a `(type)` as a compound literal. `.a.b = v` is `.a = { .b = v }`. */
export interface InitializerExpr extends Node {
  readonly kind: 'initializer';
  readonly type?: TypeRef;
  /** Without a field it is the next of what stands before it; `isIndexed`: `[i] = value`, anywhere in an array. */
  readonly entries: readonly { readonly field?: string; readonly isIndexed?: true; readonly value: Expr }[];
}
/** What has no value for us: `sizeof`, `offsetof`, `_Generic`, a type given to a macro, a damaged expression. `mentions` are the expressions inside, in order. */
export interface OpaqueExpr extends Node { readonly kind: 'opaque'; readonly mentions: readonly Expr[]; readonly damaged: boolean }

export type Expr =
  | NameExpr | NumberExpr | StringExpr | CallExpr | MemberExpr | IndexExpr | UnaryExpr | UpdateExpr | BinaryExpr
  | AssignExpr | ConditionalExpr | CommaExpr | CastExpr | BlockExpr | InitializerExpr | OpaqueExpr;

export interface CompoundStmt extends Node { readonly kind: 'compound'; readonly body: readonly Stmt[] }
export interface Declarator extends Node {
  readonly name: string;
  readonly nameSpan: Span;
  readonly type: TypeRef;
  readonly init?: Expr;
  /** The function named by `__cleanup(fn)` / `__attribute__((cleanup(fn)))`, or the class of `__free(class)` written as `free:class`. */
  readonly cleanup?: string;
  readonly isStatic: boolean;
}
export interface DeclarationStmt extends Node { readonly kind: 'declaration'; readonly declarators: readonly Declarator[] }
export interface ExpressionStmt extends Node { readonly kind: 'expression'; readonly expr: Expr }
export interface IfStmt extends Node { readonly kind: 'if'; readonly condition: Expr; readonly then: Stmt; readonly otherwise?: Stmt }
export interface WhileStmt extends Node { readonly kind: 'while'; readonly condition: Expr; readonly body: Stmt }
export interface DoWhileStmt extends Node { readonly kind: 'do'; readonly body: Stmt; readonly condition: Expr }
export interface ForStmt extends Node { readonly kind: 'for'; readonly init?: DeclarationStmt | ExpressionStmt; readonly condition?: Expr; readonly update?: Expr; readonly body: Stmt }
/**
 * `NAME(args) body` where NAME is no keyword: `for_each_vma(vmi, vma) { … }`, `scoped_guard(mutex, &l) { … }`, or
 * `do body NAME(args);` when `isDo`. The flow layer decides by NAME what it does.
 */
export interface MacroBlockStmt extends Node { readonly kind: 'macro-block'; readonly name: string; readonly nameSpan: Span; readonly args: readonly Expr[]; readonly body: Stmt; readonly isDo: boolean }
export interface SwitchStmt extends Node { readonly kind: 'switch'; readonly condition: Expr; readonly body: Stmt }
/** A `case` or `default` label (no `value`), standing before the statement it labels in the same body. `upTo` is the end of a GNU range. */
export interface CaseStmt extends Node { readonly kind: 'case'; readonly value?: Expr; readonly isRange: boolean }
/** A label, standing before the statement it labels in the same body. */
export interface LabelStmt extends Node { readonly kind: 'label'; readonly name: string }
/** `goto name;`; a computed goto has no name. */
export interface GotoStmt extends Node { readonly kind: 'goto'; readonly label?: string }
export interface BreakStmt extends Node { readonly kind: 'break' }
export interface ContinueStmt extends Node { readonly kind: 'continue' }
export interface ReturnStmt extends Node { readonly kind: 'return'; readonly value?: Expr }
export interface EmptyStmt extends Node { readonly kind: 'empty' }
/** Inline assembly; `labels` are those an `asm goto` may jump to. */
export interface AsmStmt extends Node { readonly kind: 'asm'; readonly labels: readonly string[]; readonly operands: readonly Expr[] }
/**
 * Text that could not be understood. `control` says that it may hold control flow (a brace, `if`, `return`, `goto`, …),
 * so that nothing can be said of what follows; `names` are the identifiers in it.
 */
export interface DamagedStmt extends Node { readonly kind: 'damaged'; readonly control: boolean; readonly names: readonly string[] }

export type Stmt =
  | CompoundStmt | DeclarationStmt | ExpressionStmt | IfStmt | WhileStmt | DoWhileStmt | ForStmt | MacroBlockStmt | SwitchStmt
  | CaseStmt | LabelStmt | GotoStmt | BreakStmt | ContinueStmt | ReturnStmt | EmptyStmt | AsmStmt | DamagedStmt;

export interface Parameter {
  /** Empty for an unnamed parameter. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly type: TypeRef;
}

export interface FunctionSyntax {
  readonly name: string;
  readonly nameSpan: Span;
  readonly isStatic: boolean;
  /** Return type; `void` functions have base `void` and no pointers. Absent where the head is a macro such as SYSCALL_DEFINE. */
  readonly returnType?: TypeRef;
  readonly parameters: readonly Parameter[];
  readonly body: CompoundStmt;
}
