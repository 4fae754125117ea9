/** `mnlens/compareEvents`: the kinds that a call could send, with what the code and the subscribers of the tree say of each. */
import { choicesNear, comparedKinds, comparisonMarkdown } from '../host/event-comparison.ts';
import { type CompareEventsParams, type CompareEventsResult, METHODS } from './protocol.ts';
import type { Server } from './server.ts';
import { uriOf } from './uris.ts';

export function registerCompareEvents({ connection, documents, lens, positions, analyses, subscribers }: Server): void {
  connection.onRequest(METHODS.compareEvents, async ({ textDocument, position }: CompareEventsParams): Promise<CompareEventsResult> => {
    const document = documents.get(textDocument.uri);
    if (!document) return null;
    const { analysis, context: { tree } } = await analyses.of(document);
    if (!analysis) return null;
    const choices = choicesNear(lens, analysis, positions.toOffset(document, position));
    if (choices.length === 0) return null;
    const found = tree ? await subscribers.whole(tree.root) : { subscribers: [], registrations: [] };
    const kinds = comparedKinds(choices, found);
    return { kinds, markdown: comparisonMarkdown(kinds, (file, line) => `${uriOf(file)}#L${line}`) };
  });
}
