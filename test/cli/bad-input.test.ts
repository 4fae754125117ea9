/** Files and folders that are not what they should be: a line for each, and the rest is checked. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { bareNumber, CLEAN, LEAK } from '../support/sources.ts';
import { tempFolder } from '../support/temp.ts';
import { mnlens } from './run.ts';

const LATIN1 = Buffer.from(LEAK.replace('#include', '/* Andr\xe9 */\n#include'), 'latin1');
const BINARY = Buffer.from(`\x7fELF\0\0${LEAK}`);
const LARGE = `${LEAK}${'/* filler, filler, filler, filler */\n'.repeat(280_000)}`;

describe.each([
  ['with ripgrep', {}],
  ['without', { MNLENS_NO_RIPGREP: '1' }],
])('in a folder, %s', (_, env) => {
  const check = (folder: string, ...args: string[]) => mnlens(['check', ...args], folder, env);

  test('files that use the API are checked, hidden ones and those behind links are not', async () => {
    const folder = tempFolder({
      'mm/a.c': LEAK,
      'mm/b.h': LEAK,
      'mm/c.txt': LEAK,
      'mm/other.c': 'int x;\n',
      '.git/d.c': LEAK,
      'mm/.e.c': LEAK,
      '.gitignore': 'mm\n',
    });
    symlinkSync('..', path.join(folder, 'mm/loop'));
    symlinkSync('a.c', path.join(folder, 'mm/link.c'));
    symlinkSync('nowhere', path.join(folder, 'mm/dangling.c'));
    const { stdout, stderr, status } = await check(folder, '.');
    expect(stdout.match(/^\S+(?=:\d+:\d+: error)/gm)).toEqual(['mm/a.c', 'mm/b.h']);
    expect(stdout).toContain('of 2 files');
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  });

  test('a binary file, one that is not UTF-8 and one too large have a line each', async () => {
    const { stdout, stderr, status } = await check(
      tempFolder({ 'binary.c': BINARY, 'good.c': LEAK, 'large.c': LARGE, 'latin.c': LATIN1 }),
      '.',
    );
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^mnlens: binary\.c: a binary file/),
      expect.stringMatching(/^mnlens: large\.c: 10\.\d MB are too much/),
      expect.stringMatching(/^mnlens: latin\.c: not UTF-8/),
    ]);
    expect(stdout).toMatch(/^good\.c:\d+:/m);
    // One line of comment more than the other, and no byte out of place.
    const [good = 0, latin = 0] = ['good', 'latin'].map((name) => Number(new RegExp(`^${name}\\.c:(\\d+):`, 'm').exec(stdout)?.[1]));
    expect(latin).toBe(good + 1);
    expect(status).toBe(1);
  });

  test.skipIf(process.platform === 'win32')('what may not be read has a line', async () => {
    const folder = tempFolder({ 'good.c': LEAK, 'shut/a.c': LEAK, 'secret.c': LEAK });
    chmodSync(folder, 0o755);
    chmodSync(path.join(folder, 'shut'), 0);
    chmodSync(path.join(folder, 'secret.c'), 0);
    // root may read everything, so it becomes nobody.
    const nobody = process.getuid?.() === 0 ? 65534 : undefined;
    const { stdout, stderr, status } = await mnlens(['check', '.'], folder, env, nobody);
    expect(stderr).toMatch(/^mnlens: shut: permission denied/m);
    expect(stderr).toMatch(/^mnlens: secret\.c: permission denied/m);
    expect(stdout).toMatch(/^good\.c:/m);
    expect(status).toBe(1);
    expect(await mnlens(['check', 'shut'], folder, env, nobody)).toMatchObject({ status: 2, stdout: '' });
  });

  test('an empty folder is clean', async () => {
    expect(await check(tempFolder(), '.')).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('given by name', () => {
  test.each([
    ['empty', ''],
    ['without a final line end', CLEAN.trimEnd()],
    ['with CRLF', CLEAN.replaceAll('\n', '\r\n')],
    ['half-typed', CLEAN.slice(0, 230)],
    ['unbalanced', '}}}}((({{{ mmu_notifier'],
    ['5000 deep', `void f(void) { ${'{ ('.repeat(5000)} mmu_notifier`],
  ])('%s: no crash', async (_, text) => {
    expect(await mnlens(['check', 'a.c'], tempFolder({ 'a.c': text }))).toMatchObject({ stderr: '', status: 0 });
  });

  test('CRLF and a byte order mark shift nothing', async () => {
    const folder = tempFolder({ 'a.c': bareNumber(), 'b.c': `\uFEFF${bareNumber().replaceAll('\n', '\r\n')}` });
    const { stdout } = await mnlens(['check', '.'], folder);
    const places = stdout.match(/^\w\.c:(\d+:\d+)/gm)?.map((place) => place.slice(4));
    expect(places).toHaveLength(2);
    expect(places?.[0]).toBe(places?.[1]);
  });

  test('a binary file cannot be checked', async () => {
    const { status, stderr } = await mnlens(['check', 'binary.c', 'good.c'], tempFolder({ 'binary.c': BINARY, 'good.c': CLEAN }));
    expect(status).toBe(2);
    expect(stderr).toMatch(/^mnlens: binary\.c: a binary file.*\n$/);
  });

  test.skipIf(process.platform === 'win32')('a symlink to itself, and a pipe that nobody writes to', async () => {
    const folder = tempFolder({ 'good.c': LEAK });
    symlinkSync('self.c', path.join(folder, 'self.c'));
    execFileSync('mkfifo', [path.join(folder, 'pipe.c')]);
    const { status, stdout, stderr } = await mnlens(['check', 'self.c', 'pipe.c', 'good.c'], folder);
    expect(stderr).toMatch(/^mnlens: self\.c: too many symbolic links/m);
    expect(stderr).toMatch(/^mnlens: pipe\.c: not a regular file/m);
    expect(stdout).toMatch(/^good\.c:\d+:/m);
    expect(status).toBe(2);
  });

  test('a folder below a hidden one', async () => {
    const folder = tempFolder({ '.cache/linux/mm/a.c': LEAK });
    mkdirSync(path.join(folder, 'empty'));
    expect((await mnlens(['check', '.cache/linux', 'empty'], folder)).stdout).toMatch(/^\.cache\/linux\/mm\/a\.c:\d+:/);
  });
});
