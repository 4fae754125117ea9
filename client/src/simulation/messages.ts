/** What the panel's page and its host say to each other, and what both know of a panel. No code but what checks messages: both bundles take it in. */
import type { Position } from 'vscode-languageserver-types';
import type { Assumption, CompareResult, RaceRunResult, Simulation, SourcePlace, Tone } from '../../../server/src/lsp/protocol.ts';

export type { Assumption, CompareResult, RaceRunResult, Simulation, SourcePlace, Tone };

/** The type of the webview, in the manifest's `when` clauses, too. */
export const VIEW_TYPE = 'mnlens.simulation';

/** The function that is looked at. */
export interface Subject {
  readonly uri: string;
  /** Inside the function; moved by the host when text before it changes. */
  readonly position: Position;
  /** The path of this finding, until the text changes or something is chosen. */
  readonly finding?: { readonly rule: string; readonly position: Position };
}

/** What the user has chosen; what is absent is left to the server. */
export interface Choice {
  readonly event?: string;
  readonly blockable?: boolean;
  readonly assume?: readonly Assumption[];
  readonly subscribers?: readonly string[];
}

export type View = 'run' | 'kinds' | 'race';

/** All that is needed to open a panel as it was: after a window reload, and in a link. */
export interface PanelState {
  readonly version: 1;
  readonly subject: Subject;
  readonly choice: Choice;
  /** Index of the step that is shown. */
  readonly step: number;
  readonly view: View;
  /** The function on the other CPU, once a race was asked for. */
  readonly other?: string;
}

/** Ways through the steps, by button, key or command. */
export type Motion = 'first' | 'back' | 'forward' | 'last' | 'failing' | 'play';

/** The answer to what was given up. */
export interface Stopped {
  readonly problem: string;
  readonly canRetry: true;
}

export type ToPage =
  /** A run is on its way. `isNew`: of another function, so that what is shown says nothing of it. */
  | { readonly kind: 'loading'; readonly text: string; readonly isNew: boolean }
  /** `step` is absent where the page's own goes on, as after an edit. */
  | { readonly kind: 'run'; readonly subject: Subject; readonly choice: Choice; readonly simulation: Simulation<SourcePlace>; readonly step?: number; readonly view?: View; readonly other?: string }
  /** There is no run, and why; what was there before may stay in sight below it. */
  | { readonly kind: 'problem'; readonly title: string; readonly text: string; readonly canRetry: boolean; readonly keepsRun: boolean }
  | { readonly kind: 'kinds'; readonly result: CompareResult | Stopped }
  | { readonly kind: 'race'; readonly other: string; readonly result: RaceRunResult | Stopped }
  | { readonly kind: 'motion'; readonly motion: Motion }
  /** How far what is waited for is; said of what takes long. */
  | { readonly kind: 'progress'; readonly text: string }
  /** Something was done; told to all, screen readers too. */
  | { readonly kind: 'done'; readonly text: string };

export type ToHost =
  /** The page listens; it has this state from before. */
  | { readonly kind: 'ready'; readonly state?: PanelState }
  | { readonly kind: 'choose'; readonly choice: Choice }
  | { readonly kind: 'kinds' }
  | { readonly kind: 'race'; readonly other: string }
  /** Mark this place in the source, or none; `reveal`: go there, too. */
  | { readonly kind: 'mark'; readonly at?: SourcePlace; readonly tone: Tone; readonly label: string; readonly reveal: boolean }
  | { readonly kind: 'copy'; readonly text: string }
  | { readonly kind: 'save'; readonly name: string; readonly svg: string }
  | { readonly kind: 'link'; readonly state: PanelState }
  /** Run the path of another finding in the function. */
  | { readonly kind: 'finding'; readonly rule: string; readonly position: Position }
  | { readonly kind: 'retry' }
  /** What is waited for is not wanted any more. */
  | { readonly kind: 'cancel' };

const TO_PAGE: Readonly<Record<ToPage['kind'], true>> = { loading: true, run: true, problem: true, kinds: true, race: true, motion: true, progress: true, done: true };
const TO_HOST: Readonly<Record<ToHost['kind'], true>> = { ready: true, choose: true, kinds: true, race: true, mark: true, copy: true, save: true, link: true, finding: true, retry: true, cancel: true };

/** VS Code itself sends messages to webviews, too; those are not ours. */
export function isToPage(message: unknown): message is ToPage {
  return kindOf(message, TO_PAGE);
}

export function isToHost(message: unknown): message is ToHost {
  return kindOf(message, TO_HOST);
}

/** Of what was stored, or came in a link. */
export function isPanelState(state: unknown): state is PanelState {
  if (!isObject(state) || state['version'] !== 1 || !isObject(state['subject']) || !isObject(state['choice'])) return false;
  const { uri, position } = state['subject'];
  return typeof uri === 'string' && isPosition(position) && typeof state['step'] === 'number' && ['run', 'kinds', 'race'].includes(String(state['view']));
}

function isPosition(value: unknown): value is Position {
  return isObject(value) && Number.isInteger(value['line']) && Number.isInteger(value['character']);
}

function kindOf(message: unknown, kinds: object): boolean {
  return isObject(message) && typeof message['kind'] === 'string' && Object.hasOwn(kinds, message['kind']);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
