/** `mnlens/simulate` and its like: a path of a function run to its end, for a panel to show. */
import { treeParticipants } from '../host/tree-participants.ts';
import type { FileAnalysis, Race, Simulation, SimulationRequest, TreeSubscriber } from '../lens.ts';
import type { Analysed } from './analyses.ts';
import { sourcePlace } from './places.ts';
import { METHODS, type CompareResult, type RaceParams, type RaceRunResult, type SimulateParams, type SimulateResult, type SourcePlace } from './protocol.ts';
import type { Server } from './server.ts';
import { settled } from './settled.ts';
import { taken } from './turns.ts';

export function registerSimulation(server: Server): void {
  const { connection, lens } = server;

  connection.onRequest<SimulateResult, void>(METHODS.simulate, async (params: SimulateParams, token): Promise<SimulateResult> => {
    const asked = await prepare(server, params);
    if ('problem' in asked) return asked;
    const result = await taken(server, lens.inTurns.simulate(asked.analysis, asked.request), 'Running the function', token, params.workDoneToken);
    return 'problem' in result ? result : { simulation: placed(server, asked.analysed, result.simulation) };
  });

  connection.onRequest<CompareResult, void>(METHODS.simulateKinds, async (params: SimulateParams, token): Promise<CompareResult> => {
    const asked = await prepare(server, params);
    return 'problem' in asked ? asked : taken(server, lens.inTurns.compareKinds(asked.analysis, asked.request), 'Running the path with each event kind', token, params.workDoneToken);
  });

  connection.onRequest<RaceRunResult, void>(METHODS.simulateRace, async (params: RaceParams, token): Promise<RaceRunResult> => {
    const asked = await prepare(server, params);
    if ('problem' in asked) return asked;
    const result = await taken(server, lens.inTurns.race(asked.analysis, { ...asked.request, with: params.with }), 'Running all interleavings', token, params.workDoneToken);
    return 'problem' in result ? result : { race: placedRace(server, asked.analysed, result.race) };
  });
}

function placedRace(server: Server, { document }: Analysed, { schedule, ...rest }: Race): Race<SourcePlace> {
  return { ...rest, schedule: schedule.map(({ at, ...step }) => ({ ...step, ...(at ? { at: sourcePlace(server, document, at) } : {}) })) };
}

interface Asked {
  readonly analysed: Analysed;
  readonly analysis: FileAnalysis;
  readonly request: SimulationRequest;
}

/** Never throws for what a user may do. */
export async function prepare({ documents, analyses, lens, positions, subscribers }: Server, params: SimulateParams): Promise<Asked | { readonly problem: string }> {
  await settled();
  const document = documents.get(params.textDocument.uri);
  if (!document) return { problem: 'The document is not open.' };
  const analysed = await analyses.of(document);
  if (analysed.problem !== undefined) return { problem: `The file can't be looked at: ${analysed.problem}` };
  // A file that has nothing to do with notifiers was not analysed; its functions may change page tables all the same.
  const analysis = analysed.analysis ?? lens.analyze({ text: document.getText(), ...analysed.context.input });
  const root = analysed.context.tree?.root;
  const { event, blockable, assume, finding } = params;
  const others: readonly TreeSubscriber[] = root === undefined ? [] : treeParticipants(subscribers.now(root).entries ?? { subscribers: [], registrations: [] });
  const request: SimulationRequest = {
    at: positions.toOffset(document, params.position), others,
    ...(finding ? { finding: { rule: finding.rule, start: positions.toOffset(document, finding.position) } } : {}),
    ...(event === undefined ? {} : { event }), ...(blockable === undefined ? {} : { blockable }), ...(assume ? { assume } : {}),
    ...(params.subscribers ? { subscribers: params.subscribers } : {}),
  };
  return { analysed, analysis, request };
}

function placed(server: Server, { document }: Analysed, { steps, others, choices, ...simulation }: Simulation): Simulation<SourcePlace> {
  return {
    ...simulation,
    steps: steps.map(({ at, ...step }) => ({ ...step, ...(at ? { at: sourcePlace(server, document, at) } : {}) })),
    others: others.map((other) => ({ ...other, at: sourcePlace(server, document, other.at) })),
    choices: { ...choices, conditions: choices.conditions.map((condition) => ({ ...condition, at: sourcePlace(server, document, condition.at) })) },
  };
}
