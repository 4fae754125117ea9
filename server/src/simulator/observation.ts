/** What the machine tells the rules: each event on a path, with the state just before it. Rules judge; the machine goes on. */
import type { OpsKind } from '../kernel/callbacks.ts';
import type { HazardKind } from '../kernel/hazards.ts';
import type { MadeKind } from '../kernel/made-members.ts';
import type { CallExpr } from '../syntax/ast.ts';
import type { Deeds } from './deeds.ts';
import type { EntryDeed, EntryTrait } from '../kernel/entries.ts';
import type { OpenRange } from './entry-history.ts';
import type { Facts } from './facts.ts';
import type { PastCall } from './past.ts';
import type { Program } from './routine.ts';
import type { HeldLock, LockName, OwnObjects, RangeState } from './state.ts';
import type { Site, Trace } from './trace.ts';
import type { ContainedMember } from './contained.ts';
import type { Value } from './value.ts';

/** A range as the source names it. */
export interface RangeView {
  /** The object's identity on this path. */
  readonly place: string;
  /** As written at this site: `range`, `wpwalk->range`. */
  readonly text: string;
  /** State just before the event. */
  readonly state: RangeState;
  /** A local of the function under analysis, whose every use is in sight. */
  readonly isLocal: boolean;
}

interface Base {
  readonly site: Site;
  /** The path up to and including the event. */
  readonly trace: Trace | undefined;
  readonly program: Program;
}

export interface CallEvent extends Base {
  /** Any call of a function of the API, before its effect. */
  readonly kind: 'api-call';
  readonly name: string;
  readonly call: CallExpr;
}
export interface RangeEvent extends Base {
  readonly kind: 'init' | 'start' | 'start-nonblock' | 'end';
  readonly call: CallExpr;
  readonly range: RangeView;
  /** Contexts that forbid sleeping and are certainly held. */
  readonly locks: readonly HeldLock[];
  /** Of a start that may fail: what it returns. */
  readonly result?: Value;
}
/** The function under analysis returns, or the range's scope ends. */
export interface DepartureEvent extends Base {
  readonly kind: 'exit' | 'scope-end';
  readonly range: RangeView;
  /** The closing brace, and no statement, is where control leaves. */
  readonly implicit: boolean;
}
/** A field of the range is written, or may be (`certain` false: its address is given away). */
export interface WriteEvent extends Base {
  readonly kind: 'write';
  readonly range: RangeView;
  readonly field: string;
  readonly certain: boolean;
}
/** A field of a range is named in any way. */
export interface FieldEvent extends Base {
  readonly kind: 'field';
  readonly field: string;
}
/** An event kind is named anywhere. */
export interface EventKindEvent extends Base {
  readonly kind: 'event-kind';
  readonly name: string;
}
/** The result of `_start_nonblock` was not looked at before the range was used further. */
export interface UntestedEvent extends Base {
  readonly kind: 'untested';
  /** The range is used on, rather than left with the result perhaps handed to the caller. */
  readonly used: boolean;
  readonly range: RangeView;
  readonly start: Site;
}

/** Something may sleep; told in runs of callbacks only. */
export interface SleepEvent extends Base {
  readonly kind: 'sleep';
  /** The function that is called, or the guard's class. */
  readonly name: string;
  /** What it does: `waits for a mutex`. */
  readonly what: string;
  /** Contexts that forbid sleeping and are certainly held. */
  readonly locks: readonly HeldLock[];
}

/** Something may wait for invalidations, or for whoever may wait for one; told in runs that ask for hazards. */
export interface HazardEvent extends Base {
  readonly kind: 'hazard';
  readonly hazard: HazardKind;
  /** The call, as a message writes it: `mmput()`. */
  readonly name: string;
  /** What it does: `waits for the mmap lock`. */
  readonly what: string;
  /** Everything that is certainly held, sleeping locks included. */
  readonly locks: readonly HeldLock[];
  /** The subscription that it ends, if it does. */
  readonly ended?: EndedSubscription;
}

export interface EndedSubscription {
  /** Of which kind the callbacks are that are waited for. */
  readonly kind: OpsKind;
  /** Its pointer. */
  readonly subject: Value;
  /** Which member of what type it is, where the text tells. */
  readonly name: LockName | undefined;
}

/** A lock is taken for certain; told in runs that ask for hazards. */
export interface LockTakenEvent extends Base {
  readonly kind: 'lock-taken';
  readonly name: LockName;
  /** For reading. */
  readonly isRead: boolean;
}

/** The core calls the function; told in runs of callbacks only. */
export interface EntryEvent extends Base {
  readonly kind: 'entry';
}

/** A callback, a subscriber or a registrar returns; told in runs of these only. */
export interface ReturnEvent extends Base {
  readonly kind: 'return';
  /** Absent where there is none. */
  readonly value: Value | undefined;
  /** Everything that is certainly held, sleeping locks included. */
  readonly locks: readonly HeldLock[];
  /** What may have been dropped where it could not be seen. */
  readonly doubtful: readonly HeldLock[];
  /** The path's calls of the subscriber's side of the API, the newest last; in runs of callbacks, those that set the sequence. */
  readonly past: readonly PastCall[];
  /** Of a registrar: what is still its own. */
  readonly own?: OwnObjects;
}

/** A function of the subscriber's side of the API is called; told in runs of subscribers only. */
export interface SubscriberEvent extends Base {
  readonly kind: 'subscriber-call';
  readonly call: CallExpr;
  readonly args: readonly Value[];
  readonly made: PastCall;
  /** The path's earlier calls, the newest last. */
  readonly past: readonly PastCall[];
  /** What may have been dropped where it could not be seen. */
  readonly doubtful: readonly HeldLock[];
  /** Nobody takes the result. */
  readonly isDropped: boolean;
  /** Of one that begins a read side: where the path began an invalidation of the same mm that it has not ended. */
  readonly invalidating?: Site | undefined;
  /** There may be locks that are held besides those that certainly are. */
  readonly mayHoldMore: boolean;
  /** What the state knows, which is what all paths know that were joined in it. */
  readonly facts: Facts;
}

/** What a look-up found is used behind a check of its sequence, by code that is not told of the answer; told in runs of subscribers only. */
export interface FoundUsedEvent extends Base {
  readonly kind: 'found-used';
  readonly lookup: PastCall;
  readonly check: PastCall;
  /** What the code that uses it is given, or the pointer that is followed. */
  readonly given: readonly (Value | undefined)[];
  /** Everything that is certainly held, sleeping locks included. */
  readonly locks: readonly HeldLock[];
}

/** A lock is waited for, and held already; told in runs of subscribers only. */
export interface LockAgainEvent extends Base {
  readonly kind: 'lock-again';
  /** As it was taken before. */
  readonly lock: HeldLock;
  /** The path's calls of the subscriber's side of the API, the newest last. */
  readonly past: readonly PastCall[];
}

/** A lock is made; told in runs of subscribers only. */
export interface LockInitEvent extends Base {
  readonly kind: 'lock-init';
  readonly name: LockName;
  /** The lock. */
  readonly place: string;
  /** The path's calls of the subscriber's side of the API, the newest last. */
  readonly past: readonly PastCall[];
}

/** A member of an object that the path has allocated or declared, and of which it has given nobody else a pointer, gets its first value; told of registrars only. */
export interface MadeEvent extends Base {
  readonly kind: 'made';
  /** What it is made, or `pointer` for one that is stored. */
  readonly how: MadeKind | 'pointer';
  /** The function that makes it. */
  readonly by?: string;
  /** The object, as a place. */
  readonly object: string;
  readonly member: string;
  /** The path's calls of the subscriber's side of the API, the newest last. */
  readonly past: readonly PastCall[];
  /** Everything that is certainly held, sleeping locks included. */
  readonly locks: readonly HeldLock[];
  /** There may be locks that are held besides. */
  readonly mayHoldMore: boolean;
}

/** An object is gone that something was registered in; told of registrars only. */
export interface GoneEvent extends Base {
  readonly kind: 'gone';
  readonly place: string;
  /** The function that frees it; absent where the scope of the variable ends that it is. */
  readonly by: string | undefined;
  /** The path's calls of the subscriber's side of the API, the newest last. */
  readonly past: readonly PastCall[];
}

/** Nobody takes the result of a call of that side, or what a function of the file hands on of it; told in runs of subscribers only. */
export interface DroppedEvent extends Base {
  readonly kind: 'dropped';
  /** Somebody looks at it, and does nothing but print. */
  readonly isPrinted: boolean;
  readonly made: PastCall;
  /** All such calls of the path. */
  readonly past: readonly PastCall[];
}

/** A lock is taken or tried, or the sequence of an interval subscription is set; told in surveys only. */
export interface DeedEvent extends Base {
  readonly kind: 'deed';
  readonly deed: 'takes' | 'tries' | 'sets-sequence';
  /** What kind of lock; empty for a sequence. */
  readonly lock: string;
  /** The lock as written: `node->lock`. */
  readonly text: string;
  /** What it is called everywhere, as far as the text tells. */
  readonly name?: LockName;
  /** Where it is, as far as the path tells. */
  readonly place?: string;
  /** Before it. */
  readonly deeds: Deeds;
}

/** A member of the object that the callback's notifier is part of is gone through; told in surveys only. */
export interface UseEvent extends Base {
  readonly kind: 'use';
  readonly used: ContainedMember;
  /** What it has to be, or `pointer` for one that is followed. */
  readonly how: MadeKind | 'pointer';
}

/** Code is called that can't be seen, and of which nothing is known; told in surveys only. */
export interface UnseenEvent extends Base {
  readonly kind: 'unseen';
  readonly name: string;
}

/** The callback returns, with or without a value; told in surveys only. */
export interface PathEndEvent extends Base {
  readonly kind: 'path-end';
  readonly value?: Value;
  readonly deeds: Deeds;
}

/** Something becomes of a page-table entry; told in runs that follow these only. */
export interface EntryDeedEvent extends Base {
  readonly kind: 'entry-deed';
  readonly what: EntryDeed;
  /** Ranges of this function that are open, the one that was initialised last at the end. */
  readonly open: readonly OpenRange[];
  /** Somebody may have mirrored the entry, and no range of this function's tells them. */
  readonly isUntold: boolean;
  /** The path has started a range before. */
  readonly hasStarted: boolean;
  /** Where the path took the mmap lock before. */
  readonly mmapLock: Site | undefined;
}

/** What a call does to entries, told as it happens; in runs that are led only. */
export interface EntryChangeEvent extends Base {
  readonly kind: 'entry-change';
  readonly change:
    /** Taken out: and `flushes` says whether the CPU's TLB has forgotten it. */
    | { readonly is: 'taken'; readonly flushes: boolean }
    /** The same to be put back at once: nobody sees it empty. */
    | { readonly is: 'borrowed' }
    /** Something is put in: what was there, with more known of it; or something else. */
    | { readonly is: 'put'; readonly isOwn: boolean; readonly traits: readonly EntryTrait[] }
    | { readonly is: 'changed'; readonly trait: EntryTrait }
    /** All entries of a range of addresses. */
    | { readonly is: 'zapped' | 'protected' | 'tables freed' };
  /** The entry, as its pointer is written; empty for all of a range. */
  readonly entry: string;
}

/** A call that was made for one vma is made for another one in the same range; told there, too. */
export interface NextVmaEvent extends Base {
  readonly kind: 'next-vma';
  readonly open: readonly OpenRange[];
}

/** A call that is not followed; told there, too. */
export interface OutgoingEvent extends Base {
  readonly kind: 'outgoing';
  /** Empty where a pointer is called. */
  readonly name: string;
  /** Functions and tables of functions that it is given, by name. */
  readonly functions: readonly string[];
  /** It is given a way to page tables. */
  readonly handsTables: boolean;
  readonly open: readonly OpenRange[];
  /** As for deeds. */
  readonly hasStarted: boolean;
  readonly mmapLock: Site | undefined;
}

/** The function returns, and ranges are open; told there, too. */
export interface LeftOpenEvent extends Base {
  readonly kind: 'left-open';
  readonly open: readonly OpenRange[];
}

export type Observation = MadeEvent | GoneEvent | UseEvent | LeftOpenEvent | EntryDeedEvent | EntryChangeEvent | NextVmaEvent | OutgoingEvent | FoundUsedEvent | LockAgainEvent | LockInitEvent | DroppedEvent | SubscriberEvent | DeedEvent | UnseenEvent | PathEndEvent | EntryEvent | SleepEvent | HazardEvent | LockTakenEvent | ReturnEvent | CallEvent | RangeEvent | DepartureEvent | WriteEvent | FieldEvent | EventKindEvent | UntestedEvent;
export type Observer = (o: Observation) => void;
