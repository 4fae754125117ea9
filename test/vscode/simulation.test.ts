/** The simulation panel in a real VS Code: one visit, step by step. */
import fs from 'node:fs';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { root } from './bundle.mjs';
import { longRace } from '../support/long-race.ts';
import { writeFilm } from './film.ts';
import { User } from './user.ts';

const UPDATES = process.env['MNLENS_UPDATE_PICTURES'] !== undefined;
const picture = path.join(root, UPDATES ? 'docs/images/simulation.png' : 'dist/test/simulation.png');

let user: User;
beforeAll(async () => {
  user = await User.arrive();
});
afterAll(() => user?.leave());
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await user?.page.screenshot({ path: path.join(root, 'dist/test/failed-simulation.png') });
});

/** As VS Code sets them on the webview's root element. */
const tokens = async (): Promise<Record<string, string>> => {
  const style = (await panel().locator('html').getAttribute('style')) ?? '';
  return Object.fromEntries([...style.matchAll(/(--[\w-]+):\s*((?:"[^"]*"|[^;"])*);/g)].map(([, name = '', value = '']) => [name, value.trim()]));
};
/** The number of the line that bears the mark. */
const markedLine = async (): Promise<number> => {
  const mark = await user.page.locator('.monaco-editor .glyph-margin-widgets .cgmr[class*="ced-"]').first().boundingBox({ timeout: 2000 }).catch(() => null);
  for (const number of mark ? await user.page.locator('.monaco-editor .margin .line-numbers').all() : []) {
    const box = await number.boundingBox();
    if (box && mark && Math.abs(box.y - mark.y) < 4) return Number(await number.innerText());
  }
  return 0;
};
/** The step that is shown, as a screen reader is told it. */
const step = async (): Promise<string> => (await panel().locator('.row.current .back').getAttribute('aria-label')) ?? '';
/** The path from its first step to where it goes wrong, as a moving picture for the README. */
const film = async (): Promise<void> => {
  const frames: Buffer[] = [];
  await panel().getByRole('button', { name: 'First step' }).click();
  for (let wrong = false; !wrong; wrong = (await step()).includes('wrong')) {
    if (frames.length > 0) await panel().getByRole('button', { name: 'Step forward' }).click();
    // The mark in the source follows a moment later.
    await user.page.waitForTimeout(400);
    frames.push(await user.page.screenshot());
  }
  await writeFilm(frames, path.join(root, 'docs/images/simulation.webp'));
};
const panel = (): FrameLocator => user.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');

test('Simulate Invalidation runs the function at the cursor', async () => {
  await user.openFile('unpaired-start.c');
  await user.squiggle();
  await user.goToProblem('unpaired-start');
  await user.page.keyboard.press('Control+J');
  await user.command('MMU Notifier: Simulate Invalidation');
  await panel().locator('h1', { hasText: 'protect_range()' }).waitFor();
  await panel().locator('.row.current').waitFor();
});

test('the tokens of VS Code’s themes are those that the page is tested with', async () => {
  const file = path.join(root, 'test/panel/themes.json');
  expect(Object.keys(await tokens()).length).toBeGreaterThan(100);
  if (!UPDATES) return;
  const used = new Set(fs.readFileSync(path.join(root, 'dist/panel.js'), 'utf8').match(/--vscode-[\w-]+/g));
  const themes: Record<string, Record<string, string>> = {};
  for (const [name, theme] of [['light', 'Default Light Modern'], ['high-contrast', 'Default High Contrast'], ['dark', 'Default Dark Modern']] as const) {
    fs.mkdirSync(path.join(user.workspace, '.vscode'), { recursive: true });
    fs.writeFileSync(path.join(user.workspace, '.vscode/settings.json'), JSON.stringify({ 'workbench.colorTheme': theme }));
    await expect.poll(() => panel().locator('body').getAttribute('data-vscode-theme-id'), { timeout: 10_000 }).toBe(theme);
    themes[name] = Object.fromEntries(Object.entries(await tokens()).filter(([token]) => used.has(token)).sort());
    await user.page.screenshot({ path: path.join(root, `dist/test/vscode-${name}.png`) });
  }
  fs.writeFileSync(file, `${JSON.stringify(themes, undefined, 2)}\n`);
});

test('each step forward, by key or by click, moves the mark in the source', async () => {
  await panel().locator('.row.current .back').focus();
  await user.page.keyboard.press('F10');
  await expect.poll(step).toMatch(/^2\. /);
  await expect.poll(markedLine).toBe(16);
  await user.page.keyboard.press('Control+F10');
  await expect.poll(step).toMatch(/^1\. /);
  await expect.poll(markedLine).toBe(14);
  await panel().getByRole('button', { name: 'Last step' }).click();
  await expect.poll(markedLine).toBe(23);
});

test('another event kind is another run', async () => {
  await panel().locator('summary').click();
  await panel().locator('vscode-single-select').first().click();
  await user.page.keyboard.press('Home');
  await panel().locator('vscode-single-select').first().locator('li.option', { hasText: 'MMU_NOTIFY_UNMAP' }).click();
  await panel().locator('summary', { hasText: 'MMU_NOTIFY_UNMAP' }).waitFor();
  await panel().locator('.row', { hasText: 'MMU_NOTIFY_UNMAP' }).first().waitFor();
});

test('Show in simulation opens the path of a problem at the step that goes wrong', async () => {
  await user.goToProblem('unpaired-start');
  // A jump to where the cursor is already brings no lightbulb; where it is in the margin, line numbers take its clicks.
  await user.page.keyboard.press('ArrowLeft');
  await user.page.locator('.monaco-editor [class*="codicon-gutter-lightbulb"], .monaco-editor .lightBulbWidget:not([style*="display: none"])').first().waitFor();
  await user.page.keyboard.press('Control+Period');
  const actions = user.page.locator('.action-widget .monaco-list-row.action');
  await user.choose(actions.filter({ hasText: 'Show in simulation' }).first());
  await panel().locator('.verdict.wrong').waitFor();
  await expect.poll(step).toContain('wrong');
  await user.page.keyboard.press('Control+J');
  await expect.poll(markedLine).toBe(20);
  await user.page.screenshot({ path: picture });
  if (UPDATES) await film();
});

test('the run is copied as text', async () => {
  await user.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await panel().getByRole('button', { name: 'Copy for commit message' }).click();
  await panel().locator('.busy', { hasText: 'Copied.' }).waitFor();
  expect(await user.page.evaluate('navigator.clipboard.readText()')).toContain('[Time 1]');
});

test('the diagram is saved where the user says', async () => {
  await panel().getByRole('button', { name: 'Save SVG' }).click();
  const name = user.page.locator('.quick-input-widget input').first();
  await expect.poll(() => name.inputValue()).toMatch(/\/samples\/protect_range\.svg$/);
  await name.fill(path.join(user.workspace, 'picture.svg'));
  await user.page.keyboard.press('Enter');
  await panel().locator('.busy', { hasText: 'Saved picture.svg.' }).waitFor();
  expect(user.onDisk('picture.svg')).toMatch(/^<\?xml [^]*<svg [^]*protect_range\(\): unpaired-start[^]*<\/svg>\n$/);
});

test('a link, opened as VS Code opens it, brings the run back at its step', async () => {
  await panel().getByRole('button', { name: 'Step back' }).click();
  const before = await step();
  await panel().getByRole('button', { name: 'Copy link' }).click();
  await panel().locator('.busy', { hasText: 'Link copied.' }).waitFor();
  const link = await user.page.evaluate<string>('navigator.clipboard.readText()');
  await user.openFile('unpaired-end.c');
  await user.command('View: Close All Editor Groups');
  await user.page.locator('iframe.webview').waitFor({ state: 'detached' });
  await user.command('Developer: Open URL', link);
  await user.page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Open' }).click();
  await user.page.locator('.tab', { hasText: 'unpaired-start.c' }).waitFor();
  await panel().locator('h1', { hasText: 'protect_range()' }).waitFor();
  await expect.poll(step).toBe(before);
  await panel().locator('.verdict.wrong').waitFor();
  await user.command('MMU Notifier: Go to the Step That Goes Wrong');
  await expect.poll(step).toMatch(/, wrong$/);
});

test('edits are followed, and a path that is gone is named', async () => {
  await user.page.locator('.view-line', { hasText: 'return err;' }).first().click();
  await user.page.keyboard.press('Control+Home');
  await user.page.keyboard.type('// one more line\n');
  await expect.poll(markedLine).toBe(21);
  await panel().locator('.verdict.wrong').waitFor();
  await user.page.locator('.view-line', { hasText: 'if (err)' }).click();
  await user.page.keyboard.press('Home');
  await user.page.keyboard.press('Shift+End');
  await user.page.keyboard.type(';');
  await panel().locator('.unmet', { hasText: 'not there any more' }).waitFor();
  await user.page.screenshot({ path: path.join(root, 'dist/test/simulation-live.png') });
  await user.command('File: Revert File');
});

test('a server that restarts is named, and then the run is made again', async () => {
  await user.command('MMU Notifier: Restart Server');
  await panel().locator('.problem').waitFor({ state: 'detached' });
  await panel().locator('.row.current').waitFor();
});

test('a reload of the window brings the same run back, with what was chosen, at its step', async () => {
  await user.openFile('unpaired-end.c');
  await user.squiggle();
  await user.goToProblem('unpaired-end');
  await user.page.keyboard.press('Control+J');
  await user.command('MMU Notifier: Simulate Invalidation');
  await panel().locator('h1', { hasText: 'replace_one_page()' }).waitFor();
  await panel().locator('summary').click();
  await panel().locator('vscode-single-select').first().click();
  await panel().locator('vscode-single-select').first().locator('li.option', { hasText: 'MMU_NOTIFY_MIGRATE' }).click();
  await panel().locator('summary', { hasText: 'MMU_NOTIFY_MIGRATE' }).waitFor();
  await panel().locator('vscode-checkbox[data-subscriber=list]').click();
  await panel().locator('summary', { hasText: '2 subscribers' }).waitFor();
  await panel().getByRole('button', { name: 'First step' }).click();
  await panel().getByRole('button', { name: 'Step forward' }).click();
  await expect.poll(step).toMatch(/^2\. /);
  const run = async () => ({ step: await step(), choices: await panel().locator('summary .muted').innerText(), steps: await panel().locator('.row .back').evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label'))), verdict: await panel().locator('.verdict').innerText() });
  const before = await run();
  expect(before.steps.join()).not.toContain('KVM');
  // As VS Code does it itself: a browser that goes away does not wait for what is still to be kept.
  await user.page.evaluate('globalThis.isBefore = true');
  await user.command('Developer: Reload Window');
  await user.page.waitForFunction('globalThis.isBefore === undefined');
  await panel().locator('h1', { hasText: 'replace_one_page()' }).waitFor({ timeout: 60_000 });
  await expect.poll(step, { timeout: 20_000 }).toBe(before.step);
  expect(await run()).toEqual(before);
  await expect.poll(markedLine).toBeGreaterThan(0);
});

test('a race that takes long says how far it is, and is given up', async () => {
  fs.writeFileSync(path.join(user.workspace, 'long.c'), longRace(40));
  // Not beside the panel, which has the focus after the reload.
  await user.page.locator('.tab', { hasText: 'unpaired-end.c' }).first().click();
  await user.openFile('long.c');
  await user.page.locator('.view-line', { hasText: 'mmu_notifier_range_init' }).first().click();
  await user.command('MMU Notifier: Simulate Invalidation');
  await panel().locator('h1', { hasText: 'forget_pages()' }).waitFor();
  await panel().getByRole('tab', { name: 'Race' }).click();
  await panel().locator('mnlens-race vscode-single-select').click();
  await panel().locator('mnlens-race vscode-single-select li.option', { hasText: 'forget_pages' }).click();
  await panel().locator('.progress', { hasText: /\d+ states reached/ }).waitFor();
  await user.page.screenshot({ path: path.join(root, 'dist/test/simulation-progress.png') });
  await panel().getByRole('button', { name: 'Cancel' }).click();
  await panel().locator('mnlens-race', { hasText: 'Stopped before its end.' }).waitFor();
  // The server has time for something else.
  await panel().getByRole('tab', { name: 'Compare kinds' }).click();
  await panel().locator('mnlens-kinds table').waitFor();
});

test('no function at the cursor is said in the panel', async () => {
  await user.openFile('clean.c');
  await user.editor().click();
  await user.page.keyboard.press('Control+Home');
  await user.command('MMU Notifier: Simulate Invalidation');
  await panel().locator('.problem', { hasText: 'no function here' }).waitFor();
});
