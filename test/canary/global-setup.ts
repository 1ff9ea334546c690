/**
 * The canary scan (REQUIREMENTS A-12): after every run, all that the code under test logged, counted and threw is looked
 * through for names, addresses and links of the people in the tests. One of them, and the run has failed.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { captureFolderVariable } from './capture-folder.ts';
import { complaints, readCaptured, scan } from './scan.ts';

/** Test files in which functions or a home log: each of them must be heard whenever it ran. */
const logging = [
  'test/bundles/chain.test.ts',
  'test/functions/handlers.test.ts',
  'test/functions/log.test.ts',
  'test/local/faults.test.ts',
  'test/local/processes.test.ts',
  'test/review/answers.test.ts',
].map((file) => resolve(file));

export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'woher-canary-'));
  process.env[captureFolderVariable] = folder;
  return () => {
    const found = scan(readCaptured(folder));
    rmSync(folder, { recursive: true });
    const failures = [
      ...complaints(found, mustBeHeard(project)),
      ...logging.filter((file) => !existsSync(file)).map((file) => `${file}: is not there`),
    ];
    const { lines, heard } = found;
    console.error(`Canary scan: ${lines} lines from ${heard.size} test files, ${failures.length} complaints`);
    for (const failure of failures) console.error(`Canary scan: ${failure}`);
    if (failures.length > 0) process.exitCode = 1;
  };
}

/** Of a file of which only some tests ran (`-t`) nobody knows what it should have logged. */
function mustBeHeard({ vitest, config }: TestProject): string[] {
  if (config.testNamePattern !== undefined) return [];
  const passed = vitest.state.getFiles().filter(({ result }) => result?.state === 'pass');
  return passed.map(({ filepath }) => filepath).filter((file) => logging.includes(file));
}
