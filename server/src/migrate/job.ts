/** What the parts of a conversion share. */
import type { FileMemory } from '../analysis/memory.ts';
import { evidenceFor } from '../analysis/entry-deeds.ts';
import { ownerMember } from '../analysis/event-choices.ts';
import { rankEvents } from '../kernel/event-evidence.ts';
import { OWNED_EVENTS } from '../kernel/events.ts';
import type { Generation } from '../kernel/generation.ts';
import { ownerFor } from '../rules/fixes/init-forms.ts';
import type { MigrationInput } from './migration.ts';
import type { Place } from './places.ts';
import type { Script } from './script.ts';

export interface Job {
  readonly input: MigrationInput;
  readonly to: Generation;
  readonly script: Script;
  readonly memory: FileMemory;
  /** The file as code of before 5.0, where calls pair by their arguments. */
  withoutRange(): FileMemory;
}

/** `the API of 5.0`: how remarks name the target. */
export function target(job: Job): string {
  return `the API of ${job.to.release}`;
}

/** What the mechanical conversion of 2019 wrote (6f4f13e8d9e2): subscribers have to do the most for it. */
const SAFE = 'MMU_NOTIFY_UNMAP';

/** What a call is given that had neither. */
export interface Reason {
  readonly event: string;
  /** Where the event needs one. */
  readonly owner?: string;
}

/**
 * The event for a call that has none, as the fix of missing-event has it first.
 * @param at offset of the call in its piece
 * @param memory of the generation that the call was written for
 */
export function eventFor(place: Place, job: Job, at: number, memory: FileMemory = job.memory): Reason {
  const { piece, world, text } = place;
  const routine = piece && job.input.events === 'inferred' ? memory.routine(piece, world) : undefined;
  if (!piece || !routine) return { event: SAFE };
  const deeds = new Set(evidenceFor(piece, at, memory).deeds.map(({ deed }) => deed));
  const owner = ownerFor({ routine, text, ownerMember: (type) => ownerMember(type, memory.index) });
  const isOwned = owner !== undefined && owner !== 'NULL';
  const ranked = rankEvents(job.to.events, deeds, isOwned).map(({ event }) => event);
  const first = ranked.find((event) => isOwned || !OWNED_EVENTS.includes(event)) ?? SAFE;
  return { event: first, ...(isOwned && OWNED_EVENTS.includes(first) ? { owner } : {}) };
}
