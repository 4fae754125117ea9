/**
 * The built page of the panel in a real Chromium. What VS Code gives to a webview is stood in for here: `acquireVsCodeApi`, whose messages are kept
 * for the test to read, and the tokens of a theme on the root element. The document, with its policy of what may be loaded, is the real one.
 */
import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { panelHtml } from '../../client/src/simulation/html.ts';
import type { PanelState, ToHost, ToPage } from '../../client/src/simulation/messages.ts';
import { builtPage } from '../support/dist.ts';

const ADDRESS = 'https://panel.test/';

export const THEMES = ['dark', 'light', 'high-contrast'] as const;
export type Theme = (typeof THEMES)[number];

/** As VS Code's own themes set them; taken from its webview by test/vscode/simulation.test.ts. */
const tokens: Record<Theme, Record<string, string>> = JSON.parse(fs.readFileSync(new URL('themes.json', import.meta.url), 'utf8'));

declare global {
  /** Filled by the stand-in. */
  var sentToHost: ToHost[];
}

export class Harness {
  /** What the browser complained of: refused by the policy, thrown in the page. */
  readonly complaints: string[] = [];

  private constructor(readonly page: Page) {}

  static async open(browser: Browser, how: { readonly theme?: Theme; readonly width?: number; readonly height?: number; readonly state?: PanelState } = {}): Promise<Harness> {
    const page = await browser.newPage({ viewport: { width: how.width ?? 720, height: how.height ?? 900 }, reducedMotion: 'reduce' });
    page.setDefaultTimeout(10_000);
    const harness = new Harness(page);
    page.on('pageerror', (error) => harness.complaints.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && harness.complaints.push(message.text()));
    await page.route(`${ADDRESS}**`, (route) =>
      route.request().url().endsWith('.js')
        ? route.fulfill({ contentType: 'text/javascript', body: fs.readFileSync(builtPage(), 'utf8') })
        : route.fulfill({ contentType: 'text/html', body: panelHtml(`${ADDRESS}panel.js`, 'nonce') }),
    );
    await page.addInitScript(standIn, { state: how.state, tokens: tokens[how.theme ?? 'dark'] });
    await page.goto(ADDRESS);
    await page.locator('mnlens-panel main').waitFor();
    return harness;
  }

  async show(message: ToPage): Promise<void> {
    await this.page.evaluate((data) => postMessage(data), message);
    // Two frames: one for the message, one for what is measured after it.
    await this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  }

  /** What the page has sent of that kind, oldest first. */
  async sent<Kind extends ToHost['kind']>(kind: Kind): Promise<readonly Extract<ToHost, { readonly kind: Kind }>[]> {
    const all = await this.page.evaluate(() => sentToHost);
    return all.filter((message): message is Extract<ToHost, { readonly kind: Kind }> => message.kind === kind);
  }

  /** Where the focus is, through shadow roots: the innermost element's label or text. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
    });
  }
}

function standIn({ state, tokens: theme }: { readonly state: PanelState | undefined; readonly tokens: Record<string, string> }): void {
  let kept: unknown = state;
  globalThis.sentToHost = [];
  Object.assign(globalThis, {
    acquireVsCodeApi: () => ({
      postMessage: (message: ToHost) => sentToHost.push(message),
      getState: () => kept,
      setState: (next: unknown) => {
        kept = next;
      },
    }),
  });
  const dress = (): void => {
    for (const [name, value] of Object.entries(theme)) document.documentElement.style.setProperty(name, value);
  };
  if (document.documentElement) dress();
  document.addEventListener('DOMContentLoaded', dress);
}
