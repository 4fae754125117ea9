/** What imports what, read from the sources themselves (types included, which a bundler would drop). */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'oxc-parser';

export const root = path.resolve(import.meta.dirname, '../..');

export interface Import {
  /** Path of the importing file from the repository's root, with `/`. */
  readonly from: string;
  /** The same of the imported file; for a package or a module of Node its name as written (`node:fs`, `vscode-languageserver/node`). */
  readonly to: string;
  readonly isFile: boolean;
  /** Nothing of it is left at run time. */
  readonly isType: boolean;
}

export interface SourceFile {
  /** From the repository's root, with `/`. */
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
}

/** Every TypeScript file below `folder` (from the repository's root), in order of its path. */
export function sourcesBelow(folder: string): readonly SourceFile[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readSource(`${folder}/${file.replaceAll(path.sep, '/')}`))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function readSource(file: string): SourceFile {
  const text = readFileSync(path.join(root, file), 'utf8');
  return { path: file, lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0), imports: importsOf(file, text) };
}

/**
 * @param file path from the repository's root; relative imports start there
 * @throws {Error} where an import can't be read off the text: a computed `import(x)`, or a type written as `import('x').Y`
 */
export function importsOf(file: string, text: string): readonly Import[] {
  const { module, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const found: Import[] = [];
  const add = (request: string, isType: boolean): void => {
    const isFile = request.startsWith('.');
    found.push({ from: file, to: isFile ? path.posix.join(path.posix.dirname(file), request) : request, isFile, isType });
  };
  for (const { moduleRequest, entries } of module.staticImports) {
    add(moduleRequest.value, entries.length > 0 && entries.every(({ isType }) => isType));
  }
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType } of entries) if (moduleRequest) add(moduleRequest.value, isType);
  }
  for (const { moduleRequest } of module.dynamicImports) {
    const written = /^'([^']+)'$/.exec(text.slice(moduleRequest.start, moduleRequest.end))?.[1];
    if (written === undefined) throw new Error(`${file}: what import(${text.slice(moduleRequest.start, moduleRequest.end)}) loads can't be told`);
    add(written, false);
  }
  if ((text.match(/\bimport\(/g) ?? []).length > module.dynamicImports.length) throw new Error(`${file}: import the type at the top instead`);
  return found;
}

/** Groups of files that import each other in a circle, each sorted by path. */
export function cyclesIn(sources: readonly SourceFile[]): readonly (readonly string[])[] {
  // Tarjan's strongly connected components.
  const targets = new Map(sources.map((source) => [source.path, source.imports.filter(({ isFile }) => isFile).map(({ to }) => to)]));
  const order = new Map<string, { index: number; low: number; open: boolean }>();
  const stack: string[] = [];
  const cycles: string[][] = [];
  const visit = (file: string): { index: number; low: number; open: boolean } => {
    const node = { index: order.size, low: order.size, open: true };
    order.set(file, node);
    stack.push(file);
    for (const target of targets.get(file) ?? []) {
      if (!targets.has(target)) continue;
      const seen = order.get(target);
      if (!seen) node.low = Math.min(node.low, visit(target).low);
      else if (seen.open) node.low = Math.min(node.low, seen.index);
    }
    if (node.low === node.index) {
      const group = stack.splice(stack.indexOf(file));
      for (const member of group) {
        const closed = order.get(member);
        if (closed) closed.open = false;
      }
      if (group.length > 1 || targets.get(file)?.includes(file)) cycles.push(group.sort());
    }
    return node;
  };
  for (const file of targets.keys()) if (!order.has(file)) visit(file);
  return cycles.sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1));
}
