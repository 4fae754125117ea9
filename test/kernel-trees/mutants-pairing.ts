/** Ways to unbalance start and end, or to use a range that was never initialised. */
import { indentAt, insert, nextLine, replace } from './c-text.ts';
import {
  at,
  become,
  before,
  behindStart,
  blockingStart,
  type Breakage,
  declare,
  drop,
  fileLevel,
  initText,
  paired,
  rangePointer,
  SOMETIMES,
} from './mutant.ts';
import type { Site } from './sites.ts';

const LEAK = ['unpaired-start'] as const;
const EXTRA = ['unpaired-end'] as const;
const NO_INIT = ['uninitialized-range'] as const;

const startOf = (site: Site): string => `mmu_notifier_invalidate_range_start(${rangePointer(site)});`;
const endOf = (site: Site): string => `mmu_notifier_invalidate_range_end(${rangePointer(site)});`;

/** The label, behind the last end, in its block. */
function labelBehindEnd(site: Site, label: string) {
  const last = site.ends.at(-1);
  return last && insert(nextLine(site.text, last.statement.end - 1), `${label}: __maybe_unused;\n`);
}

export const PAIRING: readonly Breakage[] = [
  { id: 'end deleted', expected: LEAK, apply: (site) => (paired(site) ? site.ends.map((end) => drop(site, end)) : undefined) },
  ...[0, 1].map(
    (index): Breakage => ({
      id: `one of two ends deleted (${index + 1})`,
      expected: LEAK,
      apply: (site) => {
        const end = site.ends[index];
        return site.ends.length > 1 && end ? [drop(site, end)] : undefined;
      },
    }),
  ),
  {
    id: 'early return after start',
    expected: LEAK,
    apply: (site) => (paired(site) ? [behindStart(site, `if (${SOMETIMES})`, `\t${site.function.leave}`)] : undefined),
  },
  {
    id: 'early return before end',
    expected: LEAK,
    apply: (site) => {
      const end = site.ends.at(-1);
      if (!paired(site) || !end) return undefined;
      return [become(site, end, `if (${SOMETIMES})\n\t${site.function.leave}\n${at(site, end.statement)}`)];
    },
  },
  {
    id: 'early return in an #ifdef after start',
    expected: LEAK,
    apply: (site) =>
      paired(site)
        ? [behindStart(site, '#ifdef CONFIG_MNLENS_CHECK', `if (${SOMETIMES})`, `\t${site.function.leave}`, '#endif')]
        : undefined,
  },
  {
    id: 'goto past the end',
    expected: LEAK,
    apply: (site) => {
      const label = labelBehindEnd(site, 'mnlens_past');
      return paired(site) && label ? [behindStart(site, `if (${SOMETIMES})`, '\tgoto mnlens_past;'), label] : undefined;
    },
  },
  {
    id: 'goto back to init',
    expected: LEAK,
    apply: (site) => {
      if (!paired(site) || site.init.bare) return undefined;
      return [
        insert(site.init.statement.start, `mnlens_again: __maybe_unused;\n${indentAt(site.text, site.init.statement.start)}`),
        behindStart(site, `if (${SOMETIMES})`, '\tgoto mnlens_again;'),
      ];
    },
  },
  {
    id: 'end under an unrelated condition',
    expected: LEAK,
    apply: (site) =>
      paired(site) ? site.ends.map((end) => become(site, end, `if (!${SOMETIMES})\n\t${at(site, end.statement)}`)) : undefined,
  },
  {
    id: 'end in one case of a switch',
    expected: LEAK,
    apply: (site) =>
      paired(site)
        ? site.ends.map((end) => become(site, end, `switch (${SOMETIMES}) {\ncase 0:\n\t${at(site, end.statement)}\n\tbreak;\n}`))
        : undefined,
  },
  {
    id: 'end in one #ifdef half',
    expected: LEAK,
    apply: (site) =>
      paired(site)
        ? site.ends.map((end) => replace(end.statement, `{\n#ifdef CONFIG_MNLENS_CHECK\n${at(site, end.statement)}\n#endif\n}`))
        : undefined,
  },
  {
    id: 'continue after start',
    expected: LEAK,
    apply: (site) => (paired(site) && site.perTurn ? [behindStart(site, `if (${SOMETIMES})`, '\tcontinue;')] : undefined),
  },
  {
    id: 'break after start',
    expected: LEAK,
    apply: (site) => (paired(site) && site.perTurn ? [behindStart(site, `if (${SOMETIMES})`, '\tbreak;')] : undefined),
  },
  {
    id: 'end moved into a helper that ends on one path',
    expected: LEAK,
    apply: (site) =>
      paired(site)
        ? [
            fileLevel(
              site,
              'static void mnlens_finish(struct mmu_notifier_range *r, bool wanted)\n{\n\tif (!wanted)\n\t\treturn;\n\tmmu_notifier_invalidate_range_end(r);\n}',
            ),
            ...site.ends.map((end) => become(site, end, `mnlens_finish(${rangePointer(site)}, ${SOMETIMES});`)),
          ]
        : undefined,
  },
  {
    id: 'end moved into a helper that is called on one path',
    expected: LEAK,
    apply: (site) =>
      paired(site)
        ? [
            fileLevel(site, 'static void mnlens_finish(struct mmu_notifier_range *r)\n{\n\tmmu_notifier_invalidate_range_end(r);\n}'),
            ...site.ends.map((end) => become(site, end, `if (!${SOMETIMES})\n\tmnlens_finish(${rangePointer(site)});`)),
          ]
        : undefined,
  },
  {
    id: 'start in a helper, early return in the caller',
    expected: LEAK,
    apply: (site) => {
      const start = blockingStart(site);
      if (!paired(site) || !start) return undefined;
      return [
        fileLevel(site, 'static void mnlens_begin(struct mmu_notifier_range *r)\n{\n\tmmu_notifier_invalidate_range_start(r);\n}'),
        become(site, start, `mnlens_begin(${rangePointer(site)});`),
        behindStart(site, `if (${SOMETIMES})`, `\t${site.function.leave}`),
      ];
    },
  },
  {
    id: 'own flag set on one path only',
    expected: LEAK,
    apply: (site) =>
      paired(site)
        ? [
            declare(site, 'bool mnlens_started = false;'),
            behindStart(site, `if (!${SOMETIMES})`, '\tmnlens_started = true;'),
            ...site.ends.map((end) =>
              become(site, end, `if (mnlens_started) {\n\t${at(site, end.statement)}\n\tmnlens_started = false;\n}`),
            ),
          ]
        : undefined,
  },
  {
    id: 'start duplicated',
    expected: LEAK,
    apply: (site) => [behindStart(site, startOf(site))],
  },
  {
    id: 'start repeated before end',
    expected: LEAK,
    apply: (site) => {
      const end = site.ends.at(-1);
      return paired(site) && end ? [become(site, end, `${startOf(site)}\n${at(site, end.statement)}`)] : undefined;
    },
  },
  { id: 'second init between start and end', expected: LEAK, apply: (site) => [behindStart(site, initText(site))] },
  {
    id: 'start deleted',
    expected: EXTRA,
    apply: (site) => {
      const start = site.starts[0];
      if (!paired(site) || !start) return undefined;
      return [start.tested ? replace(start, SOMETIMES) : drop(site, start)];
    },
  },
  {
    id: 'start under an unrelated condition',
    expected: EXTRA,
    apply: (site) => {
      const start = blockingStart(site);
      return paired(site) && start ? [become(site, start, `if (${SOMETIMES})\n\t${at(site, start.statement)}`)] : undefined;
    },
  },
  {
    id: 'end duplicated',
    expected: EXTRA,
    apply: (site) => {
      const end = site.ends.at(-1);
      return paired(site) && end ? [become(site, end, `${at(site, end.statement)}\n${endOf(site)}`)] : undefined;
    },
  },
  {
    id: 'error path ends and goes on',
    expected: EXTRA,
    apply: (site) => (paired(site) ? [behindStart(site, `if (${SOMETIMES})`, `\t${endOf(site)}`)] : undefined),
  },
  {
    id: 'end moved before start',
    expected: EXTRA,
    tolerated: LEAK,
    apply: (site) => {
      const start = site.starts[0];
      return paired(site) && start && !start.bare
        ? [before(site, start, endOf(site)), ...site.ends.map((end) => drop(site, end))]
        : undefined;
    },
  },
  {
    id: 'another range ended',
    expected: [...LEAK, ...NO_INIT],
    tolerated: [...LEAK, ...NO_INIT],
    apply: (site) =>
      paired(site)
        ? [
            declare(site, 'struct mmu_notifier_range mnlens_other;'),
            ...site.ends.map((end) => become(site, end, 'mmu_notifier_invalidate_range_end(&mnlens_other);')),
          ]
        : undefined,
  },
  {
    id: 'init deleted',
    expected: NO_INIT,
    apply: (site) => (site.declaration ? [drop(site, site.init)] : undefined),
  },
  {
    id: 'init replaced by stores',
    expected: NO_INIT,
    apply: (site) => {
      const last = site.init.arguments.length - (site.init.name.endsWith('_owner') ? 1 : 0);
      const from = site.init.arguments[last - 2];
      const to = site.init.arguments[last - 1];
      return site.declaration && from && to
        ? [become(site, site.init, `${site.range}.start = ${at(site, from)};\n${site.range}.end = ${at(site, to)};`)]
        : undefined;
    },
  },
  {
    id: 'init under an unrelated condition',
    expected: NO_INIT,
    apply: (site) => (site.declaration ? [become(site, site.init, `if (!${SOMETIMES})\n\t${initText(site)}`)] : undefined),
  },
];
