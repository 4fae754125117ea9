/**
 * What client and server say to each other beyond the Language Server Protocol; documented in docs/lsp.md (a test compares).
 * Types only, and names: the client imports this file.
 */
import type { WorkDoneProgressParams } from 'vscode-languageserver-protocol';
import type { Position, Range, TextDocumentIdentifier } from 'vscode-languageserver-types';
import type { KindAtCall } from '../host/event-comparison.ts';
import type { Assumption, ComparisonResult, RaceResult, SimulationResult } from '../lens.ts';

export type { Access, Assumption, Choices, ComparedKind, ComparedSubscriber, Comparison, Condition, EntryView, EventChoiceView, Lane, MachineView, OfferedPath, PageView, PathFinding, Race, RaceResult, RaceStep, RangeView, SecondaryView, Simulation, SimulationResult, SimulationStep, SimulationStepKind, SubscriberChoice, Tone, Verdict } from '../lens.ts';

/** The names of the custom methods. */
export const METHODS = {
  /** Request `FlowGraphParams` → `FlowGraphResult`. */
  flowGraph: 'mnlens/flowGraph',
  /** Request `SubscribersParams` → `SubscribersResult`. Takes as long as it takes: progress is reported. */
  subscribers: 'mnlens/subscribers',
  /** Request `CompareEventsParams` → `CompareEventsResult`: what each event kind would mean at a call. Takes as long as finding the tree's subscribers takes. */
  compareEvents: 'mnlens/compareEvents',
  /** Request `SimulateParams` → `SimulateResult`: one path of a function, run to its end. */
  simulate: 'mnlens/simulate',
  /** Request `SimulateParams` → `CompareResult`: the same path with each event kind. */
  simulateKinds: 'mnlens/simulateKinds',
  /** Request `RaceParams` → `RaceRunResult`: all interleavings of two paths. */
  simulateRace: 'mnlens/simulateRace',
  /** Notification `StatusParams`, server to client, for each open document: on opening and whenever it changes. */
  status: 'mnlens/status',
} as const;

/** Commands of `workspace/executeCommand`. */
export const COMMANDS = {
  /** No arguments → `CheckWorkspaceResult`. Reports progress, can be cancelled through it; publishes the diagnostics of closed files. */
  checkWorkspace: 'mnlens.checkWorkspace',
} as const;

/**
 * A command of the client's own, which it names in its `experimental` capability (`{ commands: { commands: […] } }`): opens the simulation of a function, or of
 * the path of a finding. Arguments: `ShowInSimulation`.
 */
export const SHOW_IN_SIMULATION = 'mnlens.showInSimulation';

export type ShowInSimulation = readonly [uri: string, position: Position, finding?: { readonly rule: string; readonly position: Position }];

export interface FlowGraphParams {
  readonly textDocument: TextDocumentIdentifier;
  /** In the negotiated position encoding. */
  readonly position: Position;
}

/** The control-flow graph of the function around the position as Mermaid text; `null` outside functions. */
export type FlowGraphResult = { readonly mermaid: string } | null;

export interface CompareEventsParams {
  readonly textDocument: TextDocumentIdentifier;
  /** In, or in the line of, a call that initialises a range. */
  readonly position: Position;
}

/** `null` where there is no such call. */
export type CompareEventsResult = {
  /** Likeliest first. */
  readonly kinds: readonly KindAtCall[];
  /** The same as tables, to be shown. */
  readonly markdown: string;
} | null;

export interface StatusParams {
  /** The document that this is about. */
  readonly uri: string;
  /** The kernel tree that it belongs to, as a `file:` URI; `null`: none was found. */
  readonly tree: string | null;
  /** The release whose API the document is checked against: the oldest with that shape (`"6.3"`). */
  readonly generation: string;
  /** What is wrong with the tree's header, in one sentence; `generation` is then the one of the settings. */
  readonly problem?: string;
}

export interface CheckWorkspaceResult {
  /** Files that were analysed. */
  readonly files: number;
  readonly findings: number;
  readonly cancelled: boolean;
}

export interface SubscribersParams {
  /** A document of the tree that is meant; else the workspace's. */
  readonly uri?: string;
  /** Look at all files again, whether they have changed or not. */
  readonly refresh?: boolean;
}

export interface SubscribersResult {
  /** What was looked through, as a `file:` URI: the kernel tree, or the workspace's folder if it is in none; `null` without either. */
  readonly folder: string | null;
  /** By file and place. */
  readonly tables: readonly SubscriberTable[];
  /** Calls that begin or end a subscription. */
  readonly registrations: readonly (SubscriberPlace & { readonly text: string })[];
}

export interface SubscriberPlace {
  readonly uri: string;
  readonly position: Position;
}

/** An ops table. */
export interface SubscriberTable extends SubscriberPlace {
  readonly name: string;
  readonly kind: 'list' | 'interval';
  /** In one line. */
  readonly summary: string;
  readonly callbacks: readonly SubscriberCallback[];
}

export interface SubscriberCallback extends SubscriberPlace {
  readonly member: string;
  readonly function: string | null;
  /** A few words each: what it does where the range is not blockable, which events it ignores, its locks, its sequence. */
  readonly facts: readonly string[];
  /** For each event kind of the tree. */
  readonly events: readonly { readonly event: string; readonly does: string }[];
}

/** A place in the source. */
export interface SourcePlace {
  readonly uri: string;
  /** In the negotiated position encoding. */
  readonly range: Range;
  /** The function that it is in. */
  readonly function: string;
}

export interface SimulateParams extends WorkDoneProgressParams {
  readonly textDocument: TextDocumentIdentifier;
  /** Inside the function. */
  readonly position: Position;
  /** Run the path of this finding: its rule, and where its diagnostic begins. */
  readonly finding?: { readonly rule: string; readonly position: Position };
  /** Send this kind, whatever is written. */
  readonly event?: string;
  /** For a function that the core gives a range: whether that allows sleeping (default: it does). */
  readonly blockable?: boolean;
  readonly assume?: readonly Assumption[];
  /** Ids of the subscribers that take part; default: the three models. */
  readonly subscribers?: readonly string[];
}

export type SimulateResult = SimulationResult<SourcePlace>;

export type CompareResult = ComparisonResult;

export interface RaceParams extends SimulateParams {
  /** The function that runs on the other CPU; the name of the same one for a race with itself. */
  readonly with: string;
}

export type RaceRunResult = RaceResult<SourcePlace>;
