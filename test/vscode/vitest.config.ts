/** Tests that work a real VS Code with mouse and keyboard. One file at a time: each starts a VS Code of its own. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/vscode/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 300_000,
    // The tests of one file are the steps of one visit: after a failed one the rest say nothing.
    bail: 1,
  },
});
