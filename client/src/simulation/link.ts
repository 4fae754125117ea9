/** A link to a run: an address that VS Code hands to us, with the panel's state in it. */
import { env, Uri, workspace } from 'vscode';
import { isPanelState, type PanelState } from './messages.ts';

const PATH = '/run';

/** A file of the workspace is told from its folder on, so that the link is good on other machines that have it. */
export function linkTo(extension: string, state: PanelState): string {
  const uri = Uri.parse(state.subject.uri, true);
  const folder = workspace.getWorkspaceFolder(uri);
  const inFolder = folder && uri.path.slice(folder.uri.path.length + 1);
  const query = new URLSearchParams({ run: JSON.stringify(state), ...(inFolder ? { file: inFolder } : {}) });
  return `${env.uriScheme}://${extension}${PATH}?${query}`;
}

/** @returns the state of a link, or a sentence on what is wrong with it */
export async function stateOfLink(link: Uri): Promise<PanelState | string> {
  const query = new URLSearchParams(link.query);
  const state = parsed(query.get('run'));
  if (link.path !== PATH || !isPanelState(state)) return 'This is no link to a run.';
  const file = query.get('file');
  for (const folder of file ? (workspace.workspaceFolders ?? []) : []) {
    const uri = Uri.joinPath(folder.uri, file ?? '');
    if (await exists(uri)) return { ...state, subject: { ...state.subject, uri: uri.toString() } };
  }
  const uri = Uri.parse(state.subject.uri);
  return uri.scheme === 'file' && (await exists(uri)) ? state : `The file of the run is not here: ${file ?? uri.path}.`;
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
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
