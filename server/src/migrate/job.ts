/** What the parts of a conversion share. */
import type { FileMemory } from '../analysis/memory.ts';
import { likelyEvents } from '../rules/fixes/likely-events.ts';
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
}

/** `the API of 5.0`: how remarks name the target. */
export function target(job: Job): string {
  return `the API of ${job.to.release}`;
}

/** What the mechanical conversion of 2019 wrote (6f4f13e8d9e2): subscribers have to do the most for it. */
const SAFE = 'MMU_NOTIFY_UNMAP';

/** The event for a call that has none. */
export function eventFor(place: Place, job: Job): string {
  if (job.input.events === 'safe' || !place.piece) return SAFE;
  const routine = job.memory.routine(place.piece, place.world);
  const likely = routine ? likelyEvents({ routine, text: place.text, generation: job.to }) : [];
  return likely.find((event) => !OWNED_EVENTS.includes(event)) ?? SAFE;
}
