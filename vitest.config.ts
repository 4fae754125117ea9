/** The everyday tests. Those in a real VS Code and on whole kernels have configurations of their own beside them. */
import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/vscode/**', 'test/kernel-trees/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
