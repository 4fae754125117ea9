/** The subscribers that a file declares, and what each callback does, found by running it. */
import type { FileState } from '../analysis/file.ts';
import type { FileMemory } from '../analysis/memory.ts';
import { canBeThere } from '../analysis/ops-tables.ts';
import { callbackContext, type OpsKind } from '../kernel/callbacks.ts';
import type { Callback, FileSubscribers, Survey } from './data.ts';
import { surveyOf } from './judge.ts';
import { registrationsOf } from './registrations.ts';
import { DEPTHS, runCallback, type Seen } from './run.ts';
import { type TableMember, tablesOf } from './tables.ts';

export function subscribersOf({ memory }: FileState): FileSubscribers {
  const tables = tablesOf(memory);
  return {
    tables: tables.map(({ name, kind, span, members }) => ({ name, kind, span, callbacks: members.map((member) => callbackOf(member, kind, memory)) })),
    registrations: registrationsOf(memory, new Set(tables.map(({ name }) => name))),
  };
}

function callbackOf({ member, function: name, span }: TableMember, kind: OpsKind, memory: FileMemory): Callback {
  const unknown = (why: string): Callback => ({ member, ...(name === undefined ? {} : { function: name }), span, unknown: why });
  if (name === undefined) return unknown('no function is named');
  const pieces = (memory.index.functionsNamed.get(name) ?? []).filter((it) => canBeThere(it, memory.generation.release));
  const [piece] = pieces;
  if (!piece) return unknown('not defined in this file');
  if (pieces.length > 1) return unknown('defined more than once');
  if (piece.broken) return unknown('damaged syntax');
  const context = callbackContext(kind, member);
  let depth: number = DEPTHS[0];
  let seen = runCallback(piece, memory, { context, depth });
  for (const less of DEPTHS) {
    if (seen.isDone) break;
    if (less === DEPTHS[0]) continue;
    depth = less;
    seen = runCallback(piece, memory, { context, depth });
  }
  const at = seen.name ?? span;
  if (!seen.isDone) return { ...unknown('too many paths'), span: at };
  const survey: Survey = surveyOf(seen, kind, context, byEvent(seen));
  return { member, function: name, span: at, survey };

  /** Where nothing asks for the event, all of them are alike. */
  function byEvent(any: Seen): ReadonlyMap<string, Seen> {
    const given = context?.sleeping === 'blockable' ? memory.generation.events : [];
    return new Map(given.map((event) => [event, any.namesEvent && piece ? runCallback(piece, memory, { context, event, depth }) : any]));
  }
}
