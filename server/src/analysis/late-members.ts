/**
 * Whether it is worth running a function to see what it makes after it has registered: by the order of its steps alone, in which paths that do not exist
 * count as well.
 */
import { type BlockId, edgesOf, type Step } from '../flow/graph.ts';
import { givesMemory } from '../kernel/allocations.ts';
import { isLockInit } from '../kernel/lock-inits.ts';
import { madeBy } from '../kernel/made-members.ts';
import { subscriberFunction, subscriberFunctionsThat } from '../kernel/subscribers.ts';
import type { RuleContext } from '../rules/rule.ts';
import { calleeName, endExprs, stepExprs } from '../simulator/mentions.ts';
import type { Callee, Program, Routine } from '../simulator/routine.ts';
import type { Expr } from '../syntax/ast.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import { walkExpr } from '../syntax/walk.ts';
import type { FileMemory } from './memory.ts';

/** How deep functions that are called are looked into. */
const DEPTH = 2;

/**
 * Something that a callback of the file uses, or a lock that one takes, may be made by the function after what it is part of was registered.
 * @param asked last: to know what callbacks use, they are run
 */
export function mayMakeLate(routine: Routine, program: Program, memory: FileMemory, asked: Pick<RuleContext, 'callbackUses' | 'callbackLocks'>): boolean {
  const tables = [...memory.ops.names];
  if (tables.length === 0) return false;
  const { members, locks } = new Order().late({ routine, program }, false, DEPTH);
  if (members.size > 0 && areAmong(members, tables.flatMap((table) => asked.callbackUses(table)))) return true;
  return locks.size > 0 && areAmong(locks, [...asked.callbackLocks('interval'), ...asked.callbackLocks('list')]);
}

/** Where the pointer comes from is not asked, nor what the object is part of: the end of the way to the member will do. */
function areAmong(paths: ReadonlySet<string>, used: readonly { readonly member: string }[]): boolean {
  return [...paths].some((path) => used.some(({ member }) => member === path || member.endsWith(`.${path}`) || path.endsWith(`.${member}`)));
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

const REGISTER = [...subscriberFunctionsThat('insert'), ...subscriberFunctionsThat('register'), ...subscriberFunctionsThat('put')];

/** It may register or put something, and go on: by the names in it, and in functions of the file that it names. */
export function registersFirst(piece: FunctionPiece, { index }: Pick<FileMemory, 'index'>, depth = DEPTH): boolean {
  if (REGISTER.some((name) => piece.identifiers.has(name))) return true;
  return depth > 0 && [...piece.identifiers].some((name) => index.subscribing.has(name) && name !== piece.name && (index.functionsNamed.get(name) ?? []).some((called) => registersFirst(called, { index }, depth - 1)));
}

/** Ways to members. */
interface Late {
  readonly members: Set<string>;
  readonly locks: Set<string>;
}

/** What a step does, as far as it matters here. */
interface Deed {
  readonly registers: boolean;
  /** Ways to members that it makes, and to locks. */
  readonly members: readonly string[];
  readonly locks: readonly string[];
  readonly calls: readonly Callee[];
  /** An object begins to be. */
  readonly begins: boolean;
}

class Order {
  readonly #known = new Map<string, Late>();

  /**
   * What is made where something was registered before.
   * @param isRegistered something was when the function is entered
   */
  late(callee: Callee, isRegistered: boolean, depth: number): Late {
    const key = `${callee.routine.key} ${isRegistered} ${depth}`;
    const late = this.#known.get(key) ?? this.#find(callee, isRegistered, depth);
    this.#known.set(key, late);
    return late;
  }

  #find({ routine, program }: Callee, isRegistered: boolean, depth: number): Late {
    const { graph } = routine;
    const late: Late = { members: new Set(), locks: new Set() };
    const add = ({ members, locks }: { readonly members: Iterable<string>; readonly locks: Iterable<string> }): void => {
      for (const path of members) late.members.add(path);
      for (const path of locks) late.locks.add(path);
    };
    const deeds = graph.blocks.map(({ steps, end }) => [...steps.map((step) => deedOf(routine, program, stepExprs(step), depth, isObject(step))), deedOf(routine, program, endExprs(end), depth, false)]);
    const reached = new Set<string>();
    const open: { readonly id: BlockId; readonly registered: boolean }[] = [{ id: graph.entry, registered: isRegistered }];
    for (let at = open.pop(); at; at = open.pop()) {
      const block = graph.blocks[at.id];
      if (!block || reached.has(`${at.id} ${at.registered}`)) continue;
      reached.add(`${at.id} ${at.registered}`);
      let { registered } = at;
      for (const deed of deeds[at.id] ?? []) {
        if (deed.begins) registered = false;
        if (registered) add(deed);
        for (const called of deed.calls) add(this.late(called, registered, depth - 1));
        registered ||= deed.registers;
      }
      for (const { to } of edgesOf(block.end)) open.push({ id: to, registered });
    }
    return late;
  }
}

function deedOf({ graph }: Routine, program: Program, exprs: readonly (Expr | undefined)[], depth: number, declares: boolean): Deed {
  let [registers, begins] = [false, declares];
  const [members, locks, calls]: [string[], string[], Callee[]] = [[], [], []];
  const look = (x: Expr): void => {
    if (x.kind === 'assign') members.push(...memberPath(x.left));
    if (x.kind !== 'call') return;
    const name = calleeName(x, graph) ?? '';
    const isOwn = program.defines(name);
    if (!isOwn) {
      const [made] = x.args;
      const path = made?.kind === 'unary' ? memberPath(made.operand) : [];
      if (madeBy(name) !== undefined) members.push(...path);
      // Of what the function itself does to locks another run tells.
      if (depth < DEPTH && isLockInit(name)) locks.push(...path);
      registers ||= isRegistration(name);
      begins ||= givesMemory(name);
      if (isRegistration(name) || givesMemory(name) || madeBy(name) !== undefined || isLockInit(name)) return;
    }
    const routine = isOwn && depth > 0 ? program.routine(name) : undefined;
    const callee = isOwn ? routine && { routine, program } : program.elsewhere(name);
    registers ||= (callee?.program ?? program).subscribes(name);
    if (callee && depth > 0) calls.push(callee);
  };
  for (const e of exprs) if (e) walkExpr(e, look);
  return { registers, members, locks, calls, begins };
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
