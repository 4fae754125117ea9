/** Neutral edits of the control flow and of what stands around the calls. */
import { behindBracket, type Edit, indentAt, insert, nextLine, replace } from './c-text.ts';
import {
  at,
  become,
  before,
  behindStart,
  blockingStart,
  declare,
  fileLevel,
  hasGuards,
  initText,
  type Neutral,
  paired,
  rangePointer,
  SOMETIMES,
} from './mutant.ts';
import type { Site } from './sites.ts';

const endOf = (site: Site): string => `mmu_notifier_invalidate_range_end(${rangePointer(site)});`;
const nonblock = (site: Site): string => `mmu_notifier_invalidate_range_start_nonblock(${rangePointer(site)})`;

/** Replace the blocking start; `text` gets its text. */
function start(text: (own: string, site: Site) => string): Neutral['apply'] {
  return (site) => {
    const call = blockingStart(site);
    return call && [become(site, call, text(at(site, call.statement), site))];
  };
}

/** Replace each end. */
function ends(text: (own: string, site: Site) => string): Neutral['apply'] {
  return (site) => (paired(site) ? site.ends.map((end) => become(site, end, text(at(site, end.statement), site))) : undefined);
}

function beforeInit(...lines: readonly string[]): Neutral['apply'] {
  return (site) => (site.init.bare ? undefined : [before(site, site.init, ...lines)]);
}

/** A flag of one's own, written with `set` behind the start and tested with `test` at each end. */
function flag(declaration: string, set: string, test: string, clear: string): Neutral['apply'] {
  return (site) =>
    paired(site)
      ? [
          declare(site, declaration),
          behindStart(site, set),
          ...site.ends.map((end) => become(site, end, `if (${test}) {\n\t${at(site, end.statement)}\n\t${clear}\n}`)),
        ]
      : undefined;
}

const LOCKED = 'spin_lock(&current->alloc_lock);\nspin_unlock(&current->alloc_lock);';

export const NEUTRAL_FLOW: readonly Neutral[] = [
  { id: 'a lock taken and released before start', apply: start((own) => `${LOCKED}\n${own}`) },
  { id: 'a lock taken and released behind start', apply: start((own) => `${own}\n${LOCKED}`) },
  { id: 'a lock taken and released before end', apply: ends((own) => `${LOCKED}\n${own}`) },
  { id: 'RCU read side closed before start', apply: start((own) => `rcu_read_lock();\nrcu_read_unlock();\n${own}`) },
  { id: 'irqs off and on again before end', apply: ends((own) => `local_irq_disable();\nlocal_irq_enable();\n${own}`) },
  {
    id: 'a lock under one condition, tested twice',
    apply: (site) => {
      const call = blockingStart(site);
      return (
        call && [
          declare(site, `bool mnlens_careful = ${SOMETIMES};`),
          become(
            site,
            call,
            `if (mnlens_careful)\n\tspin_lock(&current->alloc_lock);\nif (mnlens_careful)\n\tspin_unlock(&current->alloc_lock);\n${at(site, call.statement)}`,
          ),
        ]
      );
    },
  },
  {
    id: 'a scoped guard before start',
    apply: (site, generation) =>
      hasGuards(generation)
        ? start((own) => `scoped_guard(spinlock, &current->alloc_lock) {\n\tbarrier();\n}\n${own}`)(site, generation)
        : undefined,
  },
  {
    id: 'a mutex held over start',
    apply: start((own) => `mutex_lock(&current->signal->cred_guard_mutex);\n${own}\nmutex_unlock(&current->signal->cred_guard_mutex);`),
  },
  { id: 'own flag', apply: flag('bool mnlens_started = false;', 'mnlens_started = true;', 'mnlens_started', 'mnlens_started = false;') },
  {
    id: 'own counter as a flag',
    apply: flag('int mnlens_started = 0;', 'mnlens_started = 1;', 'mnlens_started != 0', 'mnlens_started = 0;'),
  },
  {
    id: 'own pointer as a flag',
    apply: (site) =>
      site.perTurn
        ? undefined
        : flag(
            'struct mmu_notifier_range *mnlens_open = NULL;',
            `mnlens_open = ${rangePointer(site)};`,
            'mnlens_open',
            'mnlens_open = NULL;',
          )(site, NONE),
  },
  {
    id: 'negated flag with an empty branch',
    apply: (site) =>
      paired(site)
        ? [
            declare(site, 'bool mnlens_started = false;'),
            behindStart(site, 'mnlens_started = true;'),
            ...site.ends.map((end) =>
              become(site, end, `if (!mnlens_started) {\n} else {\n\t${at(site, end.statement)}\n\tmnlens_started = false;\n}`),
            ),
          ]
        : undefined,
  },
  {
    id: 'flag set before start',
    apply: (site) => {
      const call = blockingStart(site);
      return call && paired(site)
        ? [
            declare(site, 'bool mnlens_started = false;'),
            become(site, call, `mnlens_started = true;\n${at(site, call.statement)}`),
            ...site.ends.map((end) =>
              become(site, end, `if (mnlens_started) {\n\t${at(site, end.statement)}\n\tmnlens_started = false;\n}`),
            ),
          ]
        : undefined;
    },
  },
  {
    id: 'early exit that ends', // "return for goto"
    apply: (site) =>
      paired(site) ? [behindStart(site, `if (${SOMETIMES}) {`, `\t${endOf(site)}`, `\t${site.function.leave}`, '}')] : undefined,
  },
  {
    id: 'early exit that ends, by switch',
    apply: (site) =>
      paired(site)
        ? [
            behindStart(
              site,
              `switch (${SOMETIMES}) {`,
              'case 0:',
              '\tbreak;',
              'default:',
              `\t${endOf(site)}`,
              `\t${site.function.leave}`,
              '}',
            ),
          ]
        : undefined,
  },
  {
    id: 'early exit through an unwind label', // "goto for return"
    apply: (site) => {
      const close = site.function.body.end;
      const inScope = site.declaration && indentAt(site.text, site.declaration.start) === '\t';
      const returns = site.function.isVoid || /\breturn\b[^;]*;\s*$/.test(site.code.slice(0, close));
      if (!paired(site) || !inScope || !returns) return undefined;
      return [
        behindStart(site, `if (${SOMETIMES})`, '\tgoto mnlens_undo;'),
        insert(close, `${site.function.isVoid ? '\treturn;\n' : ''}mnlens_undo:\n\t${endOf(site)}\n\t${site.function.leave}\n`),
      ];
    },
  },
  {
    id: 'early return before init',
    apply: (site) =>
      site.init.bare || !paired(site) ? undefined : [before(site, site.init, `if (${SOMETIMES})`, `\t${site.function.leave}`)],
  },
  {
    id: 'ended and started again',
    apply: (site) =>
      paired(site) && blockingStart(site)
        ? [behindStart(site, endOf(site), `mmu_notifier_invalidate_range_start(${rangePointer(site)});`)]
        : undefined,
  },
  {
    id: 'nonblock with an exit',
    apply: (site, generation) =>
      paired(site) ? start((_own) => `if (${nonblock(site)})\n\t${site.function.leave}`)(site, generation) : undefined,
  },
  { id: 'nonblock, then blocking', apply: start((own, site) => `if (${nonblock(site)})\n\t${own}`) },
  {
    id: 'nonblock with the result in a variable',
    apply: (site) => {
      const call = blockingStart(site);
      return call && paired(site)
        ? [
            declare(site, 'int mnlens_err;'),
            become(site, call, `mnlens_err = ${nonblock(site)};\nif (unlikely(mnlens_err))\n\t${site.function.leave}`),
          ]
        : undefined;
    },
  },
  { id: 'start in do while (0)', apply: start((own) => `do {\n\t${own}\n} while (0);`) },
  { id: 'end in do while (0)', apply: ends((own) => `do {\n\t${own}\n} while (0);`) },
  { id: 'end in an endless loop that is left', apply: ends((own) => `for (;;) {\n\t${own}\n\tbreak;\n}`) },
  { id: 'start in a statement expression', apply: start((own) => `({ ${own} });`) },
  { id: 'end on both branches', apply: ends((own) => `if (${SOMETIMES}) {\n\t${own}\n} else {\n\tcond_resched();\n\t${own}\n}`) },
  {
    id: 'end in both #ifdef halves',
    apply: (site) =>
      paired(site)
        ? site.ends.map((end) =>
            replace(
              end.statement,
              `{\n#ifdef CONFIG_MNLENS_CHECK\n\tcond_resched();\n\t${at(site, end.statement)}\n#else\n\t${at(site, end.statement)}\n#endif\n}`,
            ),
          )
        : undefined,
  },
  {
    id: 'start in both #ifdef halves',
    apply: (site) => {
      const call = blockingStart(site);
      return (
        call && [
          replace(
            call.statement,
            `{\n#if IS_ENABLED(CONFIG_MNLENS_CHECK)\n\tcond_resched();\n\t${at(site, call.statement)}\n#else\n\t${at(site, call.statement)}\n#endif\n}`,
          ),
        ]
      );
    },
  },
  {
    id: 'debug output in an #ifdef',
    apply: (site) => [
      behindStart(site, '#ifdef CONFIG_MNLENS_DEBUG', `pr_debug("%lx-%lx\\n", ${site.range}.start, ${site.range}.end);`, '#endif'),
    ],
  },
  { id: 'a goto to the next line', apply: (site) => [behindStart(site, 'goto mnlens_next;', 'mnlens_next: __maybe_unused;')] },
  {
    id: 'unrelated code behind start',
    apply: (site) => [
      behindStart(site, 'VM_BUG_ON(in_interrupt());', 'count_vm_event(PGFAULT);', 'if (need_resched())', '\tcond_resched();'),
    ],
  },
  { id: 'unrelated code before init', apply: beforeInit('might_sleep();', 'WARN_ON_ONCE(!current->mm);') },
  { id: 'unrelated code before end', apply: ends((own) => `VM_WARN_ON_ONCE(in_atomic());\ncond_resched();\n${own}`) },
  { id: 'a loop behind start', apply: (site) => [behindStart(site, `while (${SOMETIMES})`, '\tcond_resched();')] },
  {
    id: 'another range, paired, inside',
    apply: (site) =>
      blockingStart(site)
        ? [
            behindStart(
              site,
              '{',
              '\tstruct mmu_notifier_range mnlens_inner;',
              '',
              `\t${initText(site).replace(/\(\s*&?[^,]+,/, '(&mnlens_inner,')}`,
              '\tmmu_notifier_invalidate_range_start(&mnlens_inner);',
              '\tcond_resched();',
              '\tmmu_notifier_invalidate_range_end(&mnlens_inner);',
              '}',
            ),
          ]
        : undefined,
  },
  {
    id: 'another range, initialised and not started',
    apply: (site) => [
      declare(site, 'struct mmu_notifier_range mnlens_unused;'),
      insert(
        nextLine(site.text, site.init.statement.end - 1),
        `${indentAt(site.text, site.init.start)}${initText(site).replace(/\(\s*&?[^,]+,/, '(&mnlens_unused,')}\n`,
      ),
    ],
  },
  {
    id: 'range widened between init and start',
    apply: start((own, site) => `${site.range}.end = max(${site.range}.end, ${site.range}.start + PAGE_SIZE);\n${own}`),
  },
  { id: 'conditions split', apply: conditionsSplit },
  {
    id: 'end kept in a macro of the file',
    apply: (site) =>
      paired(site)
        ? [
            fileLevel(site, '#define mnlens_close(r) mmu_notifier_invalidate_range_end(r)'),
            ...site.ends.map((end) => become(site, end, `mnlens_close(${rangePointer(site)});`)),
          ]
        : undefined,
  },
];

/** `flag` does not look at the generation. */
const NONE = {
  release: '',
  functions: new Map(),
  events: [],
  disabledRangeFields: new Set<string>(),
  callbacks: new Map(),
  exclusiveOwnerMayBeNull: undefined,
};

/** `if (a && b) { … }` without `else` becomes two nested ifs, all over the function where it stands on one line. */
function conditionsSplit(site: Site): Edit[] | undefined {
  const { start: from, end: to } = site.function.body;
  const edits: Edit[] = [];
  let behind = from;
  for (const match of site.code.slice(from, to).matchAll(/^[ \t]+if \(/gm)) {
    const open = from + match.index + match[0].length - 1;
    const close = behindBracket(site.code, open);
    const condition = site.code.slice(open + 1, close - 1);
    const and = topLevelAnd(condition);
    const brace = /^ \{\n/.test(site.code.slice(close)) ? close + 1 : undefined;
    if (open < behind || and === undefined || brace === undefined || condition.includes('\n')) continue;
    const end = behindBracket(site.code, brace);
    if (/^\s*else\b/.test(site.code.slice(end)) || /\belse\s*$/.test(site.code.slice(0, from + match.index))) continue;
    edits.push(replace({ start: open + 1 + and, end: open + 1 + and + 2 }, ') { if ('), insert(end, ' }'));
    behind = end;
  }
  return edits.length > 0 ? edits : undefined;
}

/** The offset of the first `&&` outside brackets, in a condition with no `||` there. */
function topLevelAnd(condition: string): number | undefined {
  let depth = 0;
  let and: number | undefined;
  for (let index = 0; index < condition.length; index++) {
    const two = condition.slice(index, index + 2);
    if ('([{'.includes(condition[index] ?? ' ')) depth++;
    else if (')]}'.includes(condition[index] ?? ' ')) depth--;
    else if (depth === 0 && two === '||') return undefined;
    else if (depth === 0 && two === '&&') and ??= index;
  }
  return and;
}
