// @ts-check
/** `npm run bench [-- typing|simulation|panel|surroundings|tree]`: what a keystroke, a simulation and a whole kernel cost, beside peers that are installed. See bench/. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { provideSpatch } from './apt.mjs';
import { ensureInstalled } from './install.mjs';
import { provideKernels } from './kernels.mjs';
import { main, root, run } from './run.mjs';

const PARTS = ['typing', 'simulation', 'panel', 'surroundings', 'tree'];

/** Files that ask where they are go on being there when they are in the bundle. @type {import('esbuild').Plugin} */
const stayInPlace = {
  name: 'stay-in-place',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/](?:scripts|test)[\\/][^\0]*\.(?:mjs|ts)$/ }, ({ path: file }) => ({
      contents: readFileSync(file, 'utf8')
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href))
        .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(file))),
      loader: file.endsWith('.ts') ? 'ts' : 'js',
    }));
  },
};

await main(async () => {
  const parts = process.argv.slice(2);
  const unknown = parts.find((part) => !PARTS.includes(part));
  if (unknown !== undefined) throw new Error(`there is no benchmark "${unknown}", only ${PARTS.join(', ')}`);
  ensureInstalled();
  run(process.execPath, ['scripts/build.mjs']);
  const [tree] = provideKernels();
  if (tree === undefined) throw new Error('nothing to measure on: there is no kernel tree');
  provideSpatch();
  const { build } = await import('esbuild');
  const folder = path.join(root, '.cache', 'bench');
  mkdirSync(folder, { recursive: true });
  try {
    const outfile = path.join(folder, 'main.mjs');
    await build({
      absWorkingDir: root,
      entryPoints: ['bench/main.ts'],
      outfile,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      packages: 'external',
      plugins: [stayInPlace],
      logLevel: 'warning',
    });
    // The tests' client starts this one.
    process.env.MNLENS_CLI = path.join(root, 'dist/cli.js');
    const { bench } = await import(pathToFileURL(outfile).href);
    await bench(root, tree, parts);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
