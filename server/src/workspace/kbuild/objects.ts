/** Finds out under which configurations Kbuild builds an object: through lists, composites and the chain of directories. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { readText } from '../files.ts';
import { ALWAYS, both, contradictory, type When } from './condition.ts';
import { parseMakefile, type Statement } from './makefile.ts';
import { Variables } from './variables.ts';

/** Lists whose members are built when the directory is entered. */
const BUILT_LIST = /^(obj|lib|core|drivers|libs|net|virt|head|subdir)-[ym]$/;
/** Lists of the parts of a composite object or module. */
const COMPOSITE = /^(.+?)-(?:y|m|objs|objs-y|objs-m)$/;

const MAX_INCLUDES = 40;

interface Mention {
  readonly variable: string;
  readonly when: When;
}

/** What one directory's Makefile lists, by path relative to the tree; directories end in `/`. */
type Listing = ReadonlyMap<string, readonly Mention[]>;

export class Objects {
  private readonly listings = new Map<string, Promise<Listing | undefined>>();

  /** @param root absolute path of the tree */
  constructor(private readonly root: string) {}

  /**
   * The alternatives under which an object is built.
   * @param object relative to the tree: `mm/hmm.o`
   * @returns `undefined` where no Makefile that was understood lists it
   */
  async conditionsOf(object: string): Promise<readonly When[] | undefined> {
    const own = path.posix.dirname(object);
    for (const folder of ancestors(own)) {
      const found = await this.inFolder(folder, object);
      if (found) return found;
    }
    // Listed by a neighbour, as amdgpu does with ../amdkfd.
    const parent = path.posix.dirname(own);
    const names = await readdir(path.join(this.root, parent)).catch(() => []);
    for (const name of names) {
      const folder = path.posix.join(parent, name);
      const found = folder === own ? undefined : await this.inFolder(folder, object);
      if (found) return found;
    }
    return undefined;
  }

  /**
   * The objects that are linked into one module, or that the kernel is built with under one name, together with an object, which is among them.
   * @returns `undefined` where no Makefile that was understood lists it, or several names have it
   */
  async linkedWith(object: string): Promise<readonly string[] | undefined> {
    const own = path.posix.dirname(object);
    const parent = path.posix.dirname(own);
    const neighbours = (await readdir(path.join(this.root, parent)).catch(() => [])).map((name) => path.posix.join(parent, name));
    for (const folder of new Set([...ancestors(own), ...neighbours])) {
      const listing = await this.listing(folder);
      const [whole, ...more] = listing ? wholesOf(listing, folder, object, new Set()) : [];
      if (!listing || whole === undefined) continue;
      // What is made of others has no source of its own.
      const composites = new Set([...listing.values()].flat().flatMap(({ variable }) => {
        const composite = BUILT_LIST.test(variable) ? undefined : COMPOSITE.exec(variable)?.[1];
        return composite === undefined ? [] : [path.posix.join(folder, `${composite}.o`)];
      }));
      return more.length > 0 ? undefined : [...listing.keys()].filter((target) => target.endsWith('.o') && !composites.has(target) && wholesOf(listing, folder, target, new Set()).has(whole));
    }
    return undefined;
  }

  private async inFolder(folder: string, object: string): Promise<readonly When[] | undefined> {
    const listing = await this.listing(folder);
    if (!listing) return undefined;
    const local = localConditions(listing, folder, object, new Set());
    if (local.length === 0) return undefined;
    const entered = await this.folderConditions(folder, 0);
    return entered && combined(local, entered);
  }

  private async folderConditions(folder: string, depth: number): Promise<readonly When[] | undefined> {
    if (folder === '.' || /^arch\/[^/]+$/.test(folder)) return [ALWAYS];
    if (depth > MAX_INCLUDES) return undefined;
    for (const parent of ancestors(path.posix.dirname(folder))) {
      const listing = await this.listing(parent);
      const local = listing ? localConditions(listing, parent, `${folder}/`, new Set()) : [];
      if (local.length === 0) continue;
      const entered = await this.folderConditions(parent, depth + 1);
      return entered && combined(local, entered);
    }
    return undefined;
  }

  private listing(folder: string): Promise<Listing | undefined> {
    let listing = this.listings.get(folder);
    if (!listing) {
      listing = this.read(folder);
      this.listings.set(folder, listing);
    }
    return listing;
  }

  private async read(folder: string): Promise<Listing | undefined> {
    // The root and architectures have both files, and their Makefile's paths are the tree's.
    const outer = folder === '.' || /^arch\/[^/]+$/.test(folder);
    const kbuild = await this.text(path.posix.join(folder, 'Kbuild'));
    const makefile = kbuild === undefined || outer ? await this.text(path.posix.join(folder, 'Makefile')) : undefined;
    if (kbuild === undefined && makefile === undefined) return undefined;
    const listing = new Map<string, Mention[]>();
    if (kbuild !== undefined) list(listing, await this.variables(folder, parseMakefile(kbuild)), folder);
    if (makefile !== undefined) {
      // The conditions of those outer Makefiles are about the way of building, not about the configuration.
      const statements = parseMakefile(makefile).map((statement) =>
        outer ? { ...statement, when: { ...statement.when, unknown: false } } : statement,
      );
      list(listing, await this.variables(folder, statements), outer ? '.' : folder);
    }
    return listing;
  }

  private async variables(folder: string, statements: readonly Statement[]): Promise<Variables> {
    const variables = new Variables(
      new Map([
        ['src', folder],
        ['obj', folder],
        ['srctree', ''],
        ['objtree', ''],
        ['CONFIG_SHELL', 'sh'],
      ]),
    );
    let includes = 0;
    const run = async (list: readonly Statement[], when: When): Promise<void> => {
      for (const statement of list) {
        const all = both(when, statement.when);
        if (statement.kind === 'assignment') {
          variables.assign({ ...statement, when: all });
          continue;
        }
        for (const { text: file } of variables.expand(statement.paths)) {
          const clean = path.posix.normalize(file.replace(/^\/+/, ''));
          if (clean.startsWith('..') || /[*?]/.test(clean) || ++includes > MAX_INCLUDES) continue;
          const text = await this.text(clean);
          if (text !== undefined) await run(parseMakefile(text), all);
        }
      }
    };
    await run(statements, ALWAYS);
    return variables;
  }

  private text(file: string): Promise<string | undefined> {
    return readText(path.join(this.root, file));
  }
}

/** A folder and those above it, the tree's root (`.`) last. */
function ancestors(folder: string): string[] {
  const folders = [folder];
  for (let current = folder; current !== '.'; ) {
    current = path.posix.dirname(current);
    folders.push(current);
  }
  return folders;
}

function list(listing: Map<string, Mention[]>, variables: Variables, base: string): void {
  for (const variable of variables.names()) {
    if (!BUILT_LIST.test(variable) && !COMPOSITE.test(variable)) continue;
    for (const { text, when } of variables.words(variable)) {
      const target = path.posix.join(base, text);
      const known = listing.get(target);
      if (known) known.push({ variable, when });
      else listing.set(target, [{ variable, when }]);
    }
  }
}

function combined(a: readonly When[], b: readonly When[]): When[] {
  return a.flatMap((left) => b.map((right) => both(left, right))).filter((when) => !contradictory(when));
}

/** Alternatives under which a directory's Makefile builds a target, the directory being entered. */
function localConditions(listing: Listing, folder: string, target: string, seen: Set<string>): When[] {
  if (seen.has(target)) return [];
  seen.add(target);
  return (listing.get(target) ?? []).flatMap(({ variable, when }) => {
    if (BUILT_LIST.test(variable)) return contradictory(when) ? [] : [when];
    const composite = COMPOSITE.exec(variable)?.[1];
    if (composite === undefined || target.endsWith('/')) return [];
    return combined([when], localConditions(listing, folder, path.posix.join(folder, `${composite}.o`), new Set(seen)));
  });
}

/** The objects that a Makefile names to be built, and that a target is, or is part of. */
function wholesOf(listing: Listing, folder: string, target: string, seen: Set<string>): ReadonlySet<string> {
  const wholes = new Set<string>();
  if (seen.has(target) || target.endsWith('/')) return wholes;
  seen.add(target);
  for (const { variable } of listing.get(target) ?? []) {
    const composite = COMPOSITE.exec(variable)?.[1];
    if (/^obj-[ym]$/.test(variable)) wholes.add(target);
    else if (composite !== undefined && !BUILT_LIST.test(variable)) for (const whole of wholesOf(listing, folder, path.posix.join(folder, `${composite}.o`), new Set(seen))) wholes.add(whole);
  }
  return wholes;
}
