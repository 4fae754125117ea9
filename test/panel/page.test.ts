/** The page in a real browser, with a stand-in for what VS Code gives to a webview. */
import fs from 'node:fs';
import path from 'node:path';
import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ToPage } from '../../client/src/simulation/messages.ts';
import { chromium } from '../../scripts/apt.mjs';
import { launchBrowser } from '../vscode/browser.mjs';
import { Harness, THEMES } from './harness.ts';
import { kindsOf, raceOf, runOf } from './runs.ts';

const browserFile = chromium();
const pictures = path.resolve(import.meta.dirname, '../../dist/test');
const subject = { uri: 'file:///a.c', position: { line: 1, character: 0 } };
const wrong = runOf('missing-event.c', 'zap_one_page');
const clean = runOf('clean.c', 'unmap_page');
const race = raceOf('read-without-retry.c', 'mirror_fault', 'invalidation');
const kinds = kindsOf('missing-event.c', 'zap_one_page');
const run = (simulation = clean): ToPage => ({ kind: 'run', subject, choice: {}, simulation });

let browser: Browser;
beforeAll(async () => {
  fs.mkdirSync(pictures, { recursive: true });
  if (browserFile) browser = await launchBrowser(browserFile);
});
afterAll(() => browser?.close());

describe.skipIf(!browserFile)('the page', () => {
  describe.each(THEMES)('in %s', (theme) => {
    test.each([
      ['run', 360],
      ['run', 480],
      ['run', 1200],
      ['kinds', 720],
      ['race', 360],
      ['race', 720],
      ['problem', 480],
    ] as const)('%s, %i pixels wide, has nothing that axe-core objects to', async (view, width) => {
      const harness = await Harness.open(browser, { theme, width });
      await harness.show(run(wrong));
      if (view === 'kinds') {
        await harness.page.getByRole('tab', { name: 'Compare kinds' }).click();
        await harness.show({ kind: 'kinds', result: { comparison: kinds } });
      } else if (view === 'race') {
        await harness.page.getByRole('tab', { name: 'Race' }).click();
        await harness.show({ kind: 'race', other: 'invalidation', result: { race } });
      } else if (view === 'problem') {
        await harness.show({ kind: 'problem', title: 'There is no run', text: 'No function at the cursor.', canRetry: true, keepsRun: false });
      } else {
        await harness.page.locator('summary').click();
        await harness.page.getByRole('button', { name: 'Last step' }).click();
      }
      // Nothing but a table may have to be scrolled sideways.
      expect(await harness.page.locator('main, mnlens-diagram, .state, .top').evaluateAll((parts) => parts.filter((part) => part.scrollWidth > part.clientWidth).map((part) => part.outerHTML.slice(0, 60)))).toEqual([]);
      await harness.page.screenshot({ path: path.join(pictures, `panel-${theme}-${view}-${width}.png`) });
      await harness.page.evaluate(axe.source);
      const violations = await harness.page.evaluate(async () => {
        const result = await (globalThis as unknown as { axe: typeof axe }).axe.run();
        return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('; ')}`);
      });
      expect(violations).toEqual([]);
      expect(harness.complaints).toEqual([]);
      await harness.page.close();
    });
  });

  test('says at first that it waits, and asks for what it is to show', async () => {
    const harness = await Harness.open(browser);
    expect(await harness.page.locator('main').innerText()).toContain('on its way');
    expect(await harness.sent('ready')).toHaveLength(1);
    await harness.page.close();
  });

  test('steps are gone through, and each is marked in the source', async () => {
    const harness = await Harness.open(browser);
    await harness.show(run());
    const { steps } = clean;
    const current = harness.page.locator('.row.current .back');
    await expect.poll(() => current.getAttribute('aria-label')).toMatch(/^1\. /);
    await harness.page.getByRole('button', { name: 'Step forward' }).click();
    await expect.poll(() => current.getAttribute('aria-label')).toMatch(/^2\. /);
    await harness.page.getByRole('button', { name: 'Last step' }).click();
    await expect.poll(() => current.getAttribute('aria-label')).toMatch(new RegExp(`^${steps.length}\\. `));
    await harness.page.getByRole('button', { name: 'Step back' }).click();
    await harness.page.getByRole('button', { name: 'First step' }).click();
    const marks = await harness.sent('mark');
    expect(marks.map(({ label }) => Number.parseInt(label, 10))).toEqual([1, 2, steps.length, steps.length - 1, 1]);
    expect(marks[0]?.at).toEqual(steps[0]?.at);
    await harness.show({ kind: 'motion', motion: 'forward' });
    await expect.poll(() => current.getAttribute('aria-label')).toMatch(/^2\. /);
    await harness.page.close();
  });

  test('opens at the step that goes wrong, and says so in words', async () => {
    const harness = await Harness.open(browser);
    await harness.show(run(wrong));
    await expect.poll(() => harness.page.locator('.row.current .back').getAttribute('aria-label')).toMatch(new RegExp(`^${(wrong.failing ?? 0) + 1}\\. .*wrong$`));
    expect(await harness.page.locator('.verdict').innerText()).toMatch(/^Wrong: /);
    await harness.page.close();
  });

  test('each step says what says that it is so: to the pointer, and to who goes by keys', async () => {
    const harness = await Harness.open(browser);
    await harness.show(run());
    const rows = harness.page.locator('.row .back');
    const said = clean.steps.map(({ source, at }) => `Source: ${source ?? `the code itself, line ${(at?.range.start.line ?? 0) + 1}`}`);
    expect(said.some((text) => text.includes('mm/mmu_notifier.c'))).toBe(true);
    expect(await rows.locator('title').allTextContents()).toEqual(said);
    expect(await rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-description')))).toEqual(said);
    await rows.first().focus();
    for (const [index, source] of said.entries()) {
      expect(await harness.page.locator('.state .step').innerText()).toContain(source);
      if (index < said.length - 1) await harness.page.keyboard.press('ArrowDown');
    }
    await harness.page.getByRole('tab', { name: 'Race' }).click();
    await harness.show({ kind: 'race', other: 'invalidation', result: { race } });
    expect(await harness.page.locator('.state .step').innerText()).toContain(`Source: ${race.schedule[0]?.source}`);
    expect(race.schedule.filter(({ source }) => source === undefined)).toEqual([]);
    await harness.page.close();
  });

  test('a run that ends clean says what else is found in its function, and opens it', async () => {
    const harness = await Harness.open(browser);
    const other = runOf('unpaired-end.c', 'replace_one_page');
    await harness.show(run(other));
    expect(await harness.page.locator('.verdict').getAttribute('data-tone')).toBe('good');
    expect(await harness.page.locator('.note').innerText()).toBe('Also found in this function: unpaired-end, line 22.');
    await harness.page.getByRole('button', { name: 'unpaired-end, line 22' }).click();
    await expect.poll(() => harness.sent('finding')).toEqual([{ kind: 'finding', rule: 'unpaired-end', position: other.others[0]?.at.range.start }]);
    await harness.show(run(runOf('unpaired-end.c', 'replace_one_page', '--finding', 'unpaired-end')));
    expect(await harness.page.locator('.note').count()).toBe(0);
    await harness.page.close();
  });

  test('what is not there to be chosen is not shown, and models are told from functions', async () => {
    const harness = await Harness.open(browser);
    await harness.show(run(runOf('callback-deadlock.c', 'tracer_start')));
    expect(await harness.page.locator('summary').innerText()).toMatch(/any kind · blockable · 1 condition$/);
    await harness.page.locator('summary').click();
    expect(await harness.page.locator('.subscribers').count()).toBe(0);
    await harness.show(run());
    await harness.page.getByRole('tab', { name: 'Race' }).click();
    const options = await harness.page.locator('mnlens-race vscode-single-select').evaluate((select) => (select as unknown as { readonly options: readonly { readonly label: string }[] }).options.map(({ label }) => label));
    expect(options).toContain('unmap_page()');
    expect(options.slice(-2)).toEqual(['reader (model of a fault path)', 'invalidation (model of a caller)']);
    await harness.page.close();
  });

  test('a choice is asked for, and the page waits for the answer', async () => {
    const harness = await Harness.open(browser);
    await harness.show(run());
    await harness.page.locator('summary').click();
    await harness.page.locator('vscode-checkbox[data-subscriber=list]').click();
    const others = clean.choices.subscribers.filter(({ takesPart, id }) => takesPart && id !== 'list').map(({ id }) => id);
    await expect.poll(() => harness.sent('choose')).toEqual([{ kind: 'choose', choice: { subscribers: others } }]);
    await harness.page.close();
  });

  test('everything can be done with the keyboard alone', async () => {
    const harness = await Harness.open(browser, { height: 1000 });
    const { keyboard } = harness.page;
    await harness.show(run());
    const tabTo = async (label: RegExp): Promise<void> => {
      for (let presses = 0; presses < 60; presses++) {
        await keyboard.press('Tab');
        if (label.test(await harness.focused())) return;
      }
      throw new Error(`Tab does not come to ${label}`);
    };
    await tabTo(/^Step forward$/);
    await keyboard.press('Enter');
    await tabTo(/^Run$/);
    await tabTo(/^Choices/);
    await keyboard.press('Enter');
    await tabTo(/^Event$/);
    await keyboard.press('Enter');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await expect.poll(async () => (await harness.sent('choose')).length).toBe(1);
    expect((await harness.sent('choose'))[0]?.choice.event).toMatch(/^MMU_NOTIFY_/);
    await tabTo(/^2\. /);
    await keyboard.press('ArrowDown');
    expect(await harness.focused()).toMatch(/^3\. /);
    await keyboard.press('End');
    expect(await harness.focused()).toMatch(new RegExp(`^${clean.steps.length}\\. `));
    await keyboard.press('Home');
    await keyboard.press('Enter');
    expect((await harness.sent('mark')).at(-1)?.reveal).toBe(true);
    await keyboard.press('Shift+Tab');
    for (let presses = 0; presses < 40 && !/^Copy for commit/.test(await harness.focused()); presses++) await keyboard.press('Shift+Tab');
    await keyboard.press('Enter');
    expect((await harness.sent('copy'))[0]?.text).toContain('[Time 1]');
    for (let presses = 0; presses < 10 && !/^Run$/.test(await harness.focused()); presses++) await keyboard.press('Shift+Tab');
    await keyboard.press('ArrowRight');
    expect(await harness.sent('kinds')).toHaveLength(1);
    await harness.page.close();
  });

  test('what takes long says how far it is, and can be given up', async () => {
    const harness = await Harness.open(browser);
    const cancel = harness.page.getByRole('button', { name: 'Cancel' });
    await harness.show({ kind: 'loading', text: 'Running the function …', isNew: true });
    expect(await cancel.count()).toBe(0);
    await harness.show({ kind: 'progress', text: '12 paths tried' });
    expect(await harness.page.locator('main').innerText()).toContain('12 paths tried …');
    await cancel.click();
    await expect.poll(() => harness.sent('cancel')).toHaveLength(1);
    await harness.show(run());
    expect(await cancel.count()).toBe(0);
    await harness.page.getByRole('tab', { name: 'Race' }).click();
    await harness.show({ kind: 'progress', text: '4000 states reached' });
    await cancel.focus();
    await harness.page.keyboard.press('Enter');
    await expect.poll(() => harness.sent('cancel')).toHaveLength(2);
    await harness.show({ kind: 'race', other: 'invalidation', result: { problem: 'Stopped before its end.', canRetry: true } });
    expect(await cancel.count()).toBe(0);
    expect(await harness.page.locator('mnlens-race [role=status]').innerText()).toBe('Stopped before its end.');
    await harness.page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => harness.sent('race')).toEqual([{ kind: 'race', other: 'invalidation' }]);
    await harness.page.getByRole('tab', { name: 'Compare kinds' }).click();
    await harness.show({ kind: 'kinds', result: { problem: 'Stopped before its end.', canRetry: true } });
    await harness.page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => harness.sent('kinds')).toHaveLength(2);
    await harness.page.close();
  });

  test('a path that is gone is named, and an error stands above the run before it', async () => {
    const harness = await Harness.open(browser);
    await harness.show(run({ ...clean, unmet: [{ id: 'f: x > 0', takes: 'true' }] }));
    expect(await harness.page.locator('.unmet').innerText()).toContain('The chosen path is not there any more: f: x > 0 true.');
    await harness.show({ kind: 'problem', title: 'The server has stopped', text: 'It is being restarted.', canRetry: false, keepsRun: true });
    expect(await harness.page.locator('.problem').innerText()).toContain('The server has stopped');
    expect(await harness.page.locator('.row').count()).toBe(clean.steps.length);
    await harness.show(run());
    expect(await harness.page.locator('.problem').count()).toBe(0);
    await harness.page.close();
  });

  test('an image of the diagram needs nothing but itself', async () => {
    const harness = await Harness.open(browser);
    await harness.show(run(wrong));
    await harness.page.getByRole('button', { name: 'Save SVG' }).click();
    const [saved] = await harness.sent('save');
    expect(saved?.name).toBe('zap_one_page.svg');
    expect(saved?.svg).not.toMatch(/var\(|<!--|href/);
    expect(saved?.svg.match(/class="row/g)).toHaveLength(wrong.steps.length);
    fs.writeFileSync(path.join(pictures, 'export.svg'), saved?.svg ?? '');
    // By itself, in a document that knows none of VS Code's tokens.
    const alone = await browser.newPage();
    await alone.goto(`data:image/svg+xml,${encodeURIComponent(saved?.svg ?? '')}`);
    expect(await alone.locator('svg').first().evaluate((image) => image.ownerDocument.documentElement.localName)).toBe('svg');
    const colours = await alone.locator('.row.wrong .tip').first().evaluate((mark) => [getComputedStyle(mark).fill, getComputedStyle(mark.ownerDocument.querySelector('rect') ?? mark).fill]);
    expect(colours).toEqual(['rgb(248, 81, 73)', 'rgb(31, 31, 31)']);
    expect(await alone.locator('text', { hasText: 'zap_one_page(): missing-event' }).count()).toBe(1);
    await alone.close();
    await harness.page.close();
  });

  test('an image of a race has a lane for each CPU', async () => {
    const harness = await Harness.open(browser);
    await harness.show(run(wrong));
    await harness.page.getByRole('tab', { name: 'Race' }).click();
    await harness.show({ kind: 'race', other: 'invalidation', result: { race } });
    await harness.page.getByRole('button', { name: 'Save SVG' }).click();
    const [saved] = await harness.sent('save');
    expect(saved?.svg.match(/class="row/g)).toHaveLength(race.schedule.length);
    expect(saved?.svg.match(/>CPU [01]: \w+/g)).toEqual(['>CPU 0: mirror_fault', '>CPU 1: model']);
    await harness.page.close();
  });

  test('what a link and a reload need is kept', async () => {
    const harness = await Harness.open(browser);
    await harness.show(run());
    await harness.page.getByRole('button', { name: 'Step forward' }).click();
    await harness.page.getByRole('button', { name: 'Copy link' }).click();
    expect((await harness.sent('link'))[0]?.state).toEqual({ version: 1, subject, choice: {}, step: 1, view: 'run' });
    await harness.page.close();
  });
});
