/** What `mnlens simulate --format json` writes is what its schema describes: for each sample, the runs of its functions, their kinds and their races. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { mirrorWith } from '../simulation/mistakes.ts';
import { CLEAN, HEADER_6_3 } from '../support/sources.ts';
import { SUBSCRIBER } from '../support/subscriber.ts';
import { tempFolder } from '../support/temp.ts';
import { mnlens } from './run.ts';

const root = path.resolve(import.meta.dirname, '../..');
const ajv = new Ajv({ allErrors: true });
ajv.addSchema(JSON.parse(readFileSync(path.join(root, 'schema/simulate.schema.json'), 'utf8')), 'simulate');

async function check(what: 'run' | 'kinds' | 'race', args: readonly string[], folder: string): Promise<unknown> {
  const { stdout, stderr } = await mnlens(['simulate', ...args, '--format', 'json'], folder);
  expect(stderr.replace(/^mnlens: --assume .*\n/gm, '')).toBe('');
  const document: unknown = JSON.parse(stdout);
  // One definition by itself says more clearly what is wrong than all three.
  const validate = ajv.getSchema(`simulate#/definitions/${what}`);
  expect(validate?.(document) || validate?.errors, args.join(' ')).toBe(true);
  expect(ajv.validate('simulate', document)).toBe(true);
  return document;
}

describe('the run of the finding of', () => {
  const samples = readdirSync(path.join(root, 'samples'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.c')).sort()
    .flatMap((file) => {
      const rule = path.basename(file, '.c');
      return readFileSync(path.join(root, 'samples', file), 'utf8').includes(` * ${rule}: `) ? [[file, rule] as const] : [];
    });

  test.each(samples)('%s', async (file, rule) => {
    const { stdout } = await mnlens(['check', file, '--format', 'json'], path.join(root, 'samples'));
    const { findings } = JSON.parse(stdout);
    await check('run', [`${file}:${findings[0].range.start.line}`, '--finding', rule], path.join(root, 'samples'));
  });

  test('all of them', () => expect(samples.length).toBeGreaterThan(25));
});

const TREE = { 'include/linux/mmu_notifier.h': HEADER_6_3, Makefile: '', Kbuild: '', 'mm/clean.c': CLEAN, 'drivers/example.c': SUBSCRIBER };

test('kinds, choices that are not met, and subscribers of the tree', async () => {
  const folder = tempFolder(TREE);
  await check('kinds', ['mm/clean.c:example_zap', '--kinds'], folder);
  expect(await check('run', ['mm/clean.c:example_zap', '--assume', 'nothing like it=true'], folder)).toMatchObject({ unmet: [{ id: 'nothing like it', takes: 'true' }] });
  await check('run', ['mm/clean.c:example_zap', '--subscriber', 'example_ops', '--subscriber', 'list'], folder);
  await check('run', ['drivers/example.c:example_invalidate', '--event', 'migrate', '--nonblock'], folder);
});

test('a race that goes wrong, and one that does not', async () => {
  const folder = tempFolder({ 'right.c': mirrorWith('right'), 'wrong.c': mirrorWith('sequence set outside the lock') });
  expect(await check('race', ['wrong.c:forget_page', '--race', 'mirror_fault'], folder)).toMatchObject({ outcome: 'stale' });
  expect(await check('race', ['right.c:forget_page', '--race', 'mirror_fault'], folder)).toMatchObject({ outcome: 'none', schedule: [] });
});
