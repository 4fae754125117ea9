import { test } from 'vitest';
import { User } from './user.ts';
test('look', async () => {
  const user = await User.arrive();
  const shot = (n: string) => user.page.screenshot({ path: `/tmp/shot-${n}.png` });
  try {
    await user.openFile('unpaired-start.c');
    await user.squiggle();
    await user.problem('unpaired-start');
    await user.goToProblem('unpaired-start');
    await user.page.keyboard.press('F8');
    await user.page.waitForTimeout(1500);
    await shot('f8');
    await user.page.keyboard.press('Escape');
    await user.command('MMU Notifier: Show Control Flow');
    await user.page.waitForTimeout(1500);
    await shot('flow');
    await user.command('View: Close All Editors');
    await user.command('Welcome: Open Walkthrough...');
    await user.page.waitForTimeout(1500);
    await user.page.keyboard.type('MMU Notifier');
    await user.page.waitForTimeout(800);
    await user.page.keyboard.press('Enter');
    await user.page.waitForTimeout(2500);
    await shot('walk');
    await user.openFile('config-guard.c');
    await user.squiggle();
    await user.page.locator('[id="status.languageStatus"]').click();
    await user.page.waitForTimeout(800);
    await shot('status');
    await user.page.keyboard.press('Escape');
    await user.page.locator('.view-line span', { hasText: 'MMU_NOTIFY_CLEAR' }).last().hover();
    await user.page.waitForTimeout(2000);
    await shot('hover');
    await user.command('MMU Notifier: Check Workspace');
    await user.page.waitForTimeout(2500);
    await shot('check');
  } finally { await shot('last'); await user.leave(); }
});
