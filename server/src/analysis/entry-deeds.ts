/** What happens to page-table entries while a range is open: in the function that opens it, and in what it calls, as far as that can be seen. */
import { ENTRY_TYPES, type EntryDeed, leavesEntries } from '../kernel/entries.ts';
import type { EntryEvidence, SeenDeed } from '../rules/rule.ts';
import type { OpenRange } from '../simulator/entry-history.ts';
import type { Routine } from '../simulator/routine.ts';
import { type Site, siteKey } from '../simulator/trace.ts';
import type { FunctionPiece } from '../syntax/outline.ts';
import type { World } from '../syntax/world.ts';
import type { FileMemory } from './memory.ts';
import { FileProgram } from './program.ts';
import { play } from './recordings.ts';
import { worldsOf } from './worlds.ts';

interface Call {
  /** Where it may lead, by name in the file that calls. */
  readonly names: readonly string[];
  readonly handsTables: boolean;
  readonly site: Site;
}

/** What is done, and while what is open. */
interface Circumstances {
  readonly open: readonly OpenRange[];
  /** The path has started a range before. */
  readonly hasStarted: boolean;
  /** Where the path took the mmap lock before. */
  readonly mmapLock: Site | undefined;
}

/** What one function does itself. */
export interface Doings {
  readonly deeds: readonly (Omit<SeenDeed, 'through'> & Circumstances & { readonly isUntold: boolean })[];
  readonly calls: readonly (Call & Circumstances & {
    /** What is called; the other names are those of functions that it is given. */
    readonly name: string;
  })[];
  /** It starts ranges. */
  readonly starts: boolean;
  /** All its paths were seen. */
  readonly isDone: boolean;
  /** Calls that are made for one vma after the other, by `siteKey`. */
  readonly repeated: ReadonlySet<string>;
  /** Ranges that are left open, by the place of their start. */
  readonly leaves: readonly OpenRange[];
}

/** How far calls are followed, and through how many functions. */
const DEPTH = 10;
const REACH = 400;

/** By function and world as the machine sees them: what an edit leaves alone is not run again. */
const known = new WeakMap<Routine, Doings>();

/** What a function does itself, in all its worlds. */
export function doingsOf(piece: FunctionPiece, memory: FileMemory): Doings {
  const all: Doings[] = [];
  for (const world of piece.broken ? [] : worldsOf(piece, memory)) {
    const routine = new FileProgram(memory, world, new Set()).routineOf(piece);
    if (!routine) continue;
    const made = known.get(routine) ?? listen(piece, world, memory);
    known.set(routine, made);
    if (!all.includes(made)) all.push(made);
  }
  const [only, ...more] = all;
  if (only && more.length === 0) return only;
  return { starts: all.some(({ starts }) => starts), isDone: all.length > 0 && all.every(({ isDone }) => isDone), deeds: all.flatMap(({ deeds }) => deeds), calls: all.flatMap(({ calls }) => calls), repeated: new Set(all.flatMap(({ repeated }) => [...repeated])), leaves: all.flatMap(({ leaves }) => leaves) };
}

function listen(piece: FunctionPiece, world: World, memory: FileMemory): Doings {
  const deeds = new Map<string, Doings['deeds'][number]>();
  const calls = new Map<string, Doings['calls'][number]>();
  const repeated = new Set<string>();
  const leaves: OpenRange[] = [];
  let starts = false;
  const key = ({ site, open, hasStarted, mmapLock }: Circumstances & { readonly site: Site }): string => `${siteKey(site)} ${open.map(({ start }) => siteKey(start)).join()} ${hasStarted} ${mmapLock !== undefined}`;
  const result = play('entries', piece, world, memory, new Set(), (o) => {
    if (o.kind === 'entry-deed') deeds.set(`${o.what} ${o.isUntold} ${key(o)}`, { deed: o.what, site: o.site, open: o.open, hasStarted: o.hasStarted, mmapLock: o.mmapLock, isUntold: o.isUntold });
    else if (o.kind === 'outgoing') calls.set(key(o), { name: o.name, names: [o.name, ...o.functions], handsTables: o.handsTables, site: o.site, open: o.open, hasStarted: o.hasStarted, mmapLock: o.mmapLock });
    else if (o.kind === 'next-vma') repeated.add(siteKey(o.site));
    else if (o.kind === 'start' || o.kind === 'start-nonblock') starts = true;
    else if (o.kind === 'left-open') leaves.push(...o.open);
  });
  return { deeds: [...deeds.values()], calls: [...calls.values()], starts, isDone: result?.isDone ?? false, repeated, leaves };
}

/** Only who is given a way to the tables can change them; in the file that is looked at, that may be in any structure. */
function mayChange({ syntax }: Routine, isOwn: boolean): boolean {
  return syntax.parameters.some(({ type }) => ENTRY_TYPES.has(type.base) || (isOwn && type.pointers > 0 && type.base.startsWith('struct ')));
}

interface Node {
  readonly memory: FileMemory;
  readonly name: string;
  readonly depth: number;
  readonly handsTables: boolean;
}

interface Reached {
  readonly deeds: readonly Omit<SeenDeed, 'through'>[];
  readonly unseen: readonly string[];
}

/** All that is done by what these names stand for, but for what is done while a range of their own is open: that is told by it. */
function reached(calls: readonly Omit<Call, 'site'>[], from: FileMemory, settles: (deed: EntryDeed) => boolean): Reached {
  const deeds: Omit<SeenDeed, 'through'>[] = [];
  const unseen: string[] = [];
  const seen = new Map<FileMemory, Set<string>>();
  const queue: Node[] = [];
  const add = (memory: FileMemory, { names, handsTables }: Omit<Call, 'site'>, depth: number): void => {
    const taken = seen.get(memory) ?? new Set<string>();
    seen.set(memory, taken);
    for (const name of names) {
      if (taken.has(name)) continue;
      taken.add(name);
      if (depth > DEPTH || queue.length >= REACH) unseen.push(name);
      else queue.push({ memory, name, depth, handsTables });
    }
  };
  for (const call of calls) add(from, call, 0);
  for (const { memory, name, depth, handsTables } of queue) {
    if (deeds.some(({ deed }) => settles(deed))) break;
    const pieces = memory.index.functionsNamed.get(name);
    if (!pieces) {
      const callbacks = namedIn(name, memory);
      const there = callbacks.length === 0 ? memory.elsewhere(name) : undefined;
      if (there) add(there, { names: [name], handsTables }, depth);
      else if (callbacks.length > 0) add(memory, { names: callbacks, handsTables: true }, depth);
      else if (handsTables && !leavesEntries(name)) unseen.push(name);
      continue;
    }
    for (const piece of pieces) {
      const routine = piece.broken ? undefined : memory.routine(piece, new Map());
      if (!routine) unseen.push(name);
      if (!routine || !mayChange(routine, memory === from)) continue;
      const own = doingsOf(piece, memory);
      for (const { deed, site, open } of own.deeds) if (open.length === 0) deeds.push({ deed, site });
      for (const call of own.calls) if (call.open.length === 0) add(memory, call, depth + 1);
    }
  }
  return { deeds, unseen };
}

/** Functions in the initialiser of a variable of the file: the callbacks of a walk. */
function namedIn(variable: string, { index }: FileMemory): readonly string[] {
  const isDefinition = new RegExp(`\\b${variable}\\b[^;{]*=\\s*\\{`);
  return index.declarations
    .filter(({ identifiers, text }) => identifiers.has(variable) && isDefinition.test(text))
    .flatMap(({ identifiers }) => [...identifiers].filter((name) => index.functionsNamed.has(name)));
}

/** Where a function leaves a range open, it is one of several that are called in turn: what stands in a table with it runs while it is. */
function besides(name: string, { index }: FileMemory): readonly string[] {
  return index.declarations
    .filter(({ identifiers, text }) => identifiers.has(name) && text.includes('{'))
    .flatMap(({ identifiers }) => [...identifiers].filter((other) => other !== name && index.functionsNamed.has(other)));
}

/**
 * What is done while the range is open that is initialised, or started, by the call at `at`.
 * @param at offset of the call in the piece
 * @param settles a deed after which nothing else is of interest
 */
export function evidenceFor(piece: FunctionPiece, at: number, memory: FileMemory, settles: (deed: EntryDeed) => boolean = () => false): EntryEvidence {
  const own = doingsOf(piece, memory);
  const isMeant = ({ init, start }: OpenRange): boolean => [init, start].some((site) => site?.callers.length === 0 && site.span.start === at);
  const isInside = (open: readonly OpenRange[]): boolean => {
    const innermost = open.at(-1);
    return innermost !== undefined && isMeant(innermost);
  };
  const inside = own.deeds.filter(({ open }) => isInside(open));
  const deeds: SeenDeed[] = inside.map(({ deed, site }) => ({ deed, site, through: undefined }));
  const unseen = new Set<string>();
  const add = ({ deeds: more, unseen: names }: Reached, through: Site | undefined): void => {
    deeds.push(...more.map(({ deed, site }) => ({ deed, site, through })));
    for (const name of names) unseen.add(name);
  };
  for (const call of own.calls) {
    if (!isInside(call.open)) continue;
    if (deeds.some(({ deed }) => settles(deed))) break;
    const done = reached([call], memory, settles);
    add(done, call.site);
    const takes = done.deeds.some(({ deed }) => deed === 'cleared' || deed === 'zapped' || deed === 'flushed');
    if (takes && own.repeated.has(siteKey(call.site))) deeds.push({ deed: 'vmas zapped', site: call.site, through: undefined });
  }
  for (const { deed, site } of inside) if (deed === 'zapped' && own.repeated.has(siteKey(site))) deeds.push({ deed: 'vmas zapped', site, through: undefined });
  if (own.leaves.some(isMeant)) add(reached([{ names: besides(piece.name, memory), handsTables: true }], memory, settles), undefined);
  return { deeds, unseen };
}
