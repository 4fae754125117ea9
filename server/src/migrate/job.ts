/** What the parts of a conversion share. */
import type { FileMemory } from '../analysis/memory.ts';
import { evidenceFor } from '../analysis/entry-deeds.ts';
import { rankEvents } from '../kernel/event-evidence.ts';
import { OWNED_EVENTS } from '../kernel/events.ts';
import type { Generation } from '../kernel/generation.ts';
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

/** The event for a call that has none. @param at offset of the call in its piece @param memory of the generation that the call was written for */
export function eventFor(place: Place, job: Job, at: number, memory: FileMemory = job.memory): string {
  if (job.input.events === 'safe' || !place.piece) return SAFE;
  const deeds = new Set(evidenceFor(place.piece, at, memory).deeds.map(({ deed }) => deed));
  return rankEvents(job.to.events, deeds, false).find(({ event }) => !OWNED_EVENTS.includes(event))?.event ?? SAFE;
}
