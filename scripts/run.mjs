// @ts-check
/** Running other programs from the scripts, with one clear sentence when one fails. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * Run a program and wait for it, its output going to ours.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean }} [options] `quiet`: show its output only if it fails
 * @throws {Error} when it cannot be started or does not exit with 0
 */
export function run(program, args, options = {}) {
  const status = tryRun(program, args, options);
  if (status !== 0) throw new Error(`${path.basename(program)} ${args.slice(0, 3).join(' ')} failed (exit ${status})`);
}

/**
 * As `run`, but gives back the exit code (127 when the program cannot be started).
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean }} [options]
 * @returns {number}
 */
export function tryRun(program, args, options = {}) {
  const result = spawnSync(program, args, {
    cwd: options.cwd ?? root,
    env: options.env ?? process.env,
    stdio: options.quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
    // npm is a .cmd file on Windows, which only a shell starts.
    shell: process.platform === 'win32' && program === 'npm',
  });
  if (result.error) {
    console.error(`${program}: ${result.error.message}`);
    return 127;
  }
  if (options.quiet && result.status !== 0) {
    process.stderr.write(result.stdout);
    process.stderr.write(result.stderr);
  }
  return result.status ?? 1;
}

/**
 * Whether a program is on the PATH.
 * @param {string} program
 */
export function onPath(program) {
  const probe = process.platform === 'win32' ? spawnSync('where', [program]) : spawnSync('sh', ['-c', `command -v ${program}`]);
  return probe.status === 0;
}

/**
 * Run the body of a script: an error becomes one line on stderr and exit code 1.
 * @param {() => void | Promise<void>} body
 */
export async function main(body) {
  try {
    await body();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
