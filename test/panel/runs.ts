/** Runs of samples by the real engine, in the form in which the language server sends them. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CompareResult, RaceRunResult, Simulation, SourcePlace } from '../../client/src/simulation/messages.ts';
import { builtCli } from '../support/dist.ts';

/** @param options of `mnlens simulate` */
export function runOf(sample: string, name: string, ...options: readonly string[]): Simulation<SourcePlace> {
  return JSON.parse(simulate(sample, name, options));
}

export function raceOf(sample: string, name: string, other: string): Extract<RaceRunResult, { readonly race: unknown }>['race'] {
  return JSON.parse(simulate(sample, name, ['--race', other]));
}

export function kindsOf(sample: string, name: string): Extract<CompareResult, { readonly comparison: unknown }>['comparison'] {
  return JSON.parse(simulate(sample, name, ['--kinds']));
}

function simulate(sample: string, name: string, options: readonly string[]): string {
  const file = path.resolve(import.meta.dirname, '../../samples', sample);
  return inPage(JSON.parse(output([builtCli(), 'simulate', `${file}:${name}`, '--format', 'json', ...options])));
}

/** What the command line writes, as JSON with places as the page knows them. */
export function inPage(document: unknown): string {
  return JSON.stringify(document, (key, value) => (key === 'at' && value && typeof value === 'object' && 'file' in value ? placeOf(value) : value));
}

/** Exit status 1 says that the path goes wrong. */
function output(args: readonly string[]): string {
  try {
    return execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    if (error instanceof Error && 'status' in error && error.status === 1 && 'stdout' in error) return String(error.stdout);
    throw error;
  }
}

/** Files and lines from 1 become URIs and lines from 0. */
function placeOf(at: { readonly file: string; readonly function: string; readonly range: Record<'start' | 'end', { readonly line: number; readonly column: number }> }): SourcePlace {
  const position = ({ line, column }: { readonly line: number; readonly column: number }) => ({ line: line - 1, character: column - 1 });
  return { uri: pathToFileURL(path.resolve(at.file)).href, function: at.function, range: { start: position(at.range.start), end: position(at.range.end) } };
}
