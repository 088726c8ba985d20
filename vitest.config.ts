import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/**
 * Three projects, one after the other:
 * - `units`: tests beside the source, in parallel;
 * - `whole`: tests that start the real program and measure its behaviour as a process, one file at a
 *   time, so that they do not compete for the processor and for each other's ports;
 * - `pages`: tests that look at the web client in a browser. They mostly wait, so two go on at a time.
 */
const shared = {
  pool: 'forks' as const,
  environment: 'node',
  testTimeout: 30_000,
  hookTimeout: 30_000,
  teardownTimeout: 10_000,
  // What is waited for is a condition, not a time: a busy machine may take longer.
  expect: { poll: { timeout: 20_000 } },
  setupFiles: ['./test/support/clean-environment.ts'],
};

/** Of the program as it ships. */
const built = {
  ...shared,
  testTimeout: 60_000,
  globalSetup: ['./test/support/built-program.ts'],
  setupFiles: [...shared.setupFiles, './test/support/require-build.ts'],
};

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: 'units',
          include: ['packages/*/{src,test}/**/*.test.ts', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**'],
          maxWorkers: Math.max(2, availableParallelism() - 1),
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          ...built,
          name: 'whole',
          include: ['test/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/fixtures/**', 'test/pages/**'],
          maxWorkers: 1,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          ...built,
          name: 'pages',
          include: ['test/pages/**/*.test.ts'],
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
    ],
    allowOnly: false,
    passWithNoTests: false,
    globalSetup: ['./test/support/test-root.ts'],
    reporters: ['default', './test/support/skip-reporter.ts'],
  },
});
