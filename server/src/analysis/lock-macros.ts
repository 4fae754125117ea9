/** Macros that do no more than take or drop a lock: what stands for a call of one. */
import { lockFunction } from '../kernel/locks.ts';
import { sleepingLockFunction } from '../kernel/sleeping-locks.ts';
import { type ExpressionMacro, replaced, withoutMacros } from '../flow/macros.ts';
import type { CompoundStmt, Expr } from '../syntax/ast.ts';
import type { FunctionPiece, MacroPiece } from '../syntax/outline.ts';
import type { SyntaxParser } from '../syntax/parser.ts';
import { walkExpr } from '../syntax/walk.ts';

export interface LockMacro extends ExpressionMacro {
  /** The lock functions that it calls, in this order. */
  readonly locks: readonly string[];
  /** Members, and variables of the file, that it names: locks among them. */
  readonly members: readonly string[];
  /** What it does, as a text: equal for macros that do the same to the same lock. */
  readonly key: string;
}

/** A file that macros are looked up in. */
export interface MacroScope {
  macrosNamed(name: string): readonly MacroPiece[];
  functionsNamed(name: string): readonly FunctionPiece[];
  /** Absent where everything may be. */
  readonly called?: ReadonlySet<string>;
  /** The macro of a header that is meant by `name`, which is not defined here. */
  elsewhere(name: string): LockMacro | undefined;
}

function effectsOf(name: string): string | undefined {
  const known = lockFunction(name) ?? sleepingLockFunction(name);
  return known && known.effects.length > 0 ? JSON.stringify(known.effects) : undefined;
}

/** A longer one does more. */
const LONGEST = 400;
const DEFINES = /^[ \t]*#[ \t]*define[ \t]+$/;
const CALLED = /\b([A-Za-z_]\w*)[ \t]*\(/g;

/**
 * Names that a macro's definition may call, if it looks like one that may take or drop a lock: a sign only, by the text of its file.
 * @returns nothing where it can be none
 */
export function calledInMacro(file: string, name: string): readonly string[] {
  const found = new Set<string>();
  const head = `${name}(`;
  for (let at = file.indexOf(head); at >= 0; at = file.indexOf(head, at + 1)) {
    const start = file.lastIndexOf('\n', at) + 1;
    if (!DEFINES.test(file.slice(start, at))) continue;
    let end = file.indexOf('\n', at);
    while (end > 0 && /\\\r?$/.test(file.slice(end - 2, end))) end = file.indexOf('\n', end + 1);
    const text = file.slice(at + name.length, end < 0 ? file.length : end);
    if (text.length <= LONGEST) for (const called of calledIn(text)) found.add(called);
  }
  return [...found];
}

/** Names that stand before a parenthesis. */
export function calledIn(text: string): ReadonlySet<string> {
  return new Set(Array.from(text.matchAll(CALLED), ([, called = '']) => called));
}

/** Whether it is one of the kernel's own, which `kernel/` tells of. */
export function isLockName(name: string): boolean {
  return effectsOf(name) !== undefined;
}

/** Those that a file can use. */
export class LockMacros {
  readonly #parser: SyntaxParser;
  readonly #scope: MacroScope;
  readonly #known = new Map<string, LockMacro | undefined>();

  constructor(parser: SyntaxParser, scope: MacroScope) {
    this.#parser = parser;
    this.#scope = scope;
  }

  /** `undefined` for everything else: where alternatives differ in what they do, too. */
  of(name: string): LockMacro | undefined {
    const known = this.#known.get(name);
    if (known || this.#known.has(name)) return known;
    if (this.#scope.called?.has(name) === false) return undefined;
    // One that is made of itself is none.
    this.#known.set(name, undefined);
    const found = isLockName(name) ? undefined : this.#find(name);
    this.#known.set(name, found);
    return found;
  }

  #find(name: string): LockMacro | undefined {
    const macros = this.#scope.macrosNamed(name);
    const functions = this.#scope.functionsNamed(name);
    if (macros.length === 0) return functions.length > 0 ? undefined : this.#scope.elsewhere(name);
    // What does nothing stands in for the others where there is nothing to lock.
    if (!functions.every(isEmpty)) return undefined;
    const [first, ...others] = macros.filter((piece) => !isEmpty(piece)).map((piece) => this.#read(piece));
    return first && others.every((other) => other?.key === first.key) ? first : undefined;
  }

  #read(piece: MacroPiece): LockMacro | undefined {
    const { parameters } = piece;
    const text = piece.text.slice(piece.replacement.start, piece.replacement.end);
    if (!parameters || text.length > LONGEST || text.includes('#') || parameters.includes('__VA_ARGS__')) return undefined;
    if (![...piece.identifiers].some((word) => isLockName(word) || (word !== piece.name && this.of(word)))) return undefined;
    const body = this.#parser.parseExpression(text) ?? sequence(this.#parser.parseStatements(text));
    const plain = body && withoutBlock(body);
    // What it calls is looked up from where it is defined.
    return plain && described(parameters, withoutMacros(plain, (name) => this.of(name)));
  }
}

function described(parameters: readonly string[], body: Expr): LockMacro | undefined {
  const locks: string[] = [];
  const members: string[] = [];
  let isPlain = true;
  const parts: string[] = [];
  walkExpr(body, (e) => {
    isPlain &&= e.kind !== 'block' && e.kind !== 'opaque' && e.kind !== 'conditional' && e.kind !== 'assign';
    if (e.kind === 'member') members.push(e.field);
    if (e.kind === 'unary' && e.op === '&' && e.operand.kind === 'name' && !parameters.includes(e.operand.name)) members.push(e.operand.name);
    if (e.kind !== 'call') return;
    const name = e.callee.kind === 'name' ? e.callee.name : '';
    if (isLockName(name)) locks.push(name);
    parts.push(effectsOf(name) ?? name);
  });
  if (!isPlain || locks.length === 0) return undefined;
  const shape = JSON.stringify(body, (key, value: unknown) => {
    if (key === 'span') return undefined;
    return key === 'callee' ? null : typeof value === 'string' && parameters.includes(value) ? `%${parameters.indexOf(value)}` : value;
  });
  return { parameters, body, locks, members, key: `${parts.join()} ${shape}` };
}

/** A function or macro that calls nothing. */
function isEmpty(piece: FunctionPiece | MacroPiece): boolean {
  const text = piece.kind === 'macro' ? piece.text.slice(piece.replacement.start).replace(/\bwhile\b/g, '') : piece.text.slice(piece.text.indexOf('{'));
  return !/\w[ \t]*\(/.test(text);
}

/** Expression statements, as one expression; also in `do { … } while (0)`. A variable that is declared there stands for what it is made with. */
function sequence(compound: CompoundStmt | undefined): Expr | undefined {
  const statements = compound?.body.filter(({ kind }) => kind !== 'empty') ?? [];
  const [first, ...more] = statements;
  if (first?.kind === 'do' && more.length === 0 && first.condition.kind === 'number' && first.condition.value === 0) return sequence(first.body.kind === 'compound' ? first.body : undefined);
  if (first?.kind === 'compound' && more.length === 0) return sequence(first);
  const declared = new Map<string, Expr>();
  const inside = (e: Expr): Expr => (declared.size === 0 ? e : replaced(e, e.span, ({ name }) => declared.get(name)));
  const expressions: Expr[] = [];
  for (const stmt of statements) {
    if (stmt.kind === 'expression') expressions.push(inside(stmt.expr));
    else if (stmt.kind !== 'declaration' || expressions.length > 0) return undefined;
    else for (const { name, init, type } of stmt.declarators) {
      if (!init || type.pointers === 0) return undefined;
      declared.set(name, inside(init));
    }
  }
  return expressions.length > 0 ? expressions.reduce((left, right) => ({ kind: 'comma', left, right, span: right.span })) : undefined;
}

/** `({ a; b; })` is `a, b`. */
function withoutBlock(e: Expr): Expr | undefined {
  return e.kind === 'block' ? sequence(e.body) : e;
}
