/** What registrars have to know of a callback, by running it: the locks that it takes, and what it uses of the object around its notifier. */
import { asksWhetherEmpty, goneThrough } from '../kernel/made-members.ts';
import { lockFunction } from '../kernel/locks.ts';
import { sleepingLockFunction } from '../kernel/sleeping-locks.ts';
import type { CallbackLock, CallbackUse } from '../rules/rule.ts';
import { rangeOf } from '../simulator/blockable.ts';
import { factsOnPath } from '../simulator/feasible.ts';
import { simulate } from '../simulator/machine.ts';
import type { Observation, UseEvent } from '../simulator/observation.ts';
import type { Routine } from '../simulator/routine.ts';
import type { Trace } from '../simulator/trace.ts';
import { containedMember } from '../simulator/contained.ts';
import { calleeOf, everySymbol, type Unknown } from '../simulator/value.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import { guardsHold, type World } from '../syntax/world.ts';
import { pieceKey } from './index-file.ts';
import { isInIteration } from './iterations.ts';
import type { FileMemory } from './memory.ts';
import { FileProgram } from './program.ts';
import type { CallbackSurvey } from './recall.ts';

/** How deep a callback is followed. */
const DEPTH = 3;

const NOTHING: CallbackSurvey = { locks: [], uses: [] };

export function surveyCallback(piece: FunctionPiece, memory: FileMemory, world: World): CallbackSurvey {
  if (guardsHold(piece.guards, world) === false) return NOTHING;
  return memory.surveys.get(pieceKey(piece), world, new Set(), (ran, asked) => {
    const program = new FileProgram(memory, asked, ran);
    const routine = program.routineOf(piece);
    if (!routine) return NOTHING;
    const [locks, uses] = [new LocksTaken(piece.name), new Uses(routine)];
    const { isDone } = simulate(program, routine, (o) => {
      locks.see(o);
      uses.see(o);
    }, 'large-survey', { depth: DEPTH });
    return { locks: locks.found, uses: isDone ? uses.found : [] };
  });
}

class LocksTaken {
  readonly found: CallbackLock[] = [];
  readonly #callback: string;

  constructor(callback: string) {
    this.#callback = callback;
  }

  see(o: Observation): void {
    if (o.kind !== 'deed' || o.deed !== 'takes' || !o.name) return;
    // Without a type it is a variable of the file, or something reached through more than can be told.
    if (o.name.type !== undefined || /^\w+$/.test(o.text)) this.found.push({ ...o.name, isRead: o.lock.includes('(read)'), callback: this.#callback });
  }
}

/** Whoever registers may sleep and holds none of these, and nobody waits for a read side. */
const NOT_HELD = /^(S?RCU|spinlock|rwlock)/;

class Uses {
  readonly found: CallbackUse[] = [];
  readonly #routine: Routine;
  readonly #range: string | undefined;
  /** What else it is told of the invalidation: `start`, `end`. */
  readonly #told: ReadonlySet<string>;
  readonly #notifier: string | undefined;
  /** Where code ran that can't be seen: it may have waited until all is there. */
  readonly #unseen: (Trace | undefined)[] = [];
  readonly #locks: { readonly member: string | undefined; readonly trace: Trace | undefined }[] = [];

  constructor(routine: Routine) {
    this.#routine = routine;
    this.#range = rangeOf(routine);
    this.#told = new Set(routine.graph.variables.flatMap(({ parameter, id }) => (parameter !== undefined && parameter > 0 ? [`@${id}`] : [])));
    this.#notifier = routine.graph.variables.find(({ parameter }) => parameter === 0)?.id;
  }

  see(o: Observation): void {
    if (o.kind === 'unseen') {
      if (goneThrough(o.name).length === 0) this.#unseen.push(o.trace);
    }
    else if (o.kind === 'deed' && o.deed !== 'sets-sequence' && !NOT_HELD.test(o.lock)) this.#locks.push({ member: this.#memberOf(o.place), trace: o.trace });
    else if (o.kind === 'use') this.#use(o);
  }

  #use({ used, how, site, trace }: UseEvent): void {
    if (used.parameter !== this.#notifier || [site, ...site.callers].some(isInIteration)) return;
    const before = ancestorsOf(trace);
    if (this.#unseen.some((at) => before.has(at)) || !this.#isUnasked(trace, used)) return;
    const locks = this.#locks.flatMap((lock) => (before.has(lock.trace) ? [lock.member] : []));
    this.found.push({ callback: this.#routine.name, notifier: used.notifier, member: used.member, how, locks });
  }

  #memberOf(place: string | undefined): string | undefined {
    const found = place === undefined ? undefined : containedMember(place);
    return found && found.parameter === this.#notifier ? found.member : undefined;
  }

  /** Nothing was asked on the path but what the invalidation is, and whether a lock could be had. */
  #isUnasked(trace: Trace | undefined, used: UseEvent['used']): boolean {
    let isUnasked = true;
    const isAllowed = (symbol: Unknown): boolean => this.#isOfRange(symbol) || isTrylock(symbol) || isEmptiness(symbol, used);
    const facts = factsOnPath(trace, ({ value }) => { isUnasked &&= everySymbol(value, isAllowed); });
    return facts !== undefined && isUnasked;
  }

  #isOfRange({ id }: Unknown): boolean {
    return this.#told.has(id) || (this.#range !== undefined && id.startsWith(`@*{$@${this.#range}}.`));
  }
}

function isTrylock(symbol: Unknown): boolean {
  const name = calleeOf(symbol);
  return name !== undefined && (lockFunction(name) ?? sleepingLockFunction(name)) !== undefined;
}

/** Whether the list is empty whose head is used: as long as nobody has made it, it is not. */
function isEmptiness({ id, origin }: Unknown, { notifier, parameter, member }: UseEvent['used']): boolean {
  const [, name, head] = (origin === 'predicate' && /^\?(\w+)\(&(.*)\)$/.exec(id)) || [];
  const asked = name !== undefined && head !== undefined && asksWhetherEmpty(name) ? containedMember(head) : undefined;
  return asked !== undefined && asked.notifier === notifier && asked.parameter === parameter && asked.member === member;
}

/** All that may lie before the end of a path, whichever of those that were joined it took; `undefined` is its beginning. */
function ancestorsOf(trace: Trace | undefined): ReadonlySet<Trace | undefined> {
  const found = new Set<Trace | undefined>([undefined, trace]);
  for (const at of found) if (at) found.add(at.before).add(at.instead);
  return found;
}
