/** `range_init` calls in this tree's form: with an event chosen, with an owner, without what another generation had. */
import { rangeVerb } from '../../kernel/api.ts';
import type { EntryDeed } from '../../kernel/entries.ts';
import type { ParameterRole } from '../../kernel/generation.ts';
import { deedWords, eventSummary, rankEvents } from '../../kernel/event-evidence.ts';
import { argumentOf, type CallShape, isBareNumber, shapeOf } from '../../kernel/shape.ts';
import { anchorOf } from '../../simulator/trace.ts';
import type { CallExpr, Expr } from '../../syntax/ast.ts';
import { walkExpr } from '../../syntax/walk.ts';
import type { Report } from '../rule.ts';
import type { Candidate, FixContext } from './candidate.ts';
import { layOut, layoutAt, WIDTH } from './call-layout.ts';
import { columnAt } from './text.ts';
import { vmaFor } from './vma.ts';

const PLAIN = 'mmu_notifier_range_init';
const OWNER = 'mmu_notifier_range_init_owner';
const MIGRATE = 'mmu_notifier_range_init_migrate';

export interface Written {
  readonly call: CallExpr;
  readonly name: string;
  readonly shape: CallShape;
}

/** The call of an init function around an offset of the piece. */
export function writtenCall(offset: number, c: FixContext): Written | undefined {
  let found: Written | undefined;
  for (const block of c.routine.graph.blocks) {
    for (const step of block.steps) {
      if (step.kind !== 'evaluate') continue;
      walkExpr(step.expr, (e) => {
        if (e.kind !== 'call' || e.callee.kind !== 'name' || rangeVerb(e.callee.name) !== 'init' || e.span.start > offset || e.span.end <= offset) return;
        const shape = shapeOf(e.callee.name, e.args.map((a) => c.text.slice(a.span.start, a.span.end).trim()), c.generation);
        if (shape) found = { call: e, name: e.callee.name, shape };
      });
    }
  }
  return found;
}

function vmaOf(w: Written, c: FixContext): string {
  const of = (role: ParameterRole): readonly Expr[] => w.call.args.filter((_, i) => w.shape.arguments[i]?.role === role);
  const textOf = (e: Expr): string => c.text.slice(e.span.start, e.span.end);
  return vmaFor({ mm: of('mm')[0], addresses: [...of('start'), ...of('end')], at: w.call.span.start, syntax: c.routine.syntax, textOf }).text;
}

/** Who owns the change, if the function has somebody who could: `migrate->pgmap_owner`, `args->owner`, an `owner` parameter, or one of its type that is given for nothing else. */
export function ownerFor(c: Pick<FixContext, 'routine' | 'text' | 'ownerMember'>): string | undefined {
  const { variables } = c.routine.graph;
  const migrate = variables.find((v) => v.typeBase === 'struct migrate_vma');
  if (migrate) return `${migrate.name}${migrate.pointers > 0 ? '->' : '.'}pgmap_owner`;
  const direct = variables.find((v) => v.typeBase === 'void' && v.pointers === 1 && /owner|pgmap/.test(v.name));
  if (direct) return direct.name;
  for (const v of variables) {
    const member = c.ownerMember(v.typeBase);
    if (member !== undefined && v.pointers < 2 && !v.isArray) return `${v.name}${v.pointers > 0 ? '->' : '.'}${member}`;
  }
  const member = /\b\w+(->|\.)(pgmap_owner|owner)\b/.exec(c.text)?.[0];
  if (member !== undefined) return member;
  const [spare, ...more] = variables.filter((v) => v.parameter !== undefined && v.typeBase === 'void' && v.pointers === 1 && !v.isArray && isUnused(v.name, c.text));
  return more.length === 0 ? spare?.name : undefined;
}

/** It is declared, and that is all. @param text of the function */
function isUnused(name: string, text: string): boolean {
  return text.match(new RegExp(`\\b${name}\\b`, 'g'))?.length === 1;
}

/** Somebody is there who could own the change. */
export function hasOwner(w: Written, c: FixContext): boolean {
  return (argumentOf(w.shape, 'owner') ?? ownerFor(c) ?? 'NULL') !== 'NULL';
}

/** The call of `name` with `values` for what the old call does not tell. `undefined` if something is missing. */
function rewrite(w: Written, name: string, values: Partial<Record<ParameterRole, string>>, c: FixContext): string | undefined {
  const roles = c.generation.functions.get(name)?.parameters;
  if (!roles) return undefined;
  const args: string[] = [];
  for (const role of roles) {
    const text = values[role] ?? argumentOf(w.shape, role) ?? fallback(role, w, c);
    if (text === undefined) return undefined;
    args.push(text);
  }
  return layOut(name, args, layoutAt(c.text, w.call.span.start, w.call.span.end));
}

function fallback(role: ParameterRole, w: Written, c: FixContext): string | undefined {
  if (role === 'flags') return '0';
  if (role === 'vma') return vmaOf(w, c);
  if (role === 'owner') return ownerFor(c);
  return undefined;
}

function replaceCall(w: Written, text: string | undefined, title: string, event: string | undefined, c: FixContext): readonly Candidate[] {
  if (text === undefined) return [];
  const old = c.text.slice(w.call.span.start, w.call.span.end);
  // A comment among the arguments is the author's: the call is not laid out anew over it.
  if (old.includes('/*') || old.includes('//')) return [];
  return [{ title, edits: [{ span: w.call.span, newText: text }], ...(event === undefined ? {} : { event }) }];
}

/** The form that carries `event` in this tree. */
function withEvent(w: Written, event: string, c: FixContext): string | undefined {
  const owned = event === 'MMU_NOTIFY_MIGRATE' || event === 'MMU_NOTIFY_EXCLUSIVE';
  if (owned) {
    const owner = argumentOf(w.shape, 'owner') ?? ownerFor(c);
    if (owner === undefined || owner === 'NULL') return undefined;
    if (c.generation.functions.has(OWNER)) return rewrite(w, OWNER, { event, owner }, c);
    return event === 'MMU_NOTIFY_MIGRATE' ? rewrite(w, MIGRATE, { owner }, c) : undefined;
  }
  const keepsOwner = argumentOf(w.shape, 'owner') !== undefined && c.generation.functions.has(OWNER);
  return rewrite(w, keepsOwner ? OWNER : PLAIN, { event }, c);
}

function choices(w: Written, c: FixContext): readonly Candidate[] {
  const deeds = c.entryDeeds(w.call.span.start);
  return rankEvents(c.generation.events, new Set(deeds.keys()), hasOwner(w, c)).flatMap(({ event, speaksFor, speaksAgainst }) => {
    const told = (deed: EntryDeed): string => `${deedWords(deed)} (${deeds.get(deed) ?? ''})`;
    const why = speaksFor ? told(speaksFor) : eventSummary(event);
    const though = speaksAgainst ? `, though ${told(speaksAgainst)}` : '';
    return choose(w, event, `Use ${event}${though}${why ? `: ${why}` : ''}`, c);
  });
}

/** Only the event's own place is touched where the rest of the call fits the tree; otherwise the whole call is written anew. */
function choose(w: Written, event: string, title: string, c: FixContext): readonly Candidate[] {
  const at = w.shape.arguments.findIndex((a) => a.role === 'event');
  const arg = w.call.args[at];
  const sameForm = w.name !== PLAIN || (event !== 'MMU_NOTIFY_MIGRATE' && event !== 'MMU_NOTIFY_EXCLUSIVE');
  if (arg && w.shape.fits && sameForm) {
    const lineEnd = c.text.indexOf('\n', arg.span.end);
    const fitsLine = columnAt(c.text, lineEnd < 0 ? c.text.length : lineEnd) + event.length - (arg.span.end - arg.span.start) <= WIDTH;
    const anew = fitsLine ? [] : replaceCall(w, withEvent(w, event, c), title, event, c);
    return anew.length > 0 ? anew : [{ title, event, edits: [{ span: arg.span, newText: event }] }];
  }
  return replaceCall(w, withEvent(w, event, c), title, event, c);
}

/** One action for each event kind of this tree that can be sent from here. */
export function chooseEvent(report: Report, c: FixContext): readonly Candidate[] {
  const w = writtenCall(anchorOf(report.at).span.start, c);
  return w ? choices(w, c) : [];
}

export function ownerForm(report: Report, c: FixContext): readonly Candidate[] {
  const w = writtenCall(anchorOf(report.at).span.start, c);
  if (!w) return [];
  const event = argumentOf(w.shape, 'event') ?? 'MMU_NOTIFY_MIGRATE';
  if (event === 'MMU_NOTIFY_RELEASE') return choices(w, c);
  const owner = ownerFor(c);
  if (owner === undefined) return [];
  const name = c.generation.functions.has(OWNER) ? OWNER : MIGRATE;
  return replaceCall(w, rewrite(w, name, name === OWNER ? { event, owner } : { owner }, c), `Send it with the owner \`${owner}\``, event, c);
}

/** The same call as this tree wants it. */
export function thisTreesForm(report: Report, c: FixContext): readonly Candidate[] {
  const w = writtenCall(anchorOf(report.at).span.start, c);
  if (!w) return [];
  const event = argumentOf(w.shape, 'event') ?? (w.name === MIGRATE ? 'MMU_NOTIFY_MIGRATE' : undefined);
  if (c.generation.events.length === 0) return replaceCall(w, rewrite(w, PLAIN, {}, c), 'Write it as this tree wants it', undefined, c);
  if (event === undefined || isBareNumber(event) || (/^MMU_NOTIFY_/.test(event) && !c.generation.events.includes(event))) return choices(w, c);
  return replaceCall(w, withEvent(w, event, c), 'Write it as this tree wants it', event, c);
}
