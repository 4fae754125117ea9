/** A user's hands and eyes in a VS Code that a browser shows: what is clicked, typed and seen, by name instead of by selector. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { chromium } from '../../scripts/apt.mjs';
import { installVsix, startVsCode } from '../../scripts/code-server.mjs';
import { packageExtension } from '../../scripts/package.mjs';
import { launchBrowser } from './browser.mjs';
import { root } from './bundle.mjs';

export class User {
  private constructor(
    readonly page: Page,
    /** The workspace: a copy of `samples/`. */
    readonly workspace: string,
    private readonly browser: Browser,
    private readonly close: () => Promise<void>,
  ) {}

  /** Package the extension, install the .vsix in a fresh VS Code and open the samples in it. */
  static async arrive(): Promise<User> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mnlens-user-'));
    const workspace = path.join(folder, 'samples');
    fs.cpSync(path.join(root, 'samples'), workspace, { recursive: true });
    const profile = path.join(folder, 'profile');
    installVsix(packageExtension(path.join(folder, 'lens.vsix')), profile);
    // So that the picture for the README shows the code and little else.
    const settings = {
      'workbench.colorTheme': 'Default Dark Modern',
      'editor.tabSize': 8,
      'editor.minimap.enabled': false,
      'breadcrumbs.enabled': false,
      'window.commandCenter': false,
    };
    const vscode = await startVsCode({ profile, settings });
    const browser = await launchBrowser(chromium());
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(30_000);
    await page.goto(`${vscode.url}/?folder=${encodeURIComponent(workspace)}`);
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 });
    return new User(page, workspace, browser, async () => {
      await vscode.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    });
  }

  async leave(): Promise<void> {
    await this.browser.close();
    await this.close();
  }

  /** Ctrl+P, the name, Enter. */
  async openFile(name: string): Promise<void> {
    await this.pick('Control+P', name, path.basename(name));
    await this.page.locator('.tab.active', { hasText: path.basename(name) }).waitFor();
  }

  /** F1, the command's name, Enter. @param answer to what the command asks for in a box of its own */
  async command(name: string, answer?: string): Promise<void> {
    await this.pick('F1', `>${name}`, name, answer);
  }

  /** The lines of the active editor that are on the screen. */
  editor(): Locator {
    return this.page.locator('.editor-group-container.active .monaco-editor .view-lines');
  }

  /** The text of the active editor as the screen shows it, without the layout's hard spaces. */
  async text(): Promise<string> {
    return (await this.editor().innerText()).replaceAll('\u00a0', ' ');
  }

  async squiggle(): Promise<void> {
    await this.page.locator('.monaco-editor').locator('.squiggly-error, .squiggly-warning').first().waitFor();
  }

  async noSquiggle(): Promise<void> {
    await this.page.locator('.monaco-editor').locator('.squiggly-error, .squiggly-warning').first().waitFor({ state: 'detached' });
  }

  /** Rows of the Problems view, which is opened if it is not. */
  async problems(): Promise<Locator> {
    const panel = this.page.locator('.markers-panel');
    if (!(await panel.isVisible())) await this.page.keyboard.press('Control+Shift+M');
    await panel.waitFor();
    return panel.locator('.monaco-list-row');
  }

  /** The row of the first problem of a rule, once it is there. */
  async problem(rule: string): Promise<Locator> {
    // The rule's name may also stand in a file's name or in a message.
    const row = (await this.problems()).filter({ hasText: new RegExp(`mnlens\\W*${rule}`) }).first();
    await row.waitFor();
    return row;
  }

  /** Double click on the problem of that rule: the cursor jumps to it. */
  async goToProblem(rule: string): Promise<void> {
    // Not in the middle, where the link to the rule's page is.
    await (await this.problem(rule)).dblclick({ position: { x: 100, y: 10 } });
    // The editor takes the focus a moment later, and would take it from whatever is opened until then.
    await this.page.locator('.monaco-editor.focused').waitFor();
  }

  /** Click on the lightbulb; gives the menu's entries. */
  async lightbulb(): Promise<Locator> {
    const bulb = this.page
      .locator('.monaco-editor [class*="codicon-gutter-lightbulb"], .monaco-editor .lightBulbWidget:not([style*="display: none"])')
      .first();
    await bulb.waitFor();
    await bulb.click();
    const rows = this.page.locator('.action-widget .monaco-list-row.action');
    await rows.first().waitFor();
    return rows;
  }

  /** Click on an entry of a menu. */
  async choose(entry: Locator): Promise<void> {
    const box = await entry.boundingBox();
    if (!box) throw new Error('the entry is not on the screen');
    // VS Code covers a new menu until the mouse moves, lest a double click chooses something.
    await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 5 });
    await entry.click();
  }

  async save(): Promise<void> {
    await this.page.locator('.tab.active.dirty').waitFor();
    await this.page.keyboard.press('Control+S');
    await this.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  }

  /** A file of the workspace as it is on disk. */
  onDisk(name: string): string {
    return fs.readFileSync(path.join(this.workspace, name), 'utf8');
  }

  private async pick(key: string, typed: string, row: string, answer?: string): Promise<void> {
    const widget = this.page.locator('.quick-input-widget');
    const wanted = this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: row }).first();
    // An editor that is still being opened takes the focus, which closes the widget: a person would press the key again.
    for (let attempt = 0; ; attempt++) {
      const timeout = attempt < 5 ? 5_000 : 30_000;
      try {
        await this.page.keyboard.press(key);
        await widget.locator('input').first().fill(typed, { timeout });
        await wanted.waitFor({ timeout });
        break;
      } catch (error) {
        if (attempt === 5) throw error;
        // Or something else has the keys: a menu that is still open, or nothing at all.
        await this.page.keyboard.press('Escape');
        await this.page.locator('.part.titlebar').click({ timeout });
      }
    }
    await this.page.keyboard.press('Enter');
    if (answer !== undefined) {
      const input = widget.locator('input').first();
      // The same widget asks; what was typed for the command is gone then.
      while ((await input.inputValue()) === typed) await this.page.waitForTimeout(50);
      await input.fill(answer);
      await this.page.keyboard.press('Enter');
    }
    await widget.waitFor({ state: 'hidden' });
  }
}
