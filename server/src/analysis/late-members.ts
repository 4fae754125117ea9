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
import type { Program, Routine } from '../simulator/routine.ts';
import type { Expr } from '../syntax/ast.ts';
import { walkExpr } from '../syntax/walk.ts';
import type { FileMemory } from './memory.ts';

/** How deep functions of the file that are called are looked into. */
const DEPTH = 2;

/** Something that a callback of the file uses, or a lock that one takes, may be made by the function after what it is part of was registered. */
export function mayMakeLate(routine: Routine, program: Program, memory: FileMemory, { callbackUses, callbackLocks }: Pick<RuleContext, 'callbackUses' | 'callbackLocks'>): boolean {
  const locks = [...callbackLocks('interval'), ...callbackLocks('list')];
  const members = [...[...memory.ops.names].flatMap((table) => callbackUses(table)), ...locks].map(({ member }) => member);
  return members.length > 0 && new Order(program, memory, new Set(members)).makes(routine, false, DEPTH);
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
  readonly #program: Program;
  readonly #memory: FileMemory;

  constructor(program: Program, memory: FileMemory) {
    this.#program = program;
    this.#memory = memory;
  }

  /**
   * Ways to members that are made where something was registered before.
   * @param isRegistered something was when the function is entered
   */
  late(routine: Routine, isRegistered: boolean, depth: number): ReadonlySet<string> {
    const { graph } = routine;
    const deeds = graph.blocks.map(({ steps, end }) => [...steps.map((step) => this.#deed(routine, stepExprs(step), depth, isObject(step))), this.#deed(routine, endExprs(end), depth, false)]);
    const late = new Set<string>();
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

  #deed({ graph }: Routine, exprs: readonly (Expr | undefined)[], depth: number, declares: boolean): Deed {
    const { functionsNamed, subscribing } = this.#memory.index;
    const makes: string[] = [];
    const makesLate: string[] = [];
    let [registers, begins] = [false, declares];
    const look = (x: Expr): void => {
      if (x.kind === 'assign') makes.push(...memberPath(x.left));
      if (x.kind !== 'call') return;
      const name = calleeName(x, graph) ?? '';
      if (!functionsNamed.has(name)) {
        registers ||= isRegistration(name);
        begins ||= givesMemory(name);
        const [made] = x.args;
        makes ||= (madeBy(name) !== undefined || isLockInit(name)) && made?.kind === 'unary' && this.#isUsed(made.operand);
        return;
      }
      registers ||= subscribing.has(name);
      const routine = depth > 0 ? this.#program.routine(name) : undefined;
      if (!routine) return;
      makes.push(...this.late(routine, true, depth - 1));
      makesLate.push(...this.late(routine, false, depth - 1));
    };
    for (const e of exprs) if (e) walkExpr(e, look);
    return { registers, makes, makesLate, begins };
  }

  /** Where the pointer comes from is not asked: the end of the way to the member will do. */
  #isUsed(place: Expr): boolean {
    const path = memberPath(place);
    return path !== undefined && [...this.#members].some((member) => member === path || member.endsWith(`.${path}`) || path.endsWith(`.${member}`));
  }
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
