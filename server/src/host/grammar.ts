/** The two wasm modules of the parser: beside the bundle when there is one, else in node_modules. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GrammarBytes } from '../lens.ts';
import { errorCode } from './system-error.ts';

/** Throws when the installation is incomplete. */
export async function readGrammar(): Promise<GrammarBytes> {
  const [runtime, grammar] = await Promise.all([
    readModule('web-tree-sitter.wasm', 'web-tree-sitter/web-tree-sitter.wasm'),
    readModule('tree-sitter-c.wasm', 'tree-sitter-c/tree-sitter-c.wasm'),
  ]);
  return { runtime, grammar };
}

async function readModule(bundled: string, packaged: string): Promise<Uint8Array> {
  try {
    return await readFile(path.join(path.dirname(fileURLToPath(import.meta.url)), bundled));
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    return await readFile(createRequire(import.meta.url).resolve(packaged));
  }
}
