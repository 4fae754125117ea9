// @ts-check
/** Programs that the tests need and npm does not have: from Debian's packages, where we may install them. */
import fs from 'node:fs';
import { onPath, tryRun } from './run.mjs';

let listsUpdated = false;

/**
 * Install Debian packages if this machine lets us (root, apt-get).
 * @param {readonly string[]} packages
 * @returns {boolean} whether they are installed now
 */
export function aptInstall(packages) {
  if (process.getuid?.() !== 0 || !onPath('apt-get')) return false;
  console.error(`Installing ${packages.join(', ')} with apt-get …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  if (!listsUpdated) listsUpdated = tryRun('apt-get', ['update', '-qq'], { quiet: true, env }) === 0;
  return tryRun('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { quiet: true, env }) === 0;
}

/**
 * The browser for the tests in VS Code; installed if it is missing and that is possible.
 * @returns {string | undefined} its path
 */
export function chromium() {
  const find = () =>
    [process.env.MNLENS_CHROMIUM ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
      (file) => file && fs.existsSync(file),
    );
  const found = find();
  if (found) return found;
  // The fonts, so that screenshots are readable.
  aptInstall(['chromium', 'fonts-dejavu-core']);
  return find();
}

/** The editors whose configurations are tested; where they are missing and cannot be installed, their tests are skipped. */
export function provideEditors() {
  if (onPath('nvim') && onPath('emacs')) return;
  aptInstall(['neovim', 'emacs-nox', 'elpa-eglot', 'elpa-lsp-mode']);
}

/** The model checker that has a third opinion on races; where it or the compiler that it needs is missing and can't be installed, its tests are skipped. */
export function provideSpin() {
  if (onPath('spin') && onPath('gcc')) return;
  aptInstall(['spin', 'gcc', 'libc6-dev']);
}

/** The peer for conversions and whole trees; where it is missing and can't be installed, it is left out of them. */
export function provideSpatch() {
  if (!onPath('spatch')) aptInstall(['coccinelle']);
}
