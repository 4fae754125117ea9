/** The simulation panel in a real VS Code: one visit, step by step. */
import fs from 'node:fs';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { root } from './bundle.mjs';
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
const panel = (): FrameLocator => user.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');

test('Simulate Invalidation runs the function at the cursor', async () => {
  await user.openFile('unpaired-start.c');
  await user.squiggle();
  await user.goToProblem('unpaired-start');
  await user.page.keyboard.press('Control+J');
  await user.command('MMU Notifier: Simulate Invalidation');
  await panel().locator('h1', { hasText: 'protect_range()' }).waitFor();
  await panel().locator('.row.current').waitFor();
  await user.page.screenshot({ path: picture });
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
