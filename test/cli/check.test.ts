/** `mnlens check`: what it finds, how it says so, how it ends. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import type { CheckDocument } from '../../server/src/cli/document.ts';
import { bareNumber, CLEAN, HEADER_6_3, HEADER_WITH_VMA, LEAK } from '../support/sources.ts';
import { tempFolder } from '../support/temp.ts';
import { mnlens } from './run.ts';

const validate = new Ajv({ allErrors: true }).compile<CheckDocument>(
  JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../schema/check.schema.json'), 'utf8')),
);

async function checkJson(args: readonly string[], cwd: string): Promise<CheckDocument & { status: number | null; stderr: string }> {
  const { status, stdout, stderr } = await mnlens(['check', '--format', 'json', ...args], cwd);
  const document: unknown = JSON.parse(stdout);
  if (!validate(document)) throw new Error(JSON.stringify(validate.errors, null, 1));
  return { ...document, status, stderr };
}

describe('exit status', () => {
  test('0 with nothing found', async () => {
    expect(await mnlens(['check', 'a.c'], tempFolder({ 'a.c': CLEAN }))).toMatchObject({ status: 0, stderr: '' });
  });

  test('1 with something at warning', async () => {
    expect(await mnlens(['check', 'a.c'], tempFolder({ 'a.c': bareNumber() }))).toMatchObject({ status: 1, stderr: '' });
  });

  test.each([
    ['a path that is not there', ['check', 'nothing.c'], /nothing\.c: no such file/],
    ['a tree that is none', ['check', 'a.c', '--tree', '.'], /--tree: \. is not a kernel tree/],
    ['a rule that is none', ['check', 'a.c', '--rule', 'fluff'], /--rule fluff: not one of missing-event/],
    ['a format that is none', ['check', 'a.c', '--format', 'xml'], /--format xml: not one of text, json, github/],
    ['a severity that is none', ['check', 'a.c', '--min-severity', 'bad'], /--min-severity bad: not one of error/],
    ['an unknown option', ['check', 'a.c', '--fast'], /unknown option '--fast'/],
    ['no path', ['check'], /missing required argument 'path'/],
    ['an unknown command', ['chek'], /unknown command chek/],
    ['no command', [], /a command is needed/],
    ['a server without a transport', ['lsp'], /--stdio/],
  ])('2 and one line for %s', async (_, args, line) => {
    const { status, stdout, stderr } = await mnlens(args, tempFolder({ 'a.c': CLEAN }));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(line);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('2 when one of the paths is missing, with the rest checked', async () => {
    const { status, stdout, stderr } = await mnlens(['check', 'a.c', 'nothing.c'], tempFolder({ 'a.c': bareNumber() }));
    expect(status).toBe(2);
    expect(stdout).toContain('[missing-event]');
    expect(stderr).toMatch(/^mnlens: nothing\.c: no such file.*\n$/);
  });
});

describe('the JSON document', () => {
  test('has the place of a finding in lines and columns from 1, tabs as one', async () => {
    const folder = tempFolder({ 'mm/a.c': LEAK });
    const { findings, tree, stats, tool, version } = await checkJson(['mm'], folder);
    expect({ version, tree, name: tool.name }).toEqual({ version: 1, tree: null, name: 'mnlens' });
    expect(stats).toMatchObject({ files: 1, functions: 1, gaveUp: 0, gaveUpIn: [] });
    const [finding] = findings;
    expect(finding).toMatchObject({ rule: 'unpaired-start', severity: 'error', file: 'mm/a.c', function: 'example_leak' });
    expect(finding?.trace.map(({ line }) => line)).toContain(8);
    expect(finding?.trace.every(({ file, column }) => file === 'mm/a.c' && column > 1)).toBe(true);
  });

  test('is ordered by file, line and rule, and the same from run to run', async () => {
    const source = `${LEAK}\n${bareNumber().replace(/#include.*\n/, '')}`;
    const folder = tempFolder({ 'b.c': source, 'a/z.c': source, 'a-b.c': source, 'B.c': source });
    const once = await checkJson(['.'], folder);
    expect(once.findings.map(({ file, rule }) => `${file} ${rule}`)).toEqual(
      ['B.c', 'a-b.c', 'a/z.c', 'b.c'].flatMap((file) => [`${file} unpaired-start`, `${file} missing-event`]),
    );
    const { stdout: first } = await mnlens(['check', '--format', 'json', '.'], folder);
    const { stdout: second } = await mnlens(['check', '--format', 'json', 'b.c', '.', './b.c'], folder);
    const timeless = (text: string): string => text.replace(/"milliseconds": \d+/, '');
    expect(timeless(second)).toBe(timeless(first));
  });

  test('offers fixes as edits, the preferred one first', async () => {
    const { findings } = await checkJson(['a.c'], tempFolder({ 'a.c': bareNumber() }));
    const fixes = findings[0]?.fixes ?? [];
    expect(fixes.length).toBeGreaterThan(1);
    expect(fixes.map(({ preferred }) => preferred).indexOf(true)).toBe(0);
    expect(fixes.filter(({ preferred }) => preferred)).toHaveLength(1);
    expect(fixes.map(({ event }) => event)).toContain('MMU_NOTIFY_CLEAR');
    expect(fixes.map(({ event }) => event)).not.toContain('MMU_NOTIFY_RELEASE');
    expect(fixes[0]?.edits[0]).toMatchObject({ file: 'a.c', range: { start: { line: 7 } } });
  });

  test('counts columns in UTF-16 units', async () => {
    const line = '	/* é😀 */ mmu_notifier_range_init(&range, 0,';
    const source = bareNumber().replace('	mmu_notifier_range_init(&range, 0,', line);
    const { findings } = await checkJson(['a.c'], tempFolder({ 'a.c': source }));
    const { range } = findings[0] ?? {};
    const shown = source.split('\n')[6]?.slice((range?.start.column ?? 0) - 1, (range?.end.column ?? 0) - 1);
    expect(shown).toMatch(/^(0$|mmu_notifier_range_init)/);
  });
});

describe('the tree', () => {
  const files = {
    'linux/include/linux/mmu_notifier.h': HEADER_6_3,
    'linux/mm/a.c': CLEAN,
    'old/include/linux/mmu_notifier.h': HEADER_WITH_VMA,
  };

  test('is searched upwards from the file', async () => {
    const { tree, status } = await checkJson(['linux/mm/a.c'], tempFolder(files));
    expect(tree?.root).toBe('linux');
    expect(tree?.generation).toMatch(/^6\./);
    expect(status).toBe(0);
  });

  test('is `.` when it is the working directory', async () => {
    const { tree, findings } = await checkJson(['mm', '--tree', '.'], path.join(tempFolder(files), 'linux'));
    expect(tree?.root).toBe('.');
    expect(findings).toEqual([]);
  });

  test('that is given counts, wherever the file is', async () => {
    const { tree, findings, status } = await checkJson(['linux/mm/a.c', '--tree', 'old'], tempFolder(files));
    expect(tree).toEqual({ root: 'old', generation: '5.14' });
    expect(findings.map(({ rule }) => rule)).toEqual(['api-generation']);
    expect(status).toBe(1);
  });

  test('with a damaged header: a line, and the newest API', async () => {
    const folder = tempFolder({ ...files, 'linux/include/linux/mmu_notifier.h': HEADER_6_3.slice(0, 700) });
    const searched = await checkJson(['linux/mm/a.c'], folder);
    expect(searched).toMatchObject({ tree: null, status: 0, findings: [] });
    expect(searched.stderr).toMatch(/^mnlens: linux\/include\/linux\/mmu_notifier\.h: .+\n$/);
    expect(await mnlens(['check', 'linux/mm/a.c', '--tree', 'linux'], folder)).toMatchObject({ status: 2, stdout: '' });
  });
});

describe('what else than CONFIG_MMU_NOTIFIER builds a file', () => {
  const asks = '\tif (range.event == MMU_NOTIFY_CLEAR)\n\t\tcount();\n';
  const source = (condition: string): string => CLEAN.replace('\tmmu_notifier_invalidate_range_end', `#ifdef ${condition}\n${asks}#endif\n\tmmu_notifier_invalidate_range_end`);
  const tree = {
    'include/linux/mmu_notifier.h': HEADER_6_3,
    Kconfig: 'source "drivers/Kconfig"\n',
    'drivers/Kconfig': `config MMU_NOTIFIER
	bool
config FOO
	tristate "Foo"
config FOO_USERPTR
	bool "Foo's mappings of memory of processes"
	depends on FOO
	select MMU_NOTIFIER
config FOO_DEBUG
	bool "Foo says more"
	depends on FOO
`,
    Makefile: 'obj-y += drivers/\n',
    'drivers/Makefile': 'obj-$(CONFIG_FOO) += foo.o\n',
  };

  test.each([
    ['CONFIG_FOO_USERPTR', [], 'implies it'],
    ['CONFIG_FOO_DEBUG', ['config-guard'], 'implies nothing'],
  ])('%s: %j, for it %s', async (condition, rules) => {
    const folder = tempFolder({ ...tree, 'drivers/foo.c': source(condition) });
    const { findings } = await checkJson(['drivers/foo.c', '--rule', 'config-guard'], folder);
    expect(findings.map(({ rule }) => rule)).toEqual(rules);
  });
});

describe('filters', () => {
  const files = { 'a.c': LEAK, 'b.c': bareNumber() };

  test('by rule, several times', async () => {
    const folder = tempFolder(files);
    expect((await checkJson(['.', '--rule', 'missing-event'], folder)).findings.map(({ rule }) => rule)).toEqual(['missing-event']);
    expect((await checkJson(['.', '--rule', 'missing-event', '--rule', 'unpaired-start'], folder)).findings).toHaveLength(2);
    expect(await checkJson(['.', '--rule', 'config-guard'], folder)).toMatchObject({ findings: [], status: 0 });
  });

  test('by severity', async () => {
    const { findings } = await checkJson(['.', '--min-severity', 'error'], tempFolder(files));
    expect(findings.map(({ severity }) => severity)).toEqual(['error']);
  });
});

describe('text', () => {
  test('is like a compiler', async () => {
    const { stdout } = await mnlens(['check', 'a.c'], tempFolder({ 'a.c': LEAK }));
    const [first, ...rest] = stdout.split('\n');
    expect(first).toMatch(/^a\.c:\d+:\d+: error: .+ \[unpaired-start\]$/);
    expect(rest.filter((line) => /^ {4}a\.c:\d+:\d+: ./.test(line)).length).toBeGreaterThan(1);
    expect(rest.some((line) => line.startsWith('    fix (preferred): '))).toBe(true);
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^1 error in 1 function of 1 file; /);
  });

  test('has no colour in a pipe, even when the environment asks for it', async () => {
    const { stdout } = await mnlens(['check', 'a.c'], tempFolder({ 'a.c': LEAK }), { FORCE_COLOR: '1' });
    expect(stdout).not.toContain('\u001b');
  });
});

test('GitHub annotations escape what ends them', async () => {
  const { stdout, status } = await mnlens(['check', '.', '--format', 'github'], tempFolder({ 'a,b:c%/x.c': LEAK }));
  expect(status).toBe(1);
  expect(stdout).toMatch(/^::error file=a%2Cb%3Ac%25\/x\.c,line=\d+,(col=\d+,endColumn|endLine)=\d+,title=mnlens\(unpaired-start\)::.+\n$/);
  expect(stdout.split('\n')).toHaveLength(2);
});

test.each(['clear', 'MMU_NOTIFY_CLEAR', 'event-mismatch'])('%s is explained', async (name) => {
  const { stdout, status } = await mnlens(['explain', name], tempFolder());
  expect(status).toBe(0);
  expect(stdout).toContain(name === 'event-mismatch' ? '## What it finds' : 'The caller clears or replaces page-table entries');
});

test('what there is not can\'t be explained', async () => {
  const { stderr, status } = await mnlens(['explain', 'clera'], tempFolder());
  expect(status).toBe(2);
  expect(stderr).toMatch(/no rule and no event kind clera: the kinds are UNMAP, CLEAR/);
});

test('rules are listed', async () => {
  const { stdout, status } = await mnlens(['rules'], tempFolder());
  expect(status).toBe(0);
  expect(stdout).toMatch(/^missing-event +error +\S/m);
});

test.each([
  ['--help', /Usage: mnlens/],
  ['--version', /^\d+\.\d+\.\d+\n$/],
])('%s', async (option, text) => {
  const { stdout, stderr, status } = await mnlens([option], tempFolder());
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(text);
});
