/** Simulations over the protocol: runs, kinds, races, and what clients with a panel are offered. */
import { afterEach, describe, expect, test } from 'vitest';
import { CancellationToken, CancellationTokenSource, type CodeAction, type CodeLens, LSPErrorCodes, type Position, type WorkDoneProgressBegin } from 'vscode-languageserver-protocol/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type CompareResult, METHODS, type RaceRunResult, SHOW_IN_SIMULATION, type SimulateParams, type SimulateResult } from '../../server/src/lsp/protocol.ts';
import { longRace } from '../support/long-race.ts';
import { CLEAN, LEAK } from '../support/sources.ts';
import { Client, MODERN } from './client.ts';

const URI = 'file:///nowhere/example.c';
const WITH_PANEL = { ...MODERN, experimental: { commands: { commands: [SHOW_IN_SIMULATION] } } };

let client: Client | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

async function start(capabilities = MODERN): Promise<Client> {
  client = await Client.start({ capabilities });
  return client;
}

const at = (document: TextDocument, text: string): Position => document.positionAt(document.getText().indexOf(text));
const paramsAt = (document: TextDocument, text: string, more: Partial<SimulateParams> = {}): SimulateParams => ({ textDocument: { uri: document.uri }, position: at(document, text), ...more });

describe('a run', () => {
  test('of the function at the cursor, with places in the document', async () => {
    const server = await start();
    const document = await server.open(URI, CLEAN);
    const result = await server.connection.sendRequest<SimulateResult>(METHODS.simulate, paramsAt(document, 'example_clear('));
    if ('problem' in result) throw new Error(result.problem);
    const { steps, function: name } = result.simulation;
    expect(name).toBe('example_zap');
    expect(steps[0]).toMatchObject({ kind: 'init', at: { uri: URI, function: 'example_zap', range: { start: at(document, 'mmu_notifier_range_init') } } });
  });

  test('of the path of a finding', async () => {
    const server = await start();
    const document = await server.open(URI, LEAK);
    const position = at(document, 'return -ENOMEM');
    const result = await server.connection.sendRequest<SimulateResult>(METHODS.simulate, paramsAt(document, 'return 0', { finding: { rule: 'unpaired-start', position } }));
    if ('problem' in result) throw new Error(result.problem);
    const { findings, failing = -1, steps, verdict } = result.simulation;
    expect(findings.map(({ rule }) => rule)).toEqual(['unpaired-start']);
    expect(steps[failing]).toMatchObject({ tone: 'wrong', text: 'the function returns with `range` still started' });
    expect(verdict.tone).toBe('wrong');
  });

  test('follows the text as it is typed', async () => {
    const server = await start();
    const document = await server.open(URI, LEAK);
    const params = paramsAt(document, 'mmu_notifier_invalidate_range_start', { assume: [{ id: 'example_leak: example_walk(mm, start, end)', takes: 'false' }] });
    const wrong = await server.connection.sendRequest<SimulateResult>(METHODS.simulate, params);
    expect(wrong).toHaveProperty('simulation.verdict.tone', 'wrong');
    const changed = await server.edit(document, 'return -ENOMEM;', 'start = 0;');
    const right = await server.connection.sendRequest<SimulateResult>(METHODS.simulate, params);
    expect(right).toHaveProperty('simulation.verdict.tone', 'good');
    await server.edit(changed, 'example_walk(mm', 'another(mm');
    const gone = await server.connection.sendRequest<SimulateResult>(METHODS.simulate, params);
    expect(gone).toHaveProperty('simulation.unmet', params.assume);
  });

  test.each([
    ['outside functions', CLEAN, '#include', /no function here/],
    ['in a file that has nothing to do with it', 'int main(void)\n{\n\treturn 0;\n}\n', 'return', /calls nothing of the mmu_notifier API/],
    ['in a binary file', 'int f(void)\n{\n\treturn \0;\n}\n/* mmu_notifier */', 'return', /binary/],
  ])('%s: a sentence', async (_name, text, where, problem) => {
    const server = await start();
    const document = await server.open(URI, text);
    const result = await server.connection.sendRequest<SimulateResult>(METHODS.simulate, paramsAt(document, where));
    expect('problem' in result && result.problem).toMatch(problem);
  });

  test('of a document that is not open: a sentence', async () => {
    const server = await start();
    const result = await server.connection.sendRequest<SimulateResult>(METHODS.simulate, { textDocument: { uri: 'file:///nowhere/none.c' }, position: { line: 0, character: 0 } });
    expect('problem' in result && result.problem).toMatch(/not open/);
  });
});

test('kinds side by side, and a race with a model', async () => {
  const server = await start();
  const document = await server.open(URI, CLEAN);
  const compared = await server.connection.sendRequest<CompareResult>(METHODS.simulateKinds, paramsAt(document, 'example_clear('));
  expect('comparison' in compared && compared.comparison.kinds.length).toBeGreaterThan(5);
  const race = await server.connection.sendRequest<RaceRunResult>(METHODS.simulateRace, { ...paramsAt(document, 'example_clear('), with: 'reader' });
  expect(race).toHaveProperty('race.outcome', 'none');
});

describe('what takes long', () => {
  const race = (server: Client, document: TextDocument, token: CancellationToken) =>
    server.connection.sendRequest<RaceRunResult>(METHODS.simulateRace, { ...paramsAt(document, 'range_init'), with: 'forget_pages', workDoneToken: 'race' }, token);
  const progress = ({ notifications }: Client) => notifications.flatMap(({ method, params }) => (method === '$/progress' ? [(params as { readonly token: string; readonly value: WorkDoneProgressBegin }).value] : []));

  test('tells how far it is, leaves time for others, and ends when it is not wanted any more', async () => {
    const server = await start();
    const document = await server.open(URI, longRace(40));
    const source = new CancellationTokenSource();
    const asked = race(server, document, source.token);
    let isDone = false;
    const refused = expect(asked.finally(() => { isDone = true; })).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
    const begun = await server.until(() => progress(server)[0]);
    expect(begun).toMatchObject({ kind: 'begin', title: 'Running all interleavings', cancellable: true, message: expect.stringMatching(/^\d+ states reached$/) });
    // Something else is answered meanwhile.
    expect(await server.connection.sendRequest<SimulateResult>(METHODS.simulate, paramsAt(document, 'range_init'))).toHaveProperty('simulation.function', 'forget_pages');
    expect(isDone).toBe(false);
    source.cancel();
    await refused;
    expect(progress(server).at(-1)).toEqual({ kind: 'end' });
  });

  test('goes on to its end where it is wanted, and what is quick says nothing', async () => {
    const server = await start();
    const document = await server.open(URI, longRace(4));
    const result = await race(server, document, CancellationToken.None);
    expect(result).toHaveProperty('race.explored.isComplete', true);
    const quick = await server.open('file:///nowhere/quick.c', CLEAN);
    const told = progress(server).length;
    await server.connection.sendRequest<SimulateResult>(METHODS.simulate, { ...paramsAt(quick, 'example_clear('), workDoneToken: 'run' });
    expect(progress(server)).toHaveLength(told);
  });
});

describe('clients with a panel', () => {
  const lenses = (server: Client): Promise<CodeLens[]> => server.connection.sendRequest('textDocument/codeLens', { textDocument: { uri: URI } });
  const actions = (server: Client, position: Position): Promise<CodeAction[]> =>
    server.connection.sendRequest('textDocument/codeAction', { textDocument: { uri: URI }, range: { start: position, end: position }, context: { diagnostics: [] } });

  test('are offered simulations on calls and findings', async () => {
    const server = await start(WITH_PANEL);
    const document = await server.open(URI, LEAK);
    const found = await lenses(server);
    expect(found.map(({ range }) => range.start)).toEqual([at(document, 'mmu_notifier_range_init'), at(document, 'mmu_notifier_invalidate_range_start')]);
    expect(found[0]?.command).toMatchObject({ command: SHOW_IN_SIMULATION, arguments: [URI, found[0]?.range.start] });
    const position = at(document, 'return -ENOMEM');
    const offered = await actions(server, position);
    expect(offered.at(-1)).toMatchObject({ title: 'Show in simulation', command: { command: SHOW_IN_SIMULATION, arguments: [URI, position, { rule: 'unpaired-start', position }] } });
  });

  test('others are not', async () => {
    const server = await start();
    const document = await server.open(URI, LEAK);
    expect(await lenses(server)).toEqual([]);
    expect((await actions(server, at(document, 'return -ENOMEM'))).filter(({ command }) => command)).toEqual([]);
  });
});
