/** Makes of a function's text what the machine runs: its graph, and what of that matters to whom. */
import { buildFlow } from '../flow/flow.ts';
import { rangeVerb } from '../kernel/api.ts';
import type { Generation } from '../kernel/generation.ts';
import { isLockInit } from '../kernel/lock-inits.ts';
import { guardContext, lockFunction } from '../kernel/locks.ts';
import { peculiarity } from '../kernel/peculiarity.ts';
import { sleepingGuard } from '../kernel/sleep.ts';
import { lockAssertion, mayBeSleepingGuard, sleepingLockFunction, sleepingLockGuard } from '../kernel/sleeping-locks.ts';
import { setsSequence, subscriberFunction } from '../kernel/subscribers.ts';
import { unusedResults } from '../simulator/dropped.ts';
import { lockRelevance, type SleepKnowledge } from '../simulator/locksets.ts';
import { INDIRECT } from '../simulator/mentions.ts';
import { type CallKnowledge, sliceOf } from '../simulator/relevance.ts';
import { type PlainKind, type Slice, type SliceKind, withoutWrites } from '../simulator/slice.ts';
import type { Routine } from '../simulator/routine.ts';
import { wholeSlice } from '../simulator/whole.ts';
import type { Expr, Span } from '../syntax/ast.ts';
import { enumeratorsIn } from '../syntax/enumerators.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import type { SyntaxParser } from '../syntax/parser.ts';
import type { World } from '../syntax/world.ts';
import { flowKnowledge } from './flow-knowledge.ts';
import { type FileIndex, pieceKey } from './index-file.ts';
import type { LockMacro } from './lock-macros.ts';
import type { SourceFile } from './elsewhere.ts';
import { isHazardous } from './reach.ts';
import type { MemberPath } from './types.ts';
import { letsGo, mayLockUnseen } from './unseen.ts';

/** The file that the function is in. */
interface Surroundings {
  readonly index: FileIndex;
  /** Which other file it is; absent for the one that is analysed. */
  readonly volume: { readonly file: SourceFile; readonly number: number } | undefined;
  lockMacro(name: string): LockMacro | undefined;
  sleeps(name: string): boolean;
  endangers(name: string): boolean;
  memberType(type: string, field: string): string | undefined;
  innerPaths(type: string, member: string): readonly MemberPath[];
}

/** @returns `undefined` for text that can't be understood */
export function buildRoutine(piece: FunctionPiece, world: World, file: Surroundings, generation: Generation, parser: SyntaxParser): Routine | undefined {
  const { index } = file;
  const syntax = parser.parseFunction(piece, world);
  if (!syntax) return undefined;
  const enumerators = enumeratorsIn(piece.text);
  const macroOf = [...piece.identifiers].some((name) => file.lockMacro(name)) ? (name: string) => file.lockMacro(name) : undefined;
  const graph = buildFlow(syntax, { ...flowKnowledge(index), macroOf });
  const conditions = new Set<Expr>();
  // Only of subscribers is asked what becomes of a result.
  const unused = unusedResults(graph, index.subscribers.has(piece), (name) => [...index.macrosNamed.values()].flat().some((macro) => macro.identifiers.has(name)));
  for (const block of graph.blocks) if (block.end.kind === 'branch' && block.end.condition.kind === 'call') conditions.add(block.end.condition);
  const facts: Omit<CallKnowledge, 'locks'> & SleepKnowledge = {
    guardSleeps: () => false, isEventfulGuard: () => false, mayLock: () => false, lockFunction, guardLock: guardContext,
    maySleep: (name: string) => index.notifying.has(name) || index.rangeMacros.has(name),
    isUnseen: (name: string) => !index.functionsNamed.has(name) && !index.macrosNamed.has(name),
    changesLocks: (name: string) => index.locking.has(name),
    mayTakeLock: (name: string) => index.acquiring.has(name),
    letsGo: (name: string) => letsGo(name, index),
    isRemarkable: (name: string) => rangeVerb(name) !== undefined || peculiarity(name, generation) !== undefined,
    isEventful: (name: string) => index.rangeMacros.has(name) || index.handed.has(name),
  };
  const sleeps = (name: string): boolean => file.sleeps(name);
  const guardSleeps = (lockClass: string): boolean => sleepingGuard(lockClass) !== undefined;
  // The same for callbacks of the core: whatever sleeps is of interest.
  const anyLock = {
    lockFunction: (name: string) => lockFunction(name) ?? sleepingLockFunction(name),
    guardLock: (lockClass: string) => guardContext(lockClass) ?? mayBeSleepingGuard(lockClass),
    changesLocks: (name: string) => facts.changesLocks(name) || index.lockWrappers.has(name),
  };
  const watching = {
    ...facts, ...anyLock, guardSleeps, isEventfulGuard: guardSleeps,
    maySleep: (name: string) => facts.maySleep(name) || sleeps(name),
    // What a pointer leads to, only the machine finds out.
    isEventful: (name: string) => facts.isEventful(name) || name === INDIRECT || sleeps(name) || index.answering.has(name) || index.lockWrappers.has(name),
    isRemarkable: (name: string) => facts.isRemarkable(name) || (setsSequence(name) && !index.functionsNamed.has(name)) || (index.macrosNamed.get(name)?.some(({ identifiers }) => [...identifiers].some(setsSequence)) ?? false),
  };
  // The same where it is asked what may wait for an invalidation.
  const endangers = (name: string): boolean => file.endangers(name);
  const endangered = {
    ...facts, ...anyLock, mayLock: (name: string) => mayLockUnseen(name, index), isEventfulGuard: (lockClass: string) => sleepingLockGuard(lockClass) !== undefined,
    maySleep: (name: string) => facts.maySleep(name) || endangers(name),
    isEventful: (name: string) => facts.isEventful(name) || name === INDIRECT || endangers(name) || index.lockWrappers.has(name),
    isRemarkable: (name: string) => facts.isRemarkable(name) || (isHazardous(name) && !index.functionsNamed.has(name)),
  };
  // The same for subscribers: every call of their side of the API is, and every lock.
  const isAsked = (name: string): boolean => subscriberFunction(name) !== undefined && !index.functionsNamed.has(name);
  const subscribing = {
    ...facts, ...anyLock,
    mayLock: (name: string) => mayLockUnseen(name, index),
    isRemarkable: (name: string) => facts.isRemarkable(name) || isAsked(name) || isLockInit(name) || lockAssertion(name) !== undefined,
    isEventful: (name: string) => facts.isEventful(name) || index.subscribing.has(name) || index.translating.has(name) || index.lockWrappers.has(name),
  };
  const knowledgeFor = (kind: PlainKind): typeof facts => {
    if (kind === 'callback' || kind === 'callee') return watching;
    if (kind === 'hazards' || kind === 'endangered') return endangered;
    return kind === 'subscriber' || kind === 'subscribed' ? subscribing : facts;
  };
  const slices = new Map<SliceKind, Slice>();
  const slice = (kind: SliceKind): Slice => {
    let made = slices.get(kind);
    if (!made) {
      const knowledge = knowledgeFor(withoutWrites(kind));
      made = kind === 'whole' ? wholeSlice(graph) : sliceOf(graph, { ...knowledge, locks: lockRelevance(graph, knowledge, kind !== 'alone' && kind !== 'glance') }, kind);
      slices.set(kind, made);
    }
    return made;
  };
  return {
    key: file.volume ? `${pieceKey(piece)}~${file.volume.number}` : pieceKey(piece), name: piece.name, syntax, graph, conditions, ...unused, slice,
    ...(file.volume ? { source: { file: file.volume.file, start: piece.start } } : {}),
    textOf: (span: Span) => piece.text.slice(span.start, span.end),
    memberType: (type: string, field: string) => file.memberType(type, field),
    enumerator: (name: string) => enumerators.get(name) ?? index.enumerators.get(name),
    innerPaths: (type: string, member: string) => file.innerPaths(type, member),
  };
}
