/** Loads all Kconfig files of a tree, each in the conditions around its `source`, and lists the definitions. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { readText } from '../files.ts';
import { type Expression, parseExpression } from './expression.ts';
import { type Block, type ConfigEntry, parseKconfig, type Source } from './parse.ts';

/** One `config` entry with everything it depends on, the blocks around it included. */
export interface Definition {
  readonly entry: ConfigEntry;
  readonly depends: readonly Expression[];
  /** Relative to the tree. */
  readonly file: string;
}

/** All definitions of a tree by symbol; architectures are alternatives side by side. */
export type Definitions = ReadonlyMap<string, readonly Definition[]>;

interface Loaded {
  readonly block: Block;
  /** Files that each `source` of the file stands for. */
  readonly targets: ReadonlyMap<Source, readonly string[]>;
}

function sourcesOf(block: Block): Source[] {
  return block.entries.flatMap((entry) => (entry.kind === 'source' ? [entry] : entry.kind === 'block' ? sourcesOf(entry) : []));
}

class Loader {
  private readonly files = new Map<string, Promise<Loaded | undefined>>();
  private readonly folders = new Map<string, Promise<string[]>>();
  private readonly expressions = new Map<string, Expression>();

  constructor(private readonly root: string) {}

  /** @param file relative to the root */
  load(file: string): Promise<Loaded | undefined> {
    let loading = this.files.get(file);
    if (!loading) {
      loading = this.read(file);
      this.files.set(file, loading);
    }
    return loading;
  }

  private async read(file: string): Promise<Loaded | undefined> {
    const text = await readText(path.join(this.root, file));
    if (text === undefined) return undefined;
    const block = parseKconfig(text, (written) => this.expression(written));
    const targets = new Map<Source, string[]>();
    await Promise.all(
      sourcesOf(block).map(async (source) => {
        const written = source.relative ? path.posix.join(path.posix.dirname(file), source.path) : source.path;
        targets.set(source, await this.expand(written));
      }),
    );
    return { block, targets };
  }

  private expression(text: string): Expression {
    let expression = this.expressions.get(text);
    if (!expression) {
      expression = parseExpression(text);
      this.expressions.set(text, expression);
    }
    return expression;
  }

  /** `arch/$(SRCARCH)/Kconfig` stands for the file of every architecture. */
  private async expand(written: string): Promise<string[]> {
    const clean = path.posix.normalize(written.replace(/^\$\(srctree\)\/|^\$srctree\//, ''));
    if (clean.startsWith('..') || path.posix.isAbsolute(clean)) return [];
    if (!/[$*]/.test(clean)) return [clean];
    let found = [''];
    for (const segment of clean.split('/')) {
      const pattern = /[$*]/.test(segment)
        ? new RegExp(
            `^${segment
              .replace(/\$\([^)]*\)|\$\w+|\*/g, '\0')
              .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
              .replaceAll('\0', '[^/]*')}$`,
          )
        : undefined;
      const next = await Promise.all(
        found.map(async (folder) => {
          if (!pattern) return [path.posix.join(folder, segment)];
          return (await this.list(folder)).filter((name) => pattern.test(name)).map((name) => path.posix.join(folder, name));
        }),
      );
      found = next.flat();
    }
    return found;
  }

  private list(folder: string): Promise<string[]> {
    let listing = this.folders.get(folder);
    if (!listing) {
      listing = readdir(path.join(this.root, folder)).catch(() => []);
      this.folders.set(folder, listing);
    }
    return listing;
  }
}

/** Load everything that can be reached from `file`, many files at a time. */
async function loadAll(loader: Loader, file: string): Promise<Map<string, Loaded>> {
  const loaded = new Map<string, Loaded>();
  let wave = [file];
  const seen = new Set(wave);
  while (wave.length > 0) {
    const results = await Promise.all(wave.map(async (name) => [name, await loader.load(name)] as const));
    const next: string[] = [];
    for (const [name, result] of results) {
      if (!result) continue;
      loaded.set(name, result);
      for (const target of [...result.targets.values()].flat()) {
        if (!seen.has(target)) {
          seen.add(target);
          next.push(target);
        }
      }
    }
    wave = next;
  }
  return loaded;
}

/** The definitions that count when building for one architecture: those of the others' own files are left out. */
export function definitionsFor(definitions: Definitions, architecture: string): Definitions {
  const kept = new Map<string, readonly Definition[]>();
  for (const [name, ofSymbol] of definitions) {
    const own = ofSymbol.filter(({ file }) => !/^arch\/[^/]+\//.test(file) || file.startsWith(`arch/${architecture}/`));
    if (own.length > 0) kept.set(name, own);
  }
  return kept;
}

/** Sources nest a few levels deep; a loop of sources ends here. */
const MAX_NESTING = 40;

/**
 * Load the definitions of a tree.
 * @param root absolute
 * @returns `undefined` where there is no top-level Kconfig (a headers-only tree)
 */
export async function loadDefinitions(root: string): Promise<Definitions | undefined> {
  const loaded = await loadAll(new Loader(root), 'Kconfig');
  if (!loaded.has('Kconfig')) return undefined;
  const definitions = new Map<string, Definition[]>();
  /** A file sourced again under the same conditions (by each architecture, say) adds nothing. */
  const done = new Set<string>();
  const identities = new Map<Expression, number>();
  const keyOf = (depends: readonly Expression[]): string =>
    depends
      .map((expression) => {
        let identity = identities.get(expression);
        if (identity === undefined) {
          identity = identities.size;
          identities.set(expression, identity);
        }
        return identity;
      })
      .join(' ');

  const visitFile = (file: string, depends: readonly Expression[], nesting: number): void => {
    const content = loaded.get(file);
    const key = `${file} ${keyOf(depends)}`;
    if (!content || nesting > MAX_NESTING || done.has(key)) return;
    done.add(key);
    visitBlock(file, content, content.block, depends, nesting);
  };
  const visitBlock = (file: string, content: Loaded, block: Block, depends: readonly Expression[], nesting: number): void => {
    const inner = block.depends.length > 0 ? depends.concat(block.depends) : depends;
    for (const entry of block.entries) {
      if (entry.kind === 'block') visitBlock(file, content, entry, inner, nesting);
      else if (entry.kind === 'source') for (const target of content.targets.get(entry) ?? []) visitFile(target, inner, nesting + 1);
      else {
        const known = definitions.get(entry.name);
        const definition = { entry, depends: entry.depends.length > 0 ? inner.concat(entry.depends) : inner, file };
        if (known) known.push(definition);
        else definitions.set(entry.name, [definition]);
      }
    }
  };
  visitFile('Kconfig', [], 0);
  return definitions;
}
