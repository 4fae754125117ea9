/** Compiles fixtures against a generation's header: `gcc -fsyntax-only`, with warnings of what C forgives. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';

const here = import.meta.dirname;

export const hasGcc = spawnSync('gcc', ['--version']).status === 0;

/** @returns what the compiler says; empty where it has nothing to say */
export function compile(text: string, release: string, folder: string, enabled: boolean): string {
  const include = path.join(folder, release, 'linux');
  mkdirSync(include, { recursive: true });
  copyFileSync(path.join(here, '../kernel/headers', `${release}.h`), path.join(include, 'mmu_notifier.h'));
  const flags = ['-fsyntax-only', '-xc', '-std=gnu11', '-Wall', '-Wno-unused', '-Wno-maybe-uninitialized', '-Werror', ...(enabled ? ['-DCONFIG_MMU_NOTIFIER'] : [])];
  const ran = spawnSync('gcc', [...flags, '-I', path.join(here, 'stubs'), '-I', path.dirname(include), '-include', 'linux/mm_types.h', '-'], { input: text, encoding: 'utf8' });
  return ran.status === 0 ? '' : ran.stderr;
}
