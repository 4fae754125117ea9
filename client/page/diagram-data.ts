/** The sequence diagram as data: which lanes, rows and arrows there are, and where. Rendering is the matter of `diagram.ts`. Lengths are CSS pixels. */
import type { Tone } from '../src/simulation/messages.ts';
import { partsOf, type TextPart, widthOf, wrap } from './text.ts';

export interface DiagramLane {
  readonly id: string;
  readonly title: string;
  /** A few letters, under the title of the pair where it is one of a pair. */
  readonly short: string;
  /** The lane that it stands beside, under one title. */
  readonly of?: string;
}

export interface DiagramStep {
  readonly lane: string;
  readonly to?: string;
  readonly depth: number;
  readonly text: string;
  readonly tone: Tone;
  /** What is written at the right end of the row: where in the source it is. */
  readonly place?: string;
  /** What says that it is so. */
  readonly source?: string;
  /** An invalidation is going on after this step: the lane `busyLane` is drawn so. */
  readonly isBusy?: boolean;
}

export interface Column {
  readonly id: string;
  readonly title: string;
  readonly short: string;
  /** Middle of the lane. */
  readonly x: number;
}

/** A title over one lane or a pair. */
export interface Heading {
  /** Where its lines have their middle, or, on a stair, where they begin. */
  readonly x: number;
  readonly title: string;
  readonly lines: readonly string[];
  /** Of the first line. */
  readonly baseline: number;
}

export interface Row {
  readonly index: number;
  readonly y: number;
  readonly height: number;
  readonly tone: Tone;
  /** Where the step begins, and, for one that reaches another lane, where it ends. */
  readonly from: number;
  readonly to?: number;
  /** Where the text begins, and its lines. */
  readonly textX: number;
  readonly lines: readonly (readonly TextPart[])[];
  readonly place?: string;
  /** For who can't see the diagram: who does what, to whom, where, and whether it is wrong. */
  readonly label: string;
  /** What says that it is so: shown where the pointer rests, and told to who can't see it. */
  readonly source: string;
}

export interface Diagram {
  readonly width: number;
  readonly headHeight: number;
  readonly height: number;
  readonly columns: readonly Column[];
  readonly headings: readonly Heading[];
  /**
   * Where lanes are too narrow for their titles, each has a line of its own that begins at its lane, like the steps of a stair, and its lanes begin below it:
   * where lanes begin in the head, in their order. Absent where titles stand over their lanes.
   */
  readonly stair?: readonly number[];
  readonly rows: readonly Row[];
  /** Stretches of the busy lane. */
  readonly busy: readonly { readonly x: number; readonly y: number; readonly height: number }[];
  /** Where the column of texts begins. */
  readonly textX: number;
}

export interface DiagramInput {
  readonly lanes: readonly DiagramLane[];
  readonly steps: readonly DiagramStep[];
  readonly busyLane?: string;
  /** What there is room for; a diagram that needs more is wider. */
  readonly width: number;
}

export const LINE = 16;
const NUMBERS = 30;
const PLACES = 38;
const INDENT = 12;
const LANE = { least: 16, most: 60 };
const TEXT = { least: 150, share: 0.42, gap: 12 };
/** Below it there is no room for the names of lanes under the title of their pair. */
const NAMED_LANE = 36;
const ROW_PADDING = 3;
/** Titles are set smaller than texts. */
const TITLE_SCALE = 0.84;
export const TITLE_LINE = 13;
const TITLE_BASELINE = 14;

const WORDS: Readonly<Record<Tone, string>> = { plain: '', good: 'good', doubtful: 'doubtful', wrong: 'wrong' };

export function diagramOf({ lanes, steps, busyLane, width }: DiagramInput): Diagram {
  const texts = Math.max(TEXT.least, width * TEXT.share);
  const room = (width - NUMBERS - PLACES - texts - TEXT.gap) / Math.max(1, lanes.length);
  const laneWidth = Math.floor(Math.max(LANE.least, Math.min(LANE.most, room)));
  const columns = lanes.map(({ id, title, short, of }, index) => ({ id, title: of === undefined ? title : `the device of ${lanes.find((lane) => lane.id === of)?.title ?? of}`, short, x: NUMBERS + laneWidth * (index + 0.5) }));
  const textX = NUMBERS + laneWidth * lanes.length + TEXT.gap;
  const whole = Math.max(width, textX + TEXT.least + PLACES);
  const isStair = laneWidth < NAMED_LANE || titlesOf(lanes, laneWidth).some(({ lines, width: own }) => lines.some((line) => titleWidth(line) > own));
  const headings = isStair ? stairOf(lanes, columns) : headingsOf(lanes, laneWidth);
  const rows = rowsOf(steps, columns, textX, whole - PLACES);
  const last = rows.at(-1);
  return {
    width: whole,
    headHeight: isStair ? headings.length * TITLE_LINE + 10 : Math.max(1, ...headings.map(({ lines }) => lines.length)) * TITLE_LINE + (columns.some(({ short }) => short !== '') ? TITLE_LINE : 0) + 10,
    height: last ? last.y + last.height : 0,
    columns,
    headings,
    ...(isStair ? { stair: lanes.map(({ id, of }) => (headings[leaders(lanes).findIndex((lane) => lane.id === (of ?? id))]?.baseline ?? 0) + 3) } : {}),
    rows,
    busy: busyOf(steps, rows, columns.find(({ id }) => id === busyLane)?.x),
    textX,
  };
}

/** Those that have a title: a device goes with its subscriber. */
function leaders(lanes: readonly DiagramLane[]): readonly DiagramLane[] {
  return lanes.filter(({ of }) => of === undefined);
}

function titlesOf(lanes: readonly DiagramLane[], laneWidth: number): readonly { readonly x: number; readonly width: number; readonly title: string; readonly lines: readonly string[] }[] {
  return lanes.flatMap((lane, index) => {
    if (lane.of !== undefined) return [];
    const width = laneWidth * (lanes[index + 1]?.of === lane.id ? 2 : 1);
    const lines = titleLines(lane.title, width / TITLE_SCALE);
    return [{ x: NUMBERS + laneWidth * index + width / 2, width, title: lane.title, lines: lines.length > 3 ? [...lines.slice(0, 2), `${lines[2] ?? ''}…`] : lines }];
  });
}

function titleWidth(line: string): number {
  return widthOf({ text: line, isCode: false }) * TITLE_SCALE;
}

function headingsOf(lanes: readonly DiagramLane[], laneWidth: number): readonly Heading[] {
  return titlesOf(lanes, laneWidth).map(({ x, title, lines }) => ({ x, title, lines, baseline: TITLE_BASELINE }));
}

function stairOf(lanes: readonly DiagramLane[], columns: readonly Column[]): readonly Heading[] {
  return leaders(lanes).map(({ id, title, short }, index) => {
    const hasDevice = lanes.some(({ of }) => of === id);
    const line = hasDevice ? `${title}, and its device` : short ? `${short}: ${title}` : title;
    return { x: (columns.find((column) => column.id === id)?.x ?? 0) - 3, title, lines: [line], baseline: TITLE_BASELINE + index * TITLE_LINE };
  });
}

/** Whole words, though one may be wider than its lane. */
function titleLines(title: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of title.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && widthOf({ text: longer, isCode: false }) <= width) lines.splice(-1, 1, longer);
    else lines.push(word);
  }
  return lines;
}

function rowsOf(steps: readonly DiagramStep[], columns: readonly Column[], textX: number, right: number): readonly Row[] {
  const column = (id: string): Column => columns.find((candidate) => candidate.id === id) ?? columns[0] ?? { id, title: id, short: id, x: NUMBERS };
  let y = 0;
  return steps.map(({ lane, to, depth, text, tone, place, source }, index) => {
    const from = column(lane);
    const target = to === undefined || to === lane ? undefined : column(to);
    const x = textX + Math.min(depth, 4) * INDENT;
    const lines = wrap(partsOf(text), right - x);
    const height = lines.length * LINE + 2 * ROW_PADDING;
    const who = target ? `${from.title} to ${target.title}` : from.title;
    const label = [`${index + 1}. ${who}: ${text.replaceAll('`', '')}`, place && `line ${place}`, WORDS[tone]].filter(Boolean).join(', ');
    const row = { index, y, height, tone, from: from.x, ...(target ? { to: target.x } : {}), textX: x, lines, ...(place === undefined ? {} : { place }), label, source: sourceText(source, place) };
    y += height;
    return row;
  });
}

/** What says that a step is so; what nobody else says is what the code says. */
export function sourceText(source: string | undefined, place: string | undefined): string {
  if (source !== undefined) return `Source: ${source}`;
  return place === undefined ? '' : `Source: the code itself, line ${place}`;
}

/** From the middle of the row after which it is busy to the middle of the one after which it is not. */
function busyOf(steps: readonly DiagramStep[], rows: readonly Row[], x: number | undefined): Diagram['busy'] {
  if (x === undefined) return [];
  const found: { x: number; y: number; height: number }[] = [];
  let since: number | undefined;
  for (const [index, row] of rows.entries()) {
    const middle = row.y + ROW_PADDING + LINE / 2;
    const isBusy = steps[index]?.isBusy ?? false;
    if (isBusy && since === undefined) since = middle;
    const end = isBusy ? (index === rows.length - 1 ? row.y + row.height : undefined) : middle;
    if (since === undefined || end === undefined) continue;
    found.push({ x, y: since, height: end - since });
    since = undefined;
  }
  return found;
}
