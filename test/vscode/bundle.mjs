// @ts-check
/** Bundle the Mocha suite for the extension host, which loads CommonJS. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = path.dirname(fileURLToPath(import.meta.url));
export const root = path.resolve(folder, '../..');

/** @returns {Promise<string>} the absolute path of the bundle */
export async function bundleSuite() {
  const outfile = path.join(root, 'dist/test/suite.cjs');
  await build({
    entryPoints: [path.join(folder, 'suite/index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return outfile;
}
