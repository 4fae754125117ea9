// @ts-check
/** The licences of the libraries that the bundles contain, as their authors ask. */
import fs from 'node:fs';
import path from 'node:path';

/**
 * @param {string} root of the repository
 * @param {readonly import('esbuild').Metafile[]} metafiles what went into each bundle
 * @param {readonly string[]} others packages of which only a file is copied
 * @returns {string} the text of `THIRD-PARTY-NOTICES.txt`
 */
export function thirdPartyNotices(root, metafiles, others) {
  const inputs = metafiles.flatMap(({ inputs }) => Object.keys(inputs)).filter((file) => file.includes('node_modules/'));
  const folders = inputs.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? file);
  const packages = [...new Set([...folders, ...others.map((name) => `node_modules/${name}`)])].sort();
  return packages.map((folder) => notice(path.join(root, folder))).join(`\n${'-'.repeat(80)}\n\n`);
}

/** @param {string} folder of an installed package */
function notice(folder) {
  const { name, version, license } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = fs.readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? fs.readFileSync(path.join(folder, file), 'utf8').trim() : '';
  return `${name} ${version} (${license})\n\n${text}\n`;
}
