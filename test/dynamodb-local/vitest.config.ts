import { defineConfig } from 'vitest/config';

/** Amazon's own engine needs a Java runtime, so its tests run by `npm run test:dynamodb-local` and not by `npm test`. */
export default defineConfig({
  test: {
    include: ['test/dynamodb-local/*.contract.ts'],
    globalSetup: ['test/dynamodb-local/global-setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
});
