/** What an analysis asks of other files, for hosts that can wait for it. */
import type { Elsewhere, FileInput, Lens } from '../../lens.ts';
import type { Definitions } from './definitions.ts';

/**
 * Only callbacks are followed into other files, and changes of page tables to their callers: each costs a search.
 * @param root absolute path of the file's tree @param path of the file, absolute
 * @returns `undefined` where nothing is asked, or there is no tree
 */
export async function elsewhereOf(lens: Lens, definitions: Definitions, root: string | undefined, path: string, input: FileInput): Promise<Elsewhere | undefined> {
  if (root === undefined) return undefined;
  if (lens.asksElsewhere(input)) return definitions.around(root, path);
  return lens.asksCallers(input) ? definitions.callersAround(root, path) : undefined;
}
