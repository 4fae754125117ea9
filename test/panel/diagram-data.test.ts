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
  const { columns } = diagramOf({ lanes: LANES, steps: STEPS, width: 600 });
  expect(headings.map(({ x }) => x)).toEqual([columns[0]?.x, columns[1]?.x, ((columns[2]?.x ?? 0) + (columns[3]?.x ?? 0)) / 2]);
});

test('titles that have no room over their lanes stand on a stair, where none meets another or a lane', () => {
  const race: readonly DiagramLane[] = [{ id: '0', title: 'mirror_fault()', short: 'CPU 0' }, { id: '1', title: 'model invalidation', short: 'CPU 1' }];
  const lines = (width: number, lanes = LANES) => diagramOf({ lanes, steps: STEPS, width }).headings.flatMap((heading) => heading.lines);
  expect(lines(300)).toEqual(['code', 'core', 'list, like KVM, and its device']);
  expect(lines(1200, race)).toEqual(['CPU 0: mirror_fault()', 'CPU 1: model invalidation']);
  for (const [width, lanes] of [[300, LANES], [1200, race]] as const) {
    const { headings, stair, columns, headHeight } = diagramOf({ lanes, steps: STEPS, width });
    for (const [index, { x, baseline }] of headings.entries()) {
      if (index > 0) expect(baseline).toBeGreaterThan((headings[index - 1]?.baseline ?? 0) + 10);
      // Lanes that have begun stand to the left of it.
      for (const [lane, begins] of (stair ?? []).entries()) if (begins < baseline) expect(columns[lane]?.x).toBeLessThan(x);
    }
    for (const begins of stair ?? []) expect(begins).toBeLessThan(headHeight);
    expect(stair).toHaveLength(lanes.length);
  }
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

test.each([360, 466])('eight lanes fit into a panel of %i pixels', (width) => {
  const simulation = runOf('unpaired-start.c', 'protect_range');
  const { rows, headings } = diagramOf({ lanes: runLanes(simulation), steps: runSteps(simulation), width });
  expect(diagramOf({ lanes: runLanes(simulation), steps: runSteps(simulation), width }).width).toBe(width);
  for (const { x, lines: [line = ''] } of headings) expect(x + widthOf({ text: line, isCode: false })).toBeLessThanOrEqual(width);
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
