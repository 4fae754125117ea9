/** The same races as a Promela model, explored by Spin: a third opinion on which of them go wrong, how, and in how many steps. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readGrammar } from '../../server/src/host/grammar.ts';
import { explore } from '../../server/src/simulation/race/explore.ts';
import type { RacePrograms } from '../../server/src/simulation/race/race.ts';
import { SyntaxParser } from '../../server/src/syntax/parser.ts';
import { judged, modelOf } from './promela.ts';
import { CASES, madeOf, openRace, WITH_MODELS } from './race-cases.ts';

const MISSING = ['spin', 'gcc'].filter((program) => spawnSync(program, [program === 'spin' ? '-V' : '--version']).status !== 0);
if (MISSING.length > 0) console.warn(`${MISSING.join(' and ')} not found (Debian: apt-get install ${MISSING.join(' ')}): the races are not checked with Spin.`);

describe.skipIf(MISSING.length > 0)('Spin agrees', () => {
  let parser: SyntaxParser;
  beforeAll(async () => {
    parser = await SyntaxParser.load(await readGrammar());
  });

  const agree = async (made: RacePrograms, outcome: string): Promise<void> => {
    const found = explore(made.programs, made.callbacks);
    const folder = await mkdtemp(path.join(os.tmpdir(), 'mnlens-spin-'));
    try {
      const answer = await judged(modelOf(made), folder);
      expect(answer.outcome).toBe(outcome);
      expect(answer.outcome).toBe(found.outcome);
      // Who waits in mmu_interval_read_begin() has sampled the sequence before, which is a step here.
      const sampled = found.waiting.filter(({ op }) => op.do === 'read-begin').length;
      expect(answer.shortest).toBe(found.outcome === 'none' ? undefined : found.schedule.length + sampled);
    } finally {
      await rm(folder, { recursive: true });
    }
  };

  test.concurrent.each(CASES)('%s: %s ends in %s', (file, name, outcome, assume) => agree(madeOf(openRace(parser, file, name), 'mirror_fault', assume), outcome));

  test.concurrent.each(WITH_MODELS)('%s: %s with a model %s ends in %s', (file, name, model, outcome) => agree(madeOf(openRace(parser, file, name), model), outcome));

  test.concurrent('two invalidations at once', () => agree(madeOf(openRace(parser, 'right', 'forget_page'), 'forget_page_now'), 'none'));
});
