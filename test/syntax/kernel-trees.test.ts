/** Real files: every function of those that use the notifier API, and of mm/, is found and understood in every world looked at. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { kernelRoots } from '../../scripts/kernels.ts';
import type { SyntaxParser } from '../../server/src/syntax/parser.ts';
import { outlineOf } from '../../server/src/syntax/split.ts';
import { atomsOf, worldsFor } from '../../server/src/syntax/world.ts';
import { loadParser } from './support.ts';

const roots = kernelRoots();
/** Damaged places in all of mm/, by file and function: what is left is argued here. Nothing is. */
const KNOWN: ReadonlySet<string> = new Set();

let parser: SyntaxParser;
beforeAll(async () => {
  parser = await loadParser();
});

function holdsDamage(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsDamage);
  if (typeof value !== 'object' || value === null) return false;
  if ('kind' in value && (value.kind === 'damaged' || (value.kind === 'opaque' && 'damaged' in value && value.damaged === true)))
    return true;
  return Object.values(value).some(holdsDamage);
}

describe.skipIf(roots.length === 0)('kernel trees (MNLENS_KERNELS names them)', () => {
  it.each(roots)('%s/mm', (root) => {
    const folder = path.join(root, 'mm');
    const trouble: string[] = [];
    let functions = 0;
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.c'))) {
      const text = readFileSync(path.join(folder, file), 'utf8');
      for (const piece of outlineOf(text).pieces) {
        if (piece.kind !== 'function') continue;
        functions++;
        const name = `${file} ${piece.name}`;
        if (piece.broken) trouble.push(`${name}: broken`);
        for (const world of worldsFor(atomsOf(piece), 4)) {
          const syntax = parser.parseFunction(piece, world);
          if (syntax?.name !== piece.name) trouble.push(`${name}: not understood`);
          else if (holdsDamage(syntax.body) && !KNOWN.has(name)) trouble.push(`${name}: damaged`);
        }
      }
    }
    expect(trouble).toEqual([]);
    expect(functions).toBeGreaterThan(1000);
  });
});
