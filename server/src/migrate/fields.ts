/** Fields of ranges that the target calls otherwise, or does not have. */
import { RANGE_TYPE } from '../kernel/api.ts';
import { equivalentOf } from '../kernel/generations/equivalents.ts';
import { historyOf } from '../kernel/generations/history.ts';
import type { Expr, MemberExpr } from '../syntax/ast.ts';
import { storesTo, visibleAt } from '../syntax/scope.ts';
import { type Job, target } from './job.ts';
import { expressionsIn, inFile, type Place, textIn } from './places.ts';

const BLOCKABLE_FLAG = 'MMU_NOTIFIER_RANGE_BLOCKABLE';

/** Whether an expression is a range, or leads to one. @param members texts of members that are ranges: `wpwalk->range` */
function isRange(e: Expr, place: Place, members: ReadonlySet<string>): boolean {
  if (e.kind === 'name') return visibleAt(place.syntax, e.span.start).some((v) => v.name === e.name && v.type.base === RANGE_TYPE && !v.type.isArray);
  return members.has(textIn(place, e));
}

export function convertFields(place: Place, members: ReadonlySet<string>, job: Job): void {
  const fields = job.to.rangeFields;
  if (!fields) return;
  const done = new Set<MemberExpr>();
  for (const { e } of expressionsIn(place)) {
    if (e.kind === 'binary' && e.op === '&' && e.left.kind === 'member' && e.left.field === 'flags' && textIn(place, e.right) === BLOCKABLE_FLAG && isRange(e.left.object, place, members) && fields.has('blockable')) {
      done.add(e.left);
      job.script.replace('fields', inFile(place, e.span), `${textIn(place, e.left.object)}${e.left.arrow ? '->' : '.'}blockable`);
    }
    if (e.kind === 'member' && !done.has(e) && !fields.has(e.field) && historyOf(e.field)?.kind === 'field' && isRange(e.object, place, members)) convertField(e, fields, place, job);
  }
}

function isStoredTo(e: MemberExpr, place: Place): boolean {
  return expressionsIn(place).some(({ e: other }) => (other.kind === 'assign' && other.left === e) || (other.kind === 'unary' && other.op === '&' && other.operand === e));
}

function convertField(e: MemberExpr, fields: ReadonlySet<string>, place: Place, job: Job): void {
  const span = inFile(place, e.span);
  const object = textIn(place, e.object);
  const other = equivalentOf('field', e.field, (name) => fields.has(name));
  if (other) job.script.replace('fields', { start: span.end - e.field.length, end: span.end }, other.name);
  else if (e.field === 'blockable' && job.to.functions.has('mmu_notifier_range_blockable') && !isStoredTo(e, place)) {
    job.script.replace('fields', span, `mmu_notifier_range_blockable(${e.arrow ? object : `&${object}`})`);
  } else if (!job.script.touches(span)) job.script.lose(span.start, `${textIn(place, e)} is left as it is: the range has no such field in ${target(job)}`);
}

/** The members that are handed to the API as ranges: `wpwalk->range` of `&wpwalk->range`. */
export function rangeMembers(places: readonly Place[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const place of places) {
    for (const { e } of expressionsIn(place)) {
      const [first] = e.kind === 'call' && e.callee.kind === 'name' && e.callee.name.startsWith('mmu_notifier_') ? e.args : [];
      if (first?.kind === 'unary' && first.op === '&' && first.operand.kind === 'member') found.add(textIn(place, first.operand));
    }
  }
  return found;
}

/** Whether a variable keeps the value that it has at some time: it is stored to once, or never where it is a parameter. */
export function isStable(name: string, place: Place): boolean {
  const { values, unseen } = storesTo(name, place.syntax);
  const isParameter = place.syntax.parameters.some((p) => p.name === name);
  return unseen.length === 0 && values.length <= (isParameter ? 0 : 1);
}
