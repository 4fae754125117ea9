/** Converting one file from one generation of the API to another. Pure, and never throws on broken C: what it can't do it says. */
import { contentsOf, indexOf } from '../analysis/index-file.ts';
import { FileMemory } from '../analysis/memory.ts';
import type { SyntaxParser } from '../syntax/parser.ts';
import { outlineOf } from '../syntax/split.ts';
import type { Generation } from '../kernel/generation.ts';
import { GENERATIONS, NEWEST } from '../kernel/generations/index.ts';
import { readGeneration } from '../kernel/header.ts';
import { newlineOf } from '../rules/fixes/text.ts';
import { callbackNames, convertCallbacks } from './callbacks.ts';
import { convertFields, rangeMembers } from './fields.ts';
import { convertFromRange } from './from-range.ts';
import { convertHeader } from './header.ts';
import type { Job } from './job.ts';
import { reportLeftovers } from './leftovers.ts';
import type { Migration, MigrationInput } from './migration.ts';
import { placesOf } from './places.ts';
import { convertCalls } from './range-calls.ts';
import { convertRangeMembers } from './range-members.ts';
import { Script } from './script.ts';
import { convertToRange } from './to-range.ts';

/** The last generation without a range object. */
const WITHOUT_RANGE: Generation = GENERATIONS.findLast(({ rangeFields }) => !rangeFields) ?? NEWEST;

/** Made when it is asked for the first time. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Who defines one of these is mm/mmu_notifier.c, which no conversion can turn into another release's. */
const IMPLEMENTATION = ['__mmu_notifier_register', '__mmu_notifier_invalidate_range_start'];

export function migrate(input: MigrationInput, parser: SyntaxParser): Migration {
  const outline = outlineOf(input.text, undefined);
  const memoryOf = (generation: Generation): FileMemory => new FileMemory(contentsOf(indexOf(outline, generation)), parser, generation);
  const memory = memoryOf(input.to);
  const script = new Script(input.text);
  const job: Job = { input, to: input.to, script, memory, withoutRange: once(() => memoryOf(WITHOUT_RANGE)) };
  const own = IMPLEMENTATION.find((name) => memory.index.functionsNamed.has(name));
  if (own !== undefined) {
    const at = memory.index.functionsNamed.get(own)?.[0]?.start ?? 0;
    script.remark(at, `the file is left as it is: it defines ${own}(), so it is the API itself, which belongs to its tree`);
    return { edits: [], losses: [], remarks: script.remarks(), changed: script.tally() };
  }
  if ('generation' in readGeneration(input.text)) {
    if (input.header) convertHeader(outline, newlineOf(input.text), job, parser);
    else script.remark(0, 'the header is left as it is: it says what the API of its tree is');
    return { edits: script.edits(), losses: script.losses(), remarks: script.remarks(), changed: script.tally() };
  }
  const nl = newlineOf(input.text);
  const callbacks = callbackNames(job, parser);
  const places = placesOf(outline, parser, nl, ({ name }) => callbacks.has(name));
  const members = rangeMembers(places);
  // What is small comes first: what is larger takes it in.
  convertCallbacks(places, job, parser);
  for (const place of places) convertFields(place, members, job);
  if (!input.to.rangeFields && members.size > 0) convertRangeMembers(outline, nl, job);
  for (const place of places) {
    convertCalls(place, job);
    if (input.to.rangeFields) convertToRange(place, job);
    else convertFromRange(place, members, job);
  }
  reportLeftovers(outline, job);
  return { edits: script.edits(), losses: script.losses(), remarks: script.remarks(), changed: script.tally() };
}
