/** The way to VS Code, and what it keeps for the page. */
import { isPanelState, isToPage, type PanelState, type ToHost, type ToPage } from '../src/simulation/messages.ts';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare global {
  /** VS Code gives it to webviews; it may be called once. */
  function acquireVsCodeApi(): VsCodeApi;
}

export interface Host {
  send(message: ToHost): void;
  /** Kept by VS Code, also over a reload of the window. */
  keep(state: PanelState): void;
  kept(): PanelState | undefined;
}

export function connect(listener: (message: ToPage) => void): Host {
  const api = acquireVsCodeApi();
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isToPage(data)) listener(data);
  });
  return {
    send: (message) => api.postMessage(message),
    keep: (state) => api.setState(state),
    kept: () => {
      const state = api.getState();
      return isPanelState(state) ? state : undefined;
    },
  };
}
