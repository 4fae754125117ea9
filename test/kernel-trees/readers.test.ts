/** Every reader of the kernel trees' page tables, broken in the ways that matter: found. Changed in ways that do not: silent. */
import { beforeAll, describe, expect, test } from 'vitest';
import { behindBracket, masked } from './c-text.ts';
import { news } from './judge.ts';
import { Laboratory } from './laboratory.ts';
import { line, note, type Row, summarize } from './report.ts';
import { notifierFiles, readText, type Tree, trees } from './trees.ts';

/** A function that begins or checks a read side. */
interface Reader {
  readonly file: string;
  readonly name: string;
  readonly before: string;
  readonly text: string;
  readonly after: string;
}

/** As a reader would look for them: a call in a definition's braces. */
function readersIn(file: string, text: string): Reader[] {
  const code = masked(text);
  const found: Reader[] = [];
  for (const definition of code.matchAll(/^\w[^;{}()#]*\b(\w+)\s*\([^;{}]*\)[\w\s(&)*>-]*\{/gm)) {
    const open = definition.index + definition[0].length - 1;
    const end = behindBracket(code, open);
    if (!/\bmmu_interval_read_(begin|retry)\s*\(/.test(code.slice(open, end))) continue;
    found.push({ file, name: definition[1] ?? '', before: text.slice(0, definition.index), text: text.slice(definition.index, end), after: text.slice(end) });
  }
  return found;
}

async function allReaders(tree: Tree): Promise<Reader[]> {
  const files = (await notifierFiles(tree)).filter((file) => file.endsWith('.c') && file !== 'mm/mmu_notifier.c' && !file.startsWith('tools/'));
  return files.flatMap((file) => readersIn(file, readText(tree, file)));
}

/** `undefined` where the function has nothing of the kind. */
type Edit = (text: string) => string | undefined;

function replaced(pattern: RegExp, by: (...parts: string[]) => string): Edit {
  return (text) => {
    const changed = text.replace(pattern, (...match: unknown[]) => by(...match.map(String)));
    return changed === text ? undefined : changed;
  };
}

const RETRY = String.raw`mmu_interval_read_retry\((?!\))(?:[^()]|\([^()]*\))*\)`;
const LOCK = String.raw`mutex_lock\(((?:[^()]|\([^()]*\))*)\);\n`;

const BROKEN: readonly { readonly id: string; readonly rule: string; readonly edit: Edit }[] = [
  { id: 'nobody checks', rule: 'read-without-retry|retry-unlocked', edit: replaced(new RegExp(RETRY), () => 'false') },
  {
    id: 'checked before the lock is taken', rule: 'retry-unlocked',
    edit: (text) => replaced(new RegExp(String.raw`([ \t]*${LOCK})([ \t]*if \(${RETRY}\) \{\n[^}]*\})\n`), (_, lock = '', name = '', check = '') => `${check.replace(new RegExp(String.raw`[ \t]*mutex_unlock\(${escaped(name)}\);\n`), '')}\n${lock}`)(text)
      ?? replaced(new RegExp(String.raw`([ \t]*${LOCK})([ \t]*if \(!${RETRY}\))\n[ \t]*break;\n[ \t]*mutex_unlock\([^\n]*\n`), (_, lock = '', _name = '', check = '') => `${check} {\n${lock}\t\t\tbreak;\n\t\t}\n`)(text),
  },
  {
    id: 'checked after the lock is dropped', rule: 'retry-unlocked',
    edit: replaced(new RegExp(String.raw`([ \t]*\w+ = ${RETRY};\n)([ \t]*mutex_unlock\([^\n]*\n)`), (_, check = '', unlock = '') => unlock + check),
  },
  {
    id: 'one sequence for all attempts', rule: 'fault-contract|read-without-retry',
    edit: replaced(/((?:\n\w+:\n|[ \t]*while \(true\) \{\n)(?:(?!\n\t?\}\n)[^])*?)(\n[ \t]*\w[^;{}]*mmu_interval_read_begin\([^;]*;)/, (_, head = '', begin = '') => `${begin}\n${head}`),
  },
  {
    id: 'the mmap lock is kept on error', rule: 'fault-contract',
    edit: replaced(/(\b(\w+) = hmm_range_fault\([^]*?)(mmap_read_unlock\()/, (_, head = '', result = '', unlock = '') => `${head}if (!${result}) ${unlock}`),
  },
  {
    id: 'the lock is dropped before the pages are used', rule: 'retry-unlocked',
    edit: (text) => (/hmm_range_fault/.test(text) ? replaced(new RegExp(String.raw`(${LOCK}[ \t]*if \(${RETRY}\) \{\n[^}]*\}(?:\n[ \t]*break;\n[ \t]*\})?\n)`), (_, head = '', name = '') => `${head}\tmutex_unlock(${name});\n`)(text) : undefined),
  },
];

/**
 * Functions of which this file does not show enough. They check a sequence that another function took and left in memory, or leave theirs there for
 * another to check: nothing is said about these.
 */
const IN_MEMORY = new Set(['amdgpu_hmm_range_get_pages_done', 'i915_gem_object_userptr_submit_init', 'i915_gem_object_userptr_submit_done', 'vma_check_userptr', 'xe_vma_userptr_force_invalidate', '__xe_vm_userptr_needs_repin', 'xe_vma_userptr_check_repin']);

/** Missed, and known to be: so much is called in loops in between that the path to the check is not followed (`#looks` in the machine). */
const MISSED = new Set(['hfi1_user_exp_rcv_setup: checked after the lock is dropped']);

/** Bugs that were: what has been fixed undone, in words of our own. */
const BUGS: readonly { readonly id: string; readonly file: string; readonly function: string; readonly edit: Edit; readonly found: string }[] = [
  {
    // Fixed by b3deec25847b (6.2)
    id: 'pages are pinned and never checked', file: 'drivers/infiniband/hw/hfi1/user_exp_rcv.c', function: 'hfi1_user_exp_rcv_setup', found: 'read-without-retry@hfi1_user_exp_rcv_setup',
    edit: replaced(/\n\tif \(fd->use_mn\) \{\n[^}]*mmu_interval_read_retry[^}]*\}\n\t\}\n/, () => '\n'),
  },
  {
    // Fixed by 0a98219bcc96 (6.14)
    id: 'what was found is counted unchecked', file: 'drivers/gpu/drm/xe/xe_hmm.c', function: 'xe_alloc_sg', found: 'read-without-retry@xe_hmm_userptr_populate_range',
    edit: replaced(/\n\tif \(mmu_interval_read_retry[^}]*\}\n/, () => '\n'),
  },
];

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

const NEUTRAL: readonly { readonly id: string; readonly edit: Edit }[] = [
  { id: 'the answer is expected', edit: replaced(new RegExp(RETRY), (call = '') => `unlikely(${call})`) },
  { id: 'the answer is compared', edit: replaced(new RegExp(`if \\((${RETRY})\\)`), (_, call = '') => `if (${call} != 0)`) },
  { id: 'the answer is kept', edit: replaced(new RegExp(`([ \\t]*)if \\((${RETRY})\\)`), (_, indent = '', call = '') => `${indent}bool mnl_again = ${call};\n${indent}if (mnl_again)`) },
  { id: 'something is called first', edit: replaced(/(;\n[ \t]*)(mmap_read_lock\()/, (_, indent = '', lock = '') => `${indent}mnl_nothing(jiffies)${indent}${lock}`) },
  { id: 'an error is logged', edit: replaced(/(\n[ \t]*)(goto \w+;)/, (_, indent = '', jump = '') => `${indent}mnl_count++; ${jump}`) },
];

describe.each(trees())('readers of $name', (tree) => {
  let laboratory: Laboratory;
  let readers: Reader[];
  beforeAll(async () => {
    laboratory = await Laboratory.for(tree);
    readers = await allReaders(tree);
  });

  test('that are broken are found', async () => {
    const wrong: Row[] = [];
    let count = 0;
    for (const reader of readers) {
      const before = await laboratory.baseline(reader.file);
      for (const { id, rule, edit } of BROKEN) {
        const text = edit(reader.text);
        if (text === undefined || (id === 'nobody checks' && IN_MEMORY.has(reader.name)) || MISSED.has(`${reader.name}: ${id}`)) continue;
        count++;
        const now = await laboratory.analyze(reader.file, reader.before + text + reader.after);
        const found = news(before, now);
        const rules = [...new Set(found.map((finding) => finding.rule))];
        if (rules.length === 0 || !rules.every((name) => rule.split('|').includes(name)))
          wrong.push(note({ suite: 'readers', tree: tree.name, file: reader.file, function: reader.name, mutant: id, verdict: found.map((finding) => `${finding.rule}@${finding.function}`).join() || 'missed' }));
      }
    }
    summarize(`readers, ${tree.name}: ${count} edits of ${readers.length} readers, ${wrong.length} not as they should be`, wrong);
    expect(wrong.map(line)).toEqual([]);
  });

  test('with a bug that was are found', async () => {
    for (const bug of BUGS) {
      const reader = readers.find(({ file, name }) => file === bug.file && name === bug.function);
      const text = reader && bug.edit(reader.text);
      // Not every tree has it.
      if (!reader || text === undefined) continue;
      const found = news(await laboratory.baseline(reader.file), await laboratory.analyze(reader.file, reader.before + text + reader.after));
      expect([...new Set(found.map((finding) => `${finding.rule}@${finding.function}`))], bug.id).toEqual([bug.found]);
      expect(found.every((finding) => finding.trace.length > 0)).toBe(true);
    }
  });

  test('that keep the contract are silent', async () => {
    const wrong: Row[] = [];
    let count = 0;
    for (const reader of readers) {
      const before = await laboratory.baseline(reader.file);
      for (const { id, edit } of NEUTRAL) {
        const text = edit(reader.text);
        if (text === undefined) continue;
        count++;
        const found = news(before, await laboratory.analyze(reader.file, reader.before + text + reader.after));
        if (found.length > 0)
          wrong.push(note({ suite: 'neutral readers', tree: tree.name, file: reader.file, function: reader.name, mutant: id, verdict: found.map(({ rule }) => rule).join() }));
      }
    }
    summarize(`neutral readers, ${tree.name}: ${count} edits, ${wrong.length} not silent`, wrong);
    expect(wrong.map(line)).toEqual([]);
    expect(count).toBeGreaterThan(20);
  });
});

test.skipIf(trees().length > 0)('no kernel tree: MNLENS_KERNELS names none, and none is unpacked', () => {});
