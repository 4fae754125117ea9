/** Calls: the API's semantics, a fact of `kernel/`, a function of this file, or code that can't be seen. */
import type { CallExpr } from '../syntax/ast.ts';
import { isApiName, rangeVerb } from '../kernel/api.ts';
import { asksMap, bitFunction, wordFunction } from '../kernel/words.ts';
import { isArithmetic, isConfiguration, isContainerOf, isFalseAssertion, isNoReturn, isObserver, isOfTheMachine, isPure, isReferenceDrop, isVolatile, transparentArgument } from '../kernel/functions.ts';
import { isNew, scopeUnseen, tellHazardousCall } from './hazards.ts';
import { callsGiven } from '../kernel/calls-given.ts';
import { makesNew } from '../kernel/allocations.ts';
import { isLockInit } from '../kernel/lock-inits.ts';
import { forbidsSleeping, lockFunction } from '../kernel/locks.ts';
import { mayLock, sleepingLockFunction } from '../kernel/sleeping-locks.ts';
import { type SubscriberFunction, subscriberFunction } from '../kernel/subscribers.ts';
import { isSince } from '../kernel/release.ts';
import { assertHeld, certainLocks, heldLocks, lockCall, passLocks, withUnseen } from './contexts.ts';
import { bitCall, isBlurred, mapCall, wordCall } from './words.ts';
import { afterAllocation, clearingCall } from './zeroes.ts';
import { calleeName } from './mentions.ts';
import { afterKnownDeed, afterUnseenCall } from './survey.ts';
import { beforeRangeCall, changesEntryValue, entryCall, outgoing, withInitBounds } from './entries.ts';
import { giveAddress, loseSight } from './escape.ts';
import { evaluateAll, store } from './evaluate.ts';
import { assume, truth } from './facts.ts';
import { computed } from './error-pointers.ts';
import { freshAt, type Frame, type Outcome, type Run, siteOf } from './frame.ts';
import { rangeCall, settle, tupleCall } from './ranges.ts';
import { ARGUMENTS } from './tuples.ts';
import type { Callee, LockSummary, Program } from './routine.ts';
import { tellSleepingCall } from './sleeping.ts';
import { type HeldLock, isPlaceWithin, situationKey, type State, uncertain } from './state.ts';
import { locksAfter, lockSummary } from './summary.ts';
import { address, int, operation, symbolValue, type Unknown, type Value } from './value.ts';
import { pointedTo, symbolsOf } from './places.ts';
import { hasLookedUp } from './past.ts';
import { concernsOwn, findRegistered, keepsNothing, makingCall } from './making.ts';
import { answersKept, asked, noted } from './questions.ts';
import { tellFollowed, tellUses } from './uses.ts';
import { giveSequences, giveSubscriptions, useFound, subscriberCall, tellDropped, tellLockInit, tellTakenAgain } from './subscribing.ts';

export function call(run: Run, f: Frame, s: State, e: CallExpr): readonly Outcome[] {
  const name = calleeName(e, f.routine.graph);
  if (name !== undefined) {
    const outcomes = evaluateAll(run, f, s, e.args).flatMap(({ state, values }) => named(run, f, state, e, name, values));
    // WARN_ON() and its like look at what they are given.
    const isPrinted = f.routine.printed.has(e);
    if (run.watchesSubscriber && (isPrinted || f.routine.discarded.has(e)) && (f.program.defines(name) || subscriberFunction(name))) tellDropped(run, f, e, outcomes, isPrinted);
    return outcomes;
  }
  return evaluateAll(run, f, s, [e.callee, ...e.args]).flatMap(({ state, values }) => {
    tellFollowed(run, f, state, e.span, values[0]);
    return throughPointer(run, f, state, e, values[0], values.slice(1)) ?? unseen(run, f, state, e, '', values);
  });
}

/** A function whose name reached the call through a parameter, a variable or a structure. */
function throughPointer(run: Run, f: Frame, s: State, e: CallExpr, pointer: Value | undefined, args: readonly Value[]): readonly Outcome[] | undefined {
  if (pointer?.kind !== 'constant') return undefined;
  const program = ownerOf(f, pointer.name);
  const routine = program?.routine(pointer.name);
  return routine && program && watched(run, f, s, e, { routine, program }, args);
}

/** Where the kernel's own code is not looked into: a function that it is given is called, or is not. */
function givenCalled(run: Run, f: Frame, s: State, e: CallExpr, name: string, args: readonly Value[]): readonly Outcome[] | undefined {
  const given = (run.watchesHazards || endsWithLast(run, name)) && !f.program.defines(name) ? callsGiven(name) : undefined;
  const passed = given?.gives.flatMap((index) => args[index] ?? []) ?? [];
  const called = given && (run.watchesHazards ? throughPointer(run, f, s, e, args[given.index], passed) : atLastReference(run, f, s, e, args[given.index], passed));
  return called && [...unseen(run, f, s, e, name, args), ...called];
}

/** Where subscriptions are followed: what is called with the last reference may end one. (Of what is freed with it nothing is said: which reference is the last can't be told.) */
function endsWithLast(run: Run, name: string): boolean {
  return run.watchesSubscriber && !run.watchesMaking && isReferenceDrop(name);
}

function atLastReference(run: Run, f: Frame, s: State, e: CallExpr, pointer: Value | undefined, args: readonly Value[]): readonly Outcome[] | undefined {
  const routine = pointer?.kind === 'constant' && f.program.subscribes(pointer.name) ? f.program.routine(pointer.name) : undefined;
  return routine && routine.syntax.parameters.length <= args.length ? run.call({ routine, program: f.program }, args, f, e.span, s) : undefined;
}

/** The file that a function's name, as a value, is from: the one that put it there is the caller's, or one before it. */
function ownerOf(f: Frame, name: string): Program | undefined {
  for (let at: Frame | undefined = f; at; at = at.outer) if (at.program.defines(name)) return at.program;
  return undefined;
}

/** A function that may sleep is handed on, itself or in a structure. */
function handsSleeper(f: Frame, s: State, args: readonly Value[]): boolean {
  return handsOver(f, s, args, (program, name) => program.sleeps(name));
}

/** The same for any that does something. */
function handsOver(f: Frame, s: State, args: readonly Value[], does: (program: Program, name: string) => boolean): boolean {
  const isOne = (v: Value): boolean => {
    const owner = v.kind === 'constant' ? ownerOf(f, v.name) : undefined;
    return v.kind === 'constant' && owner !== undefined && does(owner, v.name);
  };
  return args.some((arg) => isOne(arg) || (arg.kind === 'address' && [...s.env].some(([place, v]) => isOne(v) && isPlaceWithin(place, arg.place))));
}

function named(run: Run, f: Frame, before: State, e: CallExpr, name: string, args: readonly Value[]): readonly Outcome[] {
  if (run.surveys && !f.program.defines(name)) tellUses(run, f, before, e.span, name, args);
  const told = run.surveys && !f.program.defines(name) ? afterKnownDeed(run, f, before, e, name, args) : before;
  const s = run.watchesEntries ? beforeRangeCall(told, f, e, name, args[0]) : told;
  if (isApiName(name)) run.observe({ kind: 'api-call', name, call: e, site: siteOf(f, e.span), trace: s.trace, program: f.program });
  if (run.watchesHazards && !f.program.defines(name)) tellHazardousCall(run, f, s, e, name, args);
  const after = run.watchesSleep && !f.program.defines(name) ? tellSleepingCall(run, f, s, e, name, args) : s;
  return after ? going(run, f, after, e, name, args) : [];
}

function going(run: Run, f: Frame, s: State, e: CallExpr, name: string, args: readonly Value[]): readonly Outcome[] {
  const known = f.program.defines(name) ? undefined : rangeVerb(name);
  // Before 5.0 start and end took an mm and two addresses: there is no range in such a call.
  const verb = known === 'init' || args.length === 1 ? known : undefined;
  const first = args[0];
  if (known && known !== 'init' && known !== 'query' && args.length === ARGUMENTS && !f.program.generation.rangeFields) return tupleCall(run, f, s, known, e, args);
  if (verb && first) {
    const roles = run.watchesSubscriber || run.watchesEntries ? f.program.generation.functions.get(name)?.parameters : undefined;
    const outcomes = rangeCall(run, f, s, verb, e, first, roles?.length === args.length ? args[roles.indexOf('mm')] : undefined);
    return run.watchesEntries && verb === 'init' ? outcomes.map((o) => ({ ...o, state: withInitBounds(o.state, first, roles?.length === args.length ? roles : [], args) })) : outcomes;
  }
  const entry = run.watchesEntries && !f.program.defines(name) ? entryCall(run, f, s, e, name, args) : undefined;
  if (entry) return entry;
  if (run.watchesSubscriber && isLockInit(name)) tellLockInit(run, f, s, e, first);
  const asked = run.followsSleepingLocks && !f.program.defines(name) ? watchedFunction(run, name) : undefined;
  if (asked) return subscriberCall(run, f, s, name, asked, e, args);
  const making = run.watchesMaking && !f.program.defines(name) ? makingCall(run, f, s, e, name, args) : undefined;
  if (making) return making;
  const asserted = run.watchesSubscriber && !f.program.defines(name) ? assertHeld(f, s, e, name, first) : undefined;
  if (asserted) return asserted;
  const lock = lockFunction(name) ?? (run.followsSleepingLocks ? sleepingLockFunction(name) : undefined);
  const effects = lock?.effects.filter((effect) => isSince(f.program.generation, effect.since)) ?? [];
  if (run.watchesSubscriber && !run.watchesMaking) tellTakenAgain(run, f, s, e, effects, args);
  if (effects.length > 0 && (run.isLed || !run.watchesEntries)) return lockCall(f, s, effects, e, args);
  if (f.program.isRangeMacro(name)) return [freshAt(loseSight(f, s), f, e.span, name, toldOf(run, f, s, e, args))];
  const own = inFile(run, f, s, e, name, args);
  if (own) return own;
  if (isNoReturn(name)) return [];
  if (isFalseAssertion(name) && first) {
    const facts = assume(first, false, s.facts);
    return facts ? [{ state: settle({ ...s, facts }, f, e.span, false), value: int(0) }] : [];
  }
  const container = isContainerOf(name) && first ? containerOf(f, e, first) : undefined;
  if (container) return [{ state: s, value: container }];
  const transparent = transparentArgument(name);
  const handedOn = transparent === undefined ? undefined : args[transparent];
  if (handedOn) return [{ state: s, value: handedOn }];
  const word = inWord(run, f, s, e, name, args);
  if (word) return word;
  const cleared = run.watchesSubscriber || f.program.defines(name) ? undefined : clearingCall(f, s, e, name, args);
  if (cleared) return [cleared];
  const value = isPure(name) ? computed(name, args) : undefined;
  if (value) return [{ state: s, value }];
  if (isConfiguration(name)) return [configuration(f, s, e)];
  const machine = isOfTheMachine(name) && !f.program.defines(name) ? machineOf(name, args) : undefined;
  if (machine) return [{ state: s, value: machine }];
  const other = inAnotherFile(run, f, s, e, name, args) ?? givenCalled(run, f, s, e, name, args);
  if (other) return other;
  return unseen(run, f, s, e, name, args);
}

/** A function that works on a word in memory. */
function inWord(run: Run, f: Frame, s: State, e: CallExpr, name: string, args: readonly Value[]): readonly Outcome[] | undefined {
  const bit = bitFunction(name);
  if (bit) {
    const outcome = bitCall(f, s, bit, withMap(run, f, s, e, 1, args), e.span);
    return outcome && [bit.tells && isBlurred(outcome.value) && truth(outcome.value, s.facts) === undefined ? { ...outcome, state: loseSight(f, outcome.state) } : outcome];
  }
  const asks = asksMap(name);
  if (asks) {
    const outcome = mapCall(f, s, asks, withMap(run, f, s, e, 0, args), e.span);
    return outcome === 'unknown' ? [freshAt(loseSight(f, s), f, e.span, name, toldOf(run, f, s, e, args))] : outcome && [outcome];
  }
  const does = wordFunction(name);
  const given = does && withMap(run, f, s, e, does.word, args);
  const pointer = does && given?.[does.word];
  const target = does && e.args[does.word];
  return given && pointer && target && wordCall(f, s, does, given, e.span, !run.watchesSubscriber)?.map(({ state, value, word }) => (
    { state: word ? store(run, f, state, pointedTo(pointer), word, target.kind === 'unary' && target.op === '&' ? target.operand : target) : state, value }));
}

/** A member that was made all zeroes is no pointer, but a map of bits itself. */
function withMap(run: Run, f: Frame, s: State, e: CallExpr, index: number, args: readonly Value[]): readonly Value[] {
  const member = e.args[index];
  const value = args[index];
  if (member?.kind !== 'member' || value?.key !== '0') return args;
  const [o] = evaluateAll(run, f, s, [{ kind: 'unary', op: '&', operand: member, span: member.span }]);
  const [itself] = o?.values ?? [];
  return itself?.kind === 'address' ? args.map((arg, i) => (i === index ? address(`${itself.place}[0]`) : arg)) : args;
}

/** A function of the subscriber's side of the API that is remembered: of callbacks only the one that is theirs. */
function watchedFunction(run: Run, name: string): SubscriberFunction | undefined {
  const known = subscriberFunction(name);
  return run.watchesSubscriber || known?.verb === 'set-seq' ? known : undefined;
}

/** The object that a member's address lies in: the way back from `&object->member`. */
function containerOf(f: Frame, e: CallExpr, pointer: Value): Value | undefined {
  const last = e.args[2];
  const member = last === undefined ? '' : f.routine.textOf(last.span);
  if (!/^[\w.]+$/.test(member)) return undefined;
  if (pointer.kind === 'address' && pointer.place.endsWith(`.${member}`)) return address(pointer.place.slice(0, -member.length - 1));
  return operation('call', [pointer], `container_of.${member}`);
}

/** `IS_ENABLED(CONFIG_X)`: what this world says, or else one unknown for the whole run. */
function configuration(f: Frame, s: State, e: CallExpr): Outcome {
  const arg = e.args[0];
  const option = arg ? f.routine.textOf(arg.span) : '';
  const known = f.program.world.get(option);
  return { state: s, value: known === undefined ? symbolValue({ id: `config:${option}`, origin: 'configuration', needs: [] }) : int(known ? 1 : 0) };
}

/** One for the whole run, as far as it is asked about nothing that could change; what is global is asked by its name. */
function machineOf(name: string, args: readonly Value[]): Value | undefined {
  const isFixed = args.every((arg) => arg.kind === 'int' || arg.kind === 'constant' || (arg.kind === 'address' && arg.place.startsWith('::')));
  return isFixed ? symbolValue({ id: `machine:${name}(${args.map(({ key }) => key).join()})`, origin: 'configuration', needs: [] }) : undefined;
}

/** A function of this file, run in this state. */
function inFile(run: Run, f: Frame, s: State, e: CallExpr, name: string, args: readonly Value[]): readonly Outcome[] | undefined {
  if (!f.program.defines(name)) return undefined;
  const givesRange = args.some((v) => v.kind === 'address' && [...s.ranges.keys()].some((place) => place === v.place || place.startsWith(`${v.place}.`)));
  // What only starts and ends ranges of its own matters where sleeping is forbidden, and nowhere else.
  const changesLocks = f.followsLocks && (f.program.mayTakeLock(name) || (s.locks.length > 0 && f.program.changesLocks(name)));
  const isEffective = givesRange || f.program.isHanded(name) || changesLocks;
  const isWatched = (run.watchesSleep && (f.program.sleeps(name) || f.program.answers(name) || handsSleeper(f, s, args) || run.tellsBlockable(s, args))) || (run.watchesSubscriber && (f.program.subscribes(name) || (f.program.usesPages(name) && hasLookedUp(s.past)) || (run.watchesMaking && (concernsOwn(s, args) || f.program.allocates(name)))))
    || (run.watchesHazards && (f.program.endangers(name) || handsOver(f, s, args, (program, given) => program.endangers(given)))) || (run.followsSleepingLocks && f.program.changesSleepingLocks(name)) || (run.watchesEntries && changesEntryValue(f, name, args));
  if (!run.surveys && !isEffective && !isWatched && !(f.program.maySleep(name) && certainLocks(s).length > 0)) return undefined;
  const routine = f.program.routine(name);
  if (!routine || routine.syntax.parameters.length > args.length) return undefined;
  const callee = { routine, program: f.program };
  if (givesRange || isWatched || run.surveys) return run.call(callee, args, f, e.span, s);
  const summary = lockSummary(run, s, callee, args);
  if (summary.touchesRanges && f.program.isHanded(name)) return run.call(callee, args, f, e.span, s);
  // It matters for locks alone. What it does to them on every path is done, and for the rest it counts as unseen, so that what goes on
  // inside does not multiply the caller's paths.
  const left = locksLeft(run, f, s, name, summary)
    ?? (f.program.isUnbalanced(name) || !summary.sleeps ? undefined : lockExits(run, f, s, e, callee, args));
  return left ? left.flatMap((locks) => unseen(run, f, s, e, '', args).map((o) => ({ ...o, state: { ...o.state, locks } }))) : run.call(callee, args, f, e.span, s);
}

/** A function of another file matters to callbacks, and there to what sleeps; and to who makes objects. */
function inAnotherFile(run: Run, f: Frame, s: State, e: CallExpr, name: string, args: readonly Value[]): readonly Outcome[] | undefined {
  if (!run.crossesFiles || isObserver(name) || f.program.defines(name)) return undefined;
  if (run.watchesHazards) {
    if (!f.program.endangers(name) && !handsOver(f, s, args, (program, given) => program.endangers(given))) return undefined;
    const isOfInterest = !run.isUnderLocks || heldLocks(s).some((lock) => lock.name !== undefined);
    const callee = isOfInterest || mayLock(name) ? f.program.elsewhere(name) : undefined;
    if (!isOfInterest && callee?.program.changesSleepingLocks(name) !== true) return undefined;
    // It may leave with a lock that it took, or in a scope.
    return callee?.program.changesSleepingLocks(name) ? run.call(callee, args, f, e.span, s) : callee && watched(run, f, s, e, callee, args);
  }
  if (run.watchesMaking) return makingElsewhere(run, f, s, e, name, args);
  if (!run.watchesSleep) return undefined;
  // What it answers may be whether the range is blockable.
  const isTold = run.tellsBlockable(s, args);
  if (!isTold && !f.program.sleeps(name) && !handsSleeper(f, s, args)) return undefined;
  const callee = f.program.elsewhere(name);
  if (callee && isTold) return callee.routine.syntax.parameters.length > args.length ? undefined : run.call(callee, args, f, e.span, s);
  return callee && watched(run, f, s, e, callee, args);
}

/** Something of the path's own is given to it, or it registers something, or could be where something comes from. */
function makingElsewhere(run: Run, f: Frame, s: State, e: CallExpr, name: string, args: readonly Value[]): readonly Outcome[] | undefined {
  const callee = f.program.elsewhere(name);
  if (!callee || callee.routine.syntax.parameters.length > args.length) return undefined;
  const matters = concernsOwn(s, args) || callee.program.subscribes(name) || callee.program.allocates(name);
  return matters ? run.call(callee, args, f, e.span, s) : undefined;
}

/** Run only for what sleeps in it; once nothing was found to, it counts as unseen. */
function watched(run: Run, f: Frame, s: State, e: CallExpr, callee: Callee, args: readonly Value[]): readonly Outcome[] | undefined {
  const locks = certainLocks(s);
  if (!(run.watchesSleep || run.watchesHazards) || callee.routine.syntax.parameters.length > args.length || (!run.surveys && !run.watchesHazards && locks.length === 0 && run.maySleepHere(s))) return undefined;
  if (run.surveys) return run.call(callee, args, f, e.span, s);
  const held = run.watchesHazards ? s.locks.map((lock) => `${lock.key}${lock.uncertain}`) : locks.map(({ kind }) => kind);
  const key = `${callee.routine.key}(${args.map((v) => `${v.key}:${truth(v, s.facts)}`).join(',')}) ${held.join()} ${f.callers.length}`;
  if (run.quiet.has(key)) return undefined;
  const before = run.sleeps;
  const outcomes = run.call(callee, args, f, e.span, s);
  if (run.sleeps > before) return outcomes;
  run.quiet.add(key);
  return undefined;
}

/** The locks that a call can leave, as far as the summary tells; `undefined` where it has to be run. */
function locksLeft(run: Run, f: Frame, s: State, name: string, { sleeps, isTooLarge, keeps, ways }: LockSummary): readonly (readonly HeldLock[])[] | undefined {
  // What is too large to be looked into may have dropped anything, as code that can't be seen.
  if (isTooLarge && !f.program.maySleep(name)) return [s.locks.map(uncertain)];
  if (sleeps) return undefined;
  // By its text it drops what it takes; that the summary could not follow it is no reason to doubt that.
  if (!ways || ways.length === 0) return f.program.isUnbalanced(name) || keeps ? undefined : [s.locks];
  if (ways.length === 1 || run.isCoarse) return ways.map((fates) => locksAfter(s, fates));
  if (f.program.isUnbalanced(name)) return undefined;
  // Which way it goes may hang on anything: a lock that is not held on all of them is not certain.
  const [first = [], ...others] = ways;
  return [locksAfter(s, first.map((fate, i) => (others.every((way) => way[i] === fate) ? fate : 'uncertain')))];
}

/** The locks that a function, run in this very state, can be left with. */
function lockExits(run: Run, f: Frame, s: State, e: CallExpr, callee: Callee, args: readonly Value[]): readonly (readonly HeldLock[])[] {
  const key = `${f.prefix}${e.span.start};${situationKey(s)};${args.map((v) => `${v.key}:${truth(v, s.facts)}`).join(',')}`;
  let exits = run.sleepers.get(key);
  if (!exits) {
    const distinct = new Map((run.call(callee, args, f, e.span, s) ?? []).map((o) => [situationKey({ ...o.state, ranges: new Map(), escaped: new Set() }), o.state.locks]));
    exits = [...distinct.values()];
    run.sleepers.set(key, exits);
  }
  return exits;
}

/** Code that can't be seen: it may write through what it is given and keep it; what it returns is unknown. */
function unseen(run: Run, f: Frame, s: State, e: CallExpr, name: string, args: readonly Value[]): readonly Outcome[] {
  const keep = !isObserver(name) && !keepsNothing(run, s, name, args);
  if (run.watchesEntries && !run.isLed) {
    const { state, value } = outgoing(run, f, s, e, name, args);
    return value ? [{ state, value }] : [freshAt(args.reduce((next, arg, i) => giveAddress(run, f, next, arg, e.args[i]?.span ?? e.span, false), state), f, e.span, name || 'call')];
  }
  const done = run.surveys && keep ? afterUnseenCall(run, f, s, e, name) : s;
  let state = keep ? afterUnseenLocks(run, f, done, name, args) : done;
  // By its text, a function of this file that is passed over here does nothing to sleeping locks.
  if (run.watchesHazards && f.program.defines(name) && !f.program.endangers(name)) state = { ...state, locks: state.locks.map((lock, i) => (forbidsSleeping(lock.kind) ? lock : done.locks[i] ?? lock)) };
  if (run.watchesSubscriber) state = lockUnseen(f, giveSequences(keep && !isArithmetic(name) ? useFound(run, f, state, e.span, args, name) : state, args), e);
  if (run.watchesHazards) state = scopeUnseen(f, state, name, e.span);
  if (keep) state = giveSubscriptions(run, f, state, e, name, args);
  const told = toldOf(run, f, s, e, args);
  for (const [i, value] of args.entries()) state = giveAddress(run, f, state, value, e.args[i]?.span ?? e.span, keep, told);
  if (keep) state = findRegistered(run, f, state, name, args);
  // Only a question about something keeps its answer.
  const isAbout = name !== '' && !isVolatile(name) && isAboutSomething(args);
  if (isAbout && f.routine.conditions.has(e)) return [asked(f, state, name, args, told)];
  const isMade = run.watchesHazards && name !== '' && (makesNew(name, isNew(args[0])) || f.program.givesMemory(name));
  const given = freshAt(state, f, e.span, name || 'call', isMade ? { ...told, isNew: true } : told);
  if (isAbout && answersKept(f.routine).has(e)) return [noted(f, given, name, args, told)];
  return [run.watchesSubscriber ? given : afterAllocation(given, name)];
}

/** What is not run may drop locks of what it is given, unless its text is known, and leaves them alone. */
function afterUnseenLocks(run: Run, f: Frame, s: State, name: string, args: readonly Value[]): State {
  const passed = passLocks(s, f.program.letsGo(name), args);
  const isAsked = passed !== s && run.crossesFiles && (run.watchesSleep || run.watchesHazards || run.watchesSubscriber);
  return isAsked && f.program.leavesLocksElsewhere(name) ? s : passed;
}

/** Of what code that can't be seen answers: whether it could tell if the callback's range is blockable. Which function's name a pointer was given may have been chosen by that. */
function toldOf(run: Run, f: Frame, s: State, e: CallExpr, args: readonly Value[]): Partial<Unknown> {
  if (!run.watchesSleep) return {};
  const isChosen = calleeName(e, f.routine.graph) === undefined && isFunctionName(args[0]);
  return { unseen: isChosen || run.tellsBlockable(s, args) ? 'told' : 'untold' };
}

/** The value is a name of the file or of others, and no variable of anybody's. */
function isFunctionName(value: Value | undefined): boolean {
  return value?.kind === 'constant' || (value?.kind === 'symbol' && value.symbol.origin === 'place' && value.symbol.id.startsWith('@::'));
}

/** It may have taken a lock. */
function lockUnseen(f: Frame, s: State, e: CallExpr): State {
  // Through a pointer, the member's name has to do.
  const name = calleeName(e, f.routine.graph) ?? (e.callee.kind === 'member' ? e.callee.field : undefined);
  if (name === undefined || !f.program.mayLock(name)) return s;
  return withUnseen(s, 'mutex', siteOf(f, e.span));
}

/** A question about the moment, or about a variable that the call fills in, is another one each time. */
function isAboutSomething(args: readonly Value[]): boolean {
  return args.every((v) => v.kind !== 'address' || v.place.startsWith('*')) && args.some((v) => v.kind === 'address' || v.kind === 'constant' || symbolsOf(v).length > 0);
}
