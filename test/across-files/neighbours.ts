/** Two files of a driver: one whose callback waits for a lock, and one that may hold it. */
import path from 'node:path';
import { expect } from 'vitest';
import type { Finding } from '../../server/src/findings.ts';
import { Definitions } from '../../server/src/host/definitions/definitions.ts';
import type { Lens } from '../../server/src/lens.ts';
import { Trees } from '../../server/src/workspace/tree.ts';
import { tempFolder } from '../support/temp.ts';
import { MAIN, TREE } from './driver.ts';

export const OTHER = 'drivers/foo/bar/bar_cs.c';
export const HEADER = 'drivers/foo/bar/bar.h';

/** What a callback begins with that may wait. */
export const WAIT = 'if (!mmu_notifier_range_blockable(range))\n\t\treturn false;\n\t';

/** A function of the other file. */
export function submits(body: string, parameters = 'struct bar *bar'): string {
  return `#include "bar.h"\n\nint bar_submit(${parameters})\n{\n\tvoid *p;\n\n\t${body}\n\treturn 0;\n}\n`;
}

/** What is found in the other file. @param files by path in the tree */
export async function findingsBeside(lens: Lens, main: string, other: string, files: Readonly<Record<string, string>>): Promise<readonly Finding[]> {
  const root = tempFolder({ ...TREE, ...files, [MAIN]: main, [OTHER]: other });
  const opened = await new Trees().openTree(root);
  if ('problem' in opened) throw new Error(opened.problem);
  const definitions = new Definitions();
  const { generation } = opened.tree;
  const basics = { generation, treeKnown: true, builtWithoutNotifier: 'unknown' } as const;
  const [first, second] = [path.join(root, MAIN), path.join(root, OTHER)];
  const locks = lens.waitedLocks({ ...basics, text: main, elsewhere: await definitions.around(root, first) });
  expect(lens.analyze({ ...basics, text: main, elsewhere: await definitions.around(root, first) }).waitedLocks).toEqual(locks);
  const callbackLocks = await definitions.locksAround(root, second, [{ path: first, locks }]);
  return lens.analyze({ ...basics, text: other, elsewhere: { ...(await definitions.around(root, second)), callbackLocks } }).findings;
}
