/** What is told of subscribers, on C of our own. */
import { describe, expect, test } from 'vitest';
import { loadLens } from '../../server/src/host/load-lens.ts';
import { generationOf } from '../../server/src/kernel/generations/index.ts';
import type { Callback, FileSubscribers, Survey } from '../../server/src/lens.ts';
import { SUBSCRIBER } from '../support/subscriber.ts';

const lens = await loadLens();
const generation = generationOf('6.10');
if (!generation) throw new Error('there is no 6.10');

function subscribers(text: string): FileSubscribers {
  if (!generation) throw new Error('there is no 6.10');
  return lens.subscribers(lens.analyze({ text, generation, treeKnown: true, builtWithoutNotifier: 'unknown' }));
}

function only(text: string): Callback {
  const [table] = subscribers(text).tables;
  const [callback] = table?.callbacks ?? [];
  if (!callback) throw new Error('no callback');
  return callback;
}

function surveyOf(text: string): Survey {
  const { survey, unknown } = only(text);
  if (!survey) throw new Error(unknown);
  return survey;
}

/** An interval callback with this body; `foo` is its object. */
function interval(body: string, more = ''): string {
  return `${more}
static bool foo_invalidate(struct mmu_interval_notifier *mni, const struct mmu_notifier_range *range, unsigned long seq)
{
	struct foo *foo = container_of(mni, struct foo, notifier);

${body}
	return true;
}

static const struct mmu_interval_notifier_ops foo_ops = {
	.invalidate = foo_invalidate,
};
`;
}

const does = ({ events }: Survey, event: string) => events.find((outcome) => outcome.event === `MMU_NOTIFY_${event}`);

describe('the table', () => {
  test('names tables, members, functions and places', () => {
    const { tables } = subscribers(SUBSCRIBER);
    expect(tables).toHaveLength(1);
    expect(tables[0]).toMatchObject({ name: 'example_ops', kind: 'interval' });
    expect(tables[0]?.callbacks.map(({ member, function: name }) => [member, name])).toEqual([['invalidate', 'example_invalidate']]);
    const { span } = only(SUBSCRIBER);
    expect(SUBSCRIBER.slice(span.start, span.end)).toBe('example_invalidate');
  });

  test('registrations, with the table and what becomes of the result', () => {
    const dropped = `${SUBSCRIBER}
static void example_careless(struct example *ex, struct mm_struct *mm)
{
	mmu_interval_notifier_insert(&ex->notifier, mm, 0, 4096, &example_ops);
}
`;
    expect(subscribers(dropped).registrations.map(({ call, does: what, function: name, dropped: is, table }) => [call, what, name, is, table])).toEqual([
      ['mmu_interval_notifier_insert', 'registers', 'example_open', false, 'example_ops'],
      ['mmu_interval_notifier_remove', 'ends', 'example_close', undefined, undefined],
      ['mmu_interval_notifier_insert', 'registers', 'example_careless', true, 'example_ops'],
    ]);
  });

  test('a callback of another file is unknown', () => {
    expect(only('static const struct mmu_notifier_ops foo_ops = {\n\t.release = foo_release,\n};\n')).toMatchObject({ function: 'foo_release', unknown: 'not defined in this file' });
  });

  test('no file, no subscribers', () => expect(subscribers('int x;\n')).toEqual({ tables: [], registrations: [] }));
});

describe('blocking', () => {
  const lock = 'mutex_lock(&foo->lock);\n\tmutex_unlock(&foo->lock);';
  test.each([
    ['tries', 'if (mmu_notifier_range_blockable(range))\n\t\tmutex_lock(&foo->lock);\n\telse if (!mutex_trylock(&foo->lock))\n\t\treturn false;\n\tmutex_unlock(&foo->lock);'],
    ['fails', `if (!mmu_notifier_range_blockable(range))\n\t\treturn false;\n\t${lock}`],
    ['asks', `if (mmu_notifier_range_blockable(range)) {\n\t${lock}\n\t}\n\tfoo_kick(foo);`],
    ['unasked', lock],
    ['despite', `if (!mmu_notifier_range_blockable(range)) {\n\t\tmsleep(1);\n\t\treturn false;\n\t}\n\t${lock}`],
    ['no-sleep', 'spin_lock(&foo->lock);\n\tspin_unlock(&foo->lock);'],
  ])('%s', (blocking, body) => expect(surveyOf(interval(`\t${body}`)).blocking).toBe(blocking));

  test('the call that sleeps, in the function that it is in', () => {
    const { sleep } = surveyOf(interval('\tfoo_wait(foo);', 'static void foo_wait(struct foo *foo)\n{\n\tmutex_lock(&foo->lock);\n}\n'));
    expect(sleep).toMatchObject({ call: 'mutex_lock', function: 'foo_wait', what: 'waits for a mutex' });
  });

  test('a callback under the page table lock is not asked about the range', () => {
    const text = 'static void foo_tlbs(struct mmu_notifier *mn, struct mm_struct *mm, unsigned long start, unsigned long end)\n{\n\tmsleep(1);\n}\n'
      + 'static const struct mmu_notifier_ops foo_ops = {\n\t.arch_invalidate_secondary_tlbs = foo_tlbs,\n};\n';
    expect(surveyOf(text)).toMatchObject({ blocking: 'sleeps', events: [] });
  });
});

describe('events', () => {
  test('only some', () => {
    const survey = surveyOf(interval('\tif (range->event != MMU_NOTIFY_UNMAP)\n\t\treturn true;\n\tfoo_unmap(foo);'));
    expect(does(survey, 'UNMAP')?.does).toBe('acts');
    expect(survey.events.filter((e) => e.does === 'ignores')).toHaveLength(7);
  });

  test('a switch, in a function of the file', () => {
    const more = `static bool foo_is_for_us(const struct mmu_notifier_range *range)
{
	switch (range->event) {
	case MMU_NOTIFY_SOFT_DIRTY:
	case MMU_NOTIFY_RELEASE:
		return false;
	default:
		return true;
	}
}
`;
    const survey = surveyOf(interval('\tif (foo_is_for_us(range))\n\t\tfoo_unmap(foo);', more));
    expect(survey.events.filter((e) => e.does === 'ignores').map(({ event }) => event)).toEqual(['MMU_NOTIFY_SOFT_DIRTY', 'MMU_NOTIFY_RELEASE']);
  });

  test('its own', () => {
    const survey = surveyOf(SUBSCRIBER);
    expect(survey.events.filter((e) => e.ignoresOwn).map(({ event }) => event)).toEqual(['MMU_NOTIFY_MIGRATE']);
    expect(does(survey, 'MIGRATE')?.does).toBe('acts');
  });

  test('may fail and may sleep, for one kind only', () => {
    const survey = surveyOf(interval('\tif (range->event == MMU_NOTIFY_UNMAP) {\n\t\tif (!mmu_notifier_range_blockable(range))\n\t\t\treturn false;\n\t\tmutex_lock(&foo->lock);\n\t}\n\tfoo_unmap(foo);'));
    expect(does(survey, 'UNMAP')).toMatchObject({ mayFail: true, maySleep: 'blockable' });
    expect(does(survey, 'CLEAR')).toMatchObject({ mayFail: false, maySleep: 'no' });
  });

  test('what hangs on a call that can not be seen is unknown', () => {
    expect(does(surveyOf(interval('\tif (foo_hw_done(foo))\n\t\treturn true;')), 'CLEAR')?.does).toBe('unknown');
  });
});

describe('locks and the sequence', () => {
  test('as written, in functions of the file, too', () => {
    const more = 'static void foo_flush(struct foo *foo)\n{\n\tspin_lock(&foo->hw.lock);\n\tspin_unlock(&foo->hw.lock);\n}\n';
    const { locks } = surveyOf(interval('\tif (!down_write_trylock(&foo->sem))\n\t\treturn false;\n\tfoo_flush(foo);\n\tup_write(&foo->sem);', more));
    expect(locks.map(({ lock, tried, function: name }) => [lock, tried, name])).toEqual([['rwsem-write foo->sem', true, 'foo_invalidate'], ['spinlock foo->hw.lock', false, 'foo_flush']].map(([l, ...r]) => [String(l).replace('rwsem-write', 'rwsem (write)'), ...r]));
  });

  const set = 'mmu_interval_set_seq(mni, seq);';
  test.each([
    ['always', `mutex_lock(&foo->lock);\n\t${set}\n\tmutex_unlock(&foo->lock);`],
    ['never', 'foo_unmap(foo);'],
    ['filtered', `if (range->event == MMU_NOTIFY_RELEASE)\n\t\treturn true;\n\t${set}`],
    ['conditional', `if (foo->bound)\n\t\t${set}`],
    // What follows an event's test need not be its doing.
    ['conditional', `if (range->event == MMU_NOTIFY_RELEASE)\n\t\treturn true;\n\tif (!foo->bound)\n\t\treturn true;\n\t${set}`],
  ])('%s', (when, body) => expect(surveyOf(interval(`\t${body}`)).setSequence?.when).toBe(when));

  test('under which lock', () => expect(surveyOf(SUBSCRIBER).setSequence).toEqual({ when: 'filtered', under: ['mutex ex->lock'] }));
});
