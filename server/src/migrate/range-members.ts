/** Members of the file's structures that are ranges, for a target without: they keep their fields, in a structure of their own. */
import { RANGE_TYPE } from '../kernel/api.ts';
import { Kind, lex, Punct, tokenText } from '../syntax/lexer.ts';
import { indentAt, unitOf } from '../rules/fixes/text.ts';
import type { Outline } from '../syntax/outline.ts';
import type { Job } from './job.ts';

const RANGE = RANGE_TYPE.slice('struct '.length);

export function convertRangeMembers(outline: Outline, nl: string, job: Job): void {
  for (const piece of outline.pieces) {
    if (piece.kind !== 'other' || !piece.identifiers.has(RANGE)) continue;
    const { text, start: base } = piece;
    const tokens = lex(text);
    let depth = 0;
    for (let i = 0; i < tokens.count; i++) {
      if (tokens.kinds[i] === Punct.openBrace) depth++;
      if (tokens.kinds[i] === Punct.closeBrace) depth--;
      if (depth === 0 || tokens.kinds[i] !== Kind.identifier || tokenText(text, tokens, i) !== RANGE || tokens.kinds[i + 2] !== Punct.semicolon) continue;
      const start = tokens.starts[i - 1] ?? 0;
      const end = tokens.ends[i] ?? 0;
      const indent = indentAt(text, start);
      const field = `${nl}${indent}${unitOf(text)}`;
      job.script.replace('declarations', { start: base + start, end: base + end }, `struct {${field}struct mm_struct *mm;${field}unsigned long start, end;${nl}${indent}}`);
    }
  }
}
