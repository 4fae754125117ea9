// @ts-check
/** `npm run package`: the extension as one .vsix, from what `npm run build` made. `.vscodeignore` says what is in it. */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { main, root, run } from './run.mjs';

/**
 * Package the built extension.
 * @param {string} vsix where to write it
 * @returns {string} `vsix`
 */
export function packageExtension(vsix) {
  // The bundles need no node_modules; the README's links stay as they are, for there is no public address yet.
  const options = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', vsix];
  run(process.execPath, ['node_modules/@vscode/vsce/vsce', 'package', ...options], { quiet: true });
  return vsix;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main(async () => {
    run(process.execPath, ['scripts/build.mjs', '--minify']);
    const { name, version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
    const vsix = packageExtension(path.join(root, `${name}-${version}.vsix`));
    console.log(`${path.relative(root, vsix)}: ${Math.round(fs.statSync(vsix).size / 1024)} kB`);
  });
}
