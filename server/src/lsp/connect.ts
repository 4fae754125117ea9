/** A connection becomes a language server. */
import { ResponseError, LSPErrorCodes, type Connection, type InitializeResult } from 'vscode-languageserver';
import { loadLens } from '../host/load-lens.ts';
import { errorText } from '../host/system-error.ts';
import type { Lens } from '../lens.ts';
import { TOOL } from '../host/tool.ts';
import { capabilitiesOf } from './capabilities.ts';
import { registerCodeActions } from './code-actions.ts';
import { registerCodeLenses } from './code-lenses.ts';
import { registerCompareEvents } from './compare-events.ts';
import { registerCompletion } from './completion.ts';
import { registerConfiguration } from './configuration.ts';
import { registerFlowGraph } from './flow-graph.ts';
import { registerHeaderProblems } from './header-problems.ts';
import { registerHover } from './hover.ts';
import { registerPullDiagnostics } from './pull-diagnostics.ts';
import { registerPushDiagnostics } from './push-diagnostics.ts';
import { createServer, type Feature } from './server.ts';
import { registerSimulation } from './simulation.ts';
import { registerStatus } from './status.ts';
import { registerSubscribers } from './subscribers.ts';
import { registerTreeWatch } from './tree-watch.ts';
import { registerWorkspaceCheck } from './workspace-check.ts';

const FEATURES: readonly Feature[] = [
  registerConfiguration,
  registerTreeWatch,
  registerHeaderProblems,
  registerStatus,
  registerPullDiagnostics,
  registerPushDiagnostics,
  registerCodeActions,
  registerHover,
  registerCompletion,
  registerFlowGraph,
  registerCompareEvents,
  registerSubscribers,
  registerSimulation,
  registerCodeLenses,
  registerWorkspaceCheck,
];

/** Serve one client over `connection`. */
export function serve(connection: Connection): void {
  // The grammar takes longer than the client's greeting.
  const loading = loadLens();
  loading.catch(() => undefined);
  connection.onInitialize(async (params): Promise<InitializeResult> => {
    const server = createServer(connection, params, await engine(loading));
    for (const register of FEATURES) register(server);
    connection.onInitialized(() => server.ready.fire());
    // After the features, so that all of them hear of the first document.
    server.documents.listen(connection);
    return { capabilities: capabilitiesOf(server.client), serverInfo: TOOL };
  });
  connection.listen();
}

async function engine(loading: Promise<Lens>): Promise<Lens> {
  try {
    return await loading;
  } catch (error) {
    throw new ResponseError(LSPErrorCodes.RequestFailed, `MMU Notifier Lens could not load its parser: ${errorText(error)}`);
  }
}
