/**
 * Whether it is worth running a function to see what it makes after it has registered: by the order of its steps alone, in which paths that do not exist
 * count as well.
 */
import { type BlockId, edgesOf, type Step } from '../flow/graph.ts';
import { givesMemory } from '../kernel/allocations.ts';
import { isLockInit } from '../kernel/lock-inits.ts';
import { madeBy } from '../kernel/made-members.ts';
import { subscriberFunction } from '../kernel/subscribers.ts';
import type { RuleContext } from '../rules/rule.ts';
import { calleeName, endExprs, stepExprs } from '../simulator/mentions.ts';
import type { Callee, Program, Routine } from '../simulator/routine.ts';
import type { Expr } from '../syntax/ast.ts';
import { walkExpr } from '../syntax/walk.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import type { FileMemory } from './memory.ts';

/** How deep functions that are called are looked into. */
const DEPTH = 2;

/** Something that a callback of the file uses, or a lock that one takes, may be made by the function after what it is part of was registered. */
export function mayMakeLate(routine: Routine, program: Program, memory: FileMemory, { callbackUses, callbackLocks }: Pick<RuleContext, 'callbackUses' | 'callbackLocks'>): boolean {
  const tables = [...memory.ops.names];
  const members = new Set(tables.flatMap((table) => callbackUses(table)).map(({ member }) => member));
  // Which locks there are costs a look at all callbacks.
  let locks: ReadonlySet<string> | undefined;
  const lockMembers = (): ReadonlySet<string> => (locks ??= new Set((['interval', 'list'] as const).flatMap((kind) => callbackLocks(kind)).map(({ member }) => member)));
  const mayTake = (field: string): boolean => memory.index.functions.some(({ name, identifiers }) => name !== routine.name && identifiers.has(field));
  const isLock = (lock: Expr): boolean => lock.kind === 'member' && mayTake(lock.field) && isAmong(lockMembers(), lock);
  return tables.length > 0 && new Order(members, isLock).makes({ routine, program }, false, DEPTH);
}

const known = new WeakMap<FileMemory, ReadonlySet<FunctionPiece>>();

/** Functions of the file that call others to register what gets one of its tables: by the names in them. */
export function registrarsElsewhere(memory: FileMemory): ReadonlySet<FunctionPiece> {
  let found = known.get(memory);
  if (!found) {
    const { index, ops } = memory;
    const tables = index.tables.length > 0 ? [...ops.names] : [];
    const registers = (name: string): boolean => !index.functionsNamed.has(name) && memory.elsewhere(name)?.index.subscribing.has(name) === true;
    found = new Set(tables.length === 0 ? [] : index.functions.filter((piece) => !index.subscribers.has(piece) && tables.some((table) => piece.identifiers.has(table)) && [...piece.identifiers].some(registers)));
    known.set(memory, found);
  }
  return found;
}

/** It may register something, itself or through others. */
export function isRegistrar(piece: FunctionPiece, memory: FileMemory): boolean {
  return memory.index.subscribers.has(piece) || registrarsElsewhere(memory).has(piece);
}

/** What a step does, as far as it matters here. */
interface Deed {
  readonly registers: boolean;
  readonly makes: boolean;
  /** Locks that it makes. */
  readonly locks: readonly Expr[];
  /** What it calls. */
  readonly calls: readonly Callee[];
  /** An object begins to be. */
  readonly begins: boolean;
}

class Order {
  readonly #members: ReadonlySet<string>;
  readonly #isLock: (made: Expr) => boolean;
  readonly #known = new Map<string, boolean>();

  constructor(members: ReadonlySet<string>, isLock: (made: Expr) => boolean) {
    this.#members = members;
    this.#isLock = isLock;
  }

  /** @param isRegistered something was when the function is entered */
  makes(callee: Callee, isRegistered: boolean, depth: number): boolean {
    const key = `${callee.routine.key} ${isRegistered} ${depth}`;
    const known = this.#known.get(key) ?? this.#find(callee, isRegistered, depth);
    this.#known.set(key, known);
    return known;
  }

  #find({ routine, program }: Callee, isRegistered: boolean, depth: number): boolean {
    const { graph } = routine;
    const reached = new Set<string>();
    const open: { readonly id: BlockId; readonly registered: boolean }[] = [{ id: graph.entry, registered: isRegistered }];
    for (let at = open.pop(); at; at = open.pop()) {
      const block = graph.blocks[at.id];
      if (!block || reached.has(`${at.id} ${at.registered}`)) continue;
      reached.add(`${at.id} ${at.registered}`);
      let { registered } = at;
      for (const [exprs, declares] of [...block.steps.map((step) => [stepExprs(step), isObject(step)] as const), [endExprs(block.end), false] as const]) {
        const { begins, makes, locks, calls, registers } = this.#deed(routine, program, exprs, depth);
        if (begins || declares) registered = false;
        if (registered && (makes || locks.some(this.#isLock))) return true;
        if (calls.some((callee) => this.makes(callee, registered, depth - 1))) return true;
        registered ||= registers;
      }
      for (const { to } of edgesOf(block.end)) open.push({ id: to, registered });
    }
    return late;
  }

  #deed({ graph }: Routine, program: Program, exprs: readonly (Expr | undefined)[], depth: number): Deed {
    let [registers, makes, begins] = [false, false, false];
    const [locks, calls]: [Expr[], Callee[]] = [[], []];
    const look = (x: Expr): void => {
      if (x.kind === 'assign') makes ||= isAmong(this.#members, x.left);
      if (x.kind !== 'call') return;
      const name = calleeName(x, graph) ?? '';
      const isOwn = program.defines(name);
      if (!isOwn) {
        const [made] = x.args;
        if (made?.kind === 'unary') {
          makes ||= madeBy(name) !== undefined && isAmong(this.#members, made.operand);
          // Of what the function itself does to locks another run tells.
          if (depth < DEPTH && isLockInit(name)) locks.push(made.operand);
        }
        if (isRegistration(name)) registers = true;
        else if (givesMemory(name)) begins = true;
      }
      if (isRegistration(name) || givesMemory(name)) return;
      const routine = isOwn && depth > 0 ? program.routine(name) : undefined;
      const callee = isOwn ? routine && { routine, program } : program.elsewhere(name);
      registers ||= (callee?.program ?? program).subscribes(name);
      if (callee && depth > 0) calls.push(callee);
    };
    for (const e of exprs) if (e) walkExpr(e, look);
    return { registers, makes, locks, calls, begins };
  }
}

/** Where the pointer comes from is not asked: the end of the way to the member will do. */
function isAmong(members: ReadonlySet<string>, place: Expr): boolean {
  const path = memberPath(place);
  return path !== undefined && [...members].some((member) => member === path || member.endsWith(`.${path}`) || path.endsWith(`.${member}`));
}

/** `a.b` of `foo->a.b`; nothing for what is no member of what a variable is, or points to. */
function memberPath(e: Expr): readonly string[] {
  if (e.kind !== 'member') return [];
  if (e.object.kind === 'name') return [e.field];
  return memberPath(e.object).map((outer) => `${outer}.${e.field}`);
}

function isRegistration(name: string): boolean {
  const verb = subscriberFunction(name)?.verb;
  return verb === 'insert' || verb === 'register';
}

function isObject(step: Step): boolean {
  return step.kind === 'declare' && step.variable.pointers === 0 && step.variable.typeBase.startsWith('struct ');
}
