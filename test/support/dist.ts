/** The built programs, for tests that run them as users do. Built anew when a source is newer. */
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** Absolute path of `dist/cli.js`, or of the one that MNLENS_CLI names (in an unpacked package, say). */
export function builtCli(): string {
  const given = process.env['MNLENS_CLI'];
  if (given) return given;
  const cli = path.join(root, 'dist/cli.js');
  if (modified(cli) < newestSource()) execFileSync(process.execPath, [path.join(root, 'scripts/build.mjs')], { stdio: 'inherit' });
  return cli;
}

function modified(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newestSource(): number {
  const files = readdirSync(path.join(root, 'server/src'), { recursive: true, encoding: 'utf8' });
  return Math.max(modified(path.join(root, 'package.json')), ...files.map((file) => modified(path.join(root, 'server/src', file))));
}
