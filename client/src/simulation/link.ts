/** A link to a run: an address that VS Code hands to us, with the panel's state in it. */
import { env, Uri, workspace } from 'vscode';
import { isPanelState, type PanelState } from './messages.ts';

const PATH = '/run';

/** A file of the workspace is told from its folder on, so that the link is good on other machines that have it. */
export function linkTo(extension: string, state: PanelState): string {
  const uri = Uri.parse(state.subject.uri, true);
  const folder = workspace.getWorkspaceFolder(uri);
  const inFolder = folder && uri.path.slice(folder.uri.path.length + 1);
  return `${env.uriScheme}://${extension}${PATH}?run=${packed(JSON.stringify(state))}${inFolder ? `&file=${packed(inFolder)}` : ''}`;
}

/** Letters that nobody encodes: on its way a link is decoded by some who hand it on and not by others, and code has signs that mean something in it. */
function packed(text: string): string {
  return Buffer.from(text).toString('base64url');
}

/** @returns the state of a link, or a sentence on what is wrong with it */
export async function stateOfLink(link: Uri): Promise<PanelState | string> {
  const query = new URLSearchParams(link.query);
  const unpacked = (name: string): string => Buffer.from(query.get(name) ?? '', 'base64url').toString();
  const state = parsed(unpacked('run'));
  if (link.path !== PATH || !isPanelState(state)) return 'This is no link to a run.';
  const file = unpacked('file');
  for (const folder of file ? (workspace.workspaceFolders ?? []) : []) {
    const uri = Uri.joinPath(folder.uri, file);
    if (await exists(uri)) return { ...state, subject: { ...state.subject, uri: uri.toString() } };
  }
  const uri = Uri.parse(state.subject.uri);
  // A link may come from anybody: it asks no other machine for a file.
  return uri.scheme === 'file' && uri.authority === '' && (await exists(uri)) ? state : `The file of the run is not here: ${file || uri.path}.`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
