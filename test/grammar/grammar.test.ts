/** The injection grammar, laid over VS Code's own C grammar; the expected scopes are in the C files beside this one. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';

const require = createRequire(import.meta.url);
const runner = require.resolve('vscode-tmgrammar-test/dist/unit.js');
const c = require.resolve('tm-grammars/grammars/c.json');
const folder = new URL('.', import.meta.url).pathname;

for (const name of fs.readdirSync(folder).filter((file) => file.endsWith('.c'))) {
  test(name, () => {
    // The grammar under test comes from the manifest in the working directory.
    const result = spawnSync(process.execPath, [runner, '--grammar', c, `${folder}${name}`], { encoding: 'utf8' });
    expect(result.status, result.stdout + result.stderr).toBe(0);
  });
}
