/** What a result was computed from, in a form that can be compared: the texts that were seen, and what the file says about every name in them. */
import type { FunctionPiece } from '../syntax/outline.ts';
import { type FileIndex, pieceKey } from './index-file.ts';
import type { FileRole } from './ops-tables.ts';
import { conditionsText } from './worlds.ts';

export type Signature = readonly string[];

/** The same of one function. */
export interface PieceSignature {
  readonly text: string;
  readonly identifiers: ReadonlySet<string>;
  /** What the file says of the function itself, and of structures that it may ask for. */
  readonly facts: Signature;
  /** What it says of names in the text, by name. */
  readonly names: ReadonlyMap<string, string>;
}

/** What the file says of names. */
export interface FileKnowledge {
  readonly index: FileIndex;
  sleeps(name: string): boolean;
  endangers(name: string): boolean;
  rolesOf(name: string): readonly FileRole[];
  lockMacro(name: string): { readonly key: string } | undefined;
  /** Functions that may end subscriptions of other files. */
  readonly ends: { readonly callers: ReadonlySet<string> };
  lockedEntries(name: string): readonly { readonly table: string; readonly member: string }[];
  readonly constTables: { textOf(name: string): string };
  unwaitedExit(): { readonly name: string } | undefined;
  /** The texts that define structures in the file, by type. */
  structures(): ReadonlyMap<string, readonly string[]>;
}

/** The members of tables through which the function `name` is called under a lock, in a form that can be compared. */
export function lockedEntriesKey(name: string, memory: Pick<FileKnowledge, 'lockedEntries'>): string {
  return memory.lockedEntries(name).map(({ table, member }) => `${table}.${member}`).join();
}

/** A member is reached through another structure. */
const CHAIN = /(?:->|\.)\w+(?:->|\.)\w/;

/** What a function's lock is may hang on what structures are made of, in headers too. */
export function asksStructures(piece: FunctionPiece | undefined): boolean {
  return piece !== undefined && CHAIN.test(piece.text);
}

/**
 * A function's own text, and what the file says about the names in it.
 * @param asksSleep it matters which of these may sleep, or wait for an invalidation
 */
export function pieceSignature(piece: FunctionPiece, memory: FileKnowledge, asksSleep: boolean): PieceSignature {
  const { index } = memory;
  const facts = [piece.guards.length > 0 ? JSON.stringify(piece.guards) : '', `${index.callbacks.has(piece.name)}`];
  // What such a member belongs to, the structures tell.
  const isMacro = (name: string): boolean => memory.lockMacro(name) !== undefined;
  if (asksStructures(piece) || [...piece.identifiers].some(isMacro)) facts.push(...[...memory.structures().values()].flat());
  const names = new Map<string, string>();
  for (const name of piece.identifiers) {
    const said = saidOf(name, memory, asksSleep);
    if (said !== '') names.set(name, said);
  }
  return { text: piece.text, identifiers: piece.identifiers, facts, names };
}

function saidOf(name: string, memory: FileKnowledge, asksSleep: boolean): string {
  const { index } = memory;
  const parts: string[] = [];
  const macros = index.macrosNamed.get(name);
  if (macros) parts.push(`${index.rangeMacros.has(name)}${index.lockMacros.has(name)}`, ...macros.map((m) => m.text));
  const table = memory.constTables.textOf(name);
  if (table !== '') parts.push(table);
  const worth = index.enumerators.get(name);
  if (worth !== undefined) parts.push(`=${worth}`);
  const macro = memory.lockMacro(name);
  if (macro) parts.push(macro.key);
  const definitions = index.functionsNamed.get(name)?.length;
  if (definitions) parts.push(`${definitions}${index.handed.has(name)}${index.unbalanced.has(name)}${index.locking.has(name)}${index.acquiring.has(name)}${index.notifying.has(name)}${index.subscribing.has(name)}${index.translating.has(name)}${index.subscribing.size > 0 && index.allocating.has(name)}${index.lockWrappers.has(name)}${index.lockingUnseen.has(name)}${asksSleep && memory.sleeps(name)}${asksSleep && memory.endangers(name)}`);
  return parts.join('\n');
}

function roleText({ kind, member, piece, table }: FileRole): string {
  const entries = [...table.entries].map(([name, { start, end }]) => `${name}@${start}-${end}`).sort();
  return `${kind} ${member} ${piece} ${table.isConditional} ${table.isConst} ${entries.join(' ')}`;
}

/** Names of the file's functions that the core calls for an invalidation of an interval. */
export function invalidators(memory: FileKnowledge): readonly string[] {
  const { callbacks, functionsNamed } = memory.index;
  return [...callbacks].filter((name) => functionsNamed.has(name) && memory.rolesOf(name).some(({ kind, context }) => kind === 'interval' && context.blocksReaders)).sort();
}

/** It calls the subscriber's side of the API, itself or through one other; or deeper down, where the core calls it with an mmap lock held. */
export function isSubscriber(piece: FunctionPiece, memory: Pick<FileKnowledge, 'index' | 'lockedEntries'>): boolean {
  const { index } = memory;
  return index.subscribers.has(piece) || (index.subscribing.has(piece.name) && memory.lockedEntries(piece.name).length > 0);
}

/** What the analysis of `root` saw of the file besides functions that it looked into. */
export function rootSignature(root: FunctionPiece, memory: FileKnowledge): Signature {
  const { index } = memory;
  const roles = memory.rolesOf(root.name);
  const subscribes = isSubscriber(root, memory);
  return [
    conditionsText(root, index), roles.map(roleText).join(), `${index.exits.has(root)}`,
    ...(subscribes ? [invalidators(memory).join(), memory.unwaitedExit()?.name ?? '', lockedEntriesKey(root.name, memory)] : []),
    // Whether a callback has readers hangs on which functions could be some, and on how many tables they could belong to.
    roles.length > 0 ? `${[...index.subscribers].map(pieceKey).join()} ${index.tables.length}` : '',
    // Which callbacks a subscription may have, the tables say.
    ...(subscribes ? index.tables.map(({ text }) => text) : []),
  ];
}

/**
 * What the analysis of `root` saw. A function that was never looked into (nothing was held where it is called, say) may change without
 * making the result stale.
 * @param ran keys of the functions that were looked into
 */
export function resultSignature(root: FunctionPiece, ran: readonly string[], memory: FileKnowledge): Signature {
  const { index } = memory;
  const asksSleep = memory.rolesOf(root.name).length > 0 || index.contenders.has(root) || memory.ends.callers.has(root.name);
  const parts = [...rootSignature(root, memory)];
  for (const key of ran) {
    const seen = key === pieceKey(root) ? root : index.functionsByKey.get(key);
    if (!seen) return [];
    const { text, facts, names } = pieceSignature(seen, memory, asksSleep);
    parts.push(text, ...facts, ...names.keys(), ...names.values());
  }
  return parts;
}

export function equalSignatures(a: Signature, b: Signature): boolean {
  return a.length === b.length && a.every((x, i) => x === b[i]);
}

export function equalPieces(a: PieceSignature, b: PieceSignature): boolean {
  return a.text === b.text && equalAround(a, b);
}

/** The same but for the text: of what is named in both, the same is said. */
export function equalAround(a: PieceSignature, b: PieceSignature): boolean {
  const isSaid = ({ names }: PieceSignature, other: PieceSignature): boolean => [...names].every(([name, said]) => !other.identifiers.has(name) || other.names.get(name) === said);
  return equalSignatures(a.facts, b.facts) && isSaid(a, b) && isSaid(b, a);
}
