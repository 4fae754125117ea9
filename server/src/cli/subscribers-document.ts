/** What `mnlens subscribers --format json` writes: `schema/subscribers.schema.json` in types. */
import { entriesOf, type RegistrationEntry, type SubscriberEntry } from '../host/subscriber-entries.ts';
import type { SubscribersOfFile } from '../host/subscribers.ts';
import { TOOL } from '../host/tool.ts';
import type { KernelTree } from '../workspace/tree.ts';
import { compare } from './document.ts';
import { displayPath } from './paths.ts';

export interface SubscribersDocument {
  readonly version: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly tree: { readonly root: string; readonly generation: string } | null;
  readonly subscribers: readonly SubscriberEntry[];
  readonly registrations: readonly RegistrationEntry[];
}

export function subscribersDocument(found: readonly SubscribersOfFile[], trees: readonly KernelTree[]): SubscribersDocument {
  const files = [...found].sort((a, b) => compare(displayPath(a.path), displayPath(b.path))).map((file) => entriesOf(file, displayPath));
  const tree = trees.find(({ problem }) => problem === undefined);
  return {
    version: 1,
    tool: TOOL,
    tree: tree ? { root: displayPath(tree.root), generation: tree.generation.release } : null,
    subscribers: files.flatMap(({ subscribers }) => subscribers),
    registrations: files.flatMap(({ registrations }) => registrations),
  };
}

