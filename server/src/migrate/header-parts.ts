/** Parts of the header that change in place: the range's fields, the plain init function, and the stores that say whether a range may block. */
import type { ParameterRole } from '../kernel/generation.ts';
import { layOut, layoutAt } from '../rules/fixes/call-layout.ts';
import type { FunctionPiece, MacroPiece, Outline, Piece } from '../syntax/outline.ts';
import { guardsHold } from '../syntax/world.ts';
import type { SyntaxParser } from '../syntax/parser.ts';
import { INIT } from './init-calls.ts';
import type { Job } from './job.ts';
import { expressionsIn, inFile, type Place, placesOf, textIn } from './places.ts';
import { signaturesOf } from './signature.ts';

const FIELDS: Readonly<Record<string, string>> = {
  vma: 'struct vm_area_struct *vma;', mm: 'struct mm_struct *mm;', flags: 'unsigned int flags;', event: 'enum mmu_notifier_event event;',
  owner: 'void *owner;', migrate_pgmap_owner: 'void *migrate_pgmap_owner;', blockable: 'bool blockable;',
};
const FLAG = 'MMU_NOTIFIER_RANGE_BLOCKABLE';

/** How each parameter of the functions that initialise a range is declared. */
const DECLARED: Partial<Readonly<Record<ParameterRole, string>>> = {
  range: 'struct mmu_notifier_range *range', event: 'enum mmu_notifier_event event', flags: 'unsigned int flags',
  vma: 'struct vm_area_struct *vma', mm: 'struct mm_struct *mm', start: 'unsigned long start', end: 'unsigned long end', owner: 'void *owner',
};

/** Whether a piece exists where CONFIG_MMU_NOTIFIER is on, or off; what stands outside the condition exists in both. */
export function existsWith(piece: Piece, enabled: boolean): boolean {
  return guardsHold(piece.guards, new Map([['CONFIG_MMU_NOTIFIER', enabled]])) !== false;
}

export function declaredAs(role: ParameterRole): string {
  return DECLARED[role] ?? 'int unknown';
}

/** The range's own definition. */
export function setFields(outline: Outline, nl: string, job: Job): void {
  const wanted = job.to.rangeFields ?? new Set<string>();
  for (const piece of outline.pieces) {
    const open = piece.kind === 'other' ? /\bstruct\s+mmu_notifier_range\s*\{[ \t]*\r?\n/.exec(piece.text) : null;
    if (!open || !existsWith(piece, true) || !/\bstruct\s+mm_struct\b/.test(piece.text)) continue;
    const first = piece.start + open.index + open[0].length;
    const close = piece.start + piece.text.lastIndexOf('}');
    const body = job.script.text.slice(first, close);
    for (const [field, declaration] of Object.entries(FIELDS)) {
      const line = new RegExp(`[ \\t]*[^;{}\\n]*\\b${field}\\s*;[ \\t]*(?:/\\*[^\\n]*\\*/)?[ \\t]*\\r?\\n`).exec(body);
      if (line && !wanted.has(field)) job.script.replace('declarations', { start: first + line.index, end: first + line.index + line[0].length }, '');
      const at = field === 'vma' ? first : close;
      if (!line && wanted.has(field)) job.script.replace('declarations', { start: at, end: at }, `\t${declaration}${nl}`);
    }
  }
}

/** `mmu_notifier_range_init()`: the function, and the macro or function for CONFIG_MMU_NOTIFIER=n. */
export function setInit(outline: Outline, job: Job): void {
  const roles = job.to.functions.get(INIT)?.parameters;
  if (!roles) return;
  for (const piece of outline.pieces) {
    if (piece.kind === 'other' || piece.name !== INIT) continue;
    if (piece.kind === 'macro') setMacro(piece, roles, job);
    else setHead(piece, roles, job);
  }
}

function setMacro(piece: MacroPiece, roles: readonly ParameterRole[], job: Job): void {
  if (piece.parameters?.join() === roles.join()) return;
  const open = piece.text.indexOf('(', piece.text.indexOf(INIT));
  const close = piece.text.indexOf(')', open);
  const tight = /\(\w+,\w/.test(piece.text.slice(open, close));
  const list = tight ? `${INIT}(${roles.join(',')})` : layOut(INIT, roles, { column: 8, nl: ` \\${job.script.text.includes('\r\n') ? '\r\n' : '\n'}`, behind: 2 });
  const start = piece.start + piece.text.indexOf(INIT);
  job.script.replace('declarations', { start, end: piece.start + close + 1 }, list);
}

function setHead(piece: FunctionPiece, roles: readonly ParameterRole[], job: Job): void {
  const [signature] = signaturesOf(INIT, piece.text, piece.start);
  if (!signature || signature.parameters.map(({ role }) => role).join() === roles.join()) return;
  const { start, end } = signature.span;
  const parameters = roles.map((role) => signature.parameters.find((p) => p.role === role)?.text ?? declaredAs(role));
  job.script.replace('declarations', { start, end }, layOut(INIT, parameters, { ...layoutAt(job.script.text, start, end), behind: 0 }));
  const gone = signature.parameters.filter(({ role }) => !roles.includes(role));
  const come = roles.filter((role) => !signature.parameters.some((p) => p.role === role));
  const body = piece.start + piece.text.indexOf('{', end - piece.start);
  for (const { name } of gone) {
    const line = new RegExp(`[ \\t]*[^;{}\\n]*=\\s*${name}\\s*;[ \\t]*\\r?\\n`).exec(piece.text.slice(body - piece.start));
    if (line) job.script.replace('declarations', { start: body + line.index, end: body + line.index + line[0].length }, '');
  }
  const at = body + (/^\{[ \t]*\r?\n/.exec(job.script.text.slice(body))?.[0].length ?? 1);
  const nl = job.script.text.includes('\r\n') ? '\r\n' : '\n';
  for (const role of come) job.script.replace('declarations', { start: at, end: at }, `\trange->${role} = ${role};${nl}`);
}

/** Stores that say whether the range may block: `range->flags |= …` against `range->blockable = …`. */
export function setBlockable(outline: Outline, parser: SyntaxParser, nl: string, job: Job): void {
  const wantsField = job.to.rangeFields?.has('blockable') ?? false;
  for (const place of placesOf(outline, parser, nl, () => false)) for (const { e } of expressionsIn(place)) {
    if (e.kind !== 'assign' || e.left.kind !== 'member') continue;
    const object = `${textIn(place, e.left.object)}${e.left.arrow ? '->' : '.'}`;
    const value = textIn(place, e.right);
    if (wantsField && e.left.field === 'flags' && value.includes(FLAG)) put(place, e, `${object}blockable = ${e.op === '|=' ? 'true' : 'false'}`, job);
    if (!wantsField && e.left.field === 'blockable') put(place, e, `${object}flags ${value === 'true' ? `|= ${FLAG}` : `&= ~${FLAG}`}`, job);
  }
}

function put(place: Place, e: Parameters<typeof textIn>[1], text: string, job: Job): void {
  job.script.replace('fields', inFile(place, e.span), text);
}

/** The helper that asks, and the flag that it asks for, where the target has none. */
export function dropHelpers(outline: Outline, job: Job): void {
  for (const piece of outline.pieces) {
    if (piece.kind === 'other') continue;
    const isGone = (piece.name === FLAG && !(job.to.rangeFields?.has('flags') ?? false)) || (piece.name === 'mmu_notifier_range_blockable' && !job.to.functions.has(piece.name));
    if (isGone) job.script.replace('declarations', { start: piece.start, end: piece.end + lineEnd(piece, job) }, '');
  }
}

function lineEnd(piece: Piece, job: Job): number {
  return /^[ \t]*\r?\n(?:[ \t]*\r?\n)?/.exec(job.script.text.slice(piece.end))?.[0].length ?? 0;
}
