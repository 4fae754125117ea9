/** `mnlens subscribers` for a person: no line is longer than 120 columns, but for a path or a name that is. */
import { blockingText, filterText, locksText, sequenceText } from '../host/subscriber-text.ts';
import type { CallbackEntry, RegistrationEntry } from '../host/subscriber-entries.ts';
import type { Colors } from './colors.ts';
import type { SubscribersDocument } from './subscribers-document.ts';

/** Of the columns; two spaces stand before each. */
const WIDTHS = [32, 22, 22, 23, 11] as const;
const HEAD = ['callback', 'not blockable', 'events', 'locks', 'set_seq'];
const LONGEST = 120;

export function formatSubscribers({ subscribers, registrations, tree }: SubscribersDocument, colors: Colors): string {
  const out: string[] = [];
  for (const { file, line, name, kind, callbacks } of subscribers) {
    out.push(`${colors.bold(`${file}:${line}:`)} ${colors.cyan(name)} (${kind})`, colors.dim(rows(HEAD)), ...callbacks.map(rowOf), '');
  }
  out.push(...registrations.map((registration) => registrationLine(registration, colors)), '');
  const api = tree ? `the API of ${tree.root} (${tree.generation})` : 'the newest API (no kernel tree found)';
  const lists = subscribers.filter(({ kind }) => kind === 'list').length;
  out.push(`${lists} list and ${subscribers.length - lists} interval subscribers; read by ${api}`, '');
  return out.join('\n');
}

function rowOf({ member, function: name, line, does, unknown }: CallbackEntry): string {
  const place = `${member} ${name ?? ''}:${line}`;
  if (!does) return rows([place, `unknown: ${unknown ?? ''}`]);
  return rows([place, blockingText(does), filterText(does) || (does.events.length > 0 ? 'all' : ''), locksText(does), sequenceText(does)]);
}

function registrationLine({ file, line, call, function: name, result, table }: RegistrationEntry, colors: Colors): string {
  const which = table === null ? '' : ` of ${table}`;
  const what = `${call}()${which} in ${name}()`;
  const dropped = result === 'dropped' ? ', result dropped' : '';
  const isLong = `${file}:${line}: ${what}${dropped}`.length > LONGEST;
  return `${colors.bold(`${file}:${line}:`)}${isLong ? '\n    ' : ' '}${what}${colors.yellow(dropped)}`;
}

/** Cells side by side, each wrapped at its column's width. */
function rows(cells: readonly string[]): string {
  const wrapped = cells.map((cell, i) => wrap(cell, WIDTHS[i] ?? 20));
  const height = Math.max(...wrapped.map(({ length }) => length));
  return Array.from({ length: height }, (_, row) => wrapped.map((lines, i) => (lines[row] ?? '').padEnd(WIDTHS[i] ?? 20)).map((cell) => `  ${cell}`).join('').trimEnd()).join('\n');
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + 1 + word.length > width) lines.push('');
    // A word that is too long is cut where it breaks best: behind `->` or `.`.
    for (const part of word.length > width ? word.split(/(?<=->|\.|_)/) : [word]) {
      const line = lines.at(-1) ?? '';
      const space = line === '' || part !== word ? '' : ' ';
      if (line.length + space.length + part.length > width && line !== '') lines.push(part);
      else lines[lines.length - 1] = line + space + part;
    }
  }
  return lines;
}
