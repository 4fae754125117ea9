/** From what happens on a path to the steps that matter to other CPUs. */
import type { CallbackContext } from '../../kernel/callbacks.ts';
import { deedWords } from '../../kernel/event-evidence.ts';
import type { EntryDeed } from '../../kernel/entries.ts';
import { truth } from '../../simulator/facts.ts';
import type { EntryChangeEvent } from '../../simulator/observation.ts';
import type { HeldLock } from '../../simulator/state.ts';
import { isLocalPlace } from '../../simulator/places.ts';
import { siteKey } from '../../simulator/trace.ts';
import type { Value } from '../../simulator/value.ts';
import type { SeenDeed } from '../../rules/rule.ts';
import { isActing } from '../callback-scene.ts';
import type { Assumption } from '../data.ts';
import type { RunPath } from '../path.ts';
import type { PathEvent } from '../recorder.ts';
import type { CpuChange, Deed, Op } from './ops.ts';

/** An op, where it stands on the path, and what decides how it comes out. */
export interface PathOp {
  readonly op: Op;
  /** Index of the event. */
  readonly at: number;
  /** What to assume for it to come out true, or false; absent for one whose outcome nobody looks at. */
  readonly outcome?: { readonly whenTrue: Assumption; readonly whenFalse: Assumption; readonly is: boolean };
}

/** So many events before an op the decision about it may stand. */
const NEAR = 3;

/** Deeds that leave the page where it is, and allow less. */
const LIMITS: ReadonlySet<EntryDeed> = new Set<EntryDeed>(['write-protected', 'vma protection', 'soft-dirty cleared']);

/** What page tables are looked up under, and devices' entries are not made. */
export const MMAP = 'mmap_lock';

function changeOf({ change }: EntryChangeEvent): CpuChange | undefined {
  switch (change.is) {
    case 'taken': case 'zapped': case 'tables freed': return 'clear';
    case 'borrowed': return undefined;
    case 'protected': return 'protect';
    case 'changed': return LIMITS.has(change.trait) ? 'protect' : 'clear';
    case 'put': {
      const [trait] = change.traits;
      if (trait) return LIMITS.has(trait) ? 'protect' : 'clear';
      return change.isOwn ? 'allow' : 'replace';
    }
  }
}

/** Nothing was taken out before: an entry is made where none was, of which no device has anything. */
function isNew({ change }: EntryChangeEvent, before: readonly PathEvent[]): boolean {
  if (change.is !== 'put' || change.isOwn || change.traits.length > 0) return false;
  return !before.some(({ seen }) => seen?.kind === 'entry-change' && ['taken', 'borrowed', 'zapped'].includes(seen.change.is));
}

function changeOfDeed(deed: EntryDeed): CpuChange {
  return deed === 'replaced' ? 'replace' : LIMITS.has(deed) ? 'protect' : 'clear';
}

/** `struct dmirror.mutex`: equal for equal locks of other functions; `undefined` for one that is nobody else's to wait for, or has no name. */
function lockName({ kind, name }: HeldLock): string | undefined {
  if (kind === 'mmap-read' || kind === 'mmap-write') return MMAP;
  if (!name || ['rcu', 'preempt', 'irq', 'bottom-half', 'non-block', 'noreclaim', 'nofault'].includes(kind)) return undefined;
  return name.type === undefined ? name.member : `${name.type}.${name.member}`;
}

/** The decision, after the event, that tells how a call with this result came out. */
function outcomeOf(result: Value | undefined, at: number, { events }: RunPath): PathOp['outcome'] {
  if (!result) return undefined;
  // A lock is noted behind the decision that its being tried is part of.
  for (const { decided } of events.slice(Math.max(0, at - NEAR))) {
    if (!decided) continue;
    const truths = decided.known.map((facts) => truth(result, facts));
    const [yes, no] = [truths.indexOf(true), truths.indexOf(false)];
    const [whenTrue, whenFalse] = [decided.ways[yes], decided.ways[no]];
    if (whenTrue === undefined || whenFalse === undefined) continue;
    const { id } = decided;
    return { whenTrue: { id, takes: whenTrue }, whenFalse: { id, takes: whenFalse }, is: truths[decided.ways.indexOf(decided.takes)] === true };
  }
  return undefined;
}

/** Of a function that is no callback. @param elsewhere what functions do that are not run, by the place of the call */
export function pathOps(run: RunPath, elsewhere: ReadonlyMap<string, SeenDeed>): readonly PathOp[] {
  const ops = withCallersLocks(run.events.flatMap((event, at) => opsAt(event, at, run, elsewhere)), run.events.length);
  let mapped = withMapping(ops, run);
  const gives = mapped.some(({ op }) => op.do === 'change' && (op.change === 'clear' || op.change === 'replace'));
  const last = run.events.length - 1;
  const open = [...(run.events.at(-1)?.state.ranges ?? [])].some(([place, { at }]) => at === 'started' && !isLocalPlace(place));
  if (open) mapped = [...mapped, { op: { do: 'end', text: 'whoever called it ends the invalidation', hasOutcome: false }, at: last }];
  return gives ? [...mapped, { op: { do: 'free', text: 'what is mapped no more may be freed', hasOutcome: false }, at: last }] : mapped;
}

function opsAt(event: PathEvent, at: number, run: RunPath, elsewhere: ReadonlyMap<string, SeenDeed>): readonly PathOp[] {
  const { kind, seen, site, text, lock, state } = event;
  const make = (deed: Deed, words = text, result?: Value): readonly PathOp[] => {
    const outcome = outcomeOf(result, at, run);
    return [{ op: { ...deed, text: words.replace(/ here$/, ''), site, hasOutcome: outcome !== undefined }, at, ...(outcome ? { outcome } : {}) }];
  };
  if (lock && (kind === 'lock' || kind === 'unlock')) {
    const name = lockName(lock);
    if (name === undefined) return [];
    if (kind === 'lock') return make({ do: 'lock', lock: name, isRead: lock.kind.endsWith('-read') }, lock.condition ? `\`${name}\` is tried` : `\`${name}\` is taken`, lock.condition);
    // What could not be taken is not dropped.
    return lock.condition && truth(lock.condition, state.facts) === false ? [] : make({ do: 'unlock', lock: name }, `\`${name}\` is dropped`);
  }
  switch (seen?.kind) {
    case 'start': return make({ do: 'start', blockable: true }, 'mmu_notifier_invalidate_range_start()');
    case 'start-nonblock': return make({ do: 'start', blockable: false }, 'mmu_notifier_invalidate_range_start_nonblock()', seen.result);
    case 'end': return make({ do: 'end' }, 'mmu_notifier_invalidate_range_end()');
    case 'entry-change': {
      const change = isNew(seen, run.events.slice(0, at)) ? undefined : changeOf(seen);
      return change ? make({ do: 'change', change }, CHANGES[change]) : [];
    }
    case 'unseen': {
      const deed = site.callers.length === 0 ? elsewhere.get(siteKey(site)) : undefined;
      return deed ? make({ do: 'change', change: changeOfDeed(deed.deed) }, `${seen.name}(): ${deedWords(deed.deed)}`) : [];
    }
    case 'deed': return seen.deed === 'sets-sequence' ? make({ do: 'set-seq' }, 'mmu_interval_set_seq()') : [];
    case 'subscriber-call': {
      const { name, does: { verb }, result } = seen.made;
      if (verb === 'read-begin') return make({ do: 'read-begin' }, `${name}()`);
      if (verb === 'fault') return make({ do: 'look-up' }, `${name}() finds the page`);
      if (verb === 'read-retry' || verb === 'check-retry') return make({ do: 'read-retry' }, `${name}()`, result);
      return verb === 'set-seq' ? make({ do: 'set-seq' }, `${name}()`) : [];
    }
    default: return [];
  }
}

const CHANGES: { readonly [K in CpuChange]: string } = {
  clear: 'the CPU\'s entry is cleared', replace: 'another page is put into the CPU\'s entry', protect: 'the CPU\'s entry is write-protected', allow: 'the CPU\'s entry is put back',
};

/** What is dropped and was not taken, the caller has taken; what is taken and not dropped, the caller drops. */
function withCallersLocks(ops: readonly PathOp[], end: number): readonly PathOp[] {
  const held: string[] = [];
  const before: PathOp[] = [];
  for (const { op } of ops) {
    if (op.do === 'lock' && !op.hasOutcome) held.push(op.lock);
    if (op.do !== 'unlock') continue;
    const at = held.lastIndexOf(op.lock);
    if (at >= 0) held.splice(at, 1);
    else if (!ops.some((other) => other.op.do === 'lock' && other.op.lock === op.lock)) before.push({ op: { do: 'lock', lock: op.lock, isRead: false, text: `\`${op.lock}\` is taken by the caller`, hasOutcome: false }, at: 0 });
  }
  const after = held.map((lock): PathOp => ({ op: { do: 'unlock', lock, text: `\`${lock}\` is dropped by the caller`, hasOutcome: false }, at: end }));
  return [...before, ...ops, ...after];
}

/** Where the device's entry is made: before the lock is dropped under which was asked whether to retry; where nobody asks, after the look-up. */
function withMapping(ops: readonly PathOp[], { events }: RunPath): readonly PathOp[] {
  const found = ops.findLastIndex(({ op }) => op.do === 'look-up');
  if (found < 0) return ops;
  const asked = ops.findLastIndex(({ op }) => op.do === 'read-retry');
  // It goes away without having made one.
  if (asked > found && ops[asked]?.outcome?.is) return ops;
  // It has failed: nothing was found.
  const lookup = events[ops[found]?.at ?? -1]?.seen;
  const facts = events.at(-1)?.state.facts ?? new Map();
  if (lookup?.kind === 'subscriber-call' && lookup.made.result && truth(lookup.made.result, facts) === true) return ops;
  // Whoever is handed the sequence may check it, and make the entry then.
  if (asked <= found && events.at(-1)?.state.past.some(({ does, isHandedOut }) => does.verb === 'read-begin' && isHandedOut)) return ops;
  const from = Math.max(asked, found);
  const next = ops.slice(from + 1).findIndex(({ op }) => op.do === 'unlock' && op.lock !== MMAP && (asked > found ? isHeldAt(ops, from, op.lock) : true));
  const place = next < 0 ? from + 1 : from + 1 + next;
  const begin = ops[from]?.at ?? 0;
  const end = next < 0 ? events.length : ops[place]?.at ?? events.length;
  const between = events.slice(begin + 1, end);
  const acting = between.find(({ kind, seen }) => kind === 'call' && !seen) ?? between.find(({ seen }, i) => seen?.kind === 'unseen' && isActing(seen.name, between[i + 1]));
  // Nothing is made of it where nothing is done behind the look-up.
  if (!acting && asked <= found) return ops;
  const text = acting ? `${acting.text.replace(/ is called( here)?$/, '')}: the device's entry is made` : 'the device\'s entry is made';
  const op: Op = { do: 'map', text, hasOutcome: false, ...(acting ? { site: acting.site } : {}) };
  return ops.toSpliced(place, 0, { op, at: begin });
}

function isHeldAt(ops: readonly PathOp[], at: number, lock: string): boolean {
  const before = ops.slice(0, at);
  return before.filter(({ op }) => op.do === 'lock' && op.lock === lock).length > before.filter(({ op }) => op.do === 'unlock' && op.lock === lock).length;
}

/** What a callback that is not seen to do anything is believed to do: it may be done by another one. */
export const BELIEVED = 'the device\'s entry is dropped (which is not seen, and believed)';

/** Of an interval callback: what it does, and whether it says that it could not. */
export function callbackOps(run: RunPath, { failure }: CallbackContext): readonly PathOp[] {
  const ops = run.events.flatMap((event, at) => opsAt(event, at, run, new Map()));
  const end = run.events.findLast(({ seen }) => seen?.kind === 'path-end')?.seen;
  const facts = run.events.at(-1)?.state.facts ?? new Map();
  const known = end?.kind === 'path-end' && end.value ? truth(end.value, facts) : undefined;
  const fails = failure !== undefined && known !== undefined && (failure.value === 'false' ? !known : known);
  const last = run.events.length - 1;
  const returns: PathOp = { op: { do: 'return', fails, text: fails ? 'the callback fails' : 'the callback returns', hasOutcome: false }, at: last };
  if (fails || end?.kind !== 'path-end') return [...ops, returns];
  const acting = run.events.findLastIndex((event, i) => event.seen?.kind === 'unseen' && isActing(event.seen.name, run.events[i + 1]));
  const unlock = ops.findLastIndex(({ op }) => op.do === 'unlock');
  const place = acting >= 0 ? ops.filter(({ at }) => at <= acting).length : unlock >= 0 ? unlock : ops.length;
  const site = run.events[acting]?.site;
  const drop: PathOp = { op: { do: 'drop', text: acting >= 0 ? 'the device\'s entry is dropped' : BELIEVED, hasOutcome: false, ...(site ? { site } : {}) }, at: acting };
  return [...ops.toSpliced(place, 0, drop), returns];
}
