/** How the module of a file is left that puts subscriptions, if nothing in the module waits for them: by the names in its files' texts. */
import path from 'node:path';
import { modulesEnd } from '../../kernel/module-exits.ts';
import { subscriberFunctionsThat } from '../../kernel/subscribers.ts';
import type { ModuleEnd, SourceFile } from '../../lens.ts';
import type { Objects } from '../../workspace/kbuild/objects.ts';

const WAITS = subscriberFunctionsThat('synchronize');
const PUTS = subscriberFunctionsThat('put');

export interface ModuleSurroundings {
  readonly objects: Objects;
  /** Absolute path of the tree. */
  readonly root: string;
  /** By absolute path. */
  read(file: string): SourceFile | undefined;
  /** Absolute paths of the files around that have one of these words. */
  using(words: readonly string[]): Promise<readonly string[]>;
  /** Names of the functions that a file defines for others. */
  definedIn(file: string): readonly string[];
}

function hasOne(words: readonly string[], text: string): boolean {
  return words.some((word) => text.includes(word) && new RegExp(String.raw`\b${word}\b`).test(text));
}

/**
 * @param place of the file in the tree. That it does not wait itself is for who has its text to say.
 * @returns `undefined` where something in the module may wait, or where not all of it is known
 */
export async function unwaitedExit(place: string, around: ModuleSurroundings): Promise<ModuleEnd | undefined> {
  const own = around.read(path.join(around.root, place));
  if (!own || !place.endsWith('.c') || !hasOne(PUTS, own.text)) return undefined;
  const objects = await around.objects.linkedWith(place.replace(/\.c$/, '.o'));
  const sourceOf = (object: string): SourceFile | undefined => {
    const stem = path.join(around.root, object.replace(/\.o$/, ''));
    return around.read(`${stem}.c`) ?? around.read(`${stem}.S`);
  };
  const files = objects?.map(sourceOf);
  if (!files || files.some((file) => file !== own && (!file || hasOne(WAITS, file.text)))) return undefined;
  const known = files.flatMap((file) => file ?? []);
  const ends = known.flatMap((file) => {
    const end = modulesEnd(file.text);
    return end ? [{ file, ...end }] : [];
  });
  const [end, ...more] = ends;
  if (!end || more.length > 0) return undefined;
  // A header of its own, or a function of another module, may wait for it.
  const members = new Set(known.map((file) => file.path));
  const others = (await around.using(WAITS)).filter((file) => !members.has(file));
  const called = others.flatMap((file) => around.definedIn(file));
  return called.some((name) => known.some(({ text }) => hasOne([name], text))) ? undefined : end;
}
