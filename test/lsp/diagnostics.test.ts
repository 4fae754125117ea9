/** Diagnostics, asked for and pushed. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { CancellationTokenSource, type Diagnostic, DiagnosticSeverity, LSPErrorCodes } from 'vscode-languageserver-protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bareNumber, CLEAN, HEADER_6_3, LEAK } from '../support/sources.ts';
import { tempFolder } from '../support/temp.ts';
import { Client, MODERN, PUSHED } from './client.ts';

let client: Client | undefined;
afterEach(async () => {
  expect(await client?.stop()).toBe(0);
  client = undefined;
});

async function start(...options: Parameters<typeof Client.start>): Promise<Client> {
  client = await Client.start(...options);
  return client;
}

const URI = 'file:///nowhere/example.c';

describe('asked for', () => {
  test('a finding has its rule, place, severity, path and page', async () => {
    const server = await start();
    const document = await server.open(URI, LEAK);
    const [diagnostic, ...more] = await server.pull(URI);
    expect(more).toEqual([]);
    expect(diagnostic).toMatchObject({ code: 'unpaired-start', source: 'mnlens', severity: DiagnosticSeverity.Error });
    expect(document.getText(diagnostic?.range)).toMatch(/mmu_notifier_invalidate_range_start|return -ENOMEM/);
    expect(diagnostic?.relatedInformation?.length).toBeGreaterThan(1);
    expect(diagnostic?.relatedInformation?.every(({ location }) => location.uri === URI)).toBe(true);
    const page = diagnostic?.codeDescription?.href;
    if (page !== undefined) expect(readFileSync(new URL(page), 'utf8')).toContain('unpaired-start');
  });

  test('an edit changes them, and nothing new is said when nothing changed', async () => {
    const server = await start();
    const document = await server.open(URI, bareNumber());
    expect((await server.pull(URI)).map(({ code }) => code)).toEqual(['missing-event']);
    await server.edit(document, 'range, 0', 'range, MMU_NOTIFY_CLEAR');
    const report = await server.connection.sendRequest<{ kind: string; items: unknown[]; resultId: string }>('textDocument/diagnostic', {
      textDocument: { uri: URI },
    });
    expect(report.items).toEqual([]);
    const again = await server.connection.sendRequest<{ kind: string }>('textDocument/diagnostic', {
      textDocument: { uri: URI },
      previousResultId: report.resultId,
    });
    expect(again.kind).toBe('unchanged');
  });

  test('a request that is taken back says so and no more, so that the client asks again', async () => {
    const server = await start();
    const document = await server.open(URI, bareNumber());
    const errors: unknown[] = [];
    // Some are taken back before their turn, where the connection answers for us, some when they are answered.
    for (let round = 0; round < 40; round++) {
      await server.edit(document, round % 2 === 0 ? 'range, 0' : 'range, 1', round % 2 === 0 ? 'range, 1' : 'range, 0');
      const source = new CancellationTokenSource();
      const asked = server.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: URI } }, source.token).catch((error) => errors.push(error));
      for (let turn = 0; turn < round % 10; turn++) await new Promise(setImmediate);
      source.cancel();
      await asked;
    }
    expect(errors.length).toBeGreaterThan(0);
    for (const error of errors) expect(error).toMatchObject({ code: LSPErrorCodes.RequestCancelled, data: undefined });
  });

  test('a document that was never opened has none', async () => {
    const server = await start();
    expect(await server.pull('file:///nowhere/other.c')).toEqual([]);
  });

  test('nothing is pushed for open documents', async () => {
    const server = await start();
    await server.open(URI, bareNumber());
    await server.pull(URI);
    expect(server.published.get(URI)).toBeUndefined();
  });
});

describe('pushed', () => {
  test('on opening, on each change, and taken away on closing', async () => {
    const server = await start({ capabilities: PUSHED });
    const document = await server.open(URI, bareNumber());
    expect((await server.until(() => server.published.get(URI))).map(({ code }) => code)).toEqual(['missing-event']);
    const cleared = server.nextPublished(URI);
    await server.edit(document, 'range, 0', 'range, MMU_NOTIFY_CLEAR');
    expect(await cleared).toEqual([]);
    const closed = server.nextPublished(URI);
    await server.connection.sendNotification('textDocument/didClose', { textDocument: { uri: URI } });
    expect(await closed).toEqual([]);
  });

  test('changes that arrive together are checked once, as they are in the end', async () => {
    const server = await start({ capabilities: PUSHED });
    await server.open(URI, CLEAN);
    await server.until(() => server.published.get(URI));
    const changed = (version: number, text: string) => ({
      method: 'textDocument/didChange',
      params: { textDocument: { uri: URI, version }, contentChanges: [{ text }] },
    });
    server.sendTogether([...Array.from({ length: 20 }, (_, index) => changed(index + 2, CLEAN)), changed(22, bareNumber())]);
    await server.until(() => (server.publishedVersions.includes(22) ? true : undefined));
    expect(server.publishedVersions).toEqual([1, 22]);
    expect(server.published.get(URI)).toHaveLength(1);
  });
});

describe('positions', () => {
  // Four UTF-16 units or eight UTF-8 bytes that no ASCII column counts like.
  const source = bareNumber().replace('	mmu_notifier_range_init', '	/* é😀€ */ mmu_notifier_range_init');
  const column = {
    'utf-16': source.split('\n')[6]?.indexOf('0,'),
    'utf-8': Buffer.byteLength(source.split('\n')[6]?.split('0,')[0] ?? ''),
  };

  test.each(['utf-16', 'utf-8'] as const)('count as negotiated: %s', async (encoding) => {
    const server = await start({ capabilities: { ...MODERN, general: { positionEncodings: ['utf-32', encoding, 'utf-16'] } } });
    expect(server.initialized?.capabilities.positionEncoding).toBe(encoding);
    await server.open(URI, source);
    const [diagnostic] = await server.pull(URI);
    const covers = (range: Diagnostic['range'] | undefined): boolean =>
      range !== undefined && range.start.line <= 6 && range.end.line >= 6 && range.start.character <= (column[encoding] ?? 0);
    expect(covers(diagnostic?.range)).toBe(true);
    // The change counts in the same units: it must hit the 0 and nothing else.
    const start0 = column[encoding] ?? 0;
    const change = { range: { start: { line: 6, character: start0 }, end: { line: 6, character: start0 + 1 } }, text: 'MMU_NOTIFY_CLEAR' };
    await server.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: URI, version: 2 },
      contentChanges: [change],
    });
    expect(await server.pull(URI)).toEqual([]);
  });

  test('UTF-16 where the client says nothing', async () => {
    const server = await start({ capabilities: { ...MODERN, general: {} } });
    expect(server.initialized?.capabilities.positionEncoding).toBe('utf-16');
  });
});

describe('bad input', () => {
  let server: Client;
  beforeEach(async () => {
    server = await start();
  });

  test.each([
    ['empty', ''],
    ['half-typed', `${bareNumber().slice(0, 200)}`],
    ['unbalanced', '}}}} ((( mmu_notifier_range_init(&range, '],
    ['5000 deep', `void f(void) { mmu_notifier_range_init(${'('.repeat(5000)}`],
    ['lone surrogates', `\ud800 mmu_notifier \udc00 ${CLEAN}`],
  ])('%s: answered', async (_, text) => {
    await server.open(URI, text);
    expect(Array.isArray(await server.pull(URI))).toBe(true);
    await server.open('file:///nowhere/next.c', bareNumber());
    expect(await server.pull('file:///nowhere/next.c')).toHaveLength(1);
  });

  test.each([
    ['NUL characters', `mmu_notifier\0${bareNumber()}`, /binary/],
    ['10 MB', `${bareNumber()}${'/* filler, filler, filler, filler */\n'.repeat(280_000)}`, /10\.\d MB/],
  ])('%s: one line that says so', async (_, text, message) => {
    await server.open(URI, text);
    const [diagnostic, ...more] = await server.pull(URI);
    expect(diagnostic?.message).toMatch(message);
    expect(diagnostic?.severity).toBe(DiagnosticSeverity.Warning);
    expect(more).toEqual([]);
  });

  test('CRLF and a byte order mark', async () => {
    const document = await server.open(URI, `\uFEFF${LEAK.replaceAll('\n', '\r\n')}`);
    const [diagnostic] = await server.pull(URI);
    expect(diagnostic?.code).toBe('unpaired-start');
    expect(document.getText(diagnostic?.range)).not.toMatch(/\r|\uFEFF/);
  });

  test('a document that is not on disk', async () => {
    await server.open('untitled:Untitled-1', bareNumber());
    expect(await server.pull('untitled:Untitled-1')).toHaveLength(1);
  });
});

test('who calls from another file is asked, and asked again when that file has changed', async () => {
  const changer = `#include <linux/mmu_notifier.h>

void protect_all(struct mm_struct *mm, unsigned long addr, pte_t *ptep)
{
	ptep_set_wrprotect(mm, addr, ptep);
}
`;
  const caller = (lock: string): string => `#include <linux/mmu_notifier.h>

void protect_it(struct mm_struct *mm, pte_t *ptep)
{
	${lock}
	protect_all(mm, 0, ptep);
}
`;
  const folder = tempFolder({ 'include/linux/mmu_notifier.h': HEADER_6_3, 'mm/protect.c': changer, 'mm/caller.c': caller('mmap_write_lock(mm);') });
  const uri = (file: string): string => pathToFileURL(path.join(folder, file)).href;
  const server = await start({ capabilities: PUSHED });
  await server.open(uri('mm/protect.c'), changer);
  const [diagnostic] = await server.until(() => (server.published.get(uri('mm/protect.c'))?.length ? server.published.get(uri('mm/protect.c')) : undefined));
  expect(diagnostic).toMatchObject({ code: 'unnotified-change', severity: DiagnosticSeverity.Hint });
  expect(diagnostic?.relatedInformation?.map(({ location }) => location.uri)).toContain(uri('mm/caller.c'));
  writeFileSync(path.join(folder, 'mm/caller.c'), caller('prepare(mm);'));
  await server.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uri('mm/caller.c'), type: 2 }] });
  await server.until(() => (server.published.get(uri('mm/protect.c'))?.length === 0 ? true : undefined));
});

describe('the tree of a file', () => {
  const status = (server: Client, generation: string) =>
    server.until(() =>
      server.notifications.findLast(
        ({ method, params }) => method === 'mnlens/status' && JSON.stringify(params).includes(`"generation":"${generation}`),
      ),
    );

  test('decides on the API', async () => {
    const folder = tempFolder({ 'include/linux/mmu_notifier.h': HEADER_6_3, 'mm/example.c': CLEAN });
    const server = await start();
    const uri = pathToFileURL(path.join(folder, 'mm/example.c')).href;
    await server.open(uri, CLEAN);
    const { params } = await status(server, '6.');
    expect(params).toMatchObject({ uri, tree: pathToFileURL(folder).href });
  });

  test('a header that cannot be read has a diagnostic of its own, and the file is checked all the same', async () => {
    const folder = tempFolder({ 'include/linux/mmu_notifier.h': HEADER_6_3.slice(0, 700), 'mm/example.c': bareNumber() });
    const server = await start();
    const uri = pathToFileURL(path.join(folder, 'mm/example.c')).href;
    const header = pathToFileURL(path.join(folder, 'include/linux/mmu_notifier.h')).href;
    await server.open(uri, bareNumber());
    const [diagnostic] = await server.until(() => server.published.get(header));
    expect(diagnostic?.message).toMatch(/cannot be read/);
    expect(await server.pull(uri)).toHaveLength(1);
  });
});
