/** The engine, with its grammar from disk. */
import { createLens, type Lens } from '../lens.ts';
import { readGrammar } from './grammar.ts';

export async function loadLens(): Promise<Lens> {
  return createLens(await readGrammar());
}
