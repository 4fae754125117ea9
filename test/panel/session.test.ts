/** The panel's traffic: what is asked of the server, given up, and told to the page. */
import { expect, test, vi } from 'vitest';
import type { TextDocumentChangeEvent } from 'vscode';
import type { Requests, Wait } from '../../client/src/simulation/requests.ts';
import type { ToPage } from '../../client/src/simulation/messages.ts';
import { Session } from '../../client/src/simulation/session.ts';

vi.mock('vscode', async () => {
  const { CancellationTokenSource } = await import('vscode-languageserver-protocol/node');
  const { URI } = await import('vscode-uri');
  return { CancellationTokenSource, Uri: { parse: URI.parse } };
});

const subject = { uri: 'file:///a.c', position: { line: 3, character: 1 } };

interface Asked {
  readonly what: string;
  readonly choice: object;
  readonly wait: Wait;
  answer(value: object): void;
}

/** A server that answers when the test says so; what is cancelled is refused, as the real one does. */
function start() {
  const asked: Asked[] = [];
  const told: ToPage[] = [];
  const ask = (what: string, choice: object, wait: Wait) =>
    new Promise<object>((answer, refuse) => {
      asked.push({ what, choice, wait, answer });
      wait.token.onCancellationRequested(() => refuse(new Error('cancelled')));
    });
  const requests = {
    run: (_: object, choice: object, wait: Wait) => ask('run', choice, wait),
    kinds: (_: object, choice: object, wait: Wait) => ask('kinds', choice, wait),
    race: (_: object, choice: object, other: string, wait: Wait) => ask(`race ${other}`, choice, wait),
  };
  const session = new Session(requests as unknown as Requests, (message) => told.push(message));
  return { session, asked, told };
}

/** What has been asked for lately is under way, or its answer has been told. */
const turn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });
const simulation = { choices: { conditions: [] } };

async function shown() {
  const started = start();
  void started.session.open(subject);
  started.asked[0]?.answer({ simulation });
  await turn();
  started.told.length = 0;
  return started;
}

test('a first run that is given up is no error, and can be tried again', async () => {
  const { session, asked, told } = start();
  void session.open(subject);
  asked[0]?.wait.onProgress('12 paths tried');
  session.cancel();
  await turn();
  expect(told).toEqual([
    { kind: 'loading', text: 'Running the function …', isNew: true },
    { kind: 'progress', text: '12 paths tried' },
    { kind: 'problem', title: 'Stopped', text: 'The run was stopped before its end.', canRetry: true, keepsRun: false },
  ]);
  void session.retry();
  asked[1]?.answer({ simulation });
  await turn();
  expect(told.at(-1)).toEqual({ kind: 'run', subject, choice: {}, simulation });
});

test('a race that is given up says so in its place, and nothing comes of it later', async () => {
  const { session, asked, told } = await shown();
  void session.race('reader');
  session.cancel();
  asked[1]?.wait.onProgress('late');
  await turn();
  expect(told).toEqual([{ kind: 'race', other: 'reader', result: { problem: 'Stopped before its end.', canRetry: true } }]);
});

test('who asks for another race does not wait for the first', async () => {
  const { session, asked, told } = await shown();
  void session.race('reader');
  void session.race('invalidation');
  expect(asked[1]?.wait.token.isCancellationRequested).toBe(true);
  asked[2]?.answer({ race: {} });
  await turn();
  expect(told).toEqual([{ kind: 'race', other: 'invalidation', result: { race: {} } }]);
});

test('a new run makes comparisons of the one before needless', async () => {
  const { session, asked, told } = await shown();
  void session.kinds();
  void session.choose({ event: 'MMU_NOTIFY_CLEAR' });
  expect(asked[1]?.wait.token.isCancellationRequested).toBe(false);
  asked[2]?.answer({ simulation });
  await turn();
  expect(asked[1]?.wait.token.isCancellationRequested).toBe(true);
  expect(told.map(({ kind }) => kind)).toEqual(['loading', 'run']);
});

test('edits while a run is under way make one more run, unless it is given up', async () => {
  const edit = { document: { uri: { toString: () => 'file:///a.c' } }, contentChanges: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '\n' }] } as unknown as TextDocumentChangeEvent;
  const { session, asked, told } = await shown();
  session.edited(edit);
  session.edited(edit);
  session.edited(edit);
  expect(asked).toHaveLength(2);
  asked[1]?.answer({ simulation });
  await turn();
  expect(asked).toHaveLength(3);
  session.edited(edit);
  session.cancel();
  await turn();
  expect(asked).toHaveLength(3);
  expect(told.at(-1)).toMatchObject({ kind: 'problem', title: 'Stopped', text: 'What is shown is the run before.', keepsRun: true });
});

test('another finding of the function is run from anew', async () => {
  const { session, asked, told } = await shown();
  void session.showFinding('unpaired-end', { line: 21, character: 1 });
  asked[1]?.answer({ simulation });
  await turn();
  const finding = { rule: 'unpaired-end', position: { line: 21, character: 1 } };
  expect(told).toEqual([{ kind: 'loading', text: 'Running the function …', isNew: true }, { kind: 'run', subject: { ...subject, finding }, choice: {}, simulation, view: 'run' }]);
});

test('a server that fails is named', async () => {
  const { session, told } = start();
  const failing = new Session({ run: () => Promise.reject(new Error('The server is gone.')) } as unknown as Requests, (message) => told.push(message));
  await failing.open(subject);
  expect(told.at(-1)).toEqual({ kind: 'problem', title: 'The server did not answer', text: 'The server is gone.', canRetry: true, keepsRun: false });
  session.dispose();
});
