/** What all parts of the page share in looks. Every colour is a token of the user's theme. */
import { css } from 'lit';

export const shared = css`
  :host { display: block; box-sizing: border-box; color: var(--vscode-foreground); font: var(--vscode-font-weight, normal) var(--vscode-font-size, 13px)/1.4 var(--vscode-font-family, sans-serif); }
  :host([hidden]) { display: none; }
  *, *::before, *::after { box-sizing: border-box; }
  h1, h2, h3, p, ul { margin: 0; padding: 0; }
  h2 { font-size: 11px; font-weight: 600; text-transform: uppercase; letter-spacing: 0.04em; color: var(--vscode-sideBarSectionHeader-foreground, var(--vscode-foreground)); }
  code { font-family: var(--vscode-editor-font-family, monospace); font-size: 0.95em; color: inherit; background: none; padding: 0; }
  ul { list-style: none; }
  .wrong { color: var(--vscode-errorForeground); }
  .doubtful { color: var(--vscode-editorWarning-foreground, var(--vscode-foreground)); }
  .good { color: var(--vscode-testing-iconPassed, var(--vscode-foreground)); }
  .muted { color: var(--vscode-descriptionForeground); }
  .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  button.link { all: unset; cursor: pointer; color: var(--vscode-textLink-foreground); }
  button.link:hover { text-decoration: underline; color: var(--vscode-textLink-activeForeground); }
  .step strong { margin-right: 6px; }
  .step p { overflow-wrap: anywhere; }
  :focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 1px; }
  svg.icon { width: 16px; height: 16px; fill: currentColor; flex: none; vertical-align: -3px; }
`;

/** The document's own: VS Code gives bodies a margin that tables and diagrams have no use for. */
export function dressDocument(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('html, body { height: 100%; margin: 0; padding: 0; } body { overflow: hidden; }');
  document.adoptedStyleSheets.push(sheet);
}

/** Whether the user, or VS Code for them, has asked for little motion. */
export function prefersStillness(): boolean {
  return document.body.classList.contains('vscode-reduce-motion') || matchMedia('(prefers-reduced-motion: reduce)').matches;
}
