/** The built-in data: order, lookup by release, histories, event kinds. */
import { describe, expect, it } from 'vitest';
import { EVENT_KINDS, eventKind } from '../../server/src/kernel/events.ts';
import { historyOf, knownApiNames } from '../../server/src/kernel/generations/history.ts';
import { compareReleases, DELTAS, generationOf, GENERATIONS, NEWEST } from '../../server/src/kernel/generations/index.ts';

describe('generations', () => {
  it('stand in order, each with sources', () => {
    for (const [index, delta] of DELTAS.entries()) {
      expect(delta.sources.length).toBeGreaterThan(0);
      const next = DELTAS[index + 1];
      if (next) expect(compareReleases(delta.release, next.release)).toBeLessThan(0);
    }
    expect(NEWEST).toBe(GENERATIONS.at(-1));
  });

  it('every event that a generation has is an event kind, with the same release', () => {
    for (const generation of GENERATIONS) for (const event of generation.events) expect(eventKind(event)?.name).toBe(event);
    for (const kind of EVENT_KINDS) expect(historyOf(kind.name)).toMatchObject({ kind: 'event', since: kind.since });
  });

  it.each([
    ['6.12', '6.10'],
    ['v6.12.117', '6.10'],
    ['6.1', '5.14'],
    ['5.15.3', '5.14'],
    ['5.13', '5.9'],
    ['5.10', '5.9'],
    ['5.6', '5.5'],
    ['5.4', '5.4'],
    ['5.3', '5.2'],
    ['5.1', '5.0'],
    ['5', '5.0'],
    ['4.20', '4.19'],
    ['4.18.0-553.el8', '4.16'],
    ['3.10', '2.6.38'],
    ['2.6.39', '2.6.38'],
    ['2.6.27', '2.6.27'],
    ['6.2', '5.14'],
    ['6.9', '6.6'],
    ['6.14-rc2', '6.13'],
    ['6.19', '6.15'],
    ['7.3', '7.0'],
    ['12.0', '7.0'],
  ])('%s has the API of %s', (release, expected) => {
    expect(generationOf(release)?.release).toBe(expected);
  });

  it.each(['', 'six', '2.6.26', '2.4', '6.12x', '-1', '6..1'])('%j is no release with the API', (release) => {
    expect(generationOf(release)).toBeUndefined();
  });
});

describe('histories', () => {
  it.each([
    ['mmu_notifier_range_init_migrate', { kind: 'function', since: '5.9', until: '5.14', replacedBy: 'mmu_notifier_range_init_owner' }],
    ['mmu_notifier_invalidate_range_only_end', { since: '4.15', until: '6.6', replacedBy: 'mmu_notifier_invalidate_range_end' }],
    ['mmu_notifier_range_update_to_read_only', { since: '5.2', until: '6.3' }],
    ['mmu_notifier_range_init_owner', { since: '5.14' }],
    ['MMU_NOTIFY_EXCLUSIVE', { kind: 'event', since: '5.14' }],
    ['vma', { kind: 'field', since: '5.2', until: '6.3' }],
    ['migrate_pgmap_owner', { kind: 'field', since: '5.9', until: '5.14', replacedBy: 'owner' }],
    ['blockable', { kind: 'field', since: '5.0', until: '5.2', replacedBy: 'mmu_notifier_range_blockable' }],
    ['change_pte', { kind: 'callback', since: '2.6.32', until: '6.10' }],
    ['invalidate_range', { kind: 'callback', until: '6.6', replacedBy: 'arch_invalidate_secondary_tlbs' }],
    ['invalidate_finish', { kind: 'callback', since: '7.0' }],
    ['MMU_NOTIFIER_RANGE_BLOCKABLE', { kind: 'constant', since: '5.2' }],
    ['mmu_notifier_synchronize', { since: '3.17' }],
  ])('%s', (name, expected) => {
    const history = historyOf(name);
    expect(history).toMatchObject(expected);
    expect(history?.until).toBe('until' in expected ? expected.until : undefined);
    expect(history?.sources.length).toBeGreaterThan(0);
  });

  it('what still exists has no end, what is gone has one', () => {
    for (const history of knownApiNames.values()) {
      const present =
        NEWEST.functions.has(history.name) ||
        NEWEST.callbacks.has(history.name) ||
        NEWEST.events.includes(history.name) ||
        NEWEST.rangeFields?.has(history.name) === true ||
        history.kind === 'constant';
      expect([history.name, history.until === undefined]).toEqual([history.name, present]);
    }
  });

  it('knows nothing of other names', () => {
    expect(historyOf('kmalloc')).toBeUndefined();
    expect(historyOf('constructor')).toBeUndefined();
    expect(eventKind('MMU_NOTIFY_OTHER')).toBeUndefined();
  });
});
