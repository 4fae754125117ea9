// @ts-check
/** `npm ci`, when and only when node_modules is missing or differs from package-lock.json. */
import fs from 'node:fs';
import path from 'node:path';
import { root, run } from './run.mjs';

/**
 * @typedef {{ version?: string, optional?: boolean, peer?: boolean, link?: boolean }} LockedPackage
 */

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage> | undefined} the packages by their folder, without the root's own entry
 */
function lockedPackages(file) {
  if (!fs.existsSync(file)) return undefined;
  const { '': _, ...packages } = JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  return packages;
}

/** Whether node_modules holds what the lockfile says. Optional packages may be missing: they are other platforms'. */
function isInstalled() {
  const wanted = lockedPackages(path.join(root, 'package-lock.json'));
  // npm keeps a lockfile of what it really installed.
  const present = lockedPackages(path.join(root, 'node_modules/.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(
    ([folder, { version, optional }]) => present[folder]?.version === version || (optional && !present[folder]),
  );
}

/** Install the development dependencies if needed. */
export function ensureInstalled() {
  if (isInstalled()) return;
  console.error('Installing the development dependencies (npm ci) …');
  // No install scripts: they would download binaries; what is needed comes inside the packages.
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
}
