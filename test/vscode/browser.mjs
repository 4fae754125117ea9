// @ts-check
/** The headless browser that shows VS Code in the tests. */
import { chromium } from 'playwright-core';

/**
 * @param {string | undefined} executablePath
 * @throws {Error} when there is none
 */
export async function launchBrowser(executablePath) {
  if (!executablePath)
    throw new Error('Chromium is missing; install it (Debian: apt-get install chromium) or let MNLENS_CHROMIUM name one.');
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return chromium.launch({ executablePath, headless: true, args });
}
