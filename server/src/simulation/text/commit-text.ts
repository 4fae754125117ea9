/** A race or a run as plain text in columns, as people draw them in commit messages: ASCII, at most 72 columns. */
import type { Race, RaceStep, Simulation, SimulationStep } from '../data.ts';

const WIDTH = 72;

/** Steps that say where the code goes, not what it does to others. */
const LEFT_OUT: ReadonlySet<SimulationStep['kind']> = new Set(['enter', 'branch', 'call', 'return', 'jump', 'subscriber-call']);

/** One column a CPU. */
export function raceText<At>({ threads, schedule, verdict, explored, assumed }: Race<At>): string {
  const titles = threads.map(({ title }, cpu) => `CPU ${cpu}: ${title}`);
  const rows = schedule.map((step: RaceStep<At>) => threads.map((_, cpu) => (cpu === step.thread ? marked(step) : '')));
  const counted = `${explored.states} states, and ${explored.steps} steps between them, were explored${explored.isComplete ? '' : '; there are more'}.`;
  return text([...(rows.length > 0 ? [table(titles, rows)] : []), paragraph(`${verdict.title}: ${verdict.text}`), paragraph(counted), ...granted(assumed)]);
}

/** A column for the code, one for what it sets off: a third, for the core alone, would leave no room for its functions' names. */
export function runText<At>({ function: name, lanes, steps, verdict, choices, assumed }: Simulation<At>): string {
  const rows = steps
    .filter(({ kind, tone }) => !LEFT_OUT.has(kind) || tone === 'wrong')
    .map((step) => {
      const lane = lanes.find(({ id }) => id === step.lane);
      const title = lane?.kind === 'device' ? `${lanes.find(({ id }) => id === lane.of)?.title ?? ''} (device)` : lane?.title;
      if (lane?.kind === 'code') return [marked(step), ''];
      return ['', lane?.kind === 'core' ? marked(step) : `${title}: ${marked(step)}`];
    });
  const taken = choices.conditions.map(({ text: condition, takes }) => `${condition} is ${takes}`);
  return text([
    table([`${name}()`, 'core, subscribers'], rows),
    ...(taken.length > 0 ? [paragraph(`Path: ${taken.join('; ')}.`)] : []),
    paragraph(`${verdict.title}: ${verdict.text}`),
    ...granted(assumed),
  ]);
}

function granted(assumed: readonly string[]): readonly string[] {
  return assumed.length === 0 ? [] : [paragraph(`Taken for granted: ${assumed.join(' ')}`)];
}

function text(parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`;
}

function marked({ text: words, tone }: { readonly text: string; readonly tone: string }): string {
  return tone === 'wrong' ? `! ${words}` : words;
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const first = `[Time ${rows.length}]`.length;
  const width = Math.floor((WIDTH - first - 3 * titles.length) / titles.length);
  const line = (time: string, cells: readonly string[]): string => [time.padEnd(first), ...cells.map((cell) => cell.padEnd(width))].join(' | ').trimEnd();
  const row = (time: string, cells: readonly string[]): readonly string[] => {
    const wrapped = cells.map((cell) => wrap(ascii(cell), width));
    const height = Math.max(...wrapped.map((lines) => lines.length));
    return Array.from({ length: height }, (_, index) => line(index === 0 ? time : '', wrapped.map((lines) => lines[index] ?? '')));
  };
  const rule = ['-'.repeat(first), ...titles.map(() => '-'.repeat(width))].join('-+-');
  return [...row('', titles), rule, ...rows.flatMap((cells, index) => row(`[Time ${index + 1}]`, cells))].join('\n');
}

function paragraph(words: string): string {
  return wrap(ascii(words), WIDTH).join('\n');
}

/** Without backquotes, and in letters that any mail program shows. */
function ascii(words: string): string {
  return words
    .replaceAll('`', '')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[–—]/g, '-')
    .replaceAll('…', '...')
    .replaceAll('→', '->')
    .replace(/[^\x20-\x7e]/g, '?');
}

/** At spaces; words that are too long are cut. */
function wrap(words: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (let word of words.split(/\s+/)) {
    while (word.length > width) {
      const room = line === '' ? width : width - line.length - 1;
      if (room < 4) {
        lines.push(line);
        line = '';
        continue;
      }
      lines.push(line === '' ? word.slice(0, room) : `${line} ${word.slice(0, room)}`);
      word = word.slice(room);
      line = '';
    }
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}
