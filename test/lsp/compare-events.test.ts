/** Kinds side by side: what the code says of each, and what the tree's subscribers do with it. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { type CompareEventsResult, METHODS } from '../../server/src/lsp/protocol.ts';
import { HEADER_6_3 } from '../support/sources.ts';
import { SUBSCRIBER } from '../support/subscriber.ts';
import { tempFolder } from '../support/temp.ts';
import { Client, MODERN } from './client.ts';

const CALL = `#include <linux/mmu_notifier.h>

static void forget(struct vm_area_struct *vma, pte_t *ptep, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_PAGE, 0,
				vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	ptep_clear_flush(vma, addr, ptep);
	mmu_notifier_invalidate_range_end(&range);
}
`;

let client: Client | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

test('in the call, in its line, and beside it', async () => {
  const folder = tempFolder({ 'include/linux/mmu_notifier.h': HEADER_6_3, Makefile: '', Kbuild: '', 'mm/forget.c': CALL, 'drivers/example.c': SUBSCRIBER });
  const server = await Client.start({ capabilities: MODERN, folders: [{ uri: pathToFileURL(folder).href, name: 'tree' }] });
  client = server;
  const uri = pathToFileURL(path.join(folder, 'mm/forget.c')).href;
  await server.open(uri, CALL);
  const ask = (line: number, character: number): Promise<CompareEventsResult> => server.connection.sendRequest<CompareEventsResult>(METHODS.compareEvents, { textDocument: { uri }, position: { line, character } });

  const inside = await ask(7, 10);
  expect(inside?.kinds[0]).toMatchObject({ event: 'MMU_NOTIFY_CLEAR', for: 'the entry is cleared and flushed (line 10)', against: null });
  const protection = inside?.kinds.find(({ event }) => event === 'MMU_NOTIFY_PROTECTION_PAGE');
  expect(protection).toMatchObject({ for: null, against: 'the entry is cleared and flushed (line 10)' });
  const migrate = inside?.kinds.find(({ event }) => event === 'MMU_NOTIFY_MIGRATE');
  expect(migrate?.subscribers).toMatchObject([{ subscriber: 'example_ops', member: 'invalidate', ignores: false, line: 14, does: expect.stringContaining('ignores its own') as string }]);
  expect(inside?.markdown).toContain('| MMU_NOTIFY_CLEAR | the entry is cleared and flushed (line 10) | 0 of 1 callbacks ignore it |');
  expect(inside?.markdown).toContain(`| [example_ops](${pathToFileURL(path.join(folder, 'drivers/example.c')).href}#L14) | invalidate | acts,`);

  expect(await ask(6, 0)).toEqual(inside);
  expect(await ask(9, 3)).toBeNull();
});
