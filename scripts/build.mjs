// @ts-check
/**
 * Bundles what ships into dist/: the command line tool, the language server and (when it is there) the VS Code client, with
 * the two wasm modules beside them. `node scripts/build.mjs [--minify]`
 */
import { chmod, copyFile, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { thirdPartyNotices } from './notices.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const dist = path.join(root, 'dist');
const require = createRequire(import.meta.url);
const minify = process.argv.includes('--minify');

/** What CommonJS libraries take for granted, and ES modules lack. */
const REQUIRE = [
  "import { createRequire as createRequireOfBundle } from 'node:module';",
  "import { fileURLToPath as fileOfBundle } from 'node:url';",
  'const require = createRequireOfBundle(import.meta.url), __filename = fileOfBundle(import.meta.url), __dirname = fileOfBundle(new URL(".", import.meta.url));',
].join('\n');

/** VS Code requires its extensions, so the client is CommonJS; the page of the panel runs in a browser. */
const ENTRIES = [
  { out: 'cli.js', file: 'server/src/cli/main.ts', banner: `#!/usr/bin/env node\n${REQUIRE}` },
  { out: 'worker.js', file: 'server/src/cli/worker.ts', banner: REQUIRE },
  { out: 'subscribers-worker.js', file: 'server/src/host/subscribers-worker.ts', banner: REQUIRE },
  { out: 'server.js', file: 'server/src/lsp/main.ts', banner: REQUIRE },
  { out: 'client.cjs', file: 'client/src/extension.ts', banner: '' },
  { out: 'panel.js', file: 'client/page/main.ts', banner: '', isPage: true },
];

const WASM = ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-c/tree-sitter-c.wasm'];

await mkdir(dist, { recursive: true });
// Made aside and moved in place: whoever runs dist/ meanwhile (a test, an editor) never sees half a file.
const aside = await mkdtemp(path.join(dist, '.build-'));
try {
  const [bundles] = await Promise.all([
    Promise.all(
      ENTRIES.map(({ out, file, banner, isPage }) =>
        build({
          absWorkingDir: root,
          entryPoints: [file],
          outfile: path.join(aside, out),
          bundle: true,
          platform: isPage ? 'browser' : 'node',
          // Electron of the oldest VS Code; its Chromium lacks decorators.
          target: isPage ? 'chrome122' : 'node20',
          format: out.endsWith('.cjs') ? 'cjs' : 'esm',
          mainFields: ['module', 'main'],
          minify,
          sourcemap: !minify,
          legalComments: 'none',
          logLevel: 'warning',
          // `vscode` is given by the editor; ripgrep carries a binary and is found at run time, or not.
          external: ['vscode', '@vscode/ripgrep'],
          banner: { js: banner },
          metafile: true,
        }),
      ),
    ),
    ...WASM.map((file) => copyFile(require.resolve(file), path.join(aside, path.basename(file)))),
  ]);
  await writeFile(
    path.join(aside, 'THIRD-PARTY-NOTICES.txt'),
    thirdPartyNotices(
      root,
      bundles.map(({ metafile }) => metafile),
      ['tree-sitter-c'],
    ),
  );
  await chmod(path.join(aside, 'cli.js'), 0o755);
  for (const file of await readdir(aside)) await rename(path.join(aside, file), path.join(dist, file));
} finally {
  await rm(aside, { recursive: true, force: true });
}
