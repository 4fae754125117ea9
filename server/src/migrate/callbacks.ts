/** Callbacks of subscribers: their entries in ops tables, their heads, and what their bodies call their arguments. */
import type { Generation, ParameterRole } from '../kernel/generation.ts';
import { equivalentOf } from '../kernel/generations/equivalents.ts';
import { historyOf } from '../kernel/generations/history.ts';
import { layOut, layoutAt } from '../rules/fixes/call-layout.ts';
import type { OtherPiece } from '../syntax/outline.ts';
import type { SyntaxParser } from '../syntax/parser.ts';
import { type Renaming, rewriteBody } from './callback-body.ts';
import { type Job, target } from './job.ts';
import { type OpsEntry, opsEntries } from './ops-entries.ts';
import { type Place, servesSeveralTrees } from './places.ts';
import { convertReturns } from './returns.ts';
import { type HeadParameter, type Signature, signaturesOf } from './signature.ts';

type Callback = NonNullable<ReturnType<Generation['callbacks']['get']>>;

/** What a parameter is declared as that was not there before. */
const DECLARED: Partial<Readonly<Record<ParameterRole, readonly [string, string]>>> = {
  mm: ['struct mm_struct *', 'mm'],
  start: ['unsigned long ', 'start'],
  end: ['unsigned long ', 'end'],
  blockable: ['bool ', 'blockable'],
  range: ['const struct mmu_notifier_range *', 'range'],
  other: ['unsigned long ', 'address'],
};

/** Those of one tree: what stands in others has what each tree calls. */
function tablesOf({ memory: { index } }: Job): readonly OtherPiece[] {
  return index.tables.filter((piece) => piece.kind === 'other').filter((piece) => !servesSeveralTrees(piece));
}

/** Names of the functions that stand in the file's tables. */
export function callbackNames(job: Job, parser: SyntaxParser): ReadonlySet<string> {
  return new Set(tablesOf(job).flatMap((piece) => opsEntries(piece, parser).flatMap(({ callback }) => callback ?? [])));
}

export function convertCallbacks(places: readonly Place[], job: Job, parser: SyntaxParser): void {
  const shapes = new Map<string, Callback[]>();
  for (const piece of tablesOf(job)) {
    for (const entry of opsEntries(piece, parser)) {
      const shape = convertEntry(entry, job);
      if (shape && entry.callback !== undefined) shapes.set(entry.callback, [...(shapes.get(entry.callback) ?? []), shape]);
    }
  }
  for (const [name, wanted] of shapes) convertFunction(name, wanted, places, job);
}

/** @returns what the target calls such a function with */
function convertEntry(entry: OpsEntry, job: Job): Callback | undefined {
  const { to, script } = job;
  const { member, memberSpan, callback, kind, beside } = entry;
  const has = (name: string): boolean => to.callbacks.get(name)?.table === kind;
  const wanted = has(member) ? member : equivalentOf('callback', member, has)?.name;
  if (wanted === undefined) {
    // A member that no release has is the vendor's own, which its tree may well have.
    if (!historyOf(member)) return undefined;
    const isAll = ![...to.callbacks.values()].some(({ table }) => table === kind);
    const what = isAll ? `${target(job)} has no such tables; it is left as it is` : `${target(job)} calls nothing of that kind; the entry is taken out`;
    script.lose(memberSpan.start, `.${member}${callback === undefined ? '' : ` (${callback})`} has no counterpart: ${what}`);
    if (!isAll) script.replace('callbacks', entry.whole, '');
    return undefined;
  }
  if (wanted !== member) script.replace('callbacks', memberSpan, wanted);
  if (wanted === 'arch_invalidate_secondary_tlbs' && (beside.has('invalidate_range_start') || beside.has('invalidate_range_end'))) {
    script.lose(memberSpan.start, `.${member} beside .invalidate_range_start or .invalidate_range_end: ${target(job)} refuses to register both (-EINVAL)`);
  }
  return to.callbacks.get(wanted);
}

/** @param shapes what it is called with, for each table that it stands in */
function convertFunction(name: string, shapes: readonly Callback[], places: readonly Place[], job: Job): void {
  const { index } = job.memory;
  const [shape] = shapes;
  if (!shape) return;
  const apart = shapes.find((other) => other.parameters.join() !== shape.parameters.join());
  if (apart) {
    const definition = index.functionsNamed.get(name)?.[0];
    if (definition && !signaturesOf(name, definition.text, definition.start).some(({ parameters }) => shapes.some((one) => one.parameters.join() === parameters.map(({ role }) => role).join()))) {
      job.script.lose(definition.start, `${name}() is left as it is: ${target(job)} calls it with (${shape.parameters.join(', ')}) in one place and (${apart.parameters.join(', ')}) in another`);
    }
    return;
  }
  const own = places.filter(({ piece }) => piece?.name === name);
  for (const piece of index.functionsNamed.get(name) ?? []) {
    if (servesSeveralTrees(piece)) continue;
    for (const signature of signaturesOf(name, piece.text, piece.start).slice(0, 1)) {
      const readings = own.filter((place) => place.piece === piece);
      const parameters = convertHead(signature, shape, readings, job);
      if (parameters) rewriteBody(renamingsOf(signature, shape, parameters, job), readings, job);
      convertReturnType(signature, shape, readings, job);
    }
  }
  for (const piece of index.declarations) {
    if (!piece.identifiers.has(name) || servesSeveralTrees(piece)) continue;
    for (const signature of signaturesOf(name, piece.text, piece.start)) {
      convertHead(signature, shape, [], job);
      convertReturnType(signature, shape, [], job);
    }
  }
}

/** The address that a callback is called for, where it is one and not a range of them. */
function addressOf(roles: readonly ParameterRole[]): ParameterRole | undefined {
  return roles.includes('start') ? 'start' : roles.length === 3 && roles[2] === 'other' ? 'other' : undefined;
}

/** Write the parameters that the target wants. @returns the new ones; nothing where they fit as they are */
function convertHead(signature: Signature, shape: Callback, places: readonly Place[], job: Job): readonly HeadParameter[] | undefined {
  const old = signature.parameters;
  const roles = old.map(({ role }) => role);
  if (roles.join() === shape.parameters.join() || roles.includes('range') === shape.parameters.includes('range') && roles.length === shape.parameters.length) return undefined;
  if (!roles.includes('subscription')) return undefined;
  const address = addressOf(roles);
  const isUnnamed = places.length === 0 && old.every(({ name }) => name === undefined);
  const parameters = shape.parameters.map((role): HeadParameter => {
    const same = old.find((p) => p.role === role && (role !== 'other' || addressOf(shape.parameters) === 'other'));
    // One address becomes the first of a range's, and the other way round, by the name it has.
    const first = (role === 'start' && address === 'other') || (role === 'other' && address === 'start') ? old.find((p) => p.role === address) : undefined;
    const [type, plain] = DECLARED[role] ?? ['void *', 'unknown'];
    const kept = same ?? first;
    if (kept) return { ...kept, role };
    const name = freeName(plain, places);
    return { text: isUnnamed ? type.trim() : type + name, name: isUnnamed ? undefined : name, role };
  });
  const { start, end } = signature.span;
  const text = job.script.text.slice(start, end);
  if (/\/[/*]/.test(text)) {
    job.script.lose(start, 'the head of this callback is left as it is: there are comments among its parameters');
    return undefined;
  }
  const layout = layoutAt(job.script.text, start, end);
  job.script.replace('callbacks', { start, end }, layOut(text.slice(0, signature.name.end - start), parameters.map((p) => p.text), layout));
  return parameters;
}

/** `plain`, or something like it where the function calls something else so. */
function freeName(plain: string, places: readonly Place[]): string {
  const isTaken = (name: string): boolean => places.some(({ syntax, text }) => syntax.parameters.some((p) => p.name === name && p.type.base !== 'unsigned long') || new RegExp(`(?<![.>\\w])(?<!->\\s*)${name}\\b(?!\\s*=[^=]*[,}]\\s*\\n)`).test(text.slice(syntax.body.span.start)));
  return [plain, `range_${plain}`, `notifier_${plain}`].find((name) => !isTaken(name)) ?? `mmu_notifier_${plain}`;
}

function renamingsOf(signature: Signature, shape: Callback, parameters: readonly HeadParameter[], job: Job): readonly Renaming[] {
  const named = (role: ParameterRole): string => parameters.find((p) => p.role === role)?.name ?? role;
  const gone = signature.parameters.filter((p) => p.name !== undefined && !parameters.some((n) => n.name === p.name));
  return gone.flatMap(({ name, role }): readonly Renaming[] => {
    if (name === undefined) return [];
    if (role === 'range') {
      return [{ kind: 'range', name, mm: named('mm'), start: named('start'), end: named('end'), blockable: shape.parameters.includes('blockable') ? named('blockable') : 'true' }];
    }
    const value = standIn(role, named('range'), named('other'), shape, job);
    const type = DECLARED[role]?.[0];
    return value === undefined || type === undefined ? [] : [{ kind: 'value', name, type, value }];
  });
}

/** What stands for a parameter that is gone. */
function standIn(role: ParameterRole, range: string, address: string, shape: Callback, job: Job): string | undefined {
  if (shape.parameters.includes('range')) {
    if (role === 'blockable') return job.to.rangeFields?.has('blockable') ? `${range}->blockable` : `mmu_notifier_range_blockable(${range})`;
    return role === 'mm' || role === 'start' || role === 'end' ? `${range}->${role}` : undefined;
  }
  if (role === 'blockable') return 'true';
  return role === 'end' ? `${address} + PAGE_SIZE` : undefined;
}

function convertReturnType(signature: Signature, shape: Callback, places: readonly Place[], job: Job): void {
  const { returns } = signature;
  if (!returns || returns.word === shape.returns || !/^(void|int|bool)$/.test(shape.returns)) return;
  job.script.replace('callbacks', returns.span, shape.returns);
  if (returns.word === 'void' || shape.returns === 'void') convertReturns(shape.returns, places, job);
}
