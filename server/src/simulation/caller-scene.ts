/** The scene of code that changes page tables: whom it tells, and who can still reach what it takes away. */
import { evidenceFor } from '../analysis/entry-deeds.ts';
import { pieceKey } from '../analysis/index-file.ts';
import { rangeVerb } from '../kernel/api.ts';
import { deedWords } from '../kernel/event-evidence.ts';
import type { SeenDeed } from '../rules/rule.ts';
import type { RangeEvent } from '../simulator/observation.ts';
import { type Site, siteKey } from '../simulator/trace.ts';
import { applyChange, applyDeed, weightiest } from './entry-words.ts';
import { eventOf } from './events.ts';
import { Pages } from './pages.ts';
import type { RunPath } from './path.ts';
import { CODE, CORE, CORE_SOURCE, deviceOf, lanesOf, Play, type Setting, shownEvents, siteSource, sourced, type Staged } from './play.ts';
import type { PathEvent } from './recorder.ts';

/** Pages of a range of which all entries are changed at once. */
const MANY = 4;

export function playCaller(run: RunPath, setting: Setting): Staged {
  const { participants, piece } = setting;
  const scene = new CallerScene(run, setting);
  scene.play();
  const { steps, sites, assumed, pages } = scene.on;
  const changes = steps.some(({ kind }) => kind === 'entry');
  const clean = changes ? 'Everybody is told before the page tables change, and no device is left with an entry that the CPU has given up.' : 'Nothing that is seen changes page tables on this path, and every invalidation that is started is ended.';
  return { clean, lanes: lanesOf(piece.name, participants), steps, sites, assumed: [...assumed], pages, event: scene.event };
}

class CallerScene {
  readonly on: Play;
  event: { sent: string | null; written: string | null } | undefined;
  readonly #run: RunPath;
  readonly #setting: Setting;
  readonly #elsewhere: ReadonlyMap<string, SeenDeed>;
  /** The function starts invalidations itself, on this path or another. */
  readonly #isOwn: boolean;
  /** A rule has looked through its callers, and found one who starts none. */
  readonly #isUntold: boolean;
  readonly #visits = new Map<string, number>();
  /** Functions that are not run, and are asked for a result: with another than this path takes they may have done something else. */
  readonly #hangsOn = new Set<string>();
  #cursor = 0;

  constructor(run: RunPath, setting: Setting) {
    const { piece, participants, state } = setting;
    this.#run = run;
    this.#setting = setting;
    this.#elsewhere = deedsElsewhere(run, setting);
    this.#isOwn = [...piece.identifiers].some((name) => ['start', 'start-nonblock'].includes(rangeVerb(name) ?? '')) || state.index.notifying.has(piece.name);
    this.#isUntold = [...state.origins.values()].some(({ rule, routine }) => rule.about === 'entries' && routine.key === pieceKey(piece));
    this.on = new Play(setting, new Pages(pageCount(run.events, this.#elsewhere), participants.map(({ id }) => id)));
  }

  play(): void {
    this.on.assumed.add('At first each page of the range is mapped, by the CPU and by every device.');
    const events = shownEvents(this.#run.events, this.on.assumed);
    const [first] = events;
    const changes = events.some(({ seen }) => seen?.kind === 'entry-change') || this.#elsewhere.size > 0;
    if (!this.#isOwn && changes && first) {
      if (this.#isUntold) this.on.assumed.add('Nobody who calls this function has started an invalidation of these pages, as far as can be seen.');
      else {
        this.on.assumed.add('Whoever calls this function has started an invalidation of these pages.');
        this.#tell(null, true, false);
      }
    }
    for (const [i, event] of events.entries()) this.#perform(event, i, events);
    this.#finish(events.at(-1));
  }

  #perform(event: PathEvent, i: number, events: readonly PathEvent[]): void {
    const { kind, site, text, seen, decided, state } = event;
    const { on } = this;
    on.state = state;
    if (seen?.kind === 'init') this.#init(seen, site, text);
    else if (seen?.kind === 'start' || seen?.kind === 'start-nonblock') this.#start(seen, i, events);
    else if (seen?.kind === 'end') this.#end(seen);
    else if (seen?.kind === 'entry-change') this.#change(event);
    else if (seen?.kind === 'unseen') this.#unseen(event, seen.name, events[i + 1]);
    else if (kind === 'branch') on.say('branch', CODE, text, { site, ...(decided ? { condition: decided.id } : {}) });
    else on.say(kind, CODE, text, { site });
  }

  #init(seen: RangeEvent, site: Site, text: string): void {
    const written = eventOf(seen);
    const sent = this.#setting.event ?? written;
    this.event ??= { sent, written };
    this.on.events.set(seen.range.place, sent);
    this.on.say('init', CODE, sent === null ? text : `\`${seen.range.text}\` is initialised for ${sent}`, { site });
  }

  #start(seen: RangeEvent, i: number, events: readonly PathEvent[]): void {
    const { place, text } = seen.range;
    const blockable = seen.kind === 'start';
    const isRefused = !blockable && outcomeOf(place, events.slice(i + 1)) !== 'started';
    const event = this.on.events.get(place) ?? this.#setting.event ?? null;
    this.on.blockable = blockable;
    this.on.say('start', CODE, `the invalidation of \`${text}\` starts${event === null ? '' : `: ${event}`}${blockable ? '' : ', nobody may sleep'}`, { site: seen.site, to: CORE });
    this.#tell(event, blockable, isRefused);
    if (!isRefused) return;
    this.on.blockable = undefined;
    this.on.say('callback', CORE, 'a subscriber could not do it without sleeping: the start fails with -EAGAIN, and no end may follow', { to: CODE, source: CORE_SOURCE });
  }

  /** Everybody is told, in the order of the core; who refuses is the last that is. */
  #tell(event: string | null, blockable: boolean, isRefused: boolean): void {
    const told = this.#setting.participants.filter(({ kind }) => kind !== 'tlb');
    const refusing = isRefused ? told[0] : undefined;
    for (const one of told) {
      this.on.say('callback', CORE, `${one.kind === 'interval' ? '`invalidate()`' : '`invalidate_range_start()`'} is called`, { to: one.id, source: CORE_SOURCE });
      const { does, text, source } = one.invalidate(event, blockable, one === refusing);
      if (does === 'drops') this.on.pages.drop(one.id);
      if (does === 'write-protects') this.on.pages.protect(one.id);
      if (does !== 'fails') this.on.count(one.id, 1);
      this.on.say('secondary', one.id, text, { to: deviceOf(one.id), source, tone: does === 'unknown' || does === 'fails' ? 'doubtful' : 'plain' });
      if (does === 'fails') return;
    }
  }

  #end(seen: RangeEvent): void {
    const { on } = this;
    const { participants, state } = this.#setting;
    on.say('end', CODE, `the invalidation of \`${seen.range.text}\` ends`, { site: seen.site, to: CORE });
    const wasStarted = seen.range.state.at === 'started';
    if (!wasStarted) return;
    for (const one of participants) {
      if (one.kind === 'tlb') {
        // include/linux/mmu_notifier.h up to 6.5: invalidate_range() is called by the end, too.
        const name = seen.call.callee.kind === 'name' ? seen.call.callee.name : '';
        if (state.input.generation.callbacks.has('invalidate_range') && !name.includes('only_end')) on.pages.drop(one.id);
        continue;
      }
      on.count(one.id, one.kind === 'list' ? -1 : 1);
      on.say('callback', CORE, one.kind === 'interval' ? 'readers that waited go on' : '`invalidate_range_end()` is called', { to: one.id, source: CORE_SOURCE });
    }
    on.blockable = undefined;
    for (const { id, kind } of participants) if (on.pages.fault(id)) on.say('device', deviceOf(id), kind === 'tlb' ? 'the device walks the page tables again' : 'the device faults the page in again', { to: id, source: 'Documentation/mm/hmm.rst' });
  }

  #change({ site, seen }: PathEvent): void {
    if (seen?.kind !== 'entry-change') return;
    const { on } = this;
    const isWhole = seen.entry === '';
    const at = isWhole ? Array.from({ length: on.pages.count }, (_, i) => i) : [this.#page(site, seen.change.is)];
    const isEmpty = on.pages.view()[at[0] ?? 0]?.cpu.access === 'none';
    const text = applyChange(on.pages, at, seen, isEmpty);
    const flushes = seen.change.is === 'taken' && seen.change.flushes;
    if (flushes) this.#flush();
    this.#sayChange(text, site);
  }

  /** Each turn of a loop is about the next page. */
  #page(site: Site, is: string): number {
    if (is !== 'put') {
      const key = siteKey(site);
      const visit = this.#visits.get(key) ?? 0;
      this.#visits.set(key, visit + 1);
      this.#cursor = Math.min(visit, this.on.pages.count - 1);
    }
    return this.#cursor;
  }

  #sayChange(text: string, site: Site, source = siteSource(site)): void {
    const reached = this.#setting.participants.filter(({ id, kind }) => kind !== 'tlb' && this.on.pages.stale(id).length > 0);
    const who = reached.map(({ title }) => title).join(' and ');
    this.on.say('entry', CODE, reached.length > 0 ? `${text}; ${who} can still reach it` : text, { site, ...sourced(source), tone: reached.length > 0 ? 'doubtful' : 'plain' });
  }

  #flush(): void {
    for (const { id, kind } of this.#setting.participants) if (kind === 'tlb') this.on.pages.drop(id);
  }

  #unseen({ site, kind, text }: PathEvent, name: string, next: PathEvent | undefined): void {
    const deed = site.callers.length === 0 ? this.#elsewhere.get(siteKey(site)) : undefined;
    if (kind === 'entry') {
      this.#flush();
      this.on.say('entry', CODE, text, { site });
    } else if (deed) {
      applyDeed(this.on.pages, Array.from({ length: this.on.pages.count }, (_, i) => i), deed.deed);
      const where = deed.site.routine.name;
      this.#flush();
      // What it answers may be whether it has done it.
      if (next?.decided?.text.includes(`${name}(`)) this.#hangsOn.add(name);
      this.on.assumed.add(`${name}() is not run: of what it does, through functions like ${where}(), the weightiest is shown, and that it flushes the TLB is believed.`);
      this.#sayChange(`${name}(): ${deedWords(deed.deed)}, in ${where}()`, site, siteSource(deed.site));
    }
  }

  #finish(last: PathEvent | undefined): void {
    const { on } = this;
    const { participants } = this.#setting;
    const stale = participants.filter(({ id, kind }) => kind !== 'tlb' && on.pages.stale(id).length > 0);
    if (stale.length === 0 || !last) return;
    for (const name of this.#hangsOn) on.assumed.add(`${name}() has done what it can do, whatever it answers.`);
    on.pages.free();
    for (const { id } of stale) {
      const [first] = on.pages.stale(id);
      if (!first) continue;
      on.say('device', deviceOf(id), first.isWrite ? `the device writes to page ${first.page}, and nobody notices` : `the device uses page ${first.page}, which may be somebody else's by now`, { tone: this.#isOwn && this.#hangsOn.size === 0 ? 'wrong' : 'doubtful', source: 'Documentation/mm/mmu_notifier.rst' });
    }
  }
}

function outcomeOf(place: string, after: readonly PathEvent[]): string | undefined {
  return after.map(({ state }) => state.ranges.get(place)?.at).find((at) => at !== 'pending');
}

function pageCount(events: readonly PathEvent[], elsewhere: ReadonlyMap<string, SeenDeed>): number {
  const visits = new Map<string, number>();
  let isWhole = elsewhere.size > 0;
  for (const { seen, site } of events) {
    if (seen?.kind !== 'entry-change') continue;
    isWhole ||= seen.entry === '';
    if (seen.change.is !== 'put') visits.set(siteKey(site), (visits.get(siteKey(site)) ?? 0) + 1);
  }
  return isWhole ? MANY : Math.min(MANY, Math.max(1, ...visits.values()));
}

/** What functions do that are not run, by the place of the call. */
export function deedsElsewhere({ events }: RunPath, { piece, state }: Pick<Setting, 'piece' | 'state'>): ReadonlyMap<string, SeenDeed> {
  const byCall = new Map<string, SeenDeed[]>();
  for (const { seen, site } of events) {
    if (seen?.kind !== 'init' || site.callers.length > 0) continue;
    for (const deed of evidenceFor(piece, site.span.start, state.memory).deeds) {
      if (!deed.through) continue;
      const key = siteKey(deed.through);
      byCall.set(key, [...(byCall.get(key) ?? []), deed]);
    }
  }
  return new Map([...byCall].flatMap(([key, deeds]) => {
    const first = weightiest(deeds);
    return first ? [[key, first] as const] : [];
  }));
}
