/** The pages of a range: what the CPU's entries hold, what devices hold, and the memory behind them. */
import type { Access, EntryView, PageView, SecondaryView } from './data.ts';

interface Entry {
  access: Access;
  page: string | undefined;
  text: string;
}

interface Memory {
  readonly page: string;
  state: 'in use' | 'given up' | 'freed';
}

interface Page {
  readonly cpu: Entry;
  readonly memory: Memory[];
  readonly secondary: Map<string, Entry>;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

export class Pages {
  readonly #pages: readonly Page[];
  #next: number;

  /** All of them mapped, by the CPU and by every device, writable. @param lanes of the subscribers */
  constructor(count: number, lanes: readonly string[]) {
    this.#pages = Array.from({ length: count }, (_, i) => {
      const page = LETTERS[i] ?? '?';
      const entry = (): Entry => ({ access: 'writable', page, text: 'mapped' });
      return { cpu: entry(), memory: [{ page, state: 'in use' }], secondary: new Map(lanes.map((lane) => [lane, entry()])) };
    });
    this.#next = count;
  }

  get count(): number {
    return this.#pages.length;
  }

  /** The CPU's entry is empty from now on, and its page is given up. */
  clear(at: readonly number[], text = 'cleared'): void {
    for (const { cpu, memory } of this.#at(at)) {
      for (const known of memory) if (known.page === cpu.page && known.state === 'in use') known.state = 'given up';
      Object.assign(cpu, { access: 'none', page: undefined, text });
    }
  }

  /** Another page is put in. */
  replace(at: readonly number[], text = 'mapped'): void {
    this.clear(at);
    for (const { cpu, memory } of this.#at(at)) {
      const page = LETTERS[this.#next++] ?? '?';
      memory.push({ page, state: 'in use' });
      Object.assign(cpu, { access: 'writable', page, text });
    }
  }

  /** What was there, or is there, with less or the same allowed. */
  restore(at: readonly number[], access: Access, text: string): void {
    for (const { cpu, memory } of this.#at(at)) {
      const last = memory.at(-1);
      if (!last) continue;
      if (last.state === 'given up') last.state = 'in use';
      Object.assign(cpu, { access, page: last.page, text });
    }
  }

  /** What devices can reach of it no more: the entries are empty. */
  drop(lane: string): void {
    for (const { secondary } of this.#pages) secondary.set(lane, { access: 'none', page: undefined, text: 'dropped' });
  }

  protect(lane: string): void {
    for (const { secondary } of this.#pages) {
      const entry = secondary.get(lane);
      if (entry?.access === 'writable') secondary.set(lane, { ...entry, access: 'read-only', text: 'write-protected' });
    }
  }

  /** An entry is made of what the CPU's entry holds. */
  map(lane: string): void {
    for (const { cpu, secondary } of this.#pages) secondary.set(lane, { ...cpu, text: 'mapped' });
  }

  /** A device asks for what it has no entry for. @returns whether it got anything */
  fault(lane: string): boolean {
    let has = false;
    for (const { cpu, secondary } of this.#pages) {
      if (secondary.get(lane)?.access !== 'none' || cpu.access === 'none' || cpu.access === 'special') continue;
      secondary.set(lane, { ...cpu, text: 'mapped again' });
      has = true;
    }
    return has;
  }

  /** Nothing protects what was given up any more. */
  free(): void {
    for (const { memory } of this.#pages) for (const known of memory) if (known.state === 'given up') known.state = 'freed';
  }

  /** Entries of a device that reach what the CPU's entry does not. */
  stale(lane: string): readonly { readonly page: string; readonly isWrite: boolean }[] {
    return this.#pages.flatMap(({ cpu, secondary }) => {
      const entry = secondary.get(lane);
      return entry && entry.page !== undefined && isStale(cpu, entry) ? [{ page: entry.page, isWrite: entry.page === cpu.page }] : [];
    });
  }

  /** Entries of a device that are still there, and rightly. */
  kept(lane: string): number {
    return this.#pages.filter(({ cpu, secondary }) => {
      const entry = secondary.get(lane);
      return entry !== undefined && entry.text !== 'mapped again' && entry.access !== 'none' && !isStale(cpu, entry);
    }).length;
  }

  view(): readonly PageView[] {
    return this.#pages.map(({ cpu, memory, secondary }, i) => ({
      address: `+${i}`,
      cpu: entryView(cpu),
      secondary: Object.fromEntries([...secondary].map(([lane, entry]) => [lane, { ...entryView(entry), isStale: isStale(cpu, entry) } satisfies SecondaryView])),
      memory: memory.map((known) => ({ ...known })),
    }));
  }

  #at(at: readonly number[]): readonly Page[] {
    return at.flatMap((i) => this.#pages[i] ?? []);
  }
}

function isStale(cpu: Entry, { access, page }: Entry): boolean {
  if (access === 'none') return false;
  return page !== cpu.page || cpu.access === 'none' || cpu.access === 'special' || (access === 'writable' && cpu.access === 'read-only');
}

function entryView({ access, page, text }: Entry): EntryView {
  return { access, text, ...(page === undefined ? {} : { page }) };
}
