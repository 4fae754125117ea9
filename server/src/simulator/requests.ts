/** What becomes of requests between look-ups: whether one has moved on, and whether what it found before can still be checked. */
import type { RequestMembers } from '../kernel/subscribers.ts';
import type { Chunk, Chunked, EarlierChunk } from './chunks.ts';
import { truth } from './facts.ts';
import { beginOf, checkOf, isFound, lastLookup, type PastCall } from './past.ts';
import { load, memberPlace, pointedTo, symbolsOf } from './places.ts';
import type { State } from './state.ts';
import { eachSymbol, type Value } from './value.ts';

function succeeded({ result }: PastCall, s: State): boolean {
  return result !== undefined && truth(result, s.facts) === false;
}

/** A look-up is made: what it is about, and what was found before it. */
export function chunkOf(s: State, members: RequestMembers, request: Value): Chunked {
  const read = (member: string): Value => load(s, memberPlace(pointedTo(request), member), symbolsOf(request));
  const chunk: Chunk = { from: read(members.from), to: read(members.to), into: read(members.into) };
  const before = lastLookup(s.past);
  const earlier = before?.chunk && before.subject?.key === request.key ? earlierThan(s, chunk, before, before.chunk) : undefined;
  return { chunk, ...(earlier ? { earlier } : {}) };
}

function earlierThan(s: State, { from }: Chunk, before: PastCall, { from: own, isPast, isApart, into, overtaken }: Chunk): EarlierChunk | undefined {
  // The same addresses once more, after a collision.
  if (from.key === own.key) return before.earlier;
  if (!isPast) return undefined;
  const isLost = isApart && overtaken && succeeded(before, s) && !isHeld(s, overtaken);
  return isLost ? { begun: overtaken.by, into: before.earlier?.into ?? into } : before.earlier;
}

/** Some place still has the sequence, under its name or, where that was given to another one, as what the place had of that name. */
function isHeld(s: State, { id, isRenewed }: NonNullable<Chunk['overtaken']>): boolean {
  let is = false;
  for (const value of s.env.values()) eachSymbol(value, (symbol) => { is ||= (symbol.id === id && !isRenewed) || symbol.id.startsWith(`${id}~`); });
  return is;
}

/** A read side begins, `before` which the path's last look-up was not checked. @param past the same calls after that */
export function overtaking(before: State, past: readonly PastCall[], call: PastCall): readonly PastCall[] {
  const last = lastLookup(before.past);
  const begin = last && beginOf(before.past, last.sequence);
  const { result } = begin ?? {};
  if (!last?.chunk || result?.kind !== 'symbol' || begin?.subject?.key !== call.subject?.key || checkOf(before.past, last.sequence) || !succeeded(last, before)) return past;
  const { sequence } = last.does;
  const own = sequence?.by === 'member' && last.subject ? memberPlace(pointedTo(last.subject), sequence.member) : undefined;
  if (begin?.keptAt !== undefined && begin.keptAt !== own) return past;
  const overtaken = { by: call.site, id: result.symbol.id, isRenewed: call.result?.key === result.key };
  const at = before.past.indexOf(last);
  return past.map((one, i) => (i === at && one.chunk ? { ...one, chunk: { ...one.chunk, overtaken } } : one));
}

/** What is added to `old` gives something behind where the last look-up began, or behind where it put what it found. */
export function beyondOf(s: State, old: Value, added: Value): 'from' | 'into' | undefined {
  const last = lastLookup(s.past);
  if (!last?.chunk || isNegative(added)) return undefined;
  return isBehind(s, old, [last.chunk.from, last.chunk.to], last.chunk.beyond) || isOne(old, [last.chunk.from]) ? 'from' : isBehind(s, old, [last.chunk.into], last.chunk.further) || isOne(old, [last.chunk.into]) ? 'into' : undefined;
}

/** A value is stored: it may move the request of the last look-up on, or back. @param past the calls, as they are remembered now @param adds as `beyondOf` says it */
export function chunkStored(s: State, past: readonly PastCall[], place: string, value: Value, adds: 'from' | 'into' | undefined): readonly PastCall[] {
  const last = lastLookup(past);
  const { chunk, subject } = last ?? {};
  const members = last?.does.request;
  if (!last || !chunk || !subject || !members) return past;
  const request = pointedTo(subject);
  const isPast = adds === 'from' || isBehind(s, value, [chunk.from, chunk.to], chunk.beyond) || (isOne(value, [chunk.to]) && !isOne(value, [chunk.from]));
  const isFurther = adds === 'into' || isBehind(s, value, [chunk.into], chunk.further);
  let next: Chunk = chunk;
  if (place === request) next = without(without(next, 'isPast'), 'isApart');
  else if (place === memberPlace(request, members.from)) next = isPast ? { ...next, isPast: true } : without(next, 'isPast');
  else if (place === memberPlace(request, members.into)) next = intoStored(next, last.earlier?.into ?? chunk.into, value, isFurther);
  else if (place.endsWith(']') && isFound(value)) next = { ...next, isApart: true };
  else {
    if (isPast || place === next.beyond) next = isPast ? { ...next, beyond: place } : without(next, 'beyond');
    if (isFurther || place === next.further) next = isFurther ? { ...next, further: place } : without(next, 'further');
  }
  return next === chunk ? past : past.map((call) => (call === last ? { ...call, chunk: next } : call));
}

function intoStored(chunk: Chunk, first: Value, value: Value, isFurther: boolean): Chunk {
  const isWhole = value.key === first.key;
  const next = isFurther || isOther(value, chunk.into) ? { ...chunk, isApart: true as const } : without(chunk, 'isApart');
  return isWhole ? { ...next, isWhole } : without(next, 'isWhole');
}

/** Elements of one array, by different numbers. */
function isOther(a: Value, b: Value): boolean {
  const array = (value: Value): string | undefined => (value.kind === 'address' ? /^(.*)\[[^[\]]*\]$/.exec(value.place)?.[1] : pointedTo(value));
  return a.kind === 'address' && a.key !== b.key && array(a) !== undefined && array(a) === array(b);
}

function without<K extends keyof Chunk>(chunk: Chunk, key: K): Chunk {
  if (!(key in chunk)) return chunk;
  const { [key]: _, ...rest } = chunk;
  return rest as Chunk;
}

function isOne(value: Value, of: readonly Value[]): boolean {
  return value.kind !== 'int' && of.some(({ key }) => key === value.key);
}

/** A sum of one of these and something that is not negative; or what a place holds that is known to be behind them. */
function isBehind(s: State, value: Value, of: readonly Value[], place: string | undefined): boolean {
  if (place !== undefined && value.kind !== 'int' && s.env.get(place)?.key === value.key) return true;
  if (value.kind !== 'operation' || value.op !== '+' || value.operands.some(isNegative)) return false;
  return value.operands.some((operand) => isOne(operand, of) || isBehind(s, operand, of, place));
}

function isNegative(value: Value): boolean {
  return value.kind === 'int' ? value.value <= 0 : value.kind === 'operation' && value.op === '-';
}

/** Code that can't be seen is given these: an array among them may be freed. */
export function giveChunks(past: readonly PastCall[], args: readonly Value[]): readonly PastCall[] {
  const isGiven = (call: PastCall): boolean => call.chunk?.isWhole === true && args.some(({ key }) => key === call.chunk?.into.key || key === call.earlier?.into.key);
  return past.some(isGiven) ? past.map((call) => (call.chunk && isGiven(call) ? { ...call, chunk: without(call.chunk, 'isWhole') } : call)) : past;
}
