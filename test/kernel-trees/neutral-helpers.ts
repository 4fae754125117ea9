/** Neutral edits that move the calls into functions of the file, or reach the range in another way. */
import { type Edit, insert, nextLine, replace } from './c-text.ts';
import { at, become, blockingStart, fileLevel, type Neutral, paired, rangePointer } from './mutant.ts';
import type { Call, Site } from './sites.ts';
import type { Generation, ParameterRole } from '../../server/src/kernel/generation.ts';

const BEGIN = 'static void mnlens_begin(struct mmu_notifier_range *r)\n{\n\tmmu_notifier_invalidate_range_start(r);\n}';
const FINISH = 'static void mnlens_finish(struct mmu_notifier_range *r)\n{\n\tmmu_notifier_invalidate_range_end(r);\n}';
const TRY = 'static int mnlens_try(struct mmu_notifier_range *r)\n{\n\treturn mmu_notifier_invalidate_range_start_nonblock(r);\n}';

const TYPES: Partial<Record<ParameterRole, string>> = {
  range: 'struct mmu_notifier_range *range',
  event: 'enum mmu_notifier_event event',
  flags: 'unsigned int flags',
  vma: 'struct vm_area_struct *vma',
  mm: 'struct mm_struct *mm',
  start: 'unsigned long start',
  end: 'unsigned long end',
  owner: 'void *owner',
};

function callsOf(site: Site): Call[] {
  return [...site.starts, ...site.ends];
}

/** Replace the range in each call of start and end by something else of its type. */
function throughPointer(site: Site, pointer: string): Edit[] {
  return callsOf(site).flatMap((call) => (call.arguments[0] ? [replace(call.arguments[0], pointer)] : []));
}

export const NEUTRAL_HELPERS: readonly Neutral[] = [
  {
    id: 'start in a helper',
    apply: (site) => {
      const start = blockingStart(site);
      return start && [fileLevel(site, BEGIN), become(site, start, `mnlens_begin(${rangePointer(site)});`)];
    },
  },
  {
    id: 'end in a helper',
    apply: (site) =>
      paired(site)
        ? [fileLevel(site, FINISH), ...site.ends.map((end) => become(site, end, `mnlens_finish(${rangePointer(site)});`))]
        : undefined,
  },
  {
    id: 'start and end in helpers',
    apply: (site) => {
      const start = blockingStart(site);
      return start && paired(site)
        ? [
            fileLevel(site, `${BEGIN}\n\n${FINISH}`),
            become(site, start, `mnlens_begin(${rangePointer(site)});`),
            ...site.ends.map((end) => become(site, end, `mnlens_finish(${rangePointer(site)});`)),
          ]
        : undefined;
    },
  },
  {
    id: 'helpers two calls deep',
    apply: (site) => {
      const start = blockingStart(site);
      return start && paired(site)
        ? [
            fileLevel(
              site,
              `${BEGIN}\n\nstatic void mnlens_open(struct mmu_notifier_range *range)\n{\n\tcond_resched();\n\tmnlens_begin(range);\n}\n\n${FINISH}`,
            ),
            become(site, start, `mnlens_open(${rangePointer(site)});`),
            ...site.ends.map((end) => become(site, end, `mnlens_finish(${rangePointer(site)});`)),
          ]
        : undefined;
    },
  },
  { id: 'init and start in a helper', apply: initAndStart },
  { id: 'init in a helper', apply: (site, generation) => initHelper(site, generation, '') },
  {
    id: 'conditional start in a helper that says so',
    apply: (site) => {
      const start = blockingStart(site);
      return start && paired(site)
        ? [fileLevel(site, TRY), become(site, start, `if (mnlens_try(${rangePointer(site)}))\n\t${site.function.leave}`)]
        : undefined;
    },
  },
  {
    id: 'lock and unlock in helpers before start',
    apply: (site) => {
      const start = blockingStart(site);
      return (
        start && [
          fileLevel(
            site,
            'static void mnlens_lock(struct task_struct *task)\n{\n\tspin_lock(&task->alloc_lock);\n}\n\nstatic void mnlens_unlock(struct task_struct *task)\n{\n\tspin_unlock(&task->alloc_lock);\n}',
          ),
          become(site, start, `mnlens_lock(current);\nmnlens_unlock(current);\n${at(site, start.statement)}`),
        ]
      );
    },
  },
  {
    id: 'an alias of the range',
    apply: (site) =>
      site.declaration && [
        insert(nextLine(site.text, site.declaration.end), `\tstruct mmu_notifier_range *mnlens_r = ${rangePointer(site)};\n`),
        ...throughPointer(site, 'mnlens_r'),
      ],
  },
  {
    id: 'an alias assigned before start',
    apply: (site) => {
      const start = site.starts[0];
      if (!site.declaration || !start || !paired(site) || start.bare) return undefined;
      return [
        insert(nextLine(site.text, site.declaration.end), '\tstruct mmu_notifier_range *mnlens_r;\n'),
        insert(start.statement.start, `mnlens_r = ${rangePointer(site)};\n`),
        ...throughPointerOf(start, 'mnlens_r'),
      ];
    },
  },
  {
    id: 'the range in a struct',
    apply: (site) =>
      wrapped(
        site,
        'struct mnlens_wrap {\n\tunsigned long pages;\n\tstruct mmu_notifier_range range;\n};',
        'struct mnlens_wrap mnlens_w',
        'mnlens_w.range',
      ),
  },
  { id: 'the range renamed', apply: (site) => wrapped(site, undefined, 'struct mmu_notifier_range mnlens_notifier', 'mnlens_notifier') },
  { id: 'the range zeroed in its declaration', apply: (site) => site.declaration && [insert(site.declaration.end - 1, ' = {}')] },
  {
    id: 'a helper that reads the open range',
    apply: (site) => {
      const start = site.starts[0];
      return (
        start && [
          fileLevel(site, 'static unsigned long mnlens_length(const struct mmu_notifier_range *r)\n{\n\treturn r->end - r->start;\n}'),
          insert(nextLine(site.text, start.statement.end - 1), `\t\tpr_debug("%lu\\n", mnlens_length(${rangePointer(site)}));\n`),
        ]
      );
    },
  },
];

function throughPointerOf(call: Call, pointer: string): Edit[] {
  return call.arguments[0] ? [replace(call.arguments[0], pointer)] : [];
}

/** Where nothing but blanks stands between init and start, both go. */
function initAndStart(site: Site, generation: Generation): Edit[] | undefined {
  const start = blockingStart(site);
  if (!start || start.bare || site.text.slice(site.init.statement.end, start.statement.start).trim() !== '') return undefined;
  const helper = initHelper(site, generation, '\tmmu_notifier_invalidate_range_start(range);\n');
  return helper && [...helper, replace(start.statement, ';')];
}

/** The init in a function with the init's own parameters, but for the event and the flags. */
function initHelper(site: Site, generation: Generation, more: string): Edit[] | undefined {
  const roles = generation.functions.get(site.init.name)?.parameters;
  if (!roles || roles.length !== site.init.arguments.length) return undefined;
  const inner = roles.map((role, index) => (role === 'event' || role === 'flags' ? argument(site, index) : role));
  const passed = roles.flatMap((role, index) => (role === 'event' || role === 'flags' ? [] : [argument(site, index)]));
  const parameters = roles.flatMap((role) => (role === 'event' || role === 'flags' ? [] : [TYPES[role] ?? '']));
  return [
    fileLevel(site, `static void mnlens_setup(${parameters.join(', ')})\n{\n\t${site.init.name}(${inner.join(', ')});\n${more}}`),
    replace(site.init, `mnlens_setup(${passed.join(', ')})`),
  ];
}

function argument(site: Site, index: number): string {
  const span = site.init.arguments[index];
  return span ? at(site, span) : '';
}

/** The local range under another name, or inside something else; every use in the function follows. */
function wrapped(site: Site, type: string | undefined, declaration: string, expression: string): Edit[] | undefined {
  if (!site.declaration) return undefined;
  const { start, end } = site.function.body;
  const uses = [...site.code.slice(start, end).matchAll(new RegExp(`(?<![\\w.>])${site.range}\\b`, 'g'))];
  const inside = ({ index }: { index: number }): boolean =>
    start + index >= (site.declaration?.start ?? 0) && start + index < (site.declaration?.end ?? 0);
  return [
    ...(type ? [fileLevel(site, type)] : []),
    replace(site.declaration, `${declaration};`),
    ...uses
      .filter((use) => !inside(use))
      .map((use) => replace({ start: start + use.index, end: start + use.index + site.range.length }, expression)),
  ];
}
