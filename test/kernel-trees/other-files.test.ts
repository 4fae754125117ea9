/** What is done in one file under a lock that a callback in another waits for: found. What waits for nobody, or is done beside it: silent. */
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { FileLocks } from '../../server/src/host/definitions/definitions.ts';
import { findFiles } from '../../server/src/host/find-files.ts';
import { SUBSCRIBER_WORDS } from '../../server/src/host/notifier-words.ts';
import type { WaitedLock } from '../../server/src/lens.ts';
import { news } from './judge.ts';
import { Laboratory } from './laboratory.ts';
import { line, note, type Row, summarize } from './report.ts';
import { readText, type Tree, trees } from './trees.ts';

interface Taker {
  readonly file: string;
  readonly text: string;
  readonly function: string;
  /** Offset behind the statement that takes the lock, and before it. */
  readonly after: number;
  readonly before: number;
  /** No other lock of a callback is taken before in the function, or by its callers as it says. */
  readonly isFirst: boolean;
  /** The callback's file. */
  readonly subscriber: string;
}

/** A lock that is taken as a statement of its own, through a pointer. */
const TAKES = /\n\t+(?:mutex_lock|down_write|down_read|spin_lock(?:_irq)?|(?:read|write)_lock)\(&(\w+)->(?:(\w+)->)?([\w.]+)\);/g;

/** The structure that a member of `type` points to, by the text of the first header that declares it. */
function pointee(headers: readonly string[], type: string, member: string): string | undefined {
  const header = headers.find((text) => text.includes(`\n${type} {`)) ?? '';
  const begin = header.indexOf(`\n${type} {`);
  const body = header.slice(begin, header.indexOf('\n}', begin));
  return new RegExp(`\\b(struct \\w+)\\s*\\*\\s*${member};`).exec(body)?.[1];
}

function takersIn(tree: Tree, file: string, subscriber: string, locks: readonly WaitedLock[], headers: readonly string[]): Taker[] {
  const text = readText(tree, file);
  const seen = new Set<string>();
  return [...text.matchAll(TAKES)].flatMap((match): Taker[] => {
    const [whole, variable = '', through, member] = match;
    const before = text.slice(0, match.index);
    const opening = before.lastIndexOf('\n{');
    if (before.lastIndexOf('\n}') > opening) return [];
    const head = before.slice(before.lastIndexOf('\n}', opening) + 2, match.index);
    const declared = new RegExp(`\\b(struct \\w+)\\s*\\*\\s*${variable}\\b`).exec(head)?.[1];
    const type = through === undefined || declared === undefined ? declared : pointee(headers, declared, through);
    const name = /(?:^|\n)(?:[a-z][\w\s*]*[\s*])?(\w+)\s*\([^;{}]*\)\s*$/.exec(before.slice(before.lastIndexOf('*/', opening), opening))?.[1];
    const lock = locks.find((waited) => type === waited.type && waited.member === member && waited.subclass === undefined);
    if (!lock || name === undefined || lock.takenIn?.through.includes(name)) return [];
    const isFirst = !seen.has(name) && !head.slice(head.lastIndexOf('\n{')).includes('lockdep_assert_held');
    seen.add(name);
    return [{ file, text, function: name, after: match.index + whole.length, before: match.index, isFirst, subscriber }];
  });
}

const UNDER: readonly (readonly [string, string])[] = [
  ['reclaim-in-callback', 'kfree(kmalloc(8, GFP_KERNEL));'],
  ['callback-deadlock', 'mmap_read_lock(current->mm); mmap_read_unlock(current->mm);'],
];

const NEUTRAL: readonly (readonly [string, (taker: Taker) => string])[] = [
  ['allocates before', ({ text, before, isFirst }) => (isFirst ? `${text.slice(0, before)}\n\tkfree(kmalloc(8, GFP_KERNEL));${text.slice(before)}` : text)],
  ['allocates without waiting', ({ text, after }) => `${text.slice(0, after)}\n\tkfree(kmalloc(8, GFP_NOWAIT));${text.slice(after)}`],
];

/** What is not found, as `release function rule`, with the reason. */
const KNOWN_MISSES: ReadonlyMap<string, string> = new Map([
  ['7.3 aie2_cmd_submit reclaim-in-callback', 'drm_gem_lock_reservations(), of another subsystem, takes locks, and might begin a scope in which nothing is reclaimed'],
  ...UNDER.map(([rule]): [string, string] => [`7.3 amdgpu_amdkfd_restore_userptr_worker ${rule}`, 'where it takes the lock again, behind the loop that does, the paths that are known do not exist']),
]);

describe.each(trees())('under locks of callbacks of other files of $name', (tree) => {
  let laboratory: Laboratory;
  let locks: FileLocks[];
  let takers: Taker[];
  beforeAll(async () => {
    laboratory = await Laboratory.for(tree);
    const subscribers = (await findFiles(tree.root, undefined, SUBSCRIBER_WORDS.slice(0, 2))).files.filter((file) => file.endsWith('.c')).map((file) => path.relative(tree.root, file)).sort();
    locks = [];
    takers = [];
    for (const file of subscribers) {
      const { waitedLocks } = await laboratory.baseline(file);
      if (waitedLocks.length === 0) continue;
      locks.push({ path: path.join(tree.root, file), locks: waitedLocks });
      const folder = path.join(tree.root, ...path.dirname(file).split('/').slice(0, 2));
      const { files } = await findFiles(folder, undefined, waitedLocks.map(({ type }) => type));
      const texts = files.map((other) => path.relative(tree.root, other));
      const headers = texts.filter((other) => other.endsWith('.h')).map((other) => readText(tree, other));
      for (const other of texts.sort()) if (other !== file && other.endsWith('.c')) takers.push(...takersIn(tree, other, file, waitedLocks, headers));
    }
    // What a subscriber does under locks of its own callbacks is another suite's.
    takers = takers.filter(({ file }) => !locks.some((own) => own.path === path.join(tree.root, file)));
  });

  test('is found', async () => {
    const wrong: Row[] = [];
    for (const taker of takers) {
      const base = await laboratory.analyzeUnder(taker.file, taker.text, locks);
      for (const [rule, statement] of UNDER) {
        // The order of the words in a report is what a reader sees.
        const analysis = await laboratory.analyzeUnder(taker.file, `${taker.text.slice(0, taker.after)}\n\t${statement}${taker.text.slice(taker.after)}`, locks);
        const found = news(base, analysis).filter((finding) => finding.rule === rule && finding.function === taker.function);
        const [finding] = found;
        const last = finding?.trace.at(-1);
        // Several subscribers may wait for one lock.
        const isTold = last?.file !== undefined && locks.some(({ path: subscriber }) => subscriber === last.file?.path) && last.text.startsWith(`${last.file.text.slice(last.span.start, last.span.end)}() is called back`);
        if (isTold || KNOWN_MISSES.has(`${tree.name.replace(/^\D*/, '')} ${taker.function} ${rule}`)) continue;
        wrong.push(note({ suite: 'other-files', tree: tree.name, file: taker.file, function: taker.function, mutant: `${rule}: ${statement}`, verdict: finding ? `ends with ${last?.text}` : 'missed' }));
      }
    }
    summarize(`other files, ${tree.name}: ${takers.length * UNDER.length} edits of ${takers.length} places in ${new Set(takers.map(({ file }) => file)).size} files for callbacks in ${[...new Set(takers.map(({ subscriber }) => subscriber))].join(', ')}, ${wrong.length} not found`, wrong);
    expect(wrong.map(line)).toEqual([]);
    expect(new Set(takers.map(({ file }) => file)).size).toBeGreaterThan(1);
  });

  test('is not found where nobody is waited for', async () => {
    const wrong: Row[] = [];
    for (const taker of takers) {
      const base = await laboratory.analyzeUnder(taker.file, taker.text, locks);
      for (const [id, edit] of NEUTRAL) {
        const found = news(base, await laboratory.analyzeUnder(taker.file, edit(taker), locks));
        if (found.length > 0) wrong.push(note({ suite: 'other-files', tree: tree.name, file: taker.file, function: taker.function, mutant: id, verdict: found.map(({ rule, message }) => `${rule}: ${message}`).join() }));
      }
    }
    expect(wrong.map(line)).toEqual([]);
  });
});

test.skipIf(trees().length > 0)('no kernel tree: MNLENS_KERNELS names none, and none is unpacked', () => {});
