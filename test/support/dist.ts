/** The built programs, for tests that run them as users do. Built anew when a source is newer. */
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** Absolute path of `dist/cli.js`, or of the one that MNLENS_CLI names (in an unpacked package, say). */
export function builtCli(): string {
  const given = process.env['MNLENS_CLI'];
  if (given) return given;
  return built('cli.js', ['server/src']);
}

/** Absolute path of `dist/panel.js`, the script of the panel's page. */
export function builtPage(): string {
  return built('panel.js', ['client', 'server/src/simulation/text']);
}

function built(name: string, sources: readonly string[]): string {
  const file = path.join(root, 'dist', name);
  if (modified(file) < newestSource(sources)) execFileSync(process.execPath, [path.join(root, 'scripts/build.mjs')], { stdio: 'inherit' });
  return file;
}

function modified(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newestSource(folders: readonly string[]): number {
  const files = folders.flatMap((folder) => readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => path.join(root, folder, file)));
  return Math.max(modified(path.join(root, 'package.json')), ...files.map(modified));
}
