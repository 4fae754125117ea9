/** `mnlens check --fix`. */
import { chmodSync, lstatSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { bareNumber, CLEAN, LEAK } from '../support/sources.ts';
import { tempFolder } from '../support/temp.ts';
import { mnlens } from './run.ts';

const fix = (folder: string, ...args: string[]) => mnlens(['check', '--fix', ...args], folder);
const read = (folder: string, file: string, encoding: BufferEncoding = 'utf8'): string => readFileSync(path.join(folder, file), encoding);

test('writes the preferred fixes until none is left, and reports what remains', async () => {
  const folder = tempFolder({ 'a.c': `${LEAK}\n${bareNumber().replace(/#include.*\n\n/, '')}`, 'clean.c': CLEAN });
  const before = statSync(path.join(folder, 'clean.c')).mtimeMs;
  const { status, stdout, stderr } = await fix(folder, '.');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^nothing found in 3 functions of 2 files/);
  expect(stderr).toBe('mnlens: fixed 2 in a.c\n');
  expect(read(folder, 'a.c')).not.toContain('range, 0,');
  expect(statSync(path.join(folder, 'clean.c')).mtimeMs).toBe(before);
  const fixed = read(folder, 'a.c');
  expect(await fix(folder, '.')).toMatchObject({ status: 0, stderr: '' });
  expect(read(folder, 'a.c')).toBe(fixed);
});

test('leaves every other byte as it was: CRLF, byte order mark, Latin-1', async () => {
  const folder = tempFolder({
    'crlf.c': `\uFEFF${bareNumber().replaceAll('\n', '\r\n')}`,
    'latin.c': Buffer.from(`/* Andr\xe9 */\n${bareNumber()}`, 'latin1'),
  });
  await fix(folder, '.');
  const event = /range, (MMU_NOTIFY_\w+),/.exec(read(folder, 'crlf.c'))?.[1];
  expect(event).toBeDefined();
  expect(read(folder, 'crlf.c')).toBe(`\uFEFF${bareNumber(event).replaceAll('\n', '\r\n')}`);
  expect(read(folder, 'latin.c', 'latin1')).toBe(`/* Andr\xe9 */\n${bareNumber(event)}`);
});

test('only the rules that are chosen', async () => {
  const folder = tempFolder({ 'a.c': LEAK, 'b.c': bareNumber() });
  await fix(folder, '.', '--rule', 'missing-event');
  expect(read(folder, 'a.c')).toBe(LEAK);
  expect(read(folder, 'b.c')).not.toBe(bareNumber());
});

test('without --fix nothing is written', async () => {
  const folder = tempFolder({ 'a.c': LEAK });
  await mnlens(['check', '.'], folder);
  expect(read(folder, 'a.c')).toBe(LEAK);
});

test.skipIf(process.platform === 'win32')('keeps the mode of the file, and a link to it a link', async () => {
  const folder = tempFolder({ 'real/a.c': LEAK });
  chmodSync(path.join(folder, 'real/a.c'), 0o600);
  symlinkSync('real/a.c', path.join(folder, 'link.c'));
  await fix(folder, 'link.c');
  expect(lstatSync(path.join(folder, 'link.c')).isSymbolicLink()).toBe(true);
  expect(statSync(path.join(folder, 'real/a.c')).mode & 0o777).toBe(0o600);
  expect(read(folder, 'real/a.c')).not.toBe(LEAK);
});
