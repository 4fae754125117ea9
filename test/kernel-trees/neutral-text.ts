/** Neutral edits that change nothing but the text, or the form of a call. */
import { type Edit, insert, replace } from './c-text.ts';
import { at, initArgument, initCall, type Neutral } from './mutant.ts';
import type { Site } from './sites.ts';

const OWNER = 'mmu_notifier_range_init_owner';

export const NEUTRAL_TEXT: readonly Neutral[] = [
  {
    id: 'comments in the calls',
    apply: (site) =>
      everyCall(site, (call) => call.replace('(', '( /* see mmu_notifier_invalidate_range_end() */ ').replace(/\)$/, ' /* here */ )')),
  },
  { id: 'calls over several lines', apply: (site) => everyCall(site, (call) => call.replace('(', '(\n\t\t').replace(/\)$/, '\n\t)')) },
  {
    id: 'brackets around the range',
    apply: (site) =>
      [...site.starts, ...site.ends].flatMap((call) =>
        call.arguments[0] ? [replace(call.arguments[0], `(${at(site, call.arguments[0])})`)] : [],
      ),
  },
  { id: 'line ends of another system', apply: (site) => [{ start: 0, end: site.text.length, text: site.text.replace(/\n/g, '\r\n') }] },
  {
    id: 'blanks for tabs in the function',
    apply: (site) => [replace(site.function.span, at(site, site.function.span).replace(/\t/g, '        '))],
  },
  {
    id: 'a comment with code in it',
    apply: (site) => [
      insert(
        site.init.statement.start,
        `/* mmu_notifier_range_init(&range, mm, start, end); mmu_notifier_invalidate_range_start(&range); return; */ `,
      ),
    ],
  },
  {
    id: 'the owner form with NULL',
    apply: (site, generation) =>
      site.init.name === 'mmu_notifier_range_init' && generation.functions.has(OWNER)
        ? [initCall(site, OWNER, ...site.init.arguments.map((argument) => at(site, argument)), 'NULL')]
        : undefined,
  },
  {
    id: 'the event in a local',
    apply: (site, generation) => {
      const span = initArgument(site, generation, 'event');
      return (
        span && [
          insert(site.function.body.start, `\n\tconst enum mmu_notifier_event mnlens_event = ${at(site, span)};`),
          replace(span, 'mnlens_event'),
        ]
      );
    },
  },
  {
    id: 'the event by a condition',
    apply: (site, generation) => {
      const span = initArgument(site, generation, 'event');
      return span && site.init.name === 'mmu_notifier_range_init'
        ? [replace(span, `current->mm ? ${at(site, span)} : MMU_NOTIFY_CLEAR`)]
        : undefined;
    },
  },
];

function everyCall(site: Site, change: (call: string) => string): Edit[] {
  return [site.init, ...site.starts, ...site.ends].map((call) => replace(call, change(at(site, call))));
}
