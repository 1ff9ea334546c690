import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import usual from '../../../vitest.config.ts';

/** Runs the planted files, which no usual run takes for tests, in every other way like the usual ones. */
export default defineConfig({
  ...usual,
  root: resolve(import.meta.dirname, '../../..'),
  test: { ...usual.test, include: ['test/canary/planted/*.planted.ts'] },
});
