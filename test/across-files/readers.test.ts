/** Readers of a notifier stand in other files than its callback. */
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { Definitions } from '../../server/src/host/definitions/definitions.ts';
import { loadLens } from '../../server/src/host/load-lens.ts';
import type { Lens } from '../../server/src/lens.ts';
import { Trees } from '../../server/src/workspace/tree.ts';
import { tempFolder } from '../support/temp.ts';
import { callback, MAIN, TREE } from './driver.ts';

let lens: Lens;
beforeAll(async () => {
  lens = await loadLens();
});

const HEADER = 'drivers/foo/bar/bar.h';
const READS = 'drivers/foo/bar/bar_cs.c';

const TYPES = `struct bar_user {
	struct mmu_interval_notifier notifier;
};

struct bar {
	spinlock_t spin;
	struct mmu_interval_notifier notifier;
	struct mmu_interval_notifier other;
	struct bar_user user;
};
`;

/** Its callback never sets the sequence. */
const NEVER = callback('spin_lock(&bar->spin);\n\tbar->stale = true;\n\tspin_unlock(&bar->spin);');
/** The same for one in a structure of its own. */
const INNER = NEVER.replace('struct bar *bar = container_of(mni, struct bar, notifier)', 'struct bar_user *bar = container_of(mni, struct bar_user, notifier)');
const SETS = NEVER.replace('bar->stale = true', 'mmu_interval_set_seq(mni, cur_seq)');

/** A read side of what is passed to it. */
function reads(notifier: string, more = ''): string {
  return `#include "bar.h"

${more}int bar_validate(struct bar *bar)
{
	unsigned long seq;
	int err;

	seq = mmu_interval_read_begin(${notifier});
	err = bar_pin(bar);
	spin_lock(&bar->spin);
	if (!err && mmu_interval_read_retry(${notifier}, seq))
		err = -EAGAIN;
	spin_unlock(&bar->spin);
	return err;
}
`;
}

/** The sequence is checked through a pointer that another function has set. */
const THROUGH_A_POINTER = `#include "bar.h"

void bar_prepare(struct bar *bar, struct hmm_range *range)
{
	range->notifier = &bar->notifier;
	range->notifier_seq = mmu_interval_read_begin(range->notifier);
}

int bar_finish(struct hmm_range *range)
{
	return mmu_interval_read_retry(range->notifier, range->notifier_seq);
}
`;

async function found(main: string, reader: string, files: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const root = tempFolder({ ...TREE, [HEADER]: TYPES, [READS]: reader, ...files, [MAIN]: main });
  const opened = await new Trees().openTree(root);
  if ('problem' in opened) throw new Error(opened.problem);
  const elsewhere = await new Definitions().around(root, path.join(root, MAIN));
  const { findings } = lens.analyze({ text: main, elsewhere, generation: opened.tree.generation, treeKnown: true, builtWithoutNotifier: 'unknown' });
  return findings.map(({ rule, trace }) => {
    const last = trace.at(-1);
    return `${rule}: ${last?.text}${last?.file ? ` (${path.basename(last.file.path)}: ${last.file.text.slice(last.span.start, last.span.end)})` : ''}`;
  });
}

const CHECKED = 'missing-set-seq: the read side is checked here (bar_cs.c: mmu_interval_read_retry(&bar->';

describe('found', () => {
  test('where the notifier is read by its name', async () => {
    expect(await found(NEVER, reads('&bar->notifier'))).toEqual([`${CHECKED}notifier, seq))`]);
  });
  test('as part of a structure that the reader has in another', async () => {
    expect(await found(INNER, reads('&bar->user.notifier'))).toEqual([`${CHECKED}user.notifier, seq))`]);
  });
  test('begun by its name, and checked through a pointer', async () => {
    expect(await found(NEVER, THROUGH_A_POINTER)).toEqual(['missing-set-seq: a read side begins here (bar_cs.c: mmu_interval_read_begin(range->notifier))']);
  });
});

describe('silent', () => {
  const elsewhere = 'drivers/other/bar_cs.c';
  test.each([
    ['where the sequence is set', SETS, reads('&bar->notifier'), {}],
    ['where another notifier of the object is read', NEVER, reads('&bar->other'), {}],
    ['where one of the same name is read, in another structure', NEVER, reads('&bar->user.notifier'), {}],
    ['where the reader has a structure of its own that is called so', NEVER, reads('&bar->notifier', `${TYPES}\n`), {}],
    ['where the callback has', NEVER.replace('static bool', `${TYPES}\nstatic bool`), reads('&bar->notifier'), {}],
    ['where two headers define one', NEVER, reads('&bar->notifier'), { 'drivers/foo/old/bar.h': TYPES }],
    ['where readers are of another subsystem', NEVER, '', { [elsewhere]: reads('&bar->notifier') }],
    ['where nobody checks', NEVER, reads('&bar->notifier').replace('mmu_interval_read_retry(&bar->notifier, seq)', 'bar_stopped(bar)'), {}],
    ['where the sequence is handed on', NEVER.replace('bar->stale = true', 'bar_stop(bar, cur_seq)'), reads('&bar->notifier'), {}],
  ])('%s', async (_, main, reader, files) => {
    expect(await found(main, reader, files)).toEqual([]);
  });
});
