/** Non-blocking starts, atomic context, and ranges that change while they are open. */
import { type Edit, indentAt, insert, lineStart, nextLine } from './c-text.ts';
import { at, become, behindStart, blockingStart, type Breakage, drop, hasGuards, paired, rangePointer, usesVma } from './mutant.ts';
import type { Site } from './sites.ts';

const nonblock = (site: Site): string => `mmu_notifier_invalidate_range_start_nonblock(${rangePointer(site)})`;
const endOf = (site: Site): string => `mmu_notifier_invalidate_range_end(${rangePointer(site)});`;

/** Replace the start, blocking or tested. */
function startBecomes(text: (site: Site) => string): Breakage['apply'] {
  return (site) => {
    const start = site.starts[0];
    return paired(site) && start ? [become(site, start, text(site))] : undefined;
  };
}

/** Something atomic around the start (or each end). */
function around(open: string, close: string, what: 'start' | 'end'): Breakage['apply'] {
  return (site) => {
    const start = blockingStart(site);
    if (!start) return undefined;
    if (what === 'start') return [become(site, start, `${open}\n${at(site, start.statement)}\n${close}`)];
    return paired(site) ? site.ends.map((end) => become(site, end, `${open}\n${at(site, end.statement)}\n${close}`)) : undefined;
  };
}

const ATOMIC: readonly (readonly [string, string, string])[] = [
  ['a spin lock', 'spin_lock(&current->alloc_lock);', 'spin_unlock(&current->alloc_lock);'],
  ['a spin lock with irqs off', 'spin_lock_irq(&current->sighand->siglock);', 'spin_unlock_irq(&current->sighand->siglock);'],
  ['the RCU read side', 'rcu_read_lock();', 'rcu_read_unlock();'],
  ['disabled preemption', 'preempt_disable();', 'preempt_enable();'],
  ['disabled irqs', 'local_irq_disable();', 'local_irq_enable();'],
  ['disabled bottom halves', 'local_bh_disable();', 'local_bh_enable();'],
  ['a read lock', 'read_lock(&tasklist_lock);', 'read_unlock(&tasklist_lock);'],
  ['a raw spin lock', 'raw_spin_lock(&current->pi_lock);', 'raw_spin_unlock(&current->pi_lock);'],
  ['a non-blocking region', 'non_block_start();', 'non_block_end();'],
];

export const CONTEXT: readonly Breakage[] = [
  { id: 'result of nonblock dropped', expected: ['unchecked-nonblock'], apply: startBecomes((site) => `${nonblock(site)};`) },
  { id: 'result of nonblock cast to void', expected: ['unchecked-nonblock'], apply: startBecomes((site) => `(void)${nonblock(site)};`) },
  {
    id: 'both outcomes of nonblock the same',
    expected: ['unchecked-nonblock', 'end-after-failed-start'],
    apply: startBecomes((site) => `if (${nonblock(site)})\n\tpr_debug("would block\\n");`),
  },
  {
    id: 'end after failed nonblock',
    expected: ['end-after-failed-start'],
    apply: startBecomes((site) => `if (${nonblock(site)}) {\n\t${endOf(site)}\n\t${site.function.leave}\n}`),
  },
  {
    id: 'failed nonblock goes to the end',
    expected: ['end-after-failed-start'],
    apply: (site) => {
      const start = site.starts[0];
      const end = site.ends.at(-1);
      if (!paired(site) || !start || !end || end.bare || site.ends.length > 1) return undefined;
      return [
        become(site, start, `if (${nonblock(site)})\n\tgoto mnlens_end;`),
        insert(lineStart(site.text, end.statement.start), 'mnlens_end: __maybe_unused;\n'),
      ];
    },
  },
  {
    id: 'nonblock tested the wrong way round',
    expected: ['end-after-failed-start', 'unpaired-start'],
    tolerated: ['end-after-failed-start', 'unpaired-start'],
    apply: startBecomes((site) => `if (!${nonblock(site)})\n\t${site.function.leave}`),
  },
  ...ATOMIC.map(
    ([name, open, close]): Breakage => ({ id: `start under ${name}`, expected: ['sleep-in-atomic'], apply: around(open, close, 'start') }),
  ),
  {
    id: 'end under a spin lock',
    expected: ['sleep-in-atomic'],
    apply: around('spin_lock(&current->alloc_lock);', 'spin_unlock(&current->alloc_lock);', 'end'),
  },
  { id: 'end under the RCU read side', expected: ['sleep-in-atomic'], apply: around('rcu_read_lock();', 'rcu_read_unlock();', 'end') },
  {
    id: 'start under a scoped guard',
    expected: ['sleep-in-atomic'],
    apply: (site, generation) => {
      const start = blockingStart(site);
      return start && hasGuards(generation)
        ? [become(site, start, `scoped_guard(spinlock, &current->alloc_lock) {\n\t${at(site, start.statement)}\n}`)]
        : undefined;
    },
  },
  {
    id: 'start under a lock taken in a helper',
    expected: ['sleep-in-atomic'],
    apply: (site) => {
      const start = blockingStart(site);
      return (
        start && [
          insert(site.function.span.start, 'static void mnlens_lock(void)\n{\n\tspin_lock(&current->alloc_lock);\n}\n\n'),
          become(site, start, `mnlens_lock();\n${at(site, start.statement)}\nspin_unlock(&current->alloc_lock);`),
        ]
      );
    },
  },
  {
    // A condition that could not itself release the lock.
    id: 'lock forgotten on one path before start',
    expected: ['sleep-in-atomic'],
    apply: (site) => {
      const start = blockingStart(site);
      return (
        start && [
          become(
            site,
            start,
            `spin_lock(&current->alloc_lock);\nif (!need_resched())\n\tspin_unlock(&current->alloc_lock);\n${at(site, start.statement)}`,
          ),
        ]
      );
    },
  },
  { id: 'start moved below the page-table lock', expected: ['sleep-in-atomic'], tolerated: ['unpaired-end'], apply: belowLock },
  // Where range.start says whether the range is open, it says so no longer.
  {
    id: 'range.start moved after start',
    expected: ['range-changed'],
    tolerated: ['unpaired-start'],
    apply: (site) => [behindStart(site, `${site.range}.start += PAGE_SIZE;`)],
  },
  {
    id: 'range.end written before end',
    expected: ['range-changed'],
    apply: (site) => {
      const end = site.ends[0];
      return paired(site) && end
        ? [become(site, end, `${site.range}.end = ${site.range}.start + PAGE_SIZE;\n${at(site, end.statement)}`)]
        : undefined;
    },
  },
  {
    id: 'range widened by a helper after start',
    expected: ['range-changed'],
    apply: (site) => [
      insert(site.function.span.start, 'static void mnlens_widen(struct mmu_notifier_range *r)\n{\n\tr->end = r->end + PAGE_SIZE;\n}\n\n'),
      behindStart(site, `mnlens_widen(${rangePointer(site)});`),
    ],
  },
  {
    id: 'bounds given to the sharing helper after start',
    expected: ['range-changed'],
    tolerated: ['unpaired-start'],
    apply: (site) =>
      usesVma(site)
        ? [behindStart(site, `adjust_range_if_pmd_sharing_possible(vma, &${site.range}.start, &${site.range}.end);`)]
        : undefined,
  },
  { id: 'widening moved after start', expected: ['range-changed'], apply: wideningMoved },
];

/** Bug E25: the start stands behind the first lock of the region, in the same block. */
function belowLock(site: Site): Edit[] | undefined {
  const start = blockingStart(site);
  const end = site.ends[0];
  if (!paired(site) || !start || !end || start.bare) return undefined;
  const indent = indentAt(site.text, start.statement.start);
  const between = site.code.slice(start.statement.end, end.statement.start);
  const lock = new RegExp(`^${indent}(?:spin_lock\\([^;]*;|\\w+ = (?:pmd_lock|pud_lock|huge_pte_lock)\\([^;]*;)`, 'm').exec(between);
  // In the same block, and not behind a label that paths without the start reach.
  if (!lock || !staysInBlock(between.slice(0, lock.index)) || /^\w+:/m.test(between.slice(0, lock.index))) return undefined;
  const behind = nextLine(site.text, start.statement.end + lock.index + lock[0].length - 1);
  return [drop(site, start), insert(behind, `${indent}${at(site, start.statement)}\n`)];
}

function staysInBlock(code: string): boolean {
  let depth = 0;
  for (const c of code) {
    if (c === '{') depth++;
    else if (c === '}' && --depth < 0) return false;
  }
  return depth === 0;
}

/** Bug E28: what widens the range stands behind the start. */
function wideningMoved(site: Site): Edit[] | undefined {
  const start = blockingStart(site);
  if (!start || start.bare) return undefined;
  const between = site.code.slice(site.init.statement.end, start.statement.start);
  const call = /^[ \t]*\w+\([^;]*?&\w+\.start,[^;]*?&\w+\.end\);\n/m.exec(between);
  if (!call) return undefined;
  const from = site.init.statement.end + call.index;
  const text = site.text.slice(from, from + call[0].length);
  // Under an `if` without braces something has to stay behind.
  const bare = /\)$/.test(site.code.slice(0, from).trimEnd());
  return [
    { start: from, end: from + text.length, text: bare ? '\t\t;\n' : '' },
    insert(nextLine(site.text, start.statement.end - 1), text),
  ];
}
