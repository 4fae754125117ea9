/** The command `mnlens.checkWorkspace`: every file of the workspace that uses the API, with progress, bounded, to be cancelled. */
import { LSPErrorCodes, ResponseError, type WorkDoneProgressReporter } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { findFiles } from '../host/find-files.ts';
import { readSource } from '../host/read-source.ts';
import { questionOf, rate } from './analyses.ts';
import { background } from './background.ts';
import { COMMANDS, type CheckWorkspaceResult } from './protocol.ts';
import type { Server } from './server.ts';
import { toDiagnostic } from './to-diagnostic.ts';
import { pathOf, uriOf } from './uris.ts';
import { warn } from './warn.ts';
import { WorkspaceFolders } from './workspace-folders.ts';

/** A kernel has some 120 files that use the API; ten of them side by side still fit. */
const MOST_FILES = 2_000;

/** What is asked before each file: whether to go on. */
interface Run {
  readonly progress: WorkDoneProgressReporter;
  cancelled(): boolean;
}

export function registerWorkspaceCheck(server: Server): void {
  const { connection, client, documents, contexts, lens } = server;
  const folders = new WorkspaceFolders(server);
  /** Closed files with diagnostics of ours. */
  const published = new Set<string>();

  connection.onExecuteCommand(async ({ command }, token, given): Promise<CheckWorkspaceResult> => {
    if (command !== COMMANDS.checkWorkspace) throw new ResponseError(LSPErrorCodes.RequestFailed, `unknown command ${command}`);
    // A client that gave no token of its own (VS Code) is asked for one.
    const created = client.workDoneProgress ? await connection.window.createWorkDoneProgress().catch(() => undefined) : undefined;
    const progress = created ?? given;
    const run: Run = { progress, cancelled: () => token.isCancellationRequested || (created?.token.isCancellationRequested ?? false) };
    progress.begin('Checking mmu_notifier calls', 0, 'looking for files', true);
    try {
      return await check(run);
    } finally {
      progress.done();
    }
  });

  // An open document has diagnostics of its own.
  documents.onDidOpen(({ document }) => background(connection.console, 'Clearing', clear(document.uri)));

  async function clear(uri: string): Promise<void> {
    if (published.delete(uri)) await connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  async function check({ progress, cancelled }: Run): Promise<CheckWorkspaceResult> {
    await Promise.all([...published].map(clear));
    const files = await filesOf(cancelled);
    let analysed = 0;
    let findings = 0;
    for (const [index, file] of files.entries()) {
      // Between files the connection is served: typing goes on.
      await new Promise(setImmediate);
      if (cancelled()) return { files: analysed, findings, cancelled: true };
      progress.report(Math.floor((100 * index) / files.length), `${index} of ${files.length} files`);
      const found = await checkFile(file);
      if (found === undefined) continue;
      analysed++;
      findings += found;
    }
    return { files: analysed, findings, cancelled: false };
  }

  async function filesOf(cancelled: () => boolean): Promise<readonly string[]> {
    const stop = new AbortController();
    const watch = setInterval(() => cancelled() && stop.abort(), 50);
    try {
      const files = new Set<string>();
      for (const folder of folders.paths()) {
        const found = await findFiles(folder, stop.signal);
        for (const { path, problem } of found.problems) connection.console.warn(`${path}: ${problem}`);
        for (const file of found.files) files.add(file);
      }
      if (files.size > MOST_FILES) {
        await warn(connection, `${files.size} files use the API; the first ${MOST_FILES} are checked. \`mnlens check\` takes any number.`);
      }
      return [...files].sort().slice(0, MOST_FILES);
    } finally {
      clearInterval(watch);
    }
  }

  /** @returns the number of findings; undefined for a file that can't be checked */
  async function checkFile(path: string): Promise<number | undefined> {
    const open = documents.all().find(({ uri }) => pathOf(uri) === path);
    if (open) return (await server.analyses.of(open)).findings.length;
    const source = await readSource(path);
    if ('problem' in source) {
      connection.console.warn(`${path}: ${source.problem}`);
      return undefined;
    }
    const uri = uriOf(path);
    const context = await contexts.once(uri);
    const alone = lens.analyze({ text: source.text, ...context.input });
    const { root } = context.input;
    const question = questionOf(source.text, alone);
    const elsewhere = question && root !== undefined ? await server.surroundings.find(uri, root, question) : undefined;
    const analysis = elsewhere ? lens.analyze({ ...alone.input, elsewhere }, alone) : alone;
    const findings = rate(analysis.findings, context);
    const document = TextDocument.create(uri, 'c', 0, source.text);
    if (findings.length > 0 && !documents.get(uri)) {
      published.add(uri);
      await connection.sendDiagnostics({ uri, diagnostics: findings.map((finding) => toDiagnostic(server, document, finding)) });
    }
    return findings.length;
  }
}
