/** `mnlens` as a user runs it. */
import { spawn } from 'node:child_process';
import { builtCli } from '../support/dist.ts';

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * @param cwd the working directory
 * @param uid of the user to be, which only root may choose
 */
export function mnlens(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}, uid?: number): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [builtCli(), ...args], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(uid === undefined ? {} : { uid }),
    });
    const output = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8').on('data', (chunk: string) => {
        output[stream] += chunk;
      });
    }
    child.on('error', reject).on('close', (status) => resolve({ status, ...output }));
  });
}
