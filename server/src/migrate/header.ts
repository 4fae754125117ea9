/**
 * The header's own part in a conversion, as the series of 2019 had it: what initialises a range, with its macro for CONFIG_MMU_NOTIFIER=n,
 * the fields and events that it needs, and how a range says that it may block. What else differs belongs to mm/mmu_notifier.c, and is listed.
 */
import { EVENT_KINDS } from '../kernel/events.ts';
import type { Generation, ParameterRole } from '../kernel/generation.ts';
import { historyOf } from '../kernel/generations/history.ts';
import { readGeneration } from '../kernel/header.ts';
import { layOut } from '../rules/fixes/call-layout.ts';
import type { FileSpan } from '../findings.ts';
import type { FunctionPiece, MacroPiece, Outline, Piece } from '../syntax/outline.ts';
import type { SyntaxParser } from '../syntax/parser.ts';
import { INIT } from './init-calls.ts';
import { type Job, target } from './job.ts';
import { declaredAs, dropHelpers, existsWith, setBlockable, setFields, setInit } from './header-parts.ts';

const OWNER = 'mmu_notifier_range_init_owner';
const MIGRATE = 'mmu_notifier_range_init_migrate';

export function convertHeader(outline: Outline, nl: string, job: Job, parser: SyntaxParser): void {
  const { to, script } = job;
  const own = readGeneration(job.input.text);
  if ('problem' in own) return;
  const { generation } = own;
  if (!generation.rangeFields || !to.rangeFields) {
    if (Boolean(generation.rangeFields) !== Boolean(to.rangeFields)) script.lose(0, `the header is left as it is: a range object came with 5.0, and the whole implementation with it`);
    return;
  }
  convertEvents(outline, nl, generation, job);
  setFields(outline, nl, job);
  setInit(outline, job);
  ownerForms(outline, nl, generation, job);
  setBlockable(outline, parser, nl, job);
  dropHelpers(outline, job);
  if (to.functions.has(BLOCKABLE) && !generation.functions.has(BLOCKABLE)) addBlockable(outline, nl, job);
  const done = new Set([INIT, OWNER, MIGRATE, BLOCKABLE]);
  listRest(generation, done, job);
}

const BLOCKABLE = 'mmu_notifier_range_blockable';

/** The helper that asks whether a range may block, for either half. */
function addBlockable(outline: Outline, nl: string, job: Job): void {
  for (const piece of outline.pieces) {
    if (piece.kind === 'other' || piece.name !== INIT) continue;
    const answer = existsWith(piece, true) ? 'range->flags & MMU_NOTIFIER_RANGE_BLOCKABLE' : 'true';
    const at = piece.start;
    job.script.replace('declarations', { start: at, end: at }, `static inline bool${nl}${BLOCKABLE}(const struct mmu_notifier_range *range)${nl}{${nl}\treturn ${answer};${nl}}${nl}${nl}`);
  }
}

function endOf(piece: Piece, text: string): number {
  return piece.end + (/^[ \t]*\r?\n(?:[ \t]*\r?\n)?/.exec(text.slice(piece.end))?.[0].length ?? 0);
}

function convertEvents(outline: Outline, nl: string, from: Generation, job: Job): void {
  const { to, script } = job;
  if (from.events.join() === to.events.join()) return;
  const piece = outline.pieces.find((p) => p.kind === 'other' && /\benum\s+mmu_notifier_event\s*\{/.test(p.text));
  const names = to.events.map((event, i) => `\t${event}${i === 0 ? ' = 0' : ''},${nl}`).join('');
  if (!piece) {
    const before = outline.pieces.find((p) => p.kind === 'other' && /\bstruct\s+mmu_notifier_(ops|range)\s*\{/.test(p.text));
    const docs = EVENT_KINDS.filter(({ name }) => to.events.includes(name)).map(({ name, title }) => ` * @${name}: ${title}${nl}`).join('');
    const at = before ? startWithComment(before, script.text) : 0;
    const guard = to.rangeFields?.has('flags') && !script.text.includes('MMU_NOTIFIER_RANGE_BLOCKABLE') ? `#define MMU_NOTIFIER_RANGE_BLOCKABLE (1 << 0)${nl}${nl}` : '';
    script.replace('declarations', { start: at, end: at }, `/**${nl} * enum mmu_notifier_event - reason for the mmu notifier callback${nl}${docs} */${nl}enum mmu_notifier_event {${nl}${names}};${nl}${nl}${guard}`);
    return;
  }
  if (to.events.length === 0) {
    script.replace('declarations', { start: startWithComment(piece, script.text), end: endOf(piece, script.text) }, '');
    return;
  }
  const open = piece.start + piece.text.indexOf('{') + 1;
  const close = piece.start + piece.text.lastIndexOf('}');
  const old = script.text.slice(open, close);
  const kept = from.events.filter((event) => to.events.includes(event));
  // One at a time, so that comments and values stay.
  for (const event of from.events.filter((e) => !to.events.includes(e))) {
    const found = new RegExp(`[ \\t]*\\b${event}\\b[^,}]*,?[ \\t]*\\r?\\n?`).exec(old);
    if (found) script.replace('declarations', { start: open + found.index, end: open + found.index + found[0].length }, '');
  }
  const added = to.events.filter((event) => !from.events.includes(event));
  if (added.length > 0) {
    const tail = /,?\s*$/.exec(old)?.[0] ?? '';
    const at = close - tail.length;
    script.replace('declarations', { start: at, end: close }, `,${nl}${added.map((event) => `\t${event},${nl}`).join('')}`);
  }
  if (kept.length + added.length !== to.events.length) script.lose(piece.start, `the events of this header are left as they are: ${target(job)} has others`);
}

/** A piece with the comment before it. */
function startWithComment(piece: Piece, text: string): number {
  const comment = /\/\*(?:(?!\*\/)[^])*\*\/[ \t]*\r?\n$/.exec(text.slice(0, piece.start));
  return comment ? comment.index : piece.start;
}

/** The forms with an owner are written anew, or taken out: both halves alike. */
function ownerForms(outline: Outline, nl: string, from: Generation, job: Job): void {
  for (const name of [OWNER, MIGRATE]) {
    const roles = job.to.functions.get(name)?.parameters;
    const named = (own: string) => (p: Piece): p is FunctionPiece | MacroPiece => p.kind !== 'other' && p.name === own;
    const existing = outline.pieces.filter(named(name));
    const isSame = roles && from.functions.get(name)?.parameters.join() === roles.join();
    if (isSame) continue;
    for (const piece of existing) {
      const whole: FileSpan = { start: piece.start, end: endOf(piece, job.script.text) };
      job.script.replace('declarations', whole, roles ? `${written(name, roles, piece.kind, nl)}${nl}${nl}` : '');
    }
    if (!roles || existing.length > 0) continue;
    for (const piece of outline.pieces.filter(named(INIT))) {
      const end = endOf(piece, job.script.text);
      job.script.replace('declarations', { start: end, end }, `${piece.kind === 'function' ? nl : ''}${written(name, roles, piece.kind, nl)}${nl}${piece.kind === 'function' ? nl : ''}`);
    }
  }
}

function written(name: string, roles: readonly ParameterRole[], kind: 'function' | 'macro', nl: string): string {
  if (kind === 'macro') return `#define ${layOut(name, roles, { column: 8, nl: ` \\${nl}`, behind: 2 })} \\${nl}\t_${INIT}(range, start, end)`;
  const head = layOut(name, roles.map(declaredAs), { column: 19, nl, behind: 0 });
  const args = roles.filter((role) => role !== 'owner');
  const event = args.includes('event') ? args : args.flatMap((role) => (role === 'range' ? [role, 'MMU_NOTIFY_MIGRATE'] : [role]));
  const field = name === MIGRATE ? 'migrate_pgmap_owner' : 'owner';
  return `static inline void ${head}${nl}{${nl}\t${layOut(INIT, event, { column: 8, nl })};${nl}\trange->${field} = owner;${nl}}`;
}

/** What the header would still need, or has too much: its implementation is not to be had by conversion. */
function listRest(from: Generation, done: ReadonlySet<string>, job: Job): void {
  const { to, script } = job;
  const list = (names: readonly string[], what: string): void => {
    if (names.length > 0) script.lose(0, `the header ${what} ${names.join(', ')}: that is for the implementation to change`);
  };
  const known = (name: string): boolean => historyOf(name) !== undefined && !done.has(name);
  list([...to.functions.keys()].filter((name) => known(name) && !from.functions.has(name)), 'still lacks');
  list([...from.functions.keys()].filter((name) => known(name) && !to.functions.has(name)), 'still has');
  list([...to.callbacks.keys()].filter((name) => known(name) && !from.callbacks.has(name)), 'still lacks the callbacks');
  list([...from.callbacks.keys()].filter((name) => known(name) && !to.callbacks.has(name)), 'still has the callbacks');
}
