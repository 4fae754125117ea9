/** Completion of event kinds where a call of the API wants one. */
import { CompletionItemKind, MarkupKind, type CompletionItem, type MarkupContent } from 'vscode-languageserver';
import { eventKind } from '../kernel/events.ts';
import { eventMarkdown } from '../host/event-markdown.ts';
import { settled } from './settled.ts';
import type { Server } from './server.ts';

export function registerCompletion({ connection, client, contexts, documents, lens, positions, analyses }: Server): void {
  connection.onCompletion(async ({ textDocument, position }, token): Promise<CompletionItem[]> => {
    await settled();
    const document = documents.get(textDocument.uri);
    if (!document || token.isCancellationRequested) return [];
    const { input: { generation } } = await contexts.of(document.uri);
    // Editors ask with every word that is typed; what costs something waits until it is known to be of use.
    if (lens.apiCallAt({ text: document.getText(), generation }, positions.toOffset(document, position))?.role !== 'event') return [];
    const { analysis, context } = await analyses.of(document);
    if (!analysis) return [];
    const offset = positions.toOffset(document, position);
    const before = /\w*$/.exec(analysis.input.text.slice(Math.max(0, offset - 100), offset))?.[0] ?? '';
    const after = /^\w*/.exec(analysis.input.text.slice(offset, offset + 100))?.[0] ?? '';
    const range = positions.toRange(document, { start: offset - before.length, end: offset + after.length });
    // Where the text is not a call yet, nothing can be said of it, and the kinds stand in the header's order.
    const ranked = new Map(lens.eventChoices(analysis, offset).map((choice, place) => [choice.event, { ...choice, place }]));
    return context.input.generation.events.flatMap((event, index): CompletionItem[] => {
      const kind = eventKind(event);
      const choice = ranked.get(event);
      // RELEASE is the core's own word: no caller may give it.
      if (kind?.given === 'core') return [];
      return [
        {
          label: event,
          kind: CompletionItemKind.EnumMember,
          sortText: String(choice?.place ?? index).padStart(2, '0'),
          ...(choice?.place === 0 && choice.for ? { preselect: true } : {}),
          textEdit: { range, newText: event },
          ...(kind ? { detail: choice?.for?.text ?? choice?.against?.text ?? kind.title, documentation: documentation(eventMarkdown(kind)) } : {}),
        },
      ];
    });
  });

  function documentation(markdown: string): string | MarkupContent {
    return client.completionMarkdown ? { kind: MarkupKind.Markdown, value: markdown } : markdown;
  }
}
