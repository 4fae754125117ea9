/** What is still there of other generations when everything else is done: nothing of it may pass in silence. */
import { isApiName, rangeVerb } from '../kernel/api.ts';
import { MOVED } from '../kernel/generations/equivalents.ts';
import { isSince } from '../kernel/release.ts';
import { historyOf } from '../kernel/generations/history.ts';
import { Kind, lex, tokenText } from '../syntax/lexer.ts';
import type { Outline, Piece } from '../syntax/outline.ts';
import { type Job, target } from './job.ts';
import { namesApi, servesSeveralTrees } from './places.ts';

export function reportLeftovers(outline: Outline, job: Job): void {
  const { index } = job.memory;
  for (const piece of outline.pieces) {
    if (piece.kind !== 'other' && servesSeveralTrees(piece) && namesApi(piece)) {
      job.script.lose(piece.start, `${piece.name} is left as it is: by its conditions it serves several trees`);
      continue;
    }
    if (piece.kind === 'function' && piece.broken && [...piece.identifiers].some((name) => rangeVerb(name) !== undefined)) {
      job.script.lose(piece.start, `${piece.name}() is left as it is: its brackets do not balance`);
      continue;
    }
    if ([...piece.identifiers].some((name) => isForeign(name, job)) && !(piece.kind !== 'other' && index.functionsNamed.has(piece.name) && historyOf(piece.name))) reportIn(piece, job);
  }
}

/** A name of the API that the target does not have. Fields and callbacks have names like any other's: they are looked at where they stand. */
function isForeign(name: string, job: Job): boolean {
  const { to, memory } = job;
  if (memory.index.functionsNamed.has(name) || memory.index.macrosNamed.has(name)) return false;
  const history = historyOf(name);
  if (history?.kind === 'function') return !to.functions.has(name);
  if (history?.kind === 'event' || (isApiName(name) && name.startsWith('MMU_NOTIFY_'))) return !to.events.includes(name);
  if (history?.kind === 'constant') return !(to.rangeFields?.has('flags') ?? false);
  return false;
}

function reportIn(piece: Piece, job: Job): void {
  const tokens = lex(piece.text);
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.kinds[i] !== Kind.identifier) continue;
    const name = tokenText(piece.text, tokens, i);
    const start = piece.start + (tokens.starts[i] ?? 0);
    if (isForeign(name, job) && !job.script.touches({ start, end: start + name.length })) {
      const history = historyOf(name);
      const moved = MOVED.get(name);
      if (moved && history && isSince(job.to, history.until)) {
        job.script.remark(start, `${name} stays: ${target(job)} has it in ${moved.to}`);
        continue;
      }
      const when = history ? `it exists since ${history.since}${history.until === undefined ? '' : ` until ${history.until}`}` : 'no release known here has it';
      job.script.lose(start, `${name} is left as it is: ${target(job)} has nothing in its place (${when})`);
    }
  }
}
