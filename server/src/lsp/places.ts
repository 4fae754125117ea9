/** Places of the core as the protocol tells them. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { OtherFile } from '../findings.ts';
import type { CodePlace } from '../lens.ts';
import type { SourcePlace } from './protocol.ts';
import type { Server } from './server.ts';
import { uriOf } from './uris.ts';

/** Files are few, and keep their lines. */
const documentsOfFiles = new WeakMap<OtherFile, TextDocument>();

export function documentOf(file: OtherFile): TextDocument {
  let document = documentsOfFiles.get(file);
  if (!document) {
    document = TextDocument.create(uriOf(file.path), 'c', 0, file.text);
    documentsOfFiles.set(file, document);
  }
  return document;
}

/** @param document that a place without a file is in */
export function sourcePlace({ positions }: Server, document: TextDocument, { span, file, function: name }: CodePlace): SourcePlace {
  const there = file ? documentOf(file) : document;
  return { uri: there.uri, range: positions.toRange(there, span), function: name };
}
