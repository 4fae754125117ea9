/** What the tests with real editors share. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { builtCli } from '../support/dist.ts';

/** Whether the program is there; says so where it is not, since its tests are skipped then. */
export function installed(program: string, ...args: string[]): boolean {
  const there = spawnSync(program, args, { stdio: 'ignore' }).status === 0;
  if (!there) console.warn(`${[program, ...args].join(' ')} does not run here: its tests are skipped.`);
  return there;
}

/** PATH with a `mnlens` in front, as a user has it. */
export function pathWithMnlens(folder: string): string {
  const command = path.join(folder, 'mnlens');
  writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${builtCli()}' "$@"\n`);
  chmodSync(command, 0o755);
  return `${folder}${path.delimiter}${process.env['PATH'] ?? ''}`;
}

/** The code block of docs/editors.md that contains `text`. */
export function documented(language: string, text: string): string {
  const page = readFileSync(path.resolve(import.meta.dirname, '../../docs/editors.md'), 'utf8');
  const blocks = [...page.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, code]) => code ?? '');
  const block = blocks.find((code) => code.includes(text));
  if (block === undefined) throw new Error(`docs/editors.md has no ${language} block with ${text}`);
  return block;
}

/** Run an editor to its end. Output goes to the test's own when it fails. */
export function runEditor(program: string, args: readonly string[], cwd: string, env: Readonly<Record<string, string>>): void {
  execFileSync(program, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], timeout: 55_000 });
}
