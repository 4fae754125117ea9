/**
 * A simulated run as plain data: what a panel, a terminal or another editor shows, and what may be asked for. `At` is how a place in the source
 * is told: the core says files and UTF-16 offsets, the language server URIs and ranges.
 */
import type { Severity } from '../findings.ts';
import type { CodePlace, EventOutcome } from '../subscribers/data.ts';

/** Of this data; it changes when something is taken away or means something else. */
export const SIMULATION_VERSION = 1;

/** How something is to be seen: `doubtful` is what hangs on code that is not seen. */
export type Tone = 'plain' | 'good' | 'doubtful' | 'wrong';

/** One path of a function, run to its end, with what subscribers and their devices do meanwhile. */
export interface Simulation<At = CodePlace> {
  readonly version: typeof SIMULATION_VERSION;
  readonly function: string;
  readonly verdict: Verdict;
  /** From left to right: the code, the core, each subscriber and its device. */
  readonly lanes: readonly Lane[];
  readonly steps: readonly SimulationStep<At>[];
  /** Index of the step that goes wrong, or, where none does, of one that a rule has a hint about; absent where there is neither. */
  readonly failing?: number;
  /** What rules say about this very path. */
  readonly findings: readonly PathFinding[];
  /** What they say about the function besides: on other paths, or about what more than one path shows. */
  readonly others: readonly OtherFinding<At>[];
  readonly choices: Choices<At>;
  /** Paths that differ in what they do to ranges, shortest first. */
  readonly paths: readonly OfferedPath[];
  /** What was taken for granted, one sentence each. */
  readonly assumed: readonly string[];
  /** Assumptions that were asked for and are not met on this path: it does not come there, or something forces it to go the other way. */
  readonly unmet: readonly Assumption[];
}

export interface Verdict {
  readonly tone: Tone;
  /** A few words: `clean`, `a stale entry is left`. */
  readonly title: string;
  /** What happens on real hardware, in a sentence or two. */
  readonly text: string;
}

export interface Lane {
  /** `code`, `core`, or for subscribers and devices a name that is unique. */
  readonly id: string;
  readonly kind: 'code' | 'core' | 'subscriber' | 'device';
  readonly title: string;
  /** For a device: the lane of its subscriber. */
  readonly of?: string;
}

export type SimulationStepKind =
  | 'enter' | 'init' | 'start' | 'end' | 'branch' | 'lock' | 'unlock' | 'call' | 'return' | 'jump' | 'write' | 'entry' | 'sleep' | 'subscriber-call'
  /** The core calls a subscriber. */
  | 'callback'
  /** A subscriber changes the entries of its device, or does not. */
  | 'secondary'
  /** A device uses the memory. */
  | 'device' | 'exit';

export interface SimulationStep<At = CodePlace> {
  readonly kind: SimulationStepKind;
  /** Whose step it is: the id of a lane. */
  readonly lane: string;
  /** Whom it reaches: the id of another lane. */
  readonly to?: string;
  /** How deep in calls, 0 for the function itself. */
  readonly depth: number;
  /** A sentence without a full stop, with code in backquotes. */
  readonly text: string;
  /** Absent for what no source of the tree shows. */
  readonly at?: At;
  /** The header or document that says that this is so. */
  readonly source?: string;
  readonly tone: Tone;
  /** For a branch: the `id` of the condition. */
  readonly condition?: string;
  /** After the step. */
  readonly state: MachineView;
  /** After the step; the same pages in each step. */
  readonly pages: readonly PageView[];
}

export interface MachineView {
  readonly ranges: readonly RangeView[];
  /** Certainly held, oldest first, as a reader writes them: `spinlock ptl`. */
  readonly locks: readonly string[];
  /** Counters of subscribers: `active invalidations` of a list, the sequence of an interval. */
  readonly sequences: readonly { readonly lane: string; readonly name: string; readonly value: number }[];
  /** Whether sleeping is allowed to callbacks at the moment; absent where no invalidation is going on. */
  readonly blockable?: boolean;
}

export interface RangeView {
  /** As written: `range`. */
  readonly name: string;
  /** `initialized`, `pending`, `started`, `failed`, `ended`, `uninitialized`, `unknown`, `escaped`. */
  readonly state: string;
  readonly event?: string;
}

/** What an entry, the CPU's or a device's, allows. `special`: nothing, and it says where the page is (migration, device-private, exclusive). */
export type Access = 'writable' | 'read-only' | 'special' | 'none';

/** One page of addresses in the range. */
export interface PageView {
  /** `+0`, `+1`: pages from the start of the range. */
  readonly address: string;
  readonly cpu: EntryView;
  /** By the lane of the subscriber. */
  readonly secondary: Readonly<Record<string, SecondaryView>>;
  /** Every page of memory that is, or was, mapped here. */
  readonly memory: readonly { readonly page: string; readonly state: 'in use' | 'given up' | 'freed' }[];
}

export interface EntryView {
  readonly access: Access;
  /** The page of memory behind it, `A`; absent where there is none. */
  readonly page?: string;
  /** In a word or two: `mapped`, `write-protected`, `migrating`. */
  readonly text: string;
}

export interface SecondaryView extends EntryView {
  /** The device can still reach what the CPU has given up. */
  readonly isStale: boolean;
}

/** What rules say about a path. */
export interface PathFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Index of the step at which it can be told. */
  readonly step: number;
}

/** What rules say about a function besides. With its rule and where it begins, its path can be asked for. */
export interface OtherFinding<At = CodePlace> {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly at: At;
}

export interface Choices<At = CodePlace> {
  /** Absent where the path initialises no range, and is given none. */
  readonly event?: EventChoiceView;
  /** For a function that is given a range by the core: whether that allows sleeping. */
  readonly blockable?: boolean;
  /** In the order of the path. */
  readonly conditions: readonly Condition<At>[];
  readonly subscribers: readonly SubscriberChoice[];
  /** Who can run on the other CPU in a race with this function: functions of the file, and the names of models. */
  readonly rivals: readonly string[];
}

export interface EventChoiceView {
  /** The kind that this run sends; `null`: none, as in a call that says none. */
  readonly value: string | null;
  /** What the source says; `null` where that is no kind. */
  readonly written: string | null;
  /** The kinds of this tree, likeliest first. */
  readonly options: readonly string[];
}

/** A decision on the path. */
export interface Condition<At = CodePlace> {
  /** The same after edits elsewhere: function, text, which of several with this text, and how often the path came there before. */
  readonly id: string;
  /** As in the source: `page_mkwrite(page)`. */
  readonly text: string;
  readonly at: At;
  /** The way that this run takes. */
  readonly takes: string;
  /** The ways there are, the one that is taken among them: `true`, `false`, the labels of a `switch`. */
  readonly ways: readonly string[];
  /** What else is known leaves only this way. */
  readonly isForced: boolean;
  /** It was asked for. */
  readonly isChosen: boolean;
  /** It is the result of a non-blocking start: true means that it failed. */
  readonly isOutcome: boolean;
}

/** `takes` at the condition with this `id`; an `id` that is only the text of a condition means it wherever the path comes to it. */
export interface Assumption {
  readonly id: string;
  readonly takes: string;
}

export interface SubscriberChoice {
  /** The id of its lane. */
  readonly id: string;
  readonly title: string;
  /** `tlb`: it walks the CPU's own page tables, and caches what it found there. */
  readonly kind: 'list' | 'interval' | 'tlb';
  /** A model; otherwise one of the tree. */
  readonly isModel: boolean;
  readonly takesPart: boolean;
}

export interface OfferedPath {
  /** How it ends: `range is left started`. */
  readonly title: string;
  readonly tone: Tone;
  readonly assume: readonly Assumption[];
}

/** A subscriber of the tree, by what its callback was found to do with each event. */
export interface TreeSubscriber {
  /** Unique; the id of its lane. */
  readonly id: string;
  readonly title: string;
  readonly kind: 'list' | 'interval';
  readonly outcomes: readonly EventOutcome[];
  /** `drivers/gpu/drm/foo.c, foo_invalidate()`. */
  readonly source: string;
}

/** What is to be run. */
export interface SimulationRequest {
  /** UTF-16 offset in the file, inside the function. */
  readonly at: number;
  /** The path of this finding: its rule, and where it is reported (UTF-16 offset). */
  readonly finding?: { readonly rule: string; readonly start: number };
  /** Send this kind, whatever is written. */
  readonly event?: string;
  /** For a function that is given a range: whether that allows sleeping (default: yes). */
  readonly blockable?: boolean;
  readonly assume?: readonly Assumption[];
  /** Ids of the subscribers that take part; default: the three models. */
  readonly subscribers?: readonly string[];
  /** Subscribers of the tree that may take part. */
  readonly others?: readonly TreeSubscriber[];
}

/** A run, or one sentence on why there is none. */
export type SimulationResult<At = CodePlace> = { readonly simulation: Simulation<At> } | { readonly problem: string };

/** Event kinds side by side: one column each. */
export interface Comparison {
  readonly version: typeof SIMULATION_VERSION;
  readonly kinds: readonly ComparedKind[];
}

export interface ComparedKind {
  readonly event: string;
  readonly verdict: Verdict;
  readonly subscribers: readonly ComparedSubscriber[];
  /** Entries of devices that outlive the invalidation rightly, of all in the range: so many faults are avoided. */
  readonly kept: number;
  readonly entries: number;
}

/** A comparison, or one sentence on why there is none. */
export type ComparisonResult = { readonly comparison: Comparison } | { readonly problem: string };

export interface ComparedSubscriber {
  readonly lane: string;
  readonly title: string;
  /** `drops its entries`, `keeps its entries`, `unknown: depends on foo()`. */
  readonly text: string;
  readonly tone: Tone;
}

/** All interleavings of two paths. */
export interface Race<At = CodePlace> {
  readonly version: typeof SIMULATION_VERSION;
  /** What runs on CPU 0 and on CPU 1. */
  readonly threads: readonly { readonly title: string; readonly function: string }[];
  readonly outcome: 'none' | 'stale' | 'deadlock' | 'reuse';
  readonly verdict: Verdict;
  /** The shortest that goes wrong; empty where none does. */
  readonly schedule: readonly RaceStep<At>[];
  /** States, all different, and steps between them. */
  readonly explored: { readonly states: number; readonly steps: number; readonly isComplete: boolean };
  readonly assumed: readonly string[];
}

export interface RaceStep<At = CodePlace> {
  /** 0-based CPU. */
  readonly thread: number;
  readonly text: string;
  readonly at?: At;
  readonly source?: string;
  readonly tone: Tone;
  readonly pages: readonly PageView[];
  readonly state: MachineView;
}

export type RaceResult<At = CodePlace> = { readonly race: Race<At> } | { readonly problem: string };
