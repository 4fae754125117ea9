/** Hover, completion, the flow graph, settings, the header's changes, the workspace check, cancellation. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import {
  CancellationTokenSource,
  type CompletionItem,
  DiagnosticSeverity,
  type Hover,
  type Position,
} from 'vscode-languageserver-protocol';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { bareNumber, CLEAN, HEADER_6_3, HEADER_WITH_VMA, LEAK } from '../support/sources.ts';
import { tempFolder } from '../support/temp.ts';
import { Client, MODERN } from './client.ts';

const URI = 'file:///nowhere/example.c';

let client: Client | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

async function start(...options: Parameters<typeof Client.start>): Promise<Client> {
  client = await Client.start(...options);
  return client;
}

function after(document: TextDocument, text: string): Position {
  return document.positionAt(document.getText().indexOf(text) + text.length);
}

const uriIn = (folder: string, file: string): string => pathToFileURL(path.join(folder, file)).href;

describe('hover', () => {
  const hover = async (server: Client, position: Position): Promise<string> => {
    const answer = await server.connection.sendRequest<Hover | null>('textDocument/hover', { textDocument: { uri: URI }, position });
    return answer && typeof answer.contents === 'object' && 'value' in answer.contents ? answer.contents.value : '';
  };

  test('on a function: its shape in this API, and what it does', async () => {
    const server = await start();
    const document = await server.open(URI, CLEAN);
    expect(await hover(server, after(document, '	mmu_notifier_range_in'))).toMatch(
      /range_init\(range, event, flags, mm, start, end\)[\s\S]*Linux/,
    );
    expect(await hover(server, after(document, 'mmu_notifier_invalidate_range_start'))).toContain('May sleep');
  });

  test('on an event kind, also one in a comment', async () => {
    const server = await start();
    const document = await server.open(URI, `/* MMU_NOTIFY_UNMAP */\n${CLEAN}`);
    expect(await hover(server, after(document, 'MMU_NOTIFY_CL'))).toContain('MMU_NOTIFY_CLEAR');
    expect(await hover(server, after(document, '/* MMU'))).toContain('munmap');
  });

  test('on a rule in a comment: its page', async () => {
    const server = await start();
    const document = await server.open(URI, `/* see unpaired-start */\n`);
    expect(await hover(server, after(document, 'see unpaired-'))).toContain('unpaired-start');
  });

  test('on a function of another generation: says so', async () => {
    const server = await start();
    const document = await server.open(URI, 'mmu_notifier_invalidate_range_only_end(&range);');
    expect(await hover(server, after(document, 'mmu_notifier_in'))).toMatch(/has no such function.*gone in 6\.6/);
  });

  test('on anything else: nothing', async () => {
    const server = await start();
    const document = await server.open(URI, CLEAN);
    expect(await hover(server, after(document, 'example_c'))).toBe('');
    expect(await hover(server, { line: 9999, character: 9999 })).toBe('');
  });
});

/** An entry is write-protected where it stands. */
const PROTECTED = `static void protect(struct vm_area_struct *vma, pte_t *ptep, unsigned long addr)
{
	struct mmu_notifier_range range;

	mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_PAGE, 0, vma->vm_mm, addr, addr + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	ptep_set_wrprotect(vma->vm_mm, addr, ptep);
	mmu_notifier_invalidate_range_end(&range);
}
`;

describe('what the code around a call says of the event', () => {
  test.each(['MMU_NOTIFY_PROT', 'mmu_notifier_range_in'])('in a hover on %s', async (word) => {
    const server = await start();
    const document = await server.open(URI, PROTECTED);
    const answer = await server.connection.sendRequest<Hover | null>('textDocument/hover', { textDocument: { uri: URI }, position: after(document, word) });
    const value = typeof answer?.contents === 'object' && 'value' in answer.contents ? answer.contents.value : '';
    expect(value).toContain('At this call, likeliest first:');
    expect(value).toContain('- MMU_NOTIFY_PROTECTION_PAGE: the entry is write-protected (line 7)');
    expect(value).toContain('- MMU_NOTIFY_UNMAP: against it: the entry is write-protected (line 7)');
  });

  test('in completion: the likeliest first', async () => {
    const server = await start();
    const document = await server.open(URI, PROTECTED);
    const items = await server.connection.sendRequest<CompletionItem[]>('textDocument/completion', { textDocument: { uri: URI }, position: after(document, '(&range, MMU_N') });
    const [first] = items.toSorted((a, b) => (a.sortText ?? '').localeCompare(b.sortText ?? ''));
    expect(first).toMatchObject({ label: 'MMU_NOTIFY_PROTECTION_PAGE', preselect: true, detail: 'the entry is write-protected (line 7)' });
  });
});

describe('completion', () => {
  const complete = async (server: Client, position: Position): Promise<CompletionItem[]> =>
    server.connection.sendRequest('textDocument/completion', { textDocument: { uri: URI }, position });

  test.each(['', 'MMU_N', 'MMU_NOTIFY_CLEAR'])('of the event argument after "%s"', async (typed) => {
    const server = await start();
    const document = await server.open(URI, bareNumber(typed));
    const items = await complete(server, after(document, `(&range, ${typed}`));
    expect(items.map(({ label }) => label)).toContain('MMU_NOTIFY_PROTECTION_PAGE');
    expect(items.map(({ label }) => label)).not.toContain('MMU_NOTIFY_RELEASE');
    const { textEdit, documentation } = items[0] ?? {};
    expect(textEdit && 'range' in textEdit ? document.getText(textEdit.range) : undefined).toBe(typed);
    expect(documentation).toMatchObject({ kind: 'markdown' });
  });

  test('in a call that is being typed', async () => {
    const server = await start();
    const text = 'static void f(struct mm_struct *mm)\n{\n	struct mmu_notifier_range range;\n	mmu_notifier_range_init(&range, ';
    const document = await server.open(URI, text);
    expect((await complete(server, document.positionAt(text.length))).length).toBeGreaterThan(4);
  });

  test('nowhere else', async () => {
    const server = await start();
    const document = await server.open(URI, CLEAN);
    expect(await complete(server, after(document, '(&ra'))).toEqual([]);
    expect(await complete(server, after(document, 'example_clear(v'))).toEqual([]);
  });
});

test('the flow graph of a function, and none outside', async () => {
  const server = await start();
  const document = await server.open(URI, CLEAN);
  const request = (position: Position) => server.connection.sendRequest('mnlens/flowGraph', { textDocument: { uri: URI }, position });
  expect(await request(after(document, 'example_clear'))).toEqual({ mermaid: expect.stringMatching(/^(flowchart|graph) /) });
  expect(await request({ line: 0, character: 0 })).toBeNull();
});

describe('settings', () => {
  test('a severity of each folder, and off', async () => {
    const folder = tempFolder();
    const server = await start({
      settings: (scope) => ({ severity: { 'missing-event': scope?.includes('/quiet/') ? 'off' : 'hint' } }),
    });
    await server.open(uriIn(folder, 'loud/a.c'), bareNumber());
    await server.open(uriIn(folder, 'quiet/a.c'), bareNumber());
    expect(await server.pull(uriIn(folder, 'loud/a.c'))).toMatchObject([{ severity: DiagnosticSeverity.Hint }]);
    expect(await server.pull(uriIn(folder, 'quiet/a.c'))).toEqual([]);
  });

  test('a change is asked for and seen', async () => {
    let severity = 'error';
    const server = await start({ settings: () => ({ severity: { 'missing-event': severity } }) });
    await server.open(URI, bareNumber());
    expect(await server.pull(URI)).toMatchObject([{ severity: DiagnosticSeverity.Error }]);
    severity = 'info';
    await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await server.until(() => server.requests.find(({ method }) => method === 'workspace/diagnostic/refresh'));
    expect(await server.pull(URI)).toMatchObject([{ severity: DiagnosticSeverity.Information }]);
  });

  test('the generation for files without a tree', async () => {
    const server = await start({ settings: () => ({ generation: '5.2' }) });
    await server.open(URI, CLEAN);
    const { params } = await server.until(() => server.notifications.find(({ method }) => method === 'mnlens/status'));
    expect(params).toMatchObject({ uri: URI, tree: null, generation: '5.2' });
  });

  test('a mistake is told plainly, and the rest counts', async () => {
    const server = await start({
      settings: () => ({ generation: 'newest ever', severity: { 'missing-event': 'hint', 'no-such-rule': 'error', 'unpaired-end': 7 } }),
    });
    await server.open(URI, bareNumber());
    expect(await server.pull(URI)).toMatchObject([{ severity: DiagnosticSeverity.Hint }]);
    const { params } = await server.until(() => server.notifications.find(({ method }) => method === 'window/showMessage'));
    expect(JSON.stringify(params)).toMatch(
      /mnlens\.severity:.*no-such-rule.*mnlens\.severity\.unpaired-end: 7 is not one of.*mnlens\.generation/,
    );
  });

  test('from a client that is not asked but sends them', async () => {
    const capabilities = { ...MODERN, workspace: { ...MODERN.workspace, configuration: false } };
    const server = await start({ capabilities, initializationOptions: { severity: { 'missing-event': 'off' } } });
    await server.open(URI, bareNumber());
    expect(await server.pull(URI)).toEqual([]);
    await server.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { mnlens: { severity: { 'missing-event': 'warning' } } },
    });
    expect(await server.pull(URI)).toHaveLength(1);
  });
});

test.each(['watched', 'saved'])('a changed header that is %s is read again', async (how) => {
  const folder = tempFolder({ 'include/linux/mmu_notifier.h': HEADER_6_3, 'mm/a.c': CLEAN });
  const server = await start();
  await server.open(uriIn(folder, 'mm/a.c'), CLEAN);
  const generations = (): unknown[] =>
    server.notifications.flatMap(({ method, params }) =>
      method === 'mnlens/status' && JSON.stringify(params).includes('/mm/a.c')
        ? [(/"generation":"([^"]*)"/.exec(JSON.stringify(params)) ?? [])[1]]
        : [],
    );
  await server.until(() => generations()[0]);
  await server.until(() =>
    server.requests.find(
      ({ method, params }) => method === 'client/registerCapability' && JSON.stringify(params).includes('mmu_notifier.h'),
    ),
  );
  writeFileSync(path.join(folder, 'include/linux/mmu_notifier.h'), HEADER_WITH_VMA);
  const changes = [{ uri: uriIn(folder, 'include/linux/mmu_notifier.h'), type: 2 }];
  if (how === 'watched') {
    await server.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  } else {
    await server.open(uriIn(folder, 'include/linux/mmu_notifier.h'), HEADER_WITH_VMA);
    await server.connection.sendNotification('textDocument/didSave', {
      textDocument: { uri: uriIn(folder, 'include/linux/mmu_notifier.h') },
    });
  }
  expect(await server.until(() => generations()[1])).toBe('5.14');
});

describe('the workspace check', () => {
  const files = {
    'mm/a.c': bareNumber(),
    'mm/b.c': LEAK,
    'mm/clean.c': CLEAN,
    'mm/other.c': 'int x;\n',
    'drivers/c.c': bareNumber(),
    'binary.c': new Uint8Array([0, 1, 2, ...Buffer.from('mmu_notifier')]),
  };
  const folderOf = (folder: string) => [{ uri: pathToFileURL(folder).href, name: 'kernel' }];
  const run = (server: Client) =>
    server.connection.sendRequest('workspace/executeCommand', { command: 'mnlens.checkWorkspace', arguments: [] });

  test('publishes what it finds in closed files, with progress', async () => {
    const folder = tempFolder(files);
    const server = await start({ folders: folderOf(folder) });
    await server.open(uriIn(folder, 'mm/a.c'), CLEAN);
    expect(await run(server)).toEqual({ files: 4, findings: 2, cancelled: false });
    expect(server.published.get(uriIn(folder, 'mm/b.c'))?.map(({ code }) => code)).toEqual(['unpaired-start']);
    expect(server.published.get(uriIn(folder, 'drivers/c.c'))).toHaveLength(1);
    // Open, so asked for by the client; and as the editor has it, not the disk.
    expect(server.published.get(uriIn(folder, 'mm/a.c'))).toBeUndefined();
    expect(server.requests.map(({ method }) => method)).toContain('window/workDoneProgress/create');
    const kinds = server.notifications.flatMap(({ method, params }) => (method === '$/progress' ? [JSON.stringify(params)] : []));
    expect(kinds[0]).toContain('"begin"');
    expect(kinds.at(-1)).toContain('"end"');

    // Opened, a file has diagnostics of its own.
    const opened = server.nextPublished(uriIn(folder, 'mm/b.c'));
    await server.open(uriIn(folder, 'mm/b.c'), LEAK);
    expect(await opened).toEqual([]);
  });

  test('takes back what is no longer so', async () => {
    const folder = tempFolder(files);
    const server = await start({ folders: folderOf(folder) });
    await run(server);
    writeFileSync(path.join(folder, 'mm/b.c'), CLEAN);
    await run(server);
    expect(server.published.get(uriIn(folder, 'mm/b.c'))).toEqual([]);
  });

  test('follows the folders of the workspace', async () => {
    const [first, second] = [tempFolder({ 'a.c': LEAK }), tempFolder({ 'b.c': LEAK })];
    const server = await start({ folders: folderOf(first) });
    await server.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: folderOf(second), removed: folderOf(first) },
    });
    await run(server);
    expect([...server.published.keys()]).toEqual([uriIn(second, 'b.c')]);
  });

  test('stops when it is cancelled, and the server lives on', async () => {
    const folder = tempFolder(Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`f${index}.c`, LEAK])));
    const server = await start({ folders: folderOf(folder) });
    const source = new CancellationTokenSource();
    const running = server.connection.sendRequest('workspace/executeCommand', { command: 'mnlens.checkWorkspace' }, source.token);
    await server.until(() => (server.published.size > 0 ? true : undefined));
    source.cancel();
    expect(await running).toMatchObject({ cancelled: true });
    expect(server.published.size).toBeLessThan(300);
    await server.open(URI, bareNumber());
    expect(await server.pull(URI)).toHaveLength(1);
  });

  test('another command is refused', async () => {
    const server = await start();
    await expect(server.connection.sendRequest('workspace/executeCommand', { command: 'rm' })).rejects.toThrow(/unknown command rm/);
  });
});

test('a cancelled request does no work', async () => {
  const server = await start();
  await server.open(URI, bareNumber());
  const source = new CancellationTokenSource();
  const pulled = server.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: URI } }, source.token);
  source.cancel();
  await expect(pulled).rejects.toThrow();
  expect(await server.pull(URI)).toHaveLength(1);
});

test('a client that goes away without a word ends the server', async () => {
  const server = await start();
  client = undefined;
  const exited = new Promise((resolve) => server.process.on('exit', resolve));
  server.process.stdin.end();
  await exited;
});
