/** The cursor that statement visitors write a graph with. It knows blocks, scopes, jump targets and labels, and no C statement. */
import type { Declarator, Expr, FunctionSyntax, NameExpr, Span, Stmt } from '../syntax/ast.ts';
import { statementsOf } from '../syntax/walk.ts';
import type { ExpressionMacro } from './macros.ts';
import type { Block, BlockId, Edge, EdgeKind, FlowGraph, GuardAcquire, Step, Terminator, Variable } from './graph.ts';

/** What flow needs to know about names that the function does not declare. */
export interface FlowKnowledge {
  /** A macro that may hold a `return`, `goto`, `break` or `continue` which is not to be seen at its use. */
  hidesControl(name: string): boolean;
  /** A macro that may hold a `guard()`, to the end of the scope that it is used in. */
  hidesGuard(name: string): boolean;
  /** The file defines it as a function or macro. */
  isDefined(name: string): boolean;
  /** Macros whose calls are taken for what they are replaced with; absent where the function calls none. */
  readonly macroOf?: ((name: string) => ExpressionMacro | undefined) | undefined;
}

/** A scope's end of life obligations, innermost last. */
type Obligation = { readonly kind: 'variable'; readonly variable: Variable } | { readonly kind: 'guard'; readonly guard: GuardAcquire };

export interface Scope {
  readonly parent: Scope | undefined;
  readonly names: Map<string, Variable>;
  readonly obligations: Obligation[];
}

interface OpenBlock { readonly id: BlockId; readonly steps: Step[]; end: Terminator | undefined }

interface OpenSwitch { readonly cases: { readonly value: Expr; readonly isRange: boolean; readonly edge: Edge }[]; otherwise: BlockId | undefined }

interface JumpTarget { readonly block: BlockId; readonly scope: Scope; readonly kind: EdgeKind }

interface Label { readonly block: BlockId; scope: Scope | undefined; defined: boolean }

interface PendingGoto { readonly from: OpenBlock; readonly label: string; readonly scope: Scope; readonly span: Span }

export class FlowBuilder {
  readonly knowledge: FlowKnowledge;
  readonly #function: FunctionSyntax;
  readonly #blocks: OpenBlock[] = [];
  readonly #variables: Variable[] = [];
  readonly #bindings = new Map<NameExpr, Variable>();
  readonly #labels = new Map<string, Label>();
  readonly #labelNames: ReadonlySet<string>;
  readonly #pending: PendingGoto[] = [];
  readonly #switches: OpenSwitch[] = [];
  readonly #breaks: JumpTarget[] = [];
  readonly #continues: JumpTarget[] = [];
  #current: OpenBlock;
  #temporaries = 0;
  scope: Scope;

  constructor(fn: FunctionSyntax, knowledge: FlowKnowledge) {
    this.#function = fn;
    this.knowledge = knowledge;
    this.#labelNames = new Set(statementsOf(fn.body).flatMap((stmt) => (stmt.kind === 'label' ? [stmt.name] : [])));
    this.scope = { parent: undefined, names: new Map(), obligations: [] };
    this.#current = this.#open();
    fn.parameters.forEach((parameter, index) => {
      if (parameter.name) {
        this.#bind({
          id: parameter.name, name: parameter.name, parameter: index,
          typeBase: parameter.type.base, pointers: parameter.type.pointers, isArray: parameter.type.isArray, isStatic: false,
        });
      }
    });
  }

  #open(): OpenBlock {
    const block: OpenBlock = { id: this.#blocks.length, steps: [], end: undefined };
    this.#blocks.push(block);
    return block;
  }

  #bind(variable: Variable): void {
    this.#variables.push(variable);
    this.scope.names.set(variable.name, variable);
  }

  /** A new block that nothing leads to yet. */
  newBlock(): BlockId {
    return this.#open().id;
  }

  /** Continue writing in `block`. */
  moveTo(block: BlockId): void {
    const target = this.#blocks[block];
    if (!target) throw new RangeError(`no block ${block}`);
    this.#current = target;
  }

  /** Nothing written from here on can be reached, unless a label makes it so. */
  get unreachable(): boolean {
    return this.#current.end !== undefined;
  }

  push(step: Step): void {
    if (this.#current.end === undefined) this.#current.steps.push(step);
  }

  finish(end: Terminator): void {
    if (this.#current.end === undefined) this.#current.end = end;
  }

  goTo(to: BlockId, kind: EdgeKind = 'next', jump?: Span): void {
    this.finish({ kind: 'goto', edge: edge(to, kind, jump) });
  }

  // Scopes

  enterScope(): void {
    this.scope = { parent: this.scope, names: new Map(), obligations: [] };
  }

  /** Close the innermost scope: what its variables and guards owe is due at `span`. */
  leaveScope(span: Span): void {
    const parent = this.scope.parent;
    if (!parent) throw new Error('the outermost scope is closed by return');
    this.leaveTo(parent, span);
    this.scope = parent;
  }

  /** Write the ends of life of every scope between the current one and `outer`, which stays open (`undefined`: all). */
  leaveTo(outer: Scope | undefined, span: Span): void {
    for (let scope: Scope | undefined = this.scope; scope && scope !== outer; scope = scope.parent) {
      for (const due of scope.obligations.toReversed()) {
        this.push(due.kind === 'variable' ? { kind: 'leave', variable: due.variable, span } : { kind: 'unguard', id: due.guard.id, span });
      }
    }
  }

  declare(declarator: Declarator): Variable {
    const count = this.#variables.filter((v) => v.name === declarator.name).length;
    const variable: Variable = {
      id: count === 0 ? declarator.name : `${declarator.name}#${count + 1}`,
      name: declarator.name, declarator, typeBase: declarator.type.base, pointers: declarator.type.pointers,
      isArray: declarator.type.isArray, isStatic: declarator.isStatic,
    };
    this.#bind(variable);
    const isValue = variable.pointers === 0 && !variable.isStatic && variable.typeBase.startsWith('struct ');
    if (declarator.cleanup !== undefined || isValue) this.scope.obligations.push({ kind: 'variable', variable });
    return variable;
  }

  temporary(): Variable {
    this.#temporaries += 1;
    const name = `%${this.#temporaries}`;
    const variable: Variable = { id: name, name, typeBase: 'long', pointers: 0, isArray: false, isStatic: false };
    this.#variables.push(variable);
    return variable;
  }

  /** A name that stands for `variable` wherever an expression is wanted. */
  use(variable: Variable, span: Span): NameExpr {
    const name: NameExpr = { kind: 'name', name: variable.name, span };
    this.#bindings.set(name, variable);
    return name;
  }

  guard(lockClass: string, argument: Expr | undefined, span: Span): void {
    const guard: GuardAcquire = { kind: 'guard', lockClass, id: `guard@${span.start}`, span, ...(argument ? { argument } : {}) };
    this.push(guard);
    this.scope.obligations.push({ kind: 'guard', guard });
  }

  /** Bind a name in the current scope. */
  resolve(name: NameExpr): void {
    if (this.#bindings.has(name)) return;
    for (let scope: Scope | undefined = this.scope; scope; scope = scope.parent) {
      const variable = scope.names.get(name.name);
      if (variable) {
        this.#bindings.set(name, variable);
        return;
      }
    }
  }

  // Jumps

  withBreak(to: BlockId, body: () => void): void {
    this.#breaks.push({ block: to, scope: this.scope, kind: 'jump' });
    body();
    this.#breaks.pop();
  }

  /** @param onContinue `back` where `continue` goes straight to the loop's head, `jump` where something stands before that */
  withLoop(head: BlockId, exit: BlockId, onContinue: 'back' | 'jump', body: () => void): void {
    this.#continues.push({ block: head, scope: this.scope, kind: onContinue });
    this.withBreak(exit, body);
    this.#continues.pop();
  }

  /** Run `body` with a switch open, and tell the cases that it placed. */
  withSwitch(body: () => void): OpenSwitch {
    const opened: OpenSwitch = { cases: [], otherwise: undefined };
    this.#switches.push(opened);
    body();
    this.#switches.pop();
    return opened;
  }

  /** A `case` label (`default` without a value): control falls into it from above, too. */
  placeCase(value: Expr | undefined, isRange: boolean): void {
    const opened = this.#switches.at(-1);
    if (!opened) return;
    const block = this.newBlock();
    this.goTo(block);
    this.moveTo(block);
    if (value) opened.cases.push({ value, isRange, edge: edge(block, 'next') });
    else opened.otherwise = block;
  }

  jumpOut(which: 'break' | 'continue', span: Span): void {
    const target = (which === 'break' ? this.#breaks : this.#continues).at(-1);
    if (!target) {
      // Half-typed code: a break outside any loop. Nothing is known of what follows.
      this.push({ kind: 'unknown', reason: `${which} outside a loop`, span });
      return;
    }
    this.leaveTo(target.scope, span);
    this.goTo(target.block, target.kind, span);
  }

  #label(name: string): Label {
    let label = this.#labels.get(name);
    if (!label) {
      label = { block: this.newBlock(), scope: undefined, defined: false };
      this.#labels.set(name, label);
    }
    return label;
  }

  placeLabel(name: string): void {
    const label = this.#label(name);
    label.scope = this.scope;
    label.defined = true;
    this.goTo(label.block);
    this.moveTo(label.block);
  }

  /** Whether a name in an expression can only be a label's: `unsafe_put_user(x, p, efault)`. */
  isLabel(e: Expr): e is NameExpr {
    return e.kind === 'name' && this.#labelNames.has(e.name) && !this.#bindings.has(e) && !this.knowledge.isDefined(e.name);
  }

  /** Control goes on, or to one of the labels; scopes between are not left. */
  mayGoTo(labels: readonly string[], span: Span, text: string): void {
    const next = this.newBlock();
    const edges = labels.map((name) => edge(this.#label(name).block, 'jump', span));
    this.finish({ kind: 'choice', edges: [...edges, edge(next, 'next')], span, text });
    this.moveTo(next);
  }

  goToLabel(name: string, span: Span): void {
    const label = this.#label(name);
    if (label.scope) {
      this.#leaveForLabel(label.scope, span);
      this.goTo(label.block, 'back', span);
      return;
    }
    if (this.#current.end !== undefined) return;
    // The label's scope is not known yet: the ends of life are written when it is.
    this.#pending.push({ from: this.#current, label: name, scope: this.scope, span });
    this.#current.end = { kind: 'stop' };
  }

  #leaveForLabel(labelScope: Scope, span: Span): void {
    const open = new Set<Scope>();
    for (let s: Scope | undefined = labelScope; s; s = s.parent) open.add(s);
    let outer: Scope | undefined = this.scope;
    while (outer && !open.has(outer)) outer = outer.parent;
    this.leaveTo(outer, span);
  }

  #resolvePending(): void {
    for (const { from, label: name, scope, span } of this.#pending) {
      const label = this.#label(name);
      from.end = undefined;
      this.#current = from;
      this.scope = scope;
      if (label.scope) {
        this.#leaveForLabel(label.scope, span);
        this.goTo(label.block, 'jump', span);
      } else {
        this.push({ kind: 'unknown', reason: `no label ${name}`, span });
        this.finish({ kind: 'stop' });
      }
    }
  }

  build(): FlowGraph {
    const close = this.#function.body.span.end;
    this.leaveTo(undefined, { start: close - 1, end: close });
    this.finish({ kind: 'return', span: { start: close - 1, end: close }, implicit: true });
    this.#resolvePending();
    const blocks = this.#blocks.map((b): Block => ({ id: b.id, steps: b.steps, end: b.end ?? { kind: 'stop' } }));
    return { function: this.#function, blocks, entry: 0, variables: this.#variables, bindings: this.#bindings };
  }
}

function edge(to: BlockId, kind: EdgeKind, jump?: Span): Edge {
  return jump ? { to, kind, jump } : { to, kind };
}

/** A visitor of one kind of statement. */
export type Visitor<S extends Stmt> = (b: FlowBuilder, stmt: S, visit: (b: FlowBuilder, stmt: Stmt) => void) => void;
