/** The packaged extension as its user meets it: one visit, step by step, by mouse and keyboard. */
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { SUBSCRIBER } from '../support/subscriber.ts';
import { root } from './bundle.mjs';
import { User } from './user.ts';

/** The README's picture is made anew on request only, for no two are the same to the bit. */
const picture = path.join(root, process.env['MNLENS_UPDATE_PICTURES'] ? 'docs/images/vscode.png' : 'dist/test/vscode.png');

let user: User;
beforeAll(async () => {
  user = await User.arrive();
});
afterAll(() => user?.leave());
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await user?.page.screenshot({ path: path.join(root, 'dist/test/failed.png') });
});

test('a squiggle appears in a sample, and the Problems view names the path', async () => {
  await user.openFile('unpaired-start.c');
  await user.squiggle();
  const problem = await user.problem('unpaired-start');
  expect(await problem.innerText()).toContain('Ln ');
});

test('the lightbulb’s event choice is applied by mouse', async () => {
  await user.openFile('missing-event.c');
  await user.squiggle();
  await user.goToProblem('missing-event');
  const actions = await user.lightbulb();
  const titles = await actions.allInnerTexts();
  expect(titles[0]).toMatch(/MMU_NOTIFY_CLEAR: the entry is cleared and flushed \(line \d+\)/);
  expect(titles.join('\n')).toMatch(/MMU_NOTIFY_SOFT_DIRTY, though the entry is cleared and flushed/);
  await user.page.screenshot({ path: picture });
  await user.choose(actions.filter({ hasText: 'MMU_NOTIFY_CLEAR' }).first());
  const call = 'mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, address,';
  await expect.poll(() => user.text()).toContain(call);
  await user.noSquiggle();
  await user.save();
  expect(user.onDisk('missing-event.c')).toContain(`\t${call}`);
});

test('Show Control Flow opens the graph beside', async () => {
  await user.openFile('unpaired-start.c');
  await user.goToProblem('unpaired-start');
  await user.command('MMU Notifier: Show Control Flow');
  await user.page.locator('.monaco-editor .view-lines', { hasText: 'mermaid' }).waitFor();
  await user.command('View: Close All Editors');
});

test('Convert to This Tree’s API shows a diff, which is applied by mouse', async () => {
  await user.openFile('tree/mm/api-generation.c');
  await user.squiggle();
  await user.command("MMU Notifier: Convert to This Tree's API");
  await user.page.locator('.monaco-diff-editor').waitFor();
  await user.page.locator('.monaco-diff-editor .line-insert').first().waitFor();
  await user.page.screenshot({ path: path.join(root, 'dist/test/convert.png') });
  await user.page.locator('.editor-actions .action-label[aria-label*="Apply Conversion"]').click();
  await user.page.locator('.monaco-diff-editor').waitFor({ state: 'detached' });
  await user.noSquiggle();
  await user.command('File: Revert File');
  await user.command('View: Close All Editors');
});

test('a path that leads into other files is related information there', async () => {
  await user.openFile('blocking-callback.c');
  await user.squiggle();
  await user.problem('blocking-callback');
  const steps = user.page.locator('.markers-panel .monaco-list-row');
  await steps.filter({ hasText: 'mirror_hw_flush() is called here' }).waitFor();
  await user.page.screenshot({ path: path.join(root, 'dist/test/across-files.png') });
  await steps.filter({ hasText: 'waits for a mutex, and the range need not be blockable' }).dblclick();
  await user.page.locator('.tab.active', { hasText: 'mirror.h' }).waitFor();
  await user.command('View: Close All Editors');
});

test('Check Workspace reports how much it found, also in closed files', async () => {
  await user.command('MMU Notifier: Check Workspace');
  await user.page.locator('.notification-toast', { hasText: /\d+ findings in \d+ files/ }).waitFor();
  // The list shows the first rows only.
  await user.problem('atomic-callback');
});

test('the status item shows the API of the tree', async () => {
  await user.openFile('config-guard.c');
  await user.squiggle();
  await user.page.locator('[id="status.languageStatus"]').click();
  await user.page.locator('.hover-language-status', { hasText: 'mmu_notifier API of Linux 6.10' }).waitFor();
});

test('a hover shows what each subscriber in the tree does with an event', async () => {
  const folder = path.join(user.workspace, 'tree/drivers');
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'example.c'), SUBSCRIBER);
  await user.command('View: Close All Editors');
  await user.openFile('config-guard.c');
  const event = user.page.locator('.monaco-editor .view-line span span', { hasText: /^MMU_NOTIFY_\w+$/ }).first();
  const table = user.page.locator('.monaco-hover table', { hasText: 'example_ops' });
  // Until it is computed, the hover says so.
  await expect.poll(async () => {
    await user.page.mouse.move(5, 5);
    await event.hover();
    await user.page.locator('.monaco-hover', { hasText: 'MMU_NOTIFY_' }).first().waitFor();
    return table.first().isVisible();
  }, { timeout: 30_000, interval: 500 }).toBe(true);
  expect(await table.first().innerText()).toContain('acts, may fail, may sleep if blockable');
  await user.page.screenshot({ path: path.join(root, 'dist/test/hover.png') });
  await user.page.keyboard.press('Escape');
});

test('the view lists subscribers, and a click opens the place', async () => {
  await user.command('Explorer: Focus on MMU Notifier Subscribers View');
  const rows = user.page.locator('.pane', { hasText: 'MMU Notifier Subscribers' }).locator('.monaco-list-row');
  const table = rows.filter({ hasText: 'example_ops' }).first();
  await table.waitFor();
  await table.locator('.monaco-tl-twistie').click();
  const callback = rows.filter({ hasText: 'asks, and tries the lock' }).first();
  await callback.waitFor();
  await callback.click();
  await user.page.locator('.tab.active', { hasText: 'example.c' }).waitFor();
  // Its place is further down.
  await table.click();
  await user.page.locator('.codelens-decoration', { hasText: '1 callback' }).first().waitFor();
  await user.page.screenshot({ path: path.join(root, 'dist/test/subscribers.png') });
});
