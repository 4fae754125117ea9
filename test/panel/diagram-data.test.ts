/** What the diagram draws, without a browser. */
import { expect, test } from 'vitest';
import { runLanes, runSteps } from '../../client/page/charts.ts';
import { diagramOf, type DiagramLane, type DiagramStep } from '../../client/page/diagram-data.ts';
import { partsOf, widthOf, wrap } from '../../client/page/text.ts';
import { runOf } from './runs.ts';

const LANES: readonly DiagramLane[] = [
  { id: 'code', title: 'code', short: '' },
  { id: 'core', title: 'core', short: '' },
  { id: 'list', title: 'list, like KVM', short: 'driver' },
  { id: 'list/device', title: 'its device', short: 'device', of: 'list' },
];
const STEPS: readonly DiagramStep[] = [
  { lane: 'code', to: 'core', depth: 0, text: 'the invalidation of `range` starts', tone: 'plain', place: '12', isBusy: true },
  { lane: 'core', to: 'list', depth: 0, text: '`invalidate_range_start()` is called', tone: 'plain', isBusy: true },
  { lane: 'code', depth: 2, text: 'the entry is cleared, and nobody was told of a page that somebody else has by now', tone: 'wrong', place: '14', isBusy: true },
  { lane: 'code', to: 'core', depth: 0, text: 'the invalidation ends', tone: 'plain', place: '15', isBusy: false },
];

test('an arrow goes from the middle of its lane to the middle of the other', () => {
  const { columns, rows } = diagramOf({ lanes: LANES, steps: STEPS, width: 600 });
  const [code, core, list] = columns.map(({ x }) => x);
  expect(rows.slice(0, 2).map(({ from, to }) => [from, to])).toEqual([[code, core], [core, list]]);
  expect(rows[2]?.to).toBeUndefined();
});

test('rows follow each other without a gap, and are as high as their text', () => {
  const { rows, height } = diagramOf({ lanes: LANES, steps: STEPS, width: 480 });
  let y = 0;
  for (const row of rows) {
    expect(row.y).toBe(y);
    expect(row.height).toBe(row.lines.length * 16 + 6);
    y += row.height;
  }
  expect(height).toBe(y);
  expect(rows[2]?.lines.length).toBeGreaterThan(1);
});

test('a subscriber and its device have one heading over both', () => {
  const { headings } = diagramOf({ lanes: LANES, steps: STEPS, width: 600 });
  expect(headings.map(({ title }) => title)).toEqual(['code', 'core', 'list, like KVM']);
  expect(headings[2]?.width).toBe(2 * (headings[0]?.width ?? 0));
});

test('the core is marked from the start of an invalidation to its end', () => {
  const { busy, rows, columns } = diagramOf({ lanes: LANES, steps: STEPS, busyLane: 'core', width: 600 });
  expect(busy).toEqual([{ x: columns[1]?.x, y: 11, height: (rows[3]?.y ?? 0) + 11 - 11 }]);
});

test('a row says to who can not see it what it shows', () => {
  const { rows } = diagramOf({ lanes: LANES, steps: STEPS, width: 600 });
  expect(rows[0]?.label).toBe('1. code to core: the invalidation of range starts, line 12');
  expect(rows[2]?.label).toMatch(/^3\. code: .*, line 14, wrong$/);
});

test('eight lanes fit into half a window', () => {
  const simulation = runOf('unpaired-start.c', 'protect_range');
  const { width, rows } = diagramOf({ lanes: runLanes(simulation), steps: runSteps(simulation), width: 466 });
  expect(width).toBe(466);
  for (const row of rows) for (const line of row.lines) expect(row.textX + line.reduce((sum, part) => sum + widthOf(part), 0)).toBeLessThanOrEqual(width);
});

test('no steps, no rows', () => {
  expect(diagramOf({ lanes: [], steps: [], width: 0 }).rows).toEqual([]);
});

test('text breaks at spaces, inside words that fill a line, and loses nothing', () => {
  const text = 'a call of `mmu_notifier_invalidate_range_start_nonblock()` may fail';
  for (const width of [40, 100, 200, 1000]) {
    const lines = wrap(partsOf(text), width);
    const joined = lines.map((line) => line.map((part) => part.text).join('')).join('');
    expect(joined.replaceAll(' ', '')).toBe(text.replace(/[` ]/g, ''));
    for (const line of lines) expect(line.reduce((sum, part) => sum + widthOf(part), 0)).toBeLessThanOrEqual(width);
  }
  expect(wrap(partsOf(text), 1000)).toHaveLength(1);
});
