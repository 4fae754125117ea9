/** Calls that do not fit the tree's API: the event, the owner, the generation, fields. */
import { replace } from './c-text.ts';
import { at, become, behindStart, before, type Breakage, initArgument, initCall, paired, rangePointer } from './mutant.ts';
import type { Site } from './sites.ts';
import type { Generation, ParameterRole } from '../../server/src/kernel/generation.ts';

const PLAIN = 'mmu_notifier_range_init';
const OWNER = 'mmu_notifier_range_init_owner';

const args = (site: Site): string[] => site.init.arguments.map((argument) => at(site, argument));
const takesVma = (generation: Generation): boolean => generation.functions.get(PLAIN)?.parameters.includes('vma') ?? false;
const isPlain = (site: Site): boolean => site.init.name === PLAIN;

/** The init's arguments by role. */
function byRole(site: Site, generation: Generation, role: ParameterRole): string {
  const span = initArgument(site, generation, role);
  return span ? at(site, span) : 'NULL';
}

function withEvent(event: string): Breakage['apply'] {
  return (site, generation) => {
    const span = initArgument(site, generation, 'event');
    return span && [replace(span, event)];
  };
}

/** Insert a statement that reads a field, where the range is initialised. */
function reading(line: (range: string) => string): Breakage['apply'] {
  return (site) => {
    const start = site.starts[0];
    return start && !start.bare ? [before(site, start, ...line(site.range).split('\n'))] : undefined;
  };
}

export const API: readonly Breakage[] = [
  {
    id: 'event deleted',
    expected: ['missing-event'],
    apply: (site) => [initCall(site, site.init.name, ...args(site).filter((_, index) => index !== 1))],
  },
  {
    id: 'event and flags deleted',
    expected: ['missing-event'],
    apply: (site) => [initCall(site, site.init.name, ...args(site).filter((_, index) => index !== 1 && index !== 2))],
  },
  { id: 'event is 0', expected: ['missing-event'], apply: withEvent('0') },
  { id: 'event is 2', expected: ['missing-event'], apply: withEvent('2') },
  {
    id: 'four arguments of 5.0',
    expected: ['missing-event'],
    apply: (site, generation) => [
      initCall(
        site,
        PLAIN,
        rangePointer(site),
        byRole(site, generation, 'mm'),
        byRole(site, generation, 'start'),
        byRole(site, generation, 'end'),
      ),
    ],
  },
  {
    id: 'vma argument of the other generation',
    expected: ['api-generation'],
    apply: (site, generation) => {
      const vma = takesVma(generation);
      return [
        initCall(
          site,
          site.init.name,
          ...args(site).flatMap((argument, index) => (index !== 3 ? [argument] : vma ? [] : ['NULL', argument])),
        ),
      ];
    },
  },
  {
    id: 'init_migrate of 5.9',
    expected: ['api-generation'],
    apply: (site, generation) =>
      generation.functions.has('mmu_notifier_range_init_migrate')
        ? undefined
        : [
            initCall(
              site,
              'mmu_notifier_range_init_migrate',
              rangePointer(site),
              '0',
              'NULL',
              byRole(site, generation, 'mm'),
              byRole(site, generation, 'start'),
              byRole(site, generation, 'end'),
              'NULL',
            ),
          ],
  },
  {
    id: 'only_end in a tree without it',
    expected: ['api-generation'],
    apply: (site, generation) =>
      generation.functions.has('mmu_notifier_invalidate_range_only_end') || !paired(site)
        ? undefined
        : site.ends.map((end) => become(site, end, `mmu_notifier_invalidate_range_only_end(${rangePointer(site)});`)),
  },
  {
    id: 'invalidate_range in a tree without it',
    expected: ['api-generation'],
    apply: (site, generation) =>
      generation.functions.has('mmu_notifier_invalidate_range')
        ? undefined
        : [behindStart(site, `mmu_notifier_invalidate_range(${byRole(site, generation, 'mm')}, ${site.range}.start, ${site.range}.end);`)],
  },
  {
    id: 'three arguments of 4.x',
    expected: ['api-generation'],
    tolerated: ['unpaired-end'],
    apply: (site, generation) => {
      const start = site.starts[0];
      return start && !start.tested
        ? [
            become(
              site,
              start,
              `mmu_notifier_invalidate_range_start(${byRole(site, generation, 'mm')}, ${byRole(site, generation, 'start')}, ${byRole(site, generation, 'end')});`,
            ),
          ]
        : undefined;
    },
  },
  { id: 'a kind that no header has', expected: ['api-generation'], apply: withEvent('MMU_NOTIFY_CLEARED') },
  { id: 'field blockable', expected: ['api-generation'], apply: reading((range) => `if (${range}.blockable)\n\tcond_resched();`) },
  {
    id: 'field migrate_pgmap_owner',
    expected: ['api-generation'],
    apply: reading((range) => `if (${range}.migrate_pgmap_owner)\n\tcond_resched();`),
  },
  {
    id: 'field vma in a tree without it',
    expected: ['api-generation'],
    apply: (site, generation) =>
      generation.rangeFields?.has('vma') ? undefined : reading((range) => `if (${range}.vma)\n\tcond_resched();`)(site, generation),
  },
  {
    id: 'MIGRATE through the plain init',
    expected: ['event-owner'],
    apply: (site, generation) => (isPlain(site) ? withEvent('MMU_NOTIFY_MIGRATE')(site, generation) : undefined),
  },
  {
    id: 'EXCLUSIVE through the plain init',
    expected: ['event-owner'],
    apply: (site, generation) => (isPlain(site) ? withEvent('MMU_NOTIFY_EXCLUSIVE')(site, generation) : undefined),
  },
  { id: 'RELEASE', expected: ['event-owner'], apply: withEvent('MMU_NOTIFY_RELEASE') },
  {
    id: 'owner form made plain',
    expected: ['event-owner'],
    apply: (site) => (site.init.name === OWNER ? [initCall(site, PLAIN, ...args(site).slice(0, -1))] : undefined),
  },
  {
    id: 'MIGRATE with a NULL owner',
    expected: ['event-owner'],
    apply: (site) => {
      const list = args(site);
      if (site.init.name === OWNER) list.pop();
      return [initCall(site, OWNER, list[0] ?? '', 'MMU_NOTIFY_MIGRATE', ...list.slice(2), 'NULL')];
    },
  },
];

/** Only where the file is also built without CONFIG_MMU_NOTIFIER. */
export const CONFIG: readonly Breakage[] = [
  { id: 'range.mm read', expected: ['config-guard'], apply: reading((range) => `if (${range}.mm == current->mm)\n\tcond_resched();`) },
  { id: 'range.event read', expected: ['config-guard'], apply: reading((range) => `pr_debug("event %d\\n", ${range}.event);`) },
  { id: 'range.flags written', expected: ['config-guard'], apply: reading((range) => `${range}.flags |= MMU_NOTIFIER_RANGE_BLOCKABLE;`) },
  {
    id: 'range.mm read under another #ifdef',
    expected: ['config-guard'],
    apply: (site) => [behindStart(site, '#ifdef CONFIG_DEBUG_VM', `VM_WARN_ON_ONCE(!${site.range}.mm);`, '#endif')],
  },
];
