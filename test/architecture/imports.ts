/** What imports what, read from the sources themselves (types included, which a bundler would drop). */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript-api';

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
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022);
  const found: Import[] = [];
  const add = (request: ts.Expression, isType: boolean): void => {
    if (!ts.isStringLiteral(request)) throw new Error(`${file}: what import(${request.getText(source)}) loads can't be told`);
    const isFile = request.text.startsWith('.');
    found.push({ from: file, to: isFile ? path.posix.join(path.posix.dirname(file), request.text) : request.text, isFile, isType });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, onlyTypes(node.importClause));
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node)) throw new Error(`${file}: import the type at the top instead`);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword && node.arguments[0]) add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function onlyTypes(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const { namedBindings } = clause;
  return !clause.name && namedBindings !== undefined && ts.isNamedImports(namedBindings) && namedBindings.elements.length > 0 && namedBindings.elements.every(({ isTypeOnly }) => isTypeOnly);
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
