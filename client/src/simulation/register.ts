/** Simulate Invalidation: the commands, and what opens the panel again by itself. */
import { commands, env, type ExtensionContext, Uri, window, workspace } from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import { SHOW_IN_SIMULATION, type ShowInSimulation } from '../../../server/src/lsp/protocol.ts';
import { stateOfLink } from './link.ts';
import { SourceMarker } from './marker.ts';
import { type Motion, type PanelState, type Subject, VIEW_TYPE } from './messages.ts';
import { SimulationPanel } from './panel.ts';
import { Requests } from './requests.ts';

const MOTIONS: Readonly<Record<string, Motion>> = { 'mnlens.stepForward': 'forward', 'mnlens.stepBack': 'back', 'mnlens.stepToFailing': 'failing' };

/** While there is a panel; the keys of its steps are bound to it in the manifest. */
const CONTEXT_KEY = 'mnlens.simulating';

export function registerSimulation(context: ExtensionContext, client: LanguageClient): void {
  const requests = new Requests(client);
  const marker = new SourceMarker(context);
  let panel: SimulationPanel | undefined;

  const adopt = (made: SimulationPanel): SimulationPanel => {
    panel = made;
    void commands.executeCommand('setContext', CONTEXT_KEY, true);
    made.onClosed(() => {
      if (panel !== made) return;
      panel = undefined;
      void commands.executeCommand('setContext', CONTEXT_KEY, false);
    });
    return made;
  };
  const show = (subject: Subject, state?: PanelState): Promise<void> => (panel ?? adopt(SimulationPanel.create(context, requests, marker))).show(subject, state);

  const openRun = async (link: Uri): Promise<void> => {
    const state = await stateOfLink(link);
    if (typeof state === 'string') {
      void window.showErrorMessage(state);
      return;
    }
    await window.showTextDocument(Uri.parse(state.subject.uri, true));
    await show(state.subject, state);
  };

  context.subscriptions.push(
    commands.registerCommand('mnlens.simulate', async () => {
      const editor = window.activeTextEditor ?? window.visibleTextEditors.find(({ document }) => document.languageId === 'c');
      if (editor?.document.languageId !== 'c') {
        void window.showInformationMessage('Open a C file and put the cursor into a function.');
        return;
      }
      const { line, character } = editor.selection.active;
      await show({ uri: client.code2ProtocolConverter.asUri(editor.document.uri), position: { line, character } });
    }),
    commands.registerCommand(SHOW_IN_SIMULATION, (...[uri, position, finding]: ShowInSimulation) => show({ uri, position, ...(finding ? { finding } : {}) })),
    commands.registerCommand('mnlens.openRun', async (link?: string) => {
      const copied = await env.clipboard.readText();
      const chosen = link ?? (await window.showInputBox({ prompt: 'The link to the run', value: copied.includes('/run?') ? copied : '' }));
      if (chosen) await openRun(Uri.parse(chosen.trim()));
    }),
    ...Object.entries(MOTIONS).map(([command, motion]) => commands.registerCommand(command, () => panel?.move(motion))),
    window.registerUriHandler({ handleUri: openRun }),
    window.registerWebviewPanelSerializer(VIEW_TYPE, {
      deserializeWebviewPanel: async (view) => {
        adopt(new SimulationPanel(context, view, requests, marker, true));
      },
    }),
    workspace.onDidChangeTextDocument((change) => panel?.session.edited(change)),
    client.onDidChangeState(({ newState, oldState }) => {
      if (newState === State.Stopped && oldState === State.Running) panel?.session.problem('The server has stopped', 'It is being restarted; the run is made again then.', false);
      if (newState === State.Running) void panel?.session.retry();
    }),
  );
}
