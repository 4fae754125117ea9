/** The layers of ARCHITECTURE.md, as rules on imports. */

export interface Layer {
  /** A folder or a single file below `server/src`. */
  readonly name: string;
  /** Other layers that it may import from. */
  readonly from: readonly string[];
  /** Packages and modules of Node; `node:` stands for all of Node's, `x/` for all of the package x. */
  readonly packages: readonly string[];
}

/** Pure: text and facts in, findings out. Each may import from those above it, as far as it says so. */
export const CORE: readonly Layer[] = [
  { name: 'findings.ts', from: [], packages: [] },
  { name: 'syntax', from: [], packages: ['web-tree-sitter'] },
  { name: 'kernel', from: ['syntax'], packages: [] },
  { name: 'flow', from: ['syntax'], packages: [] },
  { name: 'simulator', from: ['syntax', 'kernel', 'flow'], packages: [] },
  { name: 'rules', from: ['findings.ts', 'syntax', 'kernel', 'flow', 'simulator'], packages: [] },
  { name: 'analysis', from: ['findings.ts', 'syntax', 'kernel', 'flow', 'simulator', 'rules'], packages: [] },
  { name: 'subscribers', from: ['findings.ts', 'syntax', 'kernel', 'flow', 'simulator', 'analysis'], packages: [] },
  { name: 'migrate', from: ['findings.ts', 'syntax', 'kernel', 'flow', 'simulator', 'rules', 'analysis'], packages: [] },
  { name: 'simulation', from: ['findings.ts', 'syntax', 'kernel', 'flow', 'simulator', 'rules', 'analysis', 'subscribers'], packages: [] },
  { name: 'lens.ts', from: ['findings.ts', 'syntax', 'kernel', 'flow', 'simulator', 'rules', 'analysis', 'subscribers', 'migrate', 'simulation'], packages: [] },
];

/** What hosts may know of the core: the façade, its plain data, and the kernel's facts. */
const FACADE = ['findings.ts', 'lens.ts', 'kernel'];

export const HOSTS: readonly Layer[] = [
  { name: 'workspace', from: ['kernel'], packages: ['node:'] },
  { name: 'host', from: [...FACADE, 'workspace'], packages: ['node:', 'valibot', '@vscode/ripgrep'] },
  {
    name: 'lsp',
    from: [...FACADE, 'workspace', 'host'],
    packages: [
      'node:url',
      'valibot',
      'vscode-languageserver',
      'vscode-languageserver/',
      'vscode-languageserver-protocol',
      'vscode-languageserver-textdocument',
      'vscode-languageserver-types',
    ],
  },
  {
    name: 'cli',
    from: [...FACADE, 'workspace', 'host'],
    packages: ['node:', 'commander', 'picocolors', 'cli-progress', 'diff', 'write-file-atomic', 'vscode-languageserver-textdocument'],
  },
];

export const LAYERS: readonly Layer[] = [...CORE, ...HOSTS];

/** Single imports that the layers do not allow, each with its reason. One that is no longer there is to be taken off the list. */
export const EXCEPTIONS: readonly { readonly from: string; readonly to: string; readonly because: string }[] = [
  { from: 'server/src/cli/program.ts', to: 'server/src/lsp/main.ts', because: '`mnlens lsp` is the language server' },
  { from: 'server/src/host/tool.ts', to: 'package.json', because: 'name and version' },
];

/** Files that import each other in a circle, though never out of their folder. */
export const CYCLES: readonly { readonly files: readonly string[]; readonly because: string }[] = [
  { files: ['simulator/calls.ts', 'simulator/evaluate.ts', 'simulator/initializers.ts'], because: 'a call is an expression, and its arguments are expressions, and so are values in braces' },
  {
    files: ['syntax/convert/declarations.ts', 'syntax/convert/expressions.ts', 'syntax/convert/statements.ts'],
    because: 'the grammar of C is recursive: a statement expression holds statements',
  },
  { files: ['cli/checker.ts', 'cli/pool.ts'], because: 'only a type: the pool is one kind of checker' },
  { files: ['host/find-files-node.ts', 'host/find-files.ts'], because: 'only types: both searches give the same answer' },
];

/** Entry points: they put a host together and do nothing else. */
export const ENTRIES: readonly string[] = [
  'server/src/cli/main.ts',
  'server/src/cli/worker.ts',
  'server/src/lsp/main.ts',
  'client/src/extension.ts',
  'client/page/main.ts',
];
