/** Code actions: what is offered, and that what is chosen does what it says. */
import { afterEach, describe, expect, test } from 'vitest';
import type { ClientCapabilities, CodeAction, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { bareNumber, LEAK } from '../support/sources.ts';
import { Client, MODERN } from './client.ts';

const URI = 'file:///nowhere/example.c';
const { resolveSupport: _, ...codeAction } = MODERN.textDocument?.codeAction ?? {};
const WITHOUT_RESOLVE: ClientCapabilities = {
  ...MODERN,
  textDocument: { ...MODERN.textDocument, codeAction },
  workspace: { ...MODERN.workspace, workspaceEdit: {} },
};

let client: Client | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

async function start(capabilities = MODERN, settings?: () => unknown): Promise<Client> {
  client = await Client.start({ capabilities, ...(settings ? { settings } : {}) });
  return client;
}

function actions(server: Client, range: Range, only?: string[]): Promise<CodeAction[]> {
  const context = only ? { diagnostics: [], only } : { diagnostics: [] };
  return server.connection.sendRequest('textDocument/codeAction', { textDocument: { uri: URI }, range, context });
}

/** Where `text` begins, as an empty range: a cursor. */
function cursorAt(document: TextDocument, text: string): Range {
  const position = document.positionAt(document.getText().indexOf(text));
  return { start: position, end: position };
}

function applied(document: TextDocument, edit: WorkspaceEdit | undefined): string {
  const edits = edit?.documentChanges?.flatMap((change) =>
    'edits' in change ? change.edits.filter((one): one is TextEdit => 'newText' in one) : [],
  );
  return TextDocument.applyEdits(document, edits ?? edit?.changes?.[document.uri] ?? []);
}

describe('quick fixes', () => {
  test('one for each event that fits, one of them preferred, the edit on choice', async () => {
    const server = await start();
    const document = await server.open(URI, bareNumber());
    const offered = await actions(server, cursorAt(document, '0, 0, mm'));
    expect(offered.length).toBeGreaterThan(1);
    expect(offered.filter(({ isPreferred }) => isPreferred)).toHaveLength(1);
    expect(offered.every(({ kind, edit }) => kind === 'quickfix' && edit === undefined)).toBe(true);
    expect(offered[0]?.diagnostics?.[0]?.code).toBe('missing-event');
    expect(offered.some(({ title }) => title.includes('MMU_NOTIFY_RELEASE'))).toBe(false);
    const chosen = offered.find(({ title }) => title.includes('MMU_NOTIFY_CLEAR'));
    if (!chosen) throw new Error('no action for MMU_NOTIFY_CLEAR');
    const resolved = await server.connection.sendRequest<CodeAction>('codeAction/resolve', chosen);
    expect(applied(document, resolved.edit)).toBe(bareNumber('MMU_NOTIFY_CLEAR'));
    expect(resolved.edit?.documentChanges?.[0]).toMatchObject({ textDocument: { version: 1 } });
  });

  test('none away from a finding', async () => {
    const server = await start();
    const document = await server.open(URI, bareNumber());
    expect(await actions(server, cursorAt(document, '#include'))).toEqual([]);
  });

  test('with the edit at once for a client that does not resolve', async () => {
    const server = await start(WITHOUT_RESOLVE);
    const document = await server.open(URI, bareNumber());
    const chosen = (await actions(server, cursorAt(document, '0, 0, mm'))).find(({ title }) => title.includes('MMU_NOTIFY_CLEAR'));
    expect(applied(document, chosen?.edit)).toBe(bareNumber('MMU_NOTIFY_CLEAR'));
  });

  test('refused after the text has changed', async () => {
    const server = await start();
    const document = await server.open(URI, bareNumber());
    const [action] = await actions(server, cursorAt(document, '0, 0, mm'));
    await server.edit(document, '#include', '\n#include');
    await expect(server.connection.sendRequest('codeAction/resolve', action ?? {})).rejects.toThrow(/changed/);
  });

  test('the same after the text was analysed anew, as long as the finding is there', async () => {
    let severity = {};
    const server = await start(MODERN, () => ({ severity }));
    const document = await server.open(URI, bareNumber());
    const chosen = (await actions(server, cursorAt(document, '0, 0, mm'))).find(({ title }) => title.includes('MMU_NOTIFY_CLEAR'));
    const resolve = () => server.connection.sendRequest<CodeAction>('codeAction/resolve', chosen ?? {});
    severity = { 'missing-event': 'hint' };
    await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    expect(applied(document, (await resolve()).edit)).toBe(bareNumber('MMU_NOTIFY_CLEAR'));
    severity = { 'missing-event': 'off' };
    await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await expect(resolve()).rejects.toThrow(/not found any more/);
  });

  test('an action of somebody else is refused', async () => {
    const server = await start();
    await expect(server.connection.sendRequest('codeAction/resolve', { title: 'x', data: 5 })).rejects.toThrow(/not an action/);
  });
});

describe('conversion', () => {
  const old = bareNumber().replace('0, 0, mm', 'mm');
  const CONVERTING: ClientCapabilities = { ...MODERN, workspace: { ...MODERN.workspace, workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} } } };

  test('to what the file is checked against', async () => {
    const server = await start(CONVERTING);
    const document = await server.open(URI, old);
    const [action] = await actions(server, cursorAt(document, '#include'), ['source.convert.mnlens']);
    expect(action).toMatchObject({ kind: 'source.convert.mnlens', title: expect.stringMatching(/^Convert to the API \(of 7\.\d+\)$/) });
    const { edit } = await server.connection.sendRequest<CodeAction>('codeAction/resolve', action ?? {});
    expect(applied(document, edit)).toBe(bareNumber('MMU_NOTIFY_CLEAR'));
    expect(Object.values(edit?.changeAnnotations ?? {})).toEqual([{ label: expect.stringMatching(/^Convert to the API/) }]);
  });

  test('to be confirmed where something is lost', async () => {
    const server = await start(CONVERTING);
    const document = await server.open(URI, `${old}\nvoid old(struct mmu_notifier *mn, struct mm_struct *mm)\n{\n\tmmu_notifier_unregister_no_release(mn, mm);\n}\n`);
    const [action] = await actions(server, cursorAt(document, '#include'), ['source.convert.mnlens']);
    expect(action?.title).toMatch(/; one thing is lost$/);
    const { edit } = await server.connection.sendRequest<CodeAction>('codeAction/resolve', action ?? {});
    const [annotation] = Object.values(edit?.changeAnnotations ?? {});
    expect(annotation).toMatchObject({ needsConfirmation: true, description: expect.stringMatching(/^line 15: mmu_notifier_unregister_no_release is left/) });
  });

  test('without asking, for a client that can not', async () => {
    const server = await start();
    const document = await server.open(URI, old);
    const [action] = await actions(server, cursorAt(document, '#include'), ['source.convert.mnlens']);
    const { edit } = await server.connection.sendRequest<CodeAction>('codeAction/resolve', action ?? {});
    expect(edit).not.toHaveProperty('changeAnnotations');
    expect(applied(document, edit)).toBe(bareNumber('MMU_NOTIFY_CLEAR'));
  });

  test('not offered where there is nothing to convert, nor among the quick fixes', async () => {
    const server = await start(CONVERTING);
    const document = await server.open(URI, bareNumber('MMU_NOTIFY_CLEAR'));
    expect(await actions(server, cursorAt(document, '#include'), ['source'])).toEqual([]);
    await server.edit(document, 'MMU_NOTIFY_CLEAR, 0, ', '');
    expect((await actions(server, cursorAt(document, '#include'))).map(({ kind }) => kind)).not.toContain('source.convert.mnlens');
  });
});

describe('fix all', () => {
  test.each(['source.fixAll.mnlens', 'source.fixAll', 'source'])('asked for as %s: every finding with a preferred fix', async (only) => {
    const server = await start();
    const document = await server.open(URI, `${bareNumber()}\n${LEAK.replace(/#include.*\n\n/, '')}`);
    expect(new Set((await server.pull(URI)).map(({ code }) => code))).toEqual(new Set(['missing-event', 'unpaired-start']));
    const [action, ...more] = await actions(server, cursorAt(document, '#include'), [only]);
    expect(more).toEqual([]);
    expect(action?.kind).toBe('source.fixAll.mnlens');
    const resolved = await server.connection.sendRequest<CodeAction>('codeAction/resolve', action ?? {});
    const fixed = applied(document, resolved.edit);
    expect(fixed).not.toBe(document.getText());
    await server.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: URI, version: 2 },
      contentChanges: [{ text: fixed }],
    });
    expect(await server.pull(URI)).toEqual([]);
    expect(await actions(server, cursorAt(document, '#include'), [only])).toEqual([]);
  });

  test('not among the quick fixes', async () => {
    const server = await start();
    const document = await server.open(URI, bareNumber());
    const kinds = (await actions(server, cursorAt(document, '0, 0, mm'), ['quickfix'])).map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['quickfix']));
  });
});
