// @ts-check
/** `npm run test:kernel`: the suites that need whole kernel trees, which are fetched first. */
import fs from 'node:fs';
import path from 'node:path';
import { provideSpatch } from './apt.mjs';
import { ensureInstalled } from './install.mjs';
import { provideKernels } from './kernels.mjs';
import { main, root, run } from './run.mjs';
import { Tally } from './tally.mjs';

await main(() => {
  ensureInstalled();
  run(process.execPath, ['scripts/build.mjs']);
  const kernels = provideKernels();
  provideSpatch();
  const tally = new Tally();
  if (kernels.length === 0) tally.unavailable('kernel trees', 'there are none.');
  else
    tally.vitest('on whole kernels', ['--config', 'test/kernel-trees/vitest.config.ts', ...suites()], {
      ...process.env,
      MNLENS_KERNELS: kernels.join(path.delimiter),
      // All edits of all call sites take the better part of an hour: CI takes every fourth, in turn. MNLENS_SAMPLE=1 is all of them.
      MNLENS_SAMPLE: process.env['MNLENS_SAMPLE'] ?? (process.env['CI'] ? '4' : '1'),
    });
  tally.finish();
});

/** The test files that use kernel trees: those in `test/kernel-trees`, and others that name what provides them. */
function suites() {
  const tests = path.join(root, 'test');
  const files = fs.readdirSync(tests, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'));
  const usesTrees = /kernelRoots|MNLENS_KERNELS/;
  return files
    .filter((file) => file.startsWith('kernel-trees') || usesTrees.test(fs.readFileSync(path.join(tests, file), 'utf8')))
    .map((file) => path.join('test', file));
}
