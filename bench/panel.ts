/** What the panel costs beside VS Code's own Markdown preview of the same text, in one window, in turns: until it is there, and one step or one scroll in it. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { chromium } from '../scripts/apt.mjs';
import { builtCli } from '../test/support/dist.ts';
import { User } from '../test/vscode/user.ts';
import { type Times, timesOf } from './statistics.ts';

export interface PanelCost {
  readonly sample: string;
  /** Steps of the run, and lines of the text. */
  readonly steps: number;
  readonly panel: { readonly open: Times; readonly step: Times; readonly key: Times };
  readonly preview: { readonly open: Times; readonly scroll: Times };
}

const SAMPLE = { file: 'missing-event.c', name: 'zap_one_page' };
/** The first is not counted: it starts the server, and the preview's extension. */
const ROUNDS = 8;
const STEPS = 5;

interface Samples {
  readonly open: number[];
  readonly move: number[];
  /** By the key that VS Code gives to the extension, which gives it to the panel. */
  readonly key: number[];
}

const fresh = (): Samples => ({ open: [], move: [], key: [] });

export async function panelCosts(log: (line: string) => void): Promise<readonly PanelCost[]> {
  if (chromium() === undefined) {
    log('there is no Chromium: the panel is not measured');
    return [];
  }
  log('the panel beside the Markdown preview, in a VS Code …');
  const user = await User.arrive();
  try {
    const { steps, text } = runAsText(path.join(user.workspace, SAMPLE.file));
    fs.writeFileSync(path.join(user.workspace, 'run.md'), text);
    const panel = fresh();
    const preview = fresh();
    for (let round = 0; round <= ROUNDS; round++) {
      const isCounted = round > 0;
      await panelRound(user, isCounted ? panel : fresh());
      await previewRound(user, isCounted ? preview : fresh());
    }
    return [{ sample: `${SAMPLE.file}, ${SAMPLE.name}`, steps, panel: { open: timesOf(panel.open), step: timesOf(panel.move), key: timesOf(panel.key) }, preview: { open: timesOf(preview.open), scroll: timesOf(preview.move) } }];
  } finally {
    await user.leave();
  }
}

/** What the panel shows, as a document: a heading, the verdict, and each step with the state behind it. */
function runAsText(file: string): { readonly steps: number; readonly text: string } {
  const output = stdoutOf([builtCli(), 'simulate', `${file}:${SAMPLE.name}`, '--format', 'json']);
  const { steps, verdict } = JSON.parse(output);
  const lines: readonly string[] = steps.map(({ text, source, state }: { text: string; source?: string; state: object }) => `1. ${text}\n\n   ${source ?? ''}\n\n   \`${JSON.stringify(state)}\`\n`);
  return { steps: steps.length, text: `# ${SAMPLE.name}()\n\n**${verdict.title}** ${verdict.text}\n\n${lines.join('\n')}` };
}

/** Exit status 1 says that the path goes wrong. */
function stdoutOf(args: readonly string[]): string {
  try {
    return execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    if (error instanceof Error && 'status' in error && error.status === 1 && 'stdout' in error) return String(error.stdout);
    throw error;
  }
}

async function panelRound(user: User, { open, move, key }: Samples): Promise<void> {
  await user.openFile(SAMPLE.file);
  await user.squiggle();
  await user.page.locator('.view-line', { hasText: 'mmu_notifier_range_init' }).first().click();
  const { page } = user;
  const row = frame(user).locator('.row.current .back');
  open.push(await timed(user, () => user.command('MMU Notifier: Simulate Invalidation'), () => row.waitFor()));
  await frame(user).getByRole('button', { name: 'First step' }).click();
  await row.focus();
  for (let step = 0; step < STEPS; step++) {
    move.push(await moved(user, ANOTHER_ROW, () => page.keyboard.press('ArrowDown')));
    key.push(await moved(user, ANOTHER_ROW, () => page.keyboard.press('F10')));
  }
  await closeAll(user);
}

async function previewRound(user: User, { open, move }: Samples): Promise<void> {
  await user.openFile('run.md');
  await user.editor().click();
  const list = frame(user).locator('ol').first();
  open.push(await timed(user, () => user.command('Markdown: Open Locked Preview to the Side'), () => list.waitFor()));
  await frame(user).locator('body').click({ position: { x: 5, y: 5 } });
  for (let step = 0; step < STEPS; step++) move.push(await moved(user, SCROLLED, () => user.page.keyboard.press(step % 2 === 0 ? 'PageDown' : 'PageUp')));
  await closeAll(user);
}

/** Inside of the webview that is there. */
function frame({ page }: User): FrameLocator {
  return page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
}

async function closeAll(user: User): Promise<void> {
  await user.command('View: Close All Editor Groups');
  await user.page.locator('iframe.webview').first().waitFor({ state: 'detached' });
}

/** From the key that gives the command until the user sees what it opens. */
async function timed({ page }: User, give: () => Promise<void>, isThere: () => Promise<void>): Promise<number> {
  await page.evaluate(`addEventListener('keydown', (event) => { if (event.key === 'Enter') globalThis.enteredAt = Date.now(); }, { capture: true })`);
  await give();
  await isThere();
  return Date.now() - (await page.evaluate<number>('globalThis.enteredAt'));
}

/**
 * In the page itself, so that no way to it and back is measured: from a key to the frame behind what it changes.
 * @param seen script that calls `done` when it sees the change
 */
async function moved(user: User, seen: string, act: () => Promise<void>): Promise<number> {
  const page = await (await frame(user).locator('body').elementHandle())?.ownerFrame();
  if (!page) throw new Error('there is no page');
  await page.evaluate(`{
    let began;
    addEventListener('keydown', () => { began = performance.now(); }, { capture: true, once: true });
    globalThis.moved = new Promise((resolve) => {
      const done = () => requestAnimationFrame(() => resolve(performance.now() - began));
      ${seen}
    });
  }; 0`);
  await act();
  return page.evaluate<number>('globalThis.moved');
}

/** Another row is the current one. */
const ANOTHER_ROW = `
  const observer = new MutationObserver(() => { observer.disconnect(); done(); });
  observer.observe(document.querySelector('mnlens-panel').shadowRoot.querySelector('mnlens-diagram').shadowRoot, { subtree: true, attributes: true, attributeFilter: ['class'] });`;

const SCROLLED = `addEventListener('scroll', done, { capture: true, once: true });`;
