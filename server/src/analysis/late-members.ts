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
  const uses = [...memory.ops.names].flatMap((table) => callbackUses(table));
  const locks = [...callbackLocks('interval'), ...callbackLocks('list')];
  const members = (of: readonly { readonly member: string }[]): ReadonlySet<string> => new Set(of.map(({ member }) => member));
  return uses.length + locks.length > 0 && new Order(members(uses), members(locks)).makes({ routine, program }, false, DEPTH);
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
  /** Members that it makes. */
  readonly makes: readonly string[];
  /** Members that are made behind a registration in a function that it calls. */
  readonly makesLate: readonly string[];
  /** An object begins to be. */
  readonly begins: boolean;
}

class Order {
  readonly #members: ReadonlySet<string>;
  readonly #locks: ReadonlySet<string>;

  constructor(members: ReadonlySet<string>, locks: ReadonlySet<string>) {
    this.#members = members;
    this.#locks = locks;
  }

  /** @param isRegistered something was when the function is entered */
  makes({ routine, program }: Callee, isRegistered: boolean, depth: number): boolean {
    const { graph } = routine;
    const deeds = graph.blocks.map(({ steps, end }) => [...steps.map((step) => this.#deed(routine, program, stepExprs(step), depth, isObject(step))), this.#deed(routine, program, endExprs(end), depth, false)]);
    const reached = new Set<string>();
    const open: { readonly id: BlockId; readonly registered: boolean }[] = [{ id: graph.entry, registered: isRegistered }];
    for (let at = open.pop(); at; at = open.pop()) {
      const block = graph.blocks[at.id];
      if (!block || reached.has(`${at.id} ${at.registered}`)) continue;
      reached.add(`${at.id} ${at.registered}`);
      let { registered } = at;
      for (const deed of deeds[at.id] ?? []) {
        if (deed.begins) registered = false;
        for (const path of registered ? [...deed.makes, ...deed.makesLate] : deed.makesLate) late.add(path);
        registered ||= deed.registers;
      }
      for (const { to } of edgesOf(block.end)) open.push({ id: to, registered });
    }
    return late;
  }

  #deed({ graph }: Routine, program: Program, exprs: readonly (Expr | undefined)[], depth: number, declares: boolean): Deed {
    let [registers, makes, makesLate, begins] = [false, false, false, declares];
    const look = (x: Expr): void => {
      if (x.kind === 'assign') makes ||= isAmong(this.#members, x.left);
      if (x.kind !== 'call') return;
      const name = calleeName(x, graph) ?? '';
      const isKernels = !program.defines(name);
      if (isKernels) {
        registers ||= isRegistration(name);
        begins ||= givesMemory(name);
        const [made] = x.args;
        makes ||= madeBy(name) !== undefined && made?.kind === 'unary' && isAmong(this.#members, made.operand);
        // Of what the function itself does to locks another run tells.
        makes ||= depth < DEPTH && isLockInit(name) && made?.kind === 'unary' && isAmong(this.#locks, made.operand);
        if (isRegistration(name) || givesMemory(name)) return;
      }
      const routine = isKernels || depth === 0 ? undefined : program.routine(name);
      const callee = isKernels ? program.elsewhere(name) : routine && { routine, program };
      registers ||= (callee?.program ?? program).subscribes(name);
      if (!callee || depth === 0) return;
      makes ||= this.makes(callee, true, depth - 1);
      makesLate ||= this.makes(callee, false, depth - 1);
    };
    for (const e of exprs) if (e) walkExpr(e, look);
    return { registers, makes, makesLate, begins };
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
