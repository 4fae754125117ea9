/** The scene of a function that the core calls: what it does with the entries of its device, and what comes of that when the page tables change. */
import { callbackContext } from '../kernel/callbacks.ts';
import { isBlockable, isOwner, isUpToOthers, rangeOf } from '../simulator/blockable.ts';
import { truth } from '../simulator/facts.ts';
import type { PathEndEvent } from '../simulator/observation.ts';
import { applyEvent } from './entry-words.ts';
import { Pages } from './pages.ts';
import type { RunPath } from './path.ts';
import { CODE, CORE, CORE_SOURCE, Play, type Setting, shownEvents, type Staged } from './play.ts';
import type { PathEvent } from './recorder.ts';

const DEVICE = 'device';

/** Whether the core calls it because page tables are about to change. */
function isToldFirst(member: string): boolean {
  return /^(?:invalidate|arch_invalidate)/.test(member) && !/end$|finish$/.test(member);
}

export function playCallback(run: RunPath, setting: Setting, member: string, blockable: boolean): Staged {
  const { piece, event = null, role } = setting;
  const lanes: Staged['lanes'] = [
    { id: CORE, kind: 'core', title: 'mmu_notifier core' }, { id: CODE, kind: 'subscriber', title: `${piece.name}()` }, { id: DEVICE, kind: 'device', title: 'its device', of: CODE },
  ];
  const on = new Play({ ...setting, participants: [] }, new Pages(1, [CODE]));
  on.assumed.add('At first the page is mapped, by the CPU and by the device.');
  on.blockable = blockable;
  const range = rangeOf(run.routine);
  const given = range === undefined ? '' : `: ${event ?? 'any kind'}${blockable ? '' : ', it may not sleep'}`;
  on.say('enter', CORE, `\`${member}()\` is called${given}`, { to: CODE, source: role?.context.source ?? CORE_SOURCE });
  const events = shownEvents(run.events, on.assumed);
  for (const [i, one] of events.entries()) perform(on, one, events[i + 1]);
  const end = run.events.findLast(({ seen }) => seen?.kind === 'path-end')?.seen;
  if (end?.kind === 'path-end' && isToldFirst(member)) conclude(on, run, setting, end, blockable);
  return { lanes, clean: 'The callback does what it is called for, and no device is left with an entry that the CPU gives up.', steps: on.steps, sites: on.sites, assumed: [...on.assumed], pages: on.pages, event: range === undefined ? undefined : { sent: event, written: null } };
}

function perform(on: Play, { kind, site, text, seen, decided, state }: PathEvent, next: PathEvent | undefined): void {
  on.state = state;
  if (seen?.kind === 'unseen' && !isActing(seen.name, next)) return;
  on.say(kind, CODE, text, { site, ...(decided ? { condition: decided.id } : {}) });
}

/** A call that can't be seen into does something, as far as its name tells. What is asked in a condition is told there. */
export function isActing(name: string, next: PathEvent | undefined): boolean {
  return name !== '' && !/^(?:lockdep|trace_|pr_|dev_|WARN|might_|debug)/.test(name) && !next?.decided?.text.includes(`${name}(`);
}

/** What it has done with its entries, and what its device can reach when the caller has done what it does. */
function conclude(on: Play, run: RunPath, { role, event }: Setting, { deeds, value }: PathEndEvent, wasBlockable: boolean): void {
  const range = rangeOf(run.routine);
  const facts = run.events.at(-1)?.state.facts ?? new Map();
  // The path may have found out itself.
  const blockable = (range === undefined ? undefined : isBlockable(range, facts)) ?? wasBlockable;
  const failure = (role?.context ?? callbackContext('list', ''))?.failure?.value;
  const known = value && truth(value, facts);
  const source = role?.context.source ?? CORE_SOURCE;
  const fails = value !== undefined && failure !== undefined && known !== undefined && (failure === 'false' ? !known : known);
  if (fails) {
    on.say('secondary', CODE, 'it says that it can\'t do it: its entries are as they were', { to: DEVICE, source });
    const tone = !blockable ? 'good' : range !== undefined && isUpToOthers(range, value, facts) ? 'doubtful' : 'wrong';
    on.say('callback', CORE, blockable ? 'the core warns: where it may sleep, a callback must not fail' : 'the invalidation is given up, and the page tables are left as they are', { source: role?.context.failure?.source ?? CORE_SOURCE, tone });
    return;
  }
  const own = range !== undefined && isOwner(range, facts) === true;
  if (deeds.activity === 'acted' || deeds.setSequence) {
    on.assumed.add('What the callback calls, and what it writes to, takes the entries of the range away.');
    on.pages.drop(CODE);
    on.say('secondary', CODE, 'its entries in the range are dropped', { to: DEVICE, source });
  } else {
    on.say('secondary', CODE, own ? 'its entries are kept: it is the owner, and makes the change itself' : 'its entries are kept', { to: DEVICE, source });
  }
  const text = applyEvent(on.pages, [0], event ?? null);
  const stale = !own && on.pages.stale(CODE).length > 0;
  on.say('entry', CORE, `behind the start, ${text}${stale ? '; the device can still reach the page' : ''}`, { tone: stale ? 'doubtful' : 'plain', source: 'Documentation/mm/mmu_notifier.rst' });
}
