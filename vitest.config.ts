import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // Generous, because nothing here is timed: a slow machine must not turn a right answer into a failure.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
