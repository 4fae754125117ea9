// @ts-check
/**
 * `npm run docs`: writes what follows from the rules' own metadata and from the list of API generations: the rules' pages, the
 * README's table of rules, the settings in the manifest. With `--check` it only says which of them are out of date (exit 1).
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { main, root } from './run.mjs';

/**
 * @typedef {{ id: string, severity: string, summary: string, page: string, documentation: string }} RuleInfo
 * @typedef {{ rules: readonly RuleInfo[], releases: readonly string[] }} Facts
 */

/** The core's own data. @returns {Promise<Facts>} */
async function facts() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mnlens-docs-'));
  const bundle = path.join(folder, 'facts.mjs');
  const contents = `export { RULES } from './server/src/lens.ts'; export { GENERATIONS } from './server/src/kernel/generations/index.ts';`;
  // The core reads no files, so what it is bundled to can be loaded from anywhere; its parser is not started.
  await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    outfile: bundle,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'warning',
  });
  const { RULES, GENERATIONS } = await import(pathToFileURL(bundle).href);
  fs.rmSync(folder, { recursive: true });
  return { rules: RULES, releases: GENERATIONS.map((/** @type {{ release: string }} */ { release }) => release) };
}

/** @param {string} file @param {Facts} facts */
function manifest(file, { rules, releases }) {
  const json = JSON.parse(fs.readFileSync(file, 'utf8'));
  const settings = json.contributes.configuration.properties;
  const severities = ['error', 'warning', 'info', 'hint', 'off'];
  settings['mnlens.severity'].properties = Object.fromEntries(
    rules.map(({ id, severity, summary }) => [id, { type: 'string', enum: severities, default: severity, description: `${summary}.` }]),
  );
  settings['mnlens.generation'].enum = ['newest', ...releases.toReversed()];
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

/** @param {string} file @param {Facts} facts */
function readme(file, { rules }) {
  const table = [
    '| rule | severity | what it finds |',
    '| --- | --- | --- |',
    ...rules.map(({ id, severity, summary, page }) => `| [${id}](${page}) | ${severity} | ${summary} |`),
  ];
  return fs
    .readFileSync(file, 'utf8')
    .replace(/(<!-- rules -->\n).*?(<!-- \/rules -->)/s, (_, begin, end) => `${begin}${table.join('\n')}\n${end}`);
}

await main(async () => {
  const check = process.argv.includes('--check');
  const data = await facts();
  /** @type {Array<[file: string, text: string]>} */
  const wanted = [
    ['package.json', manifest(path.join(root, 'package.json'), data)],
    ['README.md', readme(path.join(root, 'README.md'), data)],
    ...data.rules.map(
      ({ page, documentation }) =>
        /** @type {[string, string]} */ ([page, documentation.endsWith('\n') ? documentation : `${documentation}\n`]),
    ),
  ];
  const pages = path.join(root, 'docs/rules');
  const stray = fs.existsSync(pages)
    ? fs
        .readdirSync(pages)
        .map((name) => `docs/rules/${name}`)
        .filter((file) => !data.rules.some(({ page }) => page === file))
    : [];
  const outdated = wanted.filter(
    ([file, text]) => !fs.existsSync(path.join(root, file)) || fs.readFileSync(path.join(root, file), 'utf8') !== text,
  );
  if (check && outdated.length + stray.length > 0) {
    throw new Error(`out of date, run npm run docs: ${[...outdated.map(([file]) => file), ...stray].join(', ')}`);
  }
  for (const [file, text] of outdated) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
    console.log(`wrote ${file}`);
  }
  for (const file of stray) {
    fs.rmSync(path.join(root, file));
    console.log(`removed ${file}: there is no such rule`);
  }
});
