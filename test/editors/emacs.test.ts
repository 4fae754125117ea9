/** A real Emacs with the configurations of docs/editors.md, for Eglot and lsp-mode: a finding with its fixes appears, and goes when it is edited away. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { bareNumber } from '../support/sources.ts';
import { tempFolder } from '../support/temp.ts';
import { documented, installed, pathWithMnlens, runEditor } from './editor.ts';

const has = (library: string): boolean =>
  installed('emacs', '--batch', '--eval', `(progn (require 'package) (package-initialize) (require '${library}))`);

describe.each([
  { client: 'eglot', marker: 'eglot-server-programs' },
  { client: 'lsp-mode', marker: 'lsp-register-client' },
])('Emacs', ({ client, marker }) => {
  test.skipIf(!has(client))(client, () => {
    const folder = tempFolder({ 'mm/a.c': bareNumber() });
    writeFileSync(path.join(folder, 'config.el'), documented('elisp', marker));
    const out = path.join(folder, 'out.json');
    runEditor('emacs', ['--batch', '-l', path.join(import.meta.dirname, 'emacs.el')], folder, {
      PATH: pathWithMnlens(folder),
      HOME: folder,
      MNLENS_CLIENT: client,
      MNLENS_CONFIG: path.join(folder, 'config.el'),
      MNLENS_OUT: out,
    });
    const seen: { error?: string; before?: unknown[]; actions?: string[]; cleared?: boolean } = JSON.parse(readFileSync(out, 'utf8'));
    expect(seen.error).toBeUndefined();
    expect(seen.before).toMatchObject([{ line: 7 }]);
    expect(seen.actions?.some((title) => title.includes('MMU_NOTIFY_CLEAR'))).toBe(true);
    expect(seen.cleared).toBe(true);
  });
});
