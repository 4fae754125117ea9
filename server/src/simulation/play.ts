/** What is played, step by step: the code, the core, subscribers and devices, and what becomes of the pages. */
import type { FileState } from '../analysis/file.ts';
import type { FileRole } from '../analysis/ops-tables.ts';
import { callSource } from '../kernel/call-sources.ts';
import { calleeName, endExprs, stepExprs } from '../simulator/mentions.ts';
import type { Routine } from '../simulator/routine.ts';
import { INITIAL_STATE, type State } from '../simulator/state.ts';
import type { Site } from '../simulator/trace.ts';
import { placeOf } from '../subscribers/run.ts';
import type { Span } from '../syntax/ast.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import { walkExpr } from '../syntax/walk.ts';
import type { Lane, SimulationStep, SimulationStepKind, Tone } from './data.ts';
import { machineView } from './machine-view.ts';
import type { Pages } from './pages.ts';
import type { Participant } from './participants.ts';
import type { PathEvent } from './recorder.ts';

export interface Setting {
  readonly state: FileState;
  readonly piece: FunctionPiece;
  readonly participants: readonly Participant[];
  /** Sent whatever is written. */
  readonly event?: string | undefined;
  /** What the function is for the core, if it calls it. */
  readonly role?: FileRole | undefined;
}

export interface Staged {
  /** What is said where nothing is wrong. */
  readonly clean: string;
  readonly lanes: readonly Lane[];
  readonly steps: readonly SimulationStep[];
  /** By step: the places that it stands for. */
  readonly sites: readonly (Site | undefined)[];
  readonly assumed: readonly string[];
  readonly pages: Pages;
  /** The kind that was sent, and the one that is written; `undefined` where no range is initialised. */
  readonly event: { readonly sent: string | null; readonly written: string | null } | undefined;
}

export const CODE = 'code';
export const CORE = 'core';
export const CORE_SOURCE = 'mm/mmu_notifier.c, __mmu_notifier_invalidate_range_start() and _end()';
/** More events of a path are not all shown. */
const SHOWN = 1_500;

/** The events of a path; of one that is too long, those that are about ranges, entries, locks and subscribers. */
export function shownEvents(events: readonly PathEvent[], assumed: Set<string>): readonly PathEvent[] {
  if (events.length <= SHOWN) return events;
  assumed.add(`The path has ${events.length} steps: branches, calls and jumps are left out.`);
  return events.filter(({ kind, seen }) => (kind !== 'branch' && kind !== 'call' && kind !== 'jump') || (seen && seen.kind !== 'unseen')).slice(0, SHOWN);
}

export function deviceOf(lane: string): string {
  return `${lane}/device`;
}

export function lanesOf(name: string, participants: readonly Participant[]): readonly Lane[] {
  return [
    { id: CODE, kind: 'code', title: `${name}()` }, { id: CORE, kind: 'core', title: 'mmu_notifier core' },
    ...participants.flatMap(({ id, title }): Lane[] => [{ id, kind: 'subscriber', title }, { id: deviceOf(id), kind: 'device', title: 'its device', of: id }]),
  ];
}

/** They are what the language says of the code that is shown. */
const BY_CODE: ReadonlySet<SimulationStepKind> = new Set(['jump', 'exit', 'enter', 'return']);

/** Of a lock that no call takes or drops: the scope does. */
const WITHOUT_CALL: { readonly [K in SimulationStepKind]?: string } = { lock: 'include/linux/cleanup.h', unlock: 'include/linux/cleanup.h; Documentation/locking/locktypes.rst' };

/** What is known of the calls in a place, the first of them that anything is known of. */
export function siteSource({ routine, span }: Site): string | undefined {
  const [found] = [...routine.textOf(span).matchAll(/\b([a-z_]\w*)\s*\(/gi)].flatMap(([, name = '']) => callSource(name) ?? []);
  return found ?? sourceInMacro(routine, span);
}

/** The same of what a macro that stands there is replaced with. */
function sourceInMacro({ graph }: Routine, span: Span): string | undefined {
  for (const e of graph.blocks.flatMap(({ steps, end }) => [...steps.flatMap(stepExprs), ...endExprs(end)])) {
    if (!e || e.span.start > span.start || e.span.end < span.end) continue;
    let found: string | undefined;
    walkExpr(e, (x) => {
      if (x.kind === 'call' && x.span.start === span.start && x.span.end === span.end) found ??= callSource(calleeName(x, graph) ?? '');
    });
    if (found !== undefined) return found;
  }
  return undefined;
}

export function sourced(source: string | undefined): { readonly source?: string } {
  return source === undefined ? {} : { source };
}

interface Said {
  readonly to?: string;
  readonly site?: Site;
  readonly source?: string;
  readonly tone?: Tone;
  readonly condition?: string;
}

/** What is played, step by step; scenes add to it. */
export class Play {
  readonly steps: SimulationStep[] = [];
  readonly sites: (Site | undefined)[] = [];
  readonly assumed = new Set<string>();
  readonly pages: Pages;
  readonly counts = new Map<string, number>();
  readonly events = new Map<string, string | null>();
  /** Of the invalidation that goes on. */
  blockable: boolean | undefined;
  state: State = INITIAL_STATE;
  readonly #setting: Setting;

  constructor(setting: Setting, pages: Pages) {
    this.#setting = setting;
    this.pages = pages;
  }

  say(kind: SimulationStepKind, lane: string, text: string, { to, site, source, tone = 'plain', condition }: Said = {}): void {
    const { memory } = this.#setting.state;
    const { participants } = this.#setting;
    this.sites.push(site);
    this.steps.push({
      kind, lane, text: text.replace(/ here$/, ''), depth: site?.callers.length ?? 0, tone,
      ...(to === undefined ? {} : { to }), ...(site ? { at: placeOf(site, memory) } : {}), ...sourced(source ?? (site && !BY_CODE.has(kind) ? siteSource(site) ?? WITHOUT_CALL[kind] : undefined)), ...(condition === undefined ? {} : { condition }),
      state: machineView(this.state, this.events, this.blockable, participants.flatMap(({ id, counts }) => (counts === undefined ? [] : [{ lane: id, name: counts, value: this.counts.get(id) ?? 0 }]))),
      pages: this.pages.view(),
    });
  }

  count(lane: string, by: number): void {
    this.counts.set(lane, (this.counts.get(lane) ?? 0) + by);
  }
}
