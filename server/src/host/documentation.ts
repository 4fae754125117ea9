/** Where the pages of the rules are for a reader. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { RuleInfo } from '../lens.ts';

/** The rule's page as a link; `undefined` where the pages are not installed. The one place to change when the pages get an address. */
export function pageLink(rule: RuleInfo): string | undefined {
  // The bundle is one folder below the package, this file three.
  const here = path.dirname(fileURLToPath(import.meta.url));
  for (const root of [path.join(here, '..'), path.join(here, '..', '..', '..')]) {
    const page = path.join(root, rule.page);
    if (existsSync(page)) return pathToFileURL(page).href;
  }
  return undefined;
}
