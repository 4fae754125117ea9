// @ts-check
/** `npm run package`: the extension as one .vsix, from what `npm run build` made. `.vscodeignore` says what is in it. */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { main, root, run } from './run.mjs';

/**
 * Package the built extension.
 * @param {string} vsix where to write it
 * @returns {Promise<string>} `vsix`
 */
export async function packageExtension(vsix) {
  // Loaded late: start and vscode import this module before anything is installed.
  const { createVSIX } = await import('@vscode/vsce');
  // The bundles need no node_modules; the links in the README are to be kept as they are, for there is no public address yet.
  await createVSIX({ cwd: root, packagePath: vsix, dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false });
  return vsix;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main(async () => {
    run(process.execPath, ['scripts/build.mjs', '--minify']);
    const { name, version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
    const vsix = await packageExtension(path.join(root, `${name}-${version}.vsix`));
    console.log(`${path.relative(root, vsix)}: ${Math.round(fs.statSync(vsix).size / 1024)} kB`);
  });
}
