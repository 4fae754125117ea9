/** What a target can't express is told, with its place. */
import { beforeAll, expect, test } from 'vitest';
import { loadLens } from '../../server/src/host/load-lens.ts';
import { generationOf } from '../../server/src/kernel/generations/index.ts';
import type { Lens } from '../../server/src/lens.ts';

let lens: Lens;
beforeAll(async () => {
  lens = await loadLens();
});

function losses(text: string, release: string): readonly string[] {
  const [from, to] = [generationOf('6.12'), generationOf(release)];
  if (!from || !to) throw new Error('no such generations');
  const migration = lens.migrate({ text, from, to, events: 'safe', header: false });
  return migration.losses.map(({ at, message }) => `${text.slice(0, at).split('\n').length}: ${message}`);
}

test('ranges of others, where the target has none, in functions and in macros', () => {
  const text = `#include <linux/mmu_notifier.h>
#define END_ALL(r) mmu_notifier_invalidate_range_end(r)

static inline void begin(struct mmu_notifier_range *range)
{
	mmu_notifier_invalidate_range_start(range);
}
`;
  expect(losses(text, '4.19')).toEqual([
    expect.stringMatching(/^2: mmu_notifier_invalidate_range_end\(\) is left as it is: .* has no range/),
    expect.stringMatching(/^6: mmu_notifier_invalidate_range_start\(\) is left as it is: .* has no range/),
  ]);
  expect(losses(text, '6.3')).toEqual([]);
});
