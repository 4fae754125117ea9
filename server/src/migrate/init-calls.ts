/** Calls that initialise a range, from any form to any other. */
import type { Generation, ParameterRole } from '../kernel/generation.ts';
import { argumentOf, type CallShape, shapeOf } from '../kernel/shape.ts';
import { OWNED_EVENTS } from '../kernel/events.ts';
import { isEventKind } from '../kernel/api.ts';
import { vmaFor } from '../rules/fixes/vma.ts';
import type { CallExpr, Expr } from '../syntax/ast.ts';
import { rewriteCall } from './call-text.ts';
import { eventFor, type Job, target } from './job.ts';
import { inFile, type Place, textIn } from './places.ts';

export const INIT = 'mmu_notifier_range_init';
const OWNER = 'mmu_notifier_range_init_owner';
const MIGRATE = 'mmu_notifier_range_init_migrate';
const MIGRATE_EVENT = 'MMU_NOTIFY_MIGRATE';

/** A call with its arguments told apart. */
export interface InitCall {
  readonly call: CallExpr;
  readonly name: string;
  readonly shape: CallShape;
}

export function initCall(call: CallExpr, name: string, place: Place, job: Job): InitCall | undefined {
  const texts = call.args.map((arg) => textIn(place, arg));
  // Code that has the target's form already is left as it is, whatever it is said to come from.
  const own = shapeOf(name, texts, job.to);
  const shape = own?.fits ? own : shapeOf(name, texts, job.input.from);
  return shape ? { call, name, shape } : undefined;
}

export function argOf({ call, shape }: InitCall, role: ParameterRole): Expr | undefined {
  return call.args[shape.arguments.findIndex((a) => a.role === role)];
}

/** What a range is initialised with, for a target that takes a range, an mm and addresses at least. */
export interface Values extends Partial<Record<ParameterRole, string>> {
  readonly mm: string;
}

interface Form {
  readonly name: string;
  readonly event: string | undefined;
}

/** The function that says most of what there is to say. `undefined`: the target has none at all. */
export function initForm(event: string | undefined, owner: string | undefined, to: Generation): Form | undefined {
  if (owner !== undefined && to.functions.has(OWNER)) return { name: OWNER, event };
  if (owner !== undefined && event === MIGRATE_EVENT && to.functions.has(MIGRATE)) return { name: MIGRATE, event };
  if (!to.functions.has(INIT)) return undefined;
  // What a driver may ignore as its own is for all others that entries are cleared (that is what migration sent before 5.9).
  const isKnown = event === undefined || !isEventKind(event) || to.events.includes(event);
  const isOwned = event !== undefined && OWNED_EVENTS.includes(event);
  return { name: INIT, event: isKnown && !(isOwned && owner !== undefined && owner !== 'NULL') ? event : isOwned ? 'MMU_NOTIFY_CLEAR' : 'MMU_NOTIFY_UNMAP' };
}

/** Say what the target's form does not tell. */
export function loseInit(call: CallExpr, told: { readonly event?: string | undefined; readonly owner?: string | undefined; readonly flags?: string | undefined }, form: Form | undefined, roles: readonly ParameterRole[], place: Place, job: Job): void {
  const at = inFile(place, call.span).start;
  const { event, owner, flags } = told;
  const saysEvent = roles.includes('event') || form?.name === MIGRATE;
  if (event !== undefined && !saysEvent) job.script.lose(at, `the event ${event} is lost: ${target(job)} has none`);
  else if (event !== undefined && form?.event !== event) job.script.lose(at, `the event ${event} is lost: ${target(job)} ${job.to.events.includes(event) ? 'has it only with an owner that can\'t be given' : 'does not know it'}, ${form?.event ?? 'nothing'} is sent`);
  if (owner !== undefined && owner !== 'NULL' && !roles.includes('owner')) job.script.lose(at, `the owner ${owner} is lost: ${target(job)} has none here`);
  if (flags !== undefined && flags !== '0' && !roles.includes('flags')) job.script.lose(at, `the flags ${flags} are lost: ${target(job)} has none`);
}

/** The vma for a target that wants one, argued where it is not plain. */
export function vmaOf(init: { readonly call: CallExpr; readonly mm: Expr | undefined; readonly addresses: readonly Expr[] }, place: Place, job: Job): string {
  const choice = vmaFor({ mm: init.mm, addresses: init.addresses, at: init.call.span.start, syntax: place.syntax, textOf: (e) => textIn(place, e) });
  if (choice.isArguable) job.script.remark(inFile(place, init.call.span).start, `the vma is ${choice.text}: ${choice.why}`);
  return choice.text;
}

/** Write an init call for the target. */
export function convertInit(init: InitCall, place: Place, job: Job): void {
  const { call, name, shape } = init;
  const { to, script } = job;
  if (shape.fits && to.functions.get(name)?.parameters.join() === shape.arguments.map(({ role }) => role).join()) {
    const event = argumentOf(shape, 'event');
    // In the target's form, though with an event that it does not have.
    if (event === undefined || !isEventKind(event) || to.events.includes(event)) return;
  }
  const given = name === MIGRATE ? MIGRATE_EVENT : argumentOf(shape, 'event');
  const inferred = given === undefined && to.events.length > 0 ? eventFor(place, job, call.span.start) : undefined;
  const event = given ?? inferred?.event;
  const owner = argumentOf(shape, 'owner') ?? inferred?.owner;
  const form = initForm(event, owner, to);
  const roles = form && to.functions.get(form.name)?.parameters;
  if (!form || !roles) return;
  const args: string[] = [];
  for (const role of roles) {
    const given = role === 'event' ? undefined : argOf(init, role);
    if (given) args.push(script.textOf(inFile(place, given.span)));
    else if (role === 'event') args.push(form.event ?? 'MMU_NOTIFY_UNMAP');
    else if (role === 'owner' && owner !== undefined) args.push(owner);
    else if (role === 'flags') args.push('0');
    else if (role === 'vma') args.push(vmaOf({ call, mm: argOf(init, 'mm'), addresses: [argOf(init, 'start'), argOf(init, 'end')].flatMap((e) => e ?? []) }, place, job));
    else {
      script.lose(inFile(place, call.span).start, `${name}() is left as it is: ${form.name}() of ${target(job)} takes something that can't be told`);
      return;
    }
  }
  if (!rewriteCall(call, name, form.name, args, kept(init, roles), place, job)) return;
  loseInit(call, { event, owner, flags: argumentOf(shape, 'flags') }, form, roles, place, job);
}

/** Which of the old arguments each new one is, by its place. */
function kept({ shape }: InitCall, roles: readonly ParameterRole[]): readonly (number | undefined)[] {
  return roles.map((role) => {
    const i = shape.arguments.findIndex((a) => a.role === role);
    return i < 0 ? undefined : i;
  });
}
