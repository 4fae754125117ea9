import { rangeVerb } from '../kernel/api.ts';
import type { Generation } from '../kernel/generation.ts';
import { historyOf } from '../kernel/generations/history.ts';
import { argumentOf } from '../kernel/shape.ts';
import type { Observation } from '../simulator/observation.ts';
import { siteKey } from '../simulator/trace.ts';
import { thisTreesForm } from './fixes/init-forms.ts';
import { thisTreesName } from './fixes/names.ts';
import { initCallOf } from './init-call.ts';
import type { Report, Rule, RuleContext } from './rule.ts';
import { each } from './rule.ts';

function span(name: string): string {
  const history = historyOf(name);
  if (!history) return 'no release known here has it';
  const until = history.until === undefined ? '' : ` until ${history.until}`;
  const instead = history.replacedBy === undefined ? '' : `; use ${history.replacedBy}`;
  return `it exists since ${history.since}${until}${instead}`;
}

function foreign(o: Observation, name: string, what: string): Report {
  return {
    at: o.site, trace: o.trace, cause: `${siteKey(o.site)}:${name}`,
    message: `${what} is not in this tree's mmu_notifier API (that of ${o.program.generation.release}): ${span(name)}.`,
    lastStep: 'another generation\'s API is used here',
  };
}

function judge(o: Observation, c: RuleContext): Report | undefined {
  const g: Generation = o.program.generation;
  if (!c.treeKnown || c.servesSeveralTrees || o.site.callers.length > 0 || g.rangeFields === undefined) return undefined;
  switch (o.kind) {
    case 'event-kind':
      return g.events.length > 0 && !g.events.includes(o.name) && !o.program.defines(o.name) ? foreign(o, o.name, o.name) : undefined;
    case 'field':
      return !g.rangeFields.has(o.field) && historyOf(o.field) ? foreign(o, o.field, `The field \`${o.field}\` of struct mmu_notifier_range`) : undefined;
    case 'api-call': {
      if (o.program.defines(o.name)) return undefined;
      const init = initCallOf(o);
      // Without its event the call is missing-event's.
      if (init && g.events.length > 0 && argumentOf(init.shape, 'event') === undefined && !o.name.endsWith('_migrate')) return undefined;
      const known = g.functions.get(o.name);
      if (!known) return historyOf(o.name) ? foreign(o, o.name, `${o.name}()`) : undefined;
      if (init && !init.shape.fits) {
        const own = known.parameters.join(', ');
        return { ...foreign(o, o.name, ''), message: `${o.name}() is called in another generation's form: in this tree (API of ${g.release}) it takes (${own}), here it is given (${init.shape.arguments.map((a) => a.role).join(', ')}).` };
      }
      if (!init && rangeVerb(o.name) && o.call.args.length !== known.parameters.length) {
        return { ...foreign(o, o.name, ''), message: `${o.name}() takes ${known.parameters.length} argument${known.parameters.length === 1 ? '' : 's'} in this tree (API of ${g.release}); here it is given ${o.call.args.length}.` };
      }
      return undefined;
    }
    default: return undefined;
  }
}

export const apiGeneration: Rule = {
  id: 'api-generation',
  severity: 'error',
  summary: 'A call, event kind or field belongs to another generation of the API than the tree\'s',
  documentation: {
    what: 'The code uses a form of a call, a function, an event kind or a field of `struct mmu_notifier_range` that some other release has and this tree has not.',
    why: 'The API changed its shape several times: the range object in 5.0, events in 5.2, owners in 5.9 and 5.14, no vma from 6.3, no `_only_end` from 6.6. Back-ports and out-of-tree drivers meet the wrong one. Some mixtures compile and mean something else.',
    wrong: `/* in a tree of 6.3 or later */
mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma, mm, start, end);`,
    right: 'mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, start, end);',
    ignore: 'Without a tree around the file nothing is reported, nor is a name that the file defines itself.',
    sources: ['the tree\'s include/linux/mmu_notifier.h', 'mainline 7d4a8be0c4b2, 1af5a8109904, 6b49bf6ddbb0, c1a06df6ebf6'],
  },
  check: (c) => each((o) => judge(o, c)),
  fixes: (found, c) => [...thisTreesForm(found, c), ...thisTreesName(found, c)],
};
