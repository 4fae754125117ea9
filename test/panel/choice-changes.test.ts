/** What is asked for after something was chosen. */
import { expect, test } from 'vitest';
import { withBlockable, withCondition, withEvent, withPath, withSubscriber } from '../../client/page/choice-changes.ts';
import type { Choice } from '../../client/src/simulation/messages.ts';

const before: Choice = { event: 'MMU_NOTIFY_CLEAR', assume: [{ id: 'a', takes: 'true' }], subscribers: ['list'] };

test('an event, and back to what is written, which is nothing that is asked for', () => {
  expect(withEvent(before, 'MMU_NOTIFY_UNMAP')).toEqual({ ...before, event: 'MMU_NOTIFY_UNMAP' });
  const written = withEvent(before, undefined);
  expect(written).toEqual({ assume: before.assume, subscribers: ['list'] });
  expect('event' in written).toBe(false);
});

test('whether it is blockable is asked for either way', () => {
  expect(withBlockable(before, false)).toEqual({ ...before, blockable: false });
  expect(withBlockable({ ...before, blockable: false }, true)).toEqual({ ...before, blockable: true });
});

test('a condition keeps what is before it on the path, and drops what comes after', () => {
  const path = ['a', 'b', 'c', 'd'].map((id) => ({ id, takes: 'true' }));
  expect(withCondition(before, path, 'c', 'false')).toEqual({ ...before, assume: [{ id: 'a', takes: 'true' }, { id: 'b', takes: 'true' }, { id: 'c', takes: 'false' }] });
  expect(withCondition(before, path, 'a', 'false').assume).toEqual([{ id: 'a', takes: 'false' }]);
  // The page is older than the path.
  expect(withCondition(before, path, 'gone', 'false').assume).toEqual([{ id: 'gone', takes: 'false' }]);
});

test('subscribers are all that take part, and none is a choice, too', () => {
  const all = [{ id: 'list', takesPart: true }, { id: 'interval', takesPart: false }, { id: 'tlb', takesPart: true }];
  expect(withSubscriber(before, all, 'interval', true).subscribers).toEqual(['list', 'interval', 'tlb']);
  expect(withSubscriber(before, all, 'list', false).subscribers).toEqual(['tlb']);
  expect(withSubscriber(before, [{ id: 'list', takesPart: true }], 'list', false).subscribers).toEqual([]);
});

test('another path is its assumptions; the rest stays', () => {
  expect(withPath(before, [{ id: 'b', takes: 'false' }])).toEqual({ ...before, assume: [{ id: 'b', takes: 'false' }] });
  expect(withPath(before, [])).toEqual({ ...before, assume: [] });
});
