/** Hover on functions of the API, event kinds and rules. */
import { MarkupKind, type Hover } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { rangeVerb } from '../kernel/api.ts';
import { eventKind } from '../kernel/events.ts';
import { GENERATIONS } from '../kernel/generations/index.ts';
import { RULES } from '../lens.ts';
import type { DocumentContext } from './contexts.ts';
import { choicesMarkdown, eventMarkdown } from '../host/event-markdown.ts';
import { eventSubscribers } from './event-subscribers.ts';
import { functionMarkdown } from './function-markdown.ts';
import { settled } from './settled.ts';
import type { Server } from './server.ts';
import { wordAt } from './word-at.ts';

export function registerHover({ connection, client, documents, contexts, positions, subscribers, lens, analyses }: Server): void {
  const forCall = async (word: string, document: TextDocument, offset: number): Promise<string> => {
    if (!eventKind(word) && rangeVerb(word) !== 'init') return '';
    const { analysis } = await analyses.of(document);
    return analysis ? choicesMarkdown(lens.eventChoices(analysis, offset)) : '';
  };

  const forEvent = (word: string, { input: { treeKnown }, tree }: DocumentContext): string => {
    const event = eventKind(word);
    return event && treeKnown && tree ? eventSubscribers(event, tree.root, subscribers, client.hoverMarkdown) : '';
  };

  connection.onHover(async ({ textDocument, position }, token): Promise<Hover | null> => {
    await settled();
    const document = documents.get(textDocument.uri);
    if (!document || token.isCancellationRequested) return null;
    const context = await contexts.of(document.uri);
    const text = document.getText();
    const offset = positions.toOffset(document, position);
    // A rule's name (in a comment) is longer than the C words in it.
    for (const pattern of [/[a-z]+(?:-[a-z]+)+/g, /\w+/g]) {
      const found = wordAt(text, offset, pattern);
      if (!found) continue;
      const markdown = describe(found.word, context);
      if (markdown === undefined) continue;
      const contents = { kind: client.hoverMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText, value: markdown + (await forCall(found.word, document, offset)) + forEvent(found.word, context) };
      return { contents, range: positions.toRange(document, found) };
    }
    return null;
  });
}

function describe(word: string, { input: { generation, treeKnown } }: DocumentContext): string | undefined {
  const rule = RULES.find(({ id }) => id === word);
  if (rule) return rule.documentation;
  const event = eventKind(word);
  if (event)
    return (
      eventMarkdown(event) + (generation.events.includes(word) ? '' : `\n\n⚠ ${here(treeKnown)} (${generation.release}) has no such event.`)
    );
  return functionMarkdown(word, generation, GENERATIONS, here(treeKnown));
}

function here(treeKnown: boolean): string {
  return treeKnown ? "This tree's API" : 'The chosen API';
}
