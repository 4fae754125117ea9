/** `mnlens simulate`: a run, kinds side by side, and a race, in a terminal. */
import { expect, test } from 'vitest';
import type { DocumentPlace } from '../../server/src/cli/simulation-document.ts';
import type { Comparison, Race, Simulation } from '../../server/src/lens.ts';
import { CLEAN, HEADER_6_3, LEAK } from '../support/sources.ts';
import { mirrorWith } from '../simulation/mistakes.ts';
import { SUBSCRIBER } from '../support/subscriber.ts';
import { tempFolder } from '../support/temp.ts';
import { mnlens } from './run.ts';

const TREE = { 'include/linux/mmu_notifier.h': HEADER_6_3, 'Makefile': '', 'Kbuild': '', 'mm/clean.c': CLEAN, 'mm/leak.c': LEAK, 'drivers/example.c': SUBSCRIBER };

test('a line a step, with what changes beneath, and what was taken for granted', async () => {
  const { status, stdout, stderr } = await mnlens(['simulate', 'mm/clean.c:example_zap'], tempFolder(TREE));
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^example_zap\(\): /);
  expect(stdout).toMatch(/^ +1 +7 +`range` is initialised for MMU_NOTIFY_CLEAR$/m);
  expect(stdout).toMatch(/\[list, like KVM\] its entries in the range are dropped\n +\+0: list, like KVM dropped\n +active invalidations: 1/);
  expect(stdout).toContain('Taken for granted:');
});

test('the function around a line; another way at a condition; exit 1 where something goes wrong', async () => {
  const folder = tempFolder(TREE);
  const right = await mnlens(['simulate', 'mm/leak.c:9', '--assume', 'example_walk(mm, start, end)=true'], folder);
  expect(right.status).toBe(0);
  const wrong = await mnlens(['simulate', 'mm/leak.c:9', '--assume', 'example_walk(mm, start, end)=false'], folder);
  expect(wrong.status).toBe(1);
  expect(wrong.stdout).toMatch(/^! +\d+ +\d+ +the function returns with `range` still started$/m);
});

test('a document, the same each time, with places as in other documents', async () => {
  const folder = tempFolder(TREE);
  const run = () => mnlens(['simulate', 'mm/clean.c:example_zap', '--format', 'json', '--event', 'unmap'], folder);
  const first = await run();
  const simulation: Simulation<DocumentPlace> = JSON.parse(first.stdout);
  expect(simulation).toMatchObject({ version: 1, function: 'example_zap', choices: { event: { value: 'MMU_NOTIFY_UNMAP', written: 'MMU_NOTIFY_CLEAR' } } });
  expect(simulation.steps[0]?.at).toEqual({ file: 'mm/clean.c', function: 'example_zap', range: { start: { line: 7, column: 2 }, end: { line: 7, column: 70 } } });
  expect((await run()).stdout).toBe(first.stdout);
});

test('a diagram for Mermaid', async () => {
  const { stdout } = await mnlens(['simulate', 'mm/clean.c:example_zap', '--format', 'mermaid'], tempFolder(TREE));
  expect(stdout).toMatch(/^sequenceDiagram\n {2}participant L0 as example_zap\(\)\n/);
  expect(stdout).toMatch(/^ {2}L0->>L1: the invalidation of range starts: MMU_NOTIFY_CLEAR$/m);
});

test('kinds side by side', async () => {
  const folder = tempFolder(TREE);
  const { status, stdout } = await mnlens(['simulate', 'mm/clean.c:example_zap', '--kinds'], folder);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^MMU_NOTIFY_SOFT_DIRTY: .*2 of 3 entries of devices outlive it$/m);
  const comparison: Comparison = JSON.parse((await mnlens(['simulate', 'mm/clean.c:example_zap', '--kinds', '--format', 'json'], folder)).stdout);
  expect(comparison.kinds.map(({ event }) => event)).not.toContain('MMU_NOTIFY_RELEASE');
});

test('a subscriber of the tree takes part, under the name of its table', async () => {
  const folder = tempFolder(TREE);
  const { stdout } = await mnlens(['simulate', 'mm/clean.c:example_zap', '--subscriber', 'example_ops'], folder);
  expect(stdout).toMatch(/\[example_ops\] its entries in the range are dropped/);
  expect(stdout).not.toContain('like KVM');
  const { status, stderr } = await mnlens(['simulate', 'mm/clean.c:example_zap', '--subscriber', 'nobody_ops'], folder);
  expect(status).toBe(2);
  expect(stderr).toMatch(/^mnlens: --subscriber: nobody_ops is neither a model \(list, interval, tlb\) nor/);
});

test('a race: the shortest schedule, each CPU in its column; none is exit 0', async () => {
  const folder = tempFolder({ 'right.c': mirrorWith('right'), 'wrong.c': mirrorWith('sequence set outside the lock') });
  const wrong = await mnlens(['simulate', 'wrong.c:forget_page', '--race', 'mirror_fault'], folder);
  expect(wrong.status).toBe(1);
  expect(wrong.stdout).toMatch(/CPU 0: forget_page\(\) +CPU 1: mirror_fault\(\)/);
  expect(wrong.stdout).toMatch(/^! +\d+ +mirror_map\(\): the device's entry is made \(\d+\)$/m);
  const right = await mnlens(['simulate', 'right.c:forget_page', '--race', 'mirror_fault', '--format', 'json'], folder);
  expect(right.status).toBe(0);
  const race: Race<DocumentPlace> = JSON.parse(right.stdout);
  expect(race).toMatchObject({ version: 1, outcome: 'none', schedule: [], explored: { isComplete: true } });
});

test.each([
  [['mm/clean.c'], 'FILE:FUNCTION or FILE:LINE is wanted'],
  [['mm/none.c:f'], 'mm/none.c: no such file'],
  [['mm/clean.c:nobody'], 'mm/clean.c defines no function nobody'],
  [['mm/clean.c:4000'], 'mm/clean.c has no line 4000'],
  [['mm/clean.c:1'], 'There is no function here'],
  [['mm/clean.c:example_zap', '--event', 'GONE'], '--event: the API of this tree has no kind GONE: UNMAP, CLEAR'],
  [['mm/clean.c:example_zap', '--assume', 'x'], "--assume: 'x' is not of the form"],
  [['mm/clean.c:example_zap', '--format', 'svg'], '--format'],
  [['mm/clean.c:example_zap', '--race', 'nobody'], 'There is no function nobody in this file'],
])('%j: one line, exit 2', async (args, line) => {
  const { status, stdout, stderr } = await mnlens(['simulate', ...args], tempFolder(TREE));
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(line);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});

test('an assumption that is not met is told on stderr', async () => {
  const { status, stderr } = await mnlens(['simulate', 'mm/clean.c:example_zap', '--assume', 'gone=true'], tempFolder(TREE));
  expect(status).toBe(0);
  expect(stderr).toContain('--assume gone=true: the path does not come there');
});
