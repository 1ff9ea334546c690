import type { TestProject } from 'vitest/node';
import { startDynamoDbLocal } from './engine.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly dynamoDbLocalEndpoint: string;
  }
}

/** One engine for all test files; vitest calls what comes back at the end, also when tests failed. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const engine = await startDynamoDbLocal();
  project.provide('dynamoDbLocalEndpoint', engine.endpoint);
  return engine.close;
}
