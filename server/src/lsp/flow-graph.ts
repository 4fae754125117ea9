/** `mnlens/flowGraph`: the graph that the simulator walks. */
import { METHODS, type FlowGraphParams, type FlowGraphResult } from './protocol.ts';
import type { Server } from './server.ts';

export function registerFlowGraph({ connection, documents, lens, positions, analyses }: Server): void {
  connection.onRequest(METHODS.flowGraph, async ({ textDocument, position }: FlowGraphParams): Promise<FlowGraphResult> => {
    const document = documents.get(textDocument.uri);
    if (!document) return null;
    const { analysis, context, problem } = await analyses.of(document);
    if (problem !== undefined) return null;
    // A file that has nothing to do with notifiers was not analysed; its graphs can be looked at all the same.
    const analysed = analysis ?? lens.analyze({ text: document.getText(), ...context.input });
    const mermaid = lens.flowGraph(analysed, positions.toOffset(document, position));
    return mermaid === undefined ? null : { mermaid };
  });
}
