/** How the panel is laid out: in a wide one the state stands beside the diagram. */
import { css } from 'lit';

export const panelStyles = css`
  :host { height: 100vh; container-type: inline-size; background: var(--vscode-editor-background); }
  main { display: grid; height: 100%; grid-template: auto auto minmax(160px, 1fr) auto / minmax(0, 1fr); overflow: auto; }
  main.alone { display: block; padding: 24px; }
  h1 { font-size: 14px; font-weight: 600; margin-bottom: 8px; }
  .top { padding: 10px 16px 0; }
  .view { grid-row: 3; min-height: 0; border-top: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent)); }
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 16px; padding: 6px 0 4px; }
  .bar .busy { flex: 1; }
  .progress { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; font-variant-numeric: tabular-nums; }
  .away { display: flex; flex-wrap: wrap; gap: 4px; }
  .state { grid-row: 4; display: grid; grid-template-columns: minmax(0, 1fr); grid-auto-rows: max-content; gap: 10px; padding: 8px 16px 12px; max-height: 40vh; overflow: auto; align-content: start; border-top: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent)); }
  .problem { padding: 8px 10px; margin-top: 8px; border: 1px solid var(--vscode-inputValidation-warningBorder, var(--vscode-contrastBorder, transparent)); background: var(--vscode-inputValidation-warningBackground); color: var(--vscode-inputValidation-warningForeground, var(--vscode-foreground)); display: grid; gap: 6px; justify-items: start; }
  .note { display: grid; grid-template-columns: 16px 1fr; gap: 8px; margin-top: 6px; }
  .note span { color: var(--vscode-foreground); }
  @container (min-width: 1000px) {
    main { grid-template: auto auto minmax(160px, 1fr) / minmax(0, 1fr) 440px; }
    .top, mnlens-choices { grid-column: 1 / -1; }
    .state { grid-row: 3; grid-column: 2; max-height: none; border-left: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent)); }
    mnlens-kinds.view, mnlens-race.view { grid-column: 1 / -1; }
  }
`;
