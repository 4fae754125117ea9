/** What a rule is: metadata, documentation, the state that breaks it, and its fixes — one file each. */
import type { Severity } from '../findings.ts';
import type { CallbackContext, OpsKind } from '../kernel/callbacks.ts';
import type { MadeKind } from '../kernel/made-members.ts';
import type { HeldLock, LockName } from '../simulator/held.ts';
import type { Observation } from '../simulator/observation.ts';
import type { Routine, RoutineSource } from '../simulator/routine.ts';
import type { Site, Trace } from '../simulator/trace.ts';
import type { EntryDeed } from '../kernel/entries.ts';
import type { Span } from '../syntax/ast.ts';
import type { Candidate, FixContext } from './fixes/candidate.ts';

/** A lock that a callback takes, of the file or of another. */
export interface CallbackLock extends LockName {
  /** For reading. */
  readonly isRead: boolean;
  /** The function that takes it. */
  readonly callback: string;
  /** Where the callback's name stands, if it is one of another file. */
  readonly at?: RoutineSource;
  /** The functions of another file that it is taken in, if it is. */
  readonly takenIn?: { readonly file: RoutineSource['file']; readonly through: readonly string[] };
}

/** One that is waited for where what is invalidated waits for the callback. */
export interface WaitedForLock extends CallbackLock {
  /** What the callback is called for. */
  readonly kind: OpsKind;
  /** Nobody who invalidates waits for the callback, but who ends the subscription does. */
  readonly onlyByEnds?: true;
  /** The one kind of event that it is waited for in; absent for several. */
  readonly onlyFor?: string;
}

/** A member of the object around its notifier that a callback uses, with nothing before that could have kept it from doing so. */
export interface CallbackUse {
  /** The function. */
  readonly callback: string;
  /** The notifier, as a member of the object. */
  readonly notifier: string;
  readonly member: string;
  /** What it has to be, or `pointer` for one that is followed. */
  readonly how: MadeKind | 'pointer';
  /** Locks that it may hold, as members of the object; absent for one that is none. */
  readonly locks: readonly (string | undefined)[];
}

/** Something that is done to an entry, and where. */
export interface SeenDeed {
  readonly deed: EntryDeed;
  readonly site: Site;
  /** The call in the function that opened the range, if it is done elsewhere. */
  readonly through: Site | undefined;
}

/** What is known of what is done to page-table entries while a range is open. */
export interface EntryEvidence {
  readonly deeds: readonly SeenDeed[];
  /** Functions that can't be seen into, and could do more: they are given a way to the tables. */
  readonly unseen: ReadonlySet<string>;
}

/** A way to a function on which no invalidation can be under way. */
export interface UntoldWay {
  /** The calls on it, outermost first. */
  readonly calls: readonly Site[];
  /** Where it begins, in words: what enters the outermost function. */
  readonly entered: string;
  /** Where it takes the mmap lock, if that is why it is one. */
  readonly lock?: Site;
}

/** What is known of the file besides its text. */
export interface RuleContext {
  readonly treeKnown: boolean;
  /** The function asks the preprocessor which kernel it is built for, so that some of its calls are meant for other trees. */
  readonly servesSeveralTrees: boolean;
  /** The function is the core's to call, so that it is built with CONFIG_MMU_NOTIFIER. */
  readonly isCallback: boolean;
  /** It is the exit of a module that puts subscriptions, and all that it does is in sight. */
  readonly isModuleExit: boolean;
  /** How the module is left that the file is part of, where it puts subscriptions and no file of it waits for them; `undefined` where that is not known. */
  unwaitedExit(): ModuleExit | undefined;
  readonly routine: Routine;
  /** What the function is for the core; only for the rules about callbacks. */
  readonly callback?: CallbackSite;
  /** The kinds of the tree's non-blocking invalidations, as names of enumerators; `undefined` where they are not known. */
  nonblockingEvents(): ReadonlySet<string> | undefined;
  /** Where interval callbacks of the file set the sequence; `undefined` where that can't be told. */
  sequencesSet(): readonly SequenceSet[] | undefined;
  /** Who checks the sequence of the notifier that a callback is called for; `undefined` where nobody can be seen to. @param own which member of what type that is */
  reader(own: LockName | undefined): Reader | undefined;
  /** Where it is asked what may wait for an invalidation: locks that callbacks wait for, whichever table they are in. */
  readonly contended: readonly WaitedForLock[];
  /** The ops table of the file that is called so; `undefined` if there is none, or more than one. */
  opsTable(name: string): NamedTable | undefined;
  /** Locks that callbacks in all the file's tables of this kind take. */
  callbackLocks(kind: OpsKind): readonly CallbackLock[];
  /** What the callbacks of the ops table that is called so use of the object that their subscription is part of. */
  callbackUses(table: string): readonly CallbackUse[];
  /** What is seen of what is done to page-table entries while the range is open that the call at this offset of the piece initialises. @param event what decides whether that is true is enough */
  entryEvidence(at: number, event: string): EntryEvidence;
  /** A way to this function on which no caller has told of an invalidation; `undefined` where one may have, or that can't be said. */
  untoldWay(): UntoldWay | undefined;
  /** Whether the path exists: states that were joined have forgotten some of what their path knew, and it may contradict itself. */
  exists(trace: Trace | undefined): boolean;
  /** What was seen does not do to judge, and may do where states are kept apart. */
  doubt(): void;
}

/** A function, or a driver that is unregistered, and where a file says so. */
export interface ModuleExit extends RoutineSource {
  readonly name: string;
}

/** Readers check a sequence. */
export interface Reader {
  /** Absent where they are in the file itself. */
  readonly elsewhere?: {
    readonly function: string;
    /** What happens there: `the read side is checked here`. */
    readonly step: string;
    readonly at: RoutineSource;
    /** So many characters from there make up the call. */
    readonly length: number;
  };
}

/** A callback makes readers see that it ran. */
export interface SequenceSet {
  readonly callback: string;
  /** What it certainly holds there. */
  readonly locks: readonly HeldLock[];
  /** It may hold others besides. */
  readonly mayHoldMore: boolean;
}

/** A place in an ops table of the file. */
export interface TableEntry {
  readonly piece: string;
  readonly span: Span;
}

/** An ops table of the file. */
export interface NamedTable {
  readonly members: ReadonlySet<string>;
  /** Its name, where it is defined. */
  readonly at: TableEntry;
  /** The preprocessor decides on some members, or some may be set later: what is missing is not certain. */
  readonly isOpen: boolean;
}

/** A function that the core calls. */
export interface CallbackSite {
  readonly member: string;
  readonly context: CallbackContext;
  /** The callbacks beside it in its table. */
  readonly beside: ReadonlySet<string>;
  readonly kind: OpsKind;
  /** Where they are set. */
  readonly entries: ReadonlyMap<string, TableEntry>;
  /** The preprocessor decides on some: what stands beside what is not certain. */
  readonly isConditional: boolean;
  /** None is set later. */
  readonly isConst: boolean;
  /** Id of the parameter that is the range; absent for callbacks that are given none. */
  readonly range: string | undefined;
}

/** A rule found broken. */
export interface Report {
  /** What is marked: its outermost caller's place if it lies in a function that was called. */
  readonly at: Site;
  readonly message: string;
  readonly trace: Trace | undefined;
  /** The last step's text; by default the trace ends with what it has. */
  readonly lastStep?: string;
  /** Where the last step is, if not at `at`. */
  readonly lastAt?: Site;
  /** A last step in an ops table. */
  readonly inTable?: { readonly at: TableEntry; readonly text: string };
  /** A last step in another file: so many characters from where the source begins. */
  readonly elsewhere?: { readonly source: RoutineSource; readonly length: number; readonly text: string };
  /** The key of a function that was called: where the rule finds something in that, it is the same mistake. */
  readonly within?: string;
  /** Lower than the rule's own. */
  readonly severity?: Severity;
  /** Reports of one rule with equal causes are one finding. */
  readonly cause: string;
  /** It holds only where the code is also built with CONFIG_MMU_NOTIFIER off. */
  readonly onlyWithoutNotifier?: true;
  /** Every place that this cause shows at, for fixes (in the function under analysis). */
  readonly spots?: readonly Span[];
  /** The call that begins what is not ended, for fixes. */
  readonly begun?: Site;
  /** A result decides on what is printed, and on nothing else; for fixes. */
  readonly isPrinted?: true;
  /** Which call it is about, where a rule tells of several, for fixes; `again`: of a loop's next turn. */
  readonly kind?: 'start' | 'end' | 'again';
  /** The range as written, for fixes. */
  readonly range?: string;
  /** What a callback returns when it can't do what it is called for, for fixes; absent where it must not fail. */
  readonly failure?: string;
}

/** Looks at what happens on every path of one function. */
export interface Checker {
  observe(o: Observation): Report | undefined;
  /** Called when all paths are done. */
  finish?(): readonly Report[];
}

export interface RuleDocumentation {
  readonly what: string;
  readonly why: string;
  readonly wrong: string;
  readonly right: string;
  readonly ignore: string;
  readonly sources: readonly string[];
}

/** What a rule may be about besides what is done to ranges. */
export type Subject = 'callbacks' | 'subscribers' | 'registrars' | 'hazards' | 'entries';

export interface Rule {
  readonly id: string;
  /**
   * It is about functions that the core calls, or that call the subscriber's side of the API, or register what is part of an object that they make, or about what may wait for an invalidation
   * in callbacks and under their locks, or about what is done to page-table entries; and looks at nothing else.
   */
  readonly about?: Subject | readonly Subject[];
  /** It asks what becomes of page-table entries while a range is open, in other files too (`RuleContext.entryEvidence`). */
  readonly asksEntries?: true;
  /** Of those about hazards: it has something to say of callbacks that are called when a subscription ends. */
  readonly judgesEnds?: true;
  /** Rules that have said it all where they find something at the same call. */
  readonly yieldsTo?: readonly string[];
  /** It says that a call sends the wrong kind, or says it wrongly: nothing about a run in which another is sent than is written. */
  readonly isAboutEvent?: true;
  readonly severity: Severity;
  /** One sentence without a final period. */
  readonly summary: string;
  readonly documentation: RuleDocumentation;
  check(context: RuleContext): Checker;
  /** Edits that may repair it, best first. Each is offered only after it was verified. */
  fixes?(report: Report, context: FixContext): readonly Candidate[];
}

/** A checker that looks at single events only. */
export function each(observe: (o: Observation) => Report | undefined): Checker {
  return { observe };
}
