import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // The canary scan: no log of the whole run may hold a name, an address or a link.
    globalSetup: ['test/canary/global-setup.ts'],
    setupFiles: ['test/canary/setup.ts', 'test/seeds/setup.ts'],
    // Every core: the default leaves one idle, on a machine of two that is half of it.
    maxWorkers: '100%',
    // Generous, because nothing here is timed: a slow machine must not turn a right answer into a failure.
    testTimeout: 120_000,
    // The SDK's word on Node versions to come is no news in every test file.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    hookTimeout: 120_000,
  },
});
