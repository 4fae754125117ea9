/** Leads a run along one path: as was asked where somebody asked, and else to where something of interest is done. */
import { ordinaryAnswer } from '../kernel/ordinary.ts';
import type { FileMemory } from '../analysis/memory.ts';
import type { Facts } from '../simulator/facts.ts';
import type { Frame } from '../simulator/frame.ts';
import { siteOf } from '../simulator/frame.ts';
import type { Guide } from '../simulator/guide.ts';
import type { State } from '../simulator/state.ts';
import type { Site } from '../simulator/trace.ts';
import type { Decision, Way } from '../simulator/ways.ts';
import type { Span } from '../syntax/ast.ts';
import { conditionId, conditionText, Visits } from './conditions.ts';
import type { Assumption } from './data.ts';
import { prospectOf } from './interest.ts';

/** What was decided at one place of the path. */
export interface Decided {
  readonly id: string;
  readonly text: string;
  readonly site: Site;
  readonly takes: string;
  readonly ways: readonly string[];
  readonly isChosen: boolean;
  readonly isOutcome: boolean;
  /** What is known on each way, in the order of `ways`. */
  readonly known: readonly Facts[];
}

/** Is told of what is decided, and of each state that the path comes to. */
export interface Witness {
  decide(decided: Decided): void;
  after: Guide['after'];
}

/** So many turns of a loop something may be as it was before. */
const PATIENCE = 3;

/** So far before a condition it is said whether it is likely. */
const REACH = 16;

const FORKS = ['succeeds', 'fails'] as const;

export class Leader implements Guide {
  readonly crossesFiles: boolean;
  readonly decided: Decided[] = [];
  readonly #memory: FileMemory;
  readonly #asked: ReadonlyMap<string, string>;
  readonly #wished: ReadonlyMap<string, string>;
  readonly #witness: Witness;
  readonly #visits = new Visits();
  readonly #taken = new Map<string, Map<string, number>>();
  readonly #met = new Set<string>();

  /**
   * @param asked what somebody wants
   * @param wished other defaults than usual, by the id of the condition
   */
  constructor(memory: FileMemory, asked: readonly Assumption[], wished: ReadonlyMap<string, string>, witness: Witness, crossesFiles: boolean) {
    this.crossesFiles = crossesFiles;
    this.#memory = memory;
    this.#asked = new Map(asked.map(({ id, takes }) => [id, takes]));
    this.#wished = wished;
    this.#witness = witness;
  }

  /** What was asked for, and did not come to pass. */
  get unmet(): readonly Assumption[] {
    return [...this.#asked].filter(([id]) => !this.#met.has(id)).map(([id, takes]) => ({ id, takes }));
  }

  choose(f: Frame, end: Decision, ways: readonly Way[]): Way {
    const text = conditionText(f.routine, end.span);
    const usual = (): string => this.#usual(f, end, ways);
    const isOutcome = /nonblock\s*\(/.test(text) || ways.some(({ state }) => /^the non-blocking start/.test(state.trace?.step?.text ?? ''));
    const takes = this.#decide(f, end.span, ways, usual, isOutcome);
    const way = ways.find((one) => one.takes === takes) ?? ways[0];
    if (!way) throw new Error('A decision without a way on.');
    this.#witness.after(f, end.span, way.state);
    return way;
  }

  fork(f: Frame, span: Span, states: readonly State[]): State {
    const takes = this.#decide(f, span, FORKS.flatMap((takes, i) => (states[i] ? [{ takes, state: states[i] }] : [])), () => FORKS[0], false);
    const state = states[takes === FORKS[1] ? 1 : 0] ?? states[0];
    if (!state) throw new Error('A fork without a state.');
    return state;
  }

  after(f: Frame, span: Span, s: State): void {
    this.#witness.after(f, span, s);
  }

  #decide(f: Frame, span: Span, on: readonly Pick<Way, 'takes' | 'state'>[], usual: () => string, isOutcome: boolean): string {
    const { routine } = f;
    const ways = on.map(({ takes }) => takes);
    const text = conditionText(routine, span);
    // Where there is no choice, it is not counted: the ids of a finding's path do not count these either.
    const id = conditionId(routine, span, ways.length > 1 ? this.#visits.next(routine, span) : this.#visits.before(routine, span));
    const asked = this.#asked.get(id) ?? this.#asked.get(text);
    const can = asked !== undefined && ways.includes(asked);
    if (can) for (const name of [id, text]) if (this.#asked.has(name)) this.#met.add(name);
    const wished = this.#wished.get(id);
    const takes = can ? asked : ways.length === 1 ? ways[0] ?? '' : wished !== undefined && ways.includes(wished) ? wished : usual();
    const turns = this.#turnsAt(f, span);
    turns.set(takes, (turns.get(takes) ?? 0) + 1);
    const decided = { id, text, site: siteOf(f, span), takes, ways, isChosen: can, isOutcome, known: on.map(({ state }) => state.facts) };
    this.decided.push(decided);
    this.#witness.decide(decided);
    return takes;
  }

  #turnsAt(f: Frame, span: Span): Map<string, number> {
    const key = `${f.prefix}${f.routine.key}@${span.start}`;
    const turns = this.#taken.get(key) ?? new Map<string, number>();
    this.#taken.set(key, turns);
    return turns;
  }

  /** To where more of interest is done; nowhere twice before everywhere once, so that loops end. */
  #usual(f: Frame, end: Decision, ways: readonly Way[]): string {
    const turns = this.#turnsAt(f, end.span);
    const { interest, ahead, length, heads, fails } = prospectOf(f.routine, this.#memory);
    const expected = expectation(f, end);
    const decides = f.routine.graph.blocks.find((block) => block.end === end)?.id ?? -1;
    const isLoop = heads.has(decides) || end.kind === 'choice' || ways.some(({ edge }) => edge.kind === 'back');
    const rank = (way: Way): readonly number[] => {
      const { to } = way.edge;
      const others = ways.filter((other) => other !== way).map((other) => other.edge.to);
      const leadsOn = (from: number, target: number): boolean => ahead[from]?.has(target) === true;
      // What others come to as well leaves something out that is done by the way, if it is no way out.
      const isShort = others.some((other) => leadsOn(other, to));
      const isDetour = others.some((other) => leadsOn(to, other));
      const times = turns.get(way.takes) ?? 0;
      return [
        // Loops end: nowhere twice where they are decided on, and elsewhere not for ever.
        isLoop || times >= PATIENCE ? -times : 0,
        way.takes === expected ? 1 : 0,
        way.edge.kind === 'back' ? 0 : 1,
        interest[to] ?? 0,
        fails.has(to) ? 0 : 1,
        isLoop && (way.takes === 'true' || way.takes === 'turn') ? 1 : 0,
        isShort || isDetour ? Number(isShort) : length[to] ?? 0,
        way.takes === 'false' || way.takes === 'exit' ? 1 : 0,
      ];
    };
    const best = ways.reduce((a, b) => (compare(rank(b), rank(a)) > 0 ? b : a));
    return best.takes;
  }
}

/** What is most likely, by what the condition itself says. */
function expectation(f: Frame, end: Decision): string | undefined {
  if (end.kind !== 'branch') return undefined;
  // Negations are not part of the condition, and turn it round.
  const [, hint, negations = ''] = /\b((?:un)?likely)\s*\(\s*([!(\s]*)$/.exec(f.routine.textOf({ start: Math.max(0, end.span.start - REACH), end: end.span.start })) ?? [];
  if (hint !== undefined) return String((hint === 'likely') === (negations.replaceAll(/[^!]/g, '').length % 2 === 0));
  const { condition } = end;
  const asked = condition.kind === 'call' && condition.callee.kind === 'name' ? ordinaryAnswer(condition.callee.name) : undefined;
  return asked === undefined ? undefined : String(asked);
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [i, x] of a.entries()) if (x !== b[i]) return x - (b[i] ?? 0);
  return 0;
}
