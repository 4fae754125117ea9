/** The kernel trees of the files at hand. (stub until server/src/workspace is there) */
import type { BuiltWithoutNotifier } from '../lens.ts';
import { readGeneration, HEADER_PATH, type HeaderReading } from '../kernel/header.ts';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
export interface OpenTree {
  /** Absolute. */
  readonly root: string;
  /** Absolute path of its `include/linux/mmu_notifier.h`. */
  readonly header: string;
  readonly reading: HeaderReading;
  builtWithoutNotifier(file: string): Promise<BuiltWithoutNotifier>;
}
export interface TreeSource {
  of(file: string): Promise<OpenTree | undefined>;
}
export class Trees implements TreeSource {
  #known = new Map<string, Promise<OpenTree | undefined>>();
  forget() { this.#known.clear(); }
  of(file: string): Promise<OpenTree | undefined> { return this.#folder(path.dirname(file)); }
  #folder(dir: string): Promise<OpenTree | undefined> {
    let t = this.#known.get(dir);
    if (!t) { t = this.#make(dir); this.#known.set(dir, t); }
    return t;
  }
  async #make(dir: string): Promise<OpenTree | undefined> {
    const t = await openTree(dir);
    if (t) return t;
    const up = path.dirname(dir);
    return up === dir ? undefined : this.#folder(up);
  }
}
export async function openTree(root: string): Promise<OpenTree | undefined> {
  const header = path.join(root, HEADER_PATH);
  try {
    return { root, header, reading: readGeneration(await readFile(header, 'utf8')), builtWithoutNotifier: () => Promise.resolve('unknown') };
  } catch { return undefined; }
}
