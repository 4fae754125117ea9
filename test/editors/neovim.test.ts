/** A real Neovim with the configuration of docs/editors.md: a finding appears, and goes when one of its fixes is chosen. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { bareNumber } from '../support/sources.ts';
import { tempFolder } from '../support/temp.ts';
import { documented, installed, pathWithMnlens, runEditor } from './editor.ts';

test.skipIf(!installed('nvim', '--version'))('Neovim', () => {
  const folder = tempFolder({ 'mm/a.c': bareNumber() });
  writeFileSync(path.join(folder, 'config.lua'), documented('lua', 'start_client'));
  const out = path.join(folder, 'out.json');
  runEditor('nvim', ['--headless', '--clean', 'mm/a.c', '-S', path.join(import.meta.dirname, 'neovim.lua')], folder, {
    PATH: pathWithMnlens(folder),
    HOME: folder,
    MNLENS_CONFIG: path.join(folder, 'config.lua'),
    MNLENS_OUT: out,
  });
  const seen: {
    error?: string;
    before?: { code: string; lnum: number; source: string }[];
    after?: number;
    titles?: string[];
    text?: string;
  } = JSON.parse(readFileSync(out, 'utf8'));
  expect(seen.error).toBeUndefined();
  expect(seen.before).toMatchObject([{ code: 'missing-event', lnum: 6, source: 'mnlens' }]);
  expect(seen.titles?.length).toBeGreaterThan(1);
  expect(seen.after).toBe(0);
  expect(seen.text).toBe(bareNumber('MMU_NOTIFY_CLEAR').trimEnd());
});
