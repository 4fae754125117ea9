/** Code lenses that open a simulation: on each call that initialises a range or starts an invalidation, and on each callback. */
import type { CodeLens } from 'vscode-languageserver';
import type { Analysed } from './analyses.ts';
import { SHOW_IN_SIMULATION, type ShowInSimulation } from './protocol.ts';
import type { Server } from './server.ts';

export function simulationLenses({ client, lens, positions }: Server, { analysis, document }: Analysed): readonly CodeLens[] {
  if (!client.showsSimulations || !analysis) return [];
  return lens.simulationPlaces(analysis).map((span) => {
    const range = positions.toRange(document, span);
    return { range, command: { title: 'Simulate', command: SHOW_IN_SIMULATION, arguments: [document.uri, range.start] satisfies ShowInSimulation } };
  });
}
