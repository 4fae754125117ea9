/** A link to a run, made on one machine and opened on another. */
import { beforeEach, expect, test, vi } from 'vitest';
import { URI } from 'vscode-uri';
import { linkTo, stateOfLink } from '../../client/src/simulation/link.ts';
import type { PanelState } from '../../client/src/simulation/messages.ts';

/** What there is on this machine. */
const here = vi.hoisted(() => ({ folders: [] as string[], files: [] as string[] }));

vi.mock('vscode', async () => {
  const uris = await import('vscode-uri');
  const folders = () => here.folders.map((folder) => ({ uri: uris.URI.parse(folder) }));
  return {
    env: { uriScheme: 'vscode' },
    Uri: { parse: uris.URI.parse, joinPath: uris.Utils.joinPath },
    workspace: {
      get workspaceFolders() {
        return folders();
      },
      getWorkspaceFolder: (uri: URI) => folders().find((folder) => uri.toString().startsWith(`${folder.uri.toString()}/`)),
      fs: {
        stat: async (uri: URI) => {
          if (!here.files.includes(uri.toString())) throw new Error('no such file');
        },
      },
    },
  };
});

const FILE = 'file:///home/ann/linux/mm/a%20b%26c.c';
const state: PanelState = {
  version: 1, subject: { uri: FILE, position: { line: 3, character: 1 } }, step: 4, view: 'race', other: 'reader',
  choice: { event: 'MMU_NOTIFY_CLEAR', assume: [{ id: 'f: a && b == "x=1&y" #2', takes: 'true' }] },
};
const EXTENSION = 'mmu-notifier-lens.mmu-notifier-lens';

/** As VS Code hands it to an extension: decoded. */
const received = (link: string): URI => URI.parse(link);
const packed = (text: string): string => Buffer.from(text).toString('base64url');

beforeEach(() => {
  here.folders = ['file:///home/ann/linux'];
  here.files = [FILE];
});

test('goes to the extension, and opens here what it was made of', async () => {
  const link = linkTo(EXTENSION, state);
  expect(link).toMatch(new RegExp(`^vscode://${EXTENSION}/run\\?run=[\\w-]+&file=[\\w-]+$`));
  expect(await stateOfLink(received(link))).toEqual(state);
});

test('opens the same file of another folder on another machine', async () => {
  const link = linkTo(EXTENSION, state);
  const there = 'file:///src/linux/mm/a%20b%26c.c';
  here.folders = ['file:///src/other', 'file:///src/linux'];
  here.files = [there];
  expect(await stateOfLink(received(link))).toEqual({ ...state, subject: { ...state.subject, uri: there } });
});

test('of a file outside the workspace is good where the file is', async () => {
  here.folders = [];
  const link = linkTo(EXTENSION, state);
  expect(await stateOfLink(received(link))).toEqual(state);
  here.files = [];
  expect(await stateOfLink(received(link))).toBe('The file of the run is not here: /home/ann/linux/mm/a b&c.c.');
});

test('says which file is missing', async () => {
  const link = linkTo(EXTENSION, state);
  here.files = [];
  expect(await stateOfLink(received(link))).toBe('The file of the run is not here: mm/a b&c.c.');
});

test.each([
  ['nothing', ''],
  ['no JSON', `run=${packed('{')}`],
  ['another version', `run=${packed(JSON.stringify({ ...state, version: 2 }))}`],
  ['no place', `run=${packed(JSON.stringify({ ...state, subject: { uri: FILE } }))}`],
  ['a view that there is not', `run=${packed(JSON.stringify({ ...state, view: 'x' }))}`],
])('%s in it is no run', async (_, query) => {
  expect(await stateOfLink(received(`vscode://${EXTENSION}/run?${query}`))).toBe('This is no link to a run.');
});

test('another path is no link to a run', async () => {
  const link = linkTo(EXTENSION, state).replace('/run?', '/walk?');
  expect(await stateOfLink(received(link))).toBe('This is no link to a run.');
});

test('nothing but a file on this machine is opened', async () => {
  here.folders = [];
  for (const uri of ['untitled:a.c', 'https://host/a.c', 'file://host/share/a.c']) {
    here.files = [uri];
    expect(await stateOfLink(received(linkTo(EXTENSION, { ...state, subject: { ...state.subject, uri } })))).toMatch(/^The file of the run is not here/);
  }
});

test('is read though somebody on the way decodes it once more', async () => {
  expect(await stateOfLink(received(decodeURIComponent(linkTo(EXTENSION, state))))).toEqual(state);
});
