/** The scene of a driver that looks pages up for its device: what it does to see that nothing is invalidated meanwhile. */
import { Pages } from './pages.ts';
import type { RunPath } from './path.ts';
import { CODE, CORE, CORE_SOURCE, deviceOf, Play, type Setting, shownEvents, type Staged } from './play.ts';
import { pathOps } from './race/path-ops.ts';

/** The path looks pages up, or begins a read side, and changes no page tables itself. */
export function isReader({ events }: RunPath): boolean {
  const reads = events.some(({ seen }) => seen?.kind === 'subscriber-call' && (seen.made.does.verb === 'read-begin' || seen.made.does.verb === 'fault'));
  return reads && !events.some(({ seen }) => seen?.kind === 'start' || seen?.kind === 'start-nonblock' || seen?.kind === 'entry-change');
}

export function playReader(run: RunPath, setting: Setting): Staged {
  const lanes: Staged['lanes'] = [
    { id: CODE, kind: 'code', title: `${setting.piece.name}()` }, { id: CORE, kind: 'core', title: 'mmu_notifier core' }, { id: deviceOf(CODE), kind: 'device', title: 'its device', of: CODE },
  ];
  const on = new Play(setting, new Pages(1, [CODE]));
  on.pages.drop(CODE);
  on.assumed.add('At first the page is mapped by the CPU, and not by the device.');
  // As in a race: the device's own entries are not seen in the code.
  const made = pathOps(run, new Map()).findIndex(({ op }) => op.do === 'map');
  const mapping = made < 0 ? undefined : pathOps(run, new Map())[made];
  for (const { kind, site, text, seen, decided, state } of shownEvents(run.events, on.assumed)) {
    on.state = state;
    if (seen?.kind === 'unseen' && site !== mapping?.op.site) continue;
    const isCore = seen?.kind === 'subscriber-call';
    if (site === mapping?.op.site) on.pages.map(CODE);
    on.say(kind, CODE, site === mapping?.op.site ? mapping.op.text : text, { site, ...(decided ? { condition: decided.id } : {}), ...(isCore ? { to: CORE, source: seen.made.does.source } : {}) });
    if (site === mapping?.op.site) on.say('secondary', CODE, 'its device has the page from here on', { to: deviceOf(CODE), source: CORE_SOURCE });
  }
  if (mapping && !mapping.op.site) on.assumed.add('Where the entry of the device is made is not seen.');
  const clean = mapping ? 'An entry of the device is made only of what no invalidation has overtaken.' : 'No entry of the device is made on this path, as far as can be seen.';
  return { lanes, clean, steps: on.steps, sites: on.sites, assumed: [...on.assumed], pages: on.pages, event: undefined };
}
