/** `mnlens migrate`. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { CLEAN, HEADER_6_3, HEADER_WITH_VMA } from '../support/sources.ts';
import { tempFolder } from '../support/temp.ts';
import { mnlens } from './run.ts';

/** Four arguments, as 5.0 has it. */
const OLD = CLEAN.replace('MMU_NOTIFY_CLEAR, 0, ', '');
const NEW = CLEAN.replace('MMU_NOTIFY_CLEAR', 'MMU_NOTIFY_UNMAP');

const migrate = (folder: string, ...args: string[]) => mnlens(['migrate', ...args], folder);
const read = (folder: string, file: string, encoding: BufferEncoding = 'utf8'): string => readFileSync(path.join(folder, file), encoding);

function git(folder: string, ...args: string[]): void {
  execFileSync('git', args, { cwd: folder, stdio: 'pipe', env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' } });
}

test('tells what it would do, and does nothing', async () => {
  const folder = tempFolder({ 'a.c': OLD, 'none.c': '/* mmu_notifier */\n' });
  expect(await migrate(folder, '--to', '6.12', '.')).toEqual({ status: 0, stderr: '', stdout: 'a.c: 1 call to the API of 6.10\n1 call in 1 of 2 files\n' });
  expect(read(folder, 'a.c')).toBe(OLD);
});

test('writes, once', async () => {
  const folder = tempFolder({ 'a.c': OLD });
  expect((await migrate(folder, '--to', '6.12', '--write', 'a.c')).status).toBe(0);
  expect(read(folder, 'a.c')).toBe(NEW);
  expect((await migrate(folder, '--to', '6.12', '--write', 'a.c')).stdout).toBe('nothing to convert in 0 of 1 file\n');
});

test('infers the event on request', async () => {
  const folder = tempFolder({ 'a.c': OLD.replace('example_clear', 'example_wrprotect') });
  await migrate(folder, '--to', '6.12', '--events', 'inferred', '--write', 'a.c');
  expect(read(folder, 'a.c')).toMatch(/range_init\(&range, MMU_NOTIFY_(?!UNMAP)\w+, 0, mm,\s+start/);
});

test('what is lost is listed, fails, and is written by force only', async () => {
  const folder = tempFolder({ 'a.c': CLEAN });
  const { status, stdout, stderr } = await migrate(folder, '--to', '5.0', '--write', '.');
  expect(status).toBe(1);
  expect(stdout).toContain('a.c:7:2: lost: the event MMU_NOTIFY_CLEAR is lost: the API of 5.0 has none\n');
  expect(stderr).toContain('--force');
  expect(read(folder, 'a.c')).toBe(CLEAN);
  expect((await migrate(folder, '--to', '5.0', '--write', '--force', '.')).status).toBe(1);
  expect(read(folder, 'a.c')).toBe(OLD);
});

test('prints a patch that git applies', async () => {
  const folder = tempFolder({ 'mm/a.c': OLD, 'mm/a b.c': OLD.trimEnd(), 'crlf.c': `\uFEFF${OLD.replaceAll('\n', '\r\n')}`, 'latin.c': Buffer.from(`/* Andr\xe9 */\n${OLD}`, 'latin1') });
  git(folder, 'init', '-q');
  expect((await migrate(folder, '--to', '6.12', '--diff', '.')).status).toBe(0);
  // Bytes, since one file is Latin-1: through a file, as a shell would do it.
  execFileSync('sh', ['-c', `"${process.execPath}" "$MNLENS" migrate --to 6.12 --diff . > p.patch; git apply --check p.patch && git apply p.patch`], { cwd: folder, env: { ...process.env, MNLENS: path.resolve(import.meta.dirname, '../../dist/cli.js') } });
  expect(read(folder, 'mm/a.c')).toBe(NEW);
  expect(read(folder, 'mm/a b.c')).toBe(NEW.trimEnd());
  expect(read(folder, 'crlf.c')).toBe(`\uFEFF${NEW.replaceAll('\n', '\r\n')}`);
  expect(read(folder, 'latin.c', 'latin1')).toBe(`/* Andr\xe9 */\n${NEW}`);
});

test('to what the tree has', async () => {
  const folder = tempFolder({ 'include/linux/mmu_notifier.h': HEADER_WITH_VMA, 'mm/a.c': OLD });
  expect((await migrate(folder, '--to', 'tree', '--write', 'mm')).status).toBe(0);
  expect(read(folder, 'mm/a.c')).toContain('MMU_NOTIFY_UNMAP, 0, vma, mm, start');
  const other = tempFolder({ 'include/linux/mmu_notifier.h': HEADER_6_3 });
  await migrate(folder, '--to', 'tree', '--tree', other, '--write', 'mm');
  expect(read(folder, 'mm/a.c')).toBe(NEW);
});

test.each([
  [['--to', '1.0', 'a.c'], /--to 1\.0: not a release with the API/],
  [['--to', '5.0', '--from', 'x', 'a.c'], /--from x: not a release/],
  [['--to', '5.0', '--events', 'best', 'a.c'], /--events best: not one of safe, inferred/],
  [['--to', '5.0', '--diff', '--write', 'a.c'], /one of them/],
  [['--to', 'tree', 'a.c'], /in no kernel tree/],
  [['a.c'], /required option '--to <release>'/],
  [['--to', '5.0'], /missing required argument/],
  [['--to', '5.0', 'b.c'], /no such file/i],
])('refuses %j', async (args, message) => {
  const { status, stderr } = await migrate(tempFolder({ 'a.c': OLD }), ...args);
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(message) });
});
