import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { readConfig } from '../../infra/cloud/config.ts';
import { WoherStack } from '../../infra/cloud/stack.ts';

// CloudFormation's own rules are looked at once, by `cdk synth`.
process.env.CDK_VALIDATION = 'false';

const cdkJson = JSON.parse(readFileSync('cdk.json', 'utf8'));

/** The context of `cdk.json`, feature flags and all, with some values as the command line would give them. */
export const contextOf = (given: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  ...cdkJson.context,
  ...given,
});

/** Every folder in `functions/` that has a handler. */
export const functionFolders: readonly string[] = readdirSync('functions', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .filter((name) => readdirSync(join('functions', name)).includes('handler.ts'))
  .sort();

/** Two stages that differ in every choice. */
export const stages: readonly Readonly<Record<string, string>>[] = [
  { stage: 'example' },
  {
    stage: 'prod',
    sender: 'anna@halvorsen.example',
    kmsExports: 'true',
    createIdentity: 'false',
    region: 'eu-west-1',
  },
];

/** A stack as `cdk synth` makes it, of `example` unless told, but for the bundles: empty handlers in their place. */
export function makeStack(given: Readonly<Record<string, unknown>> = {}): { app: App; stack: WoherStack } {
  const context = contextOf({ stage: 'example', ...given });
  const app = new App({ context, outdir: temporary('woher-assembly-') });
  return {
    app,
    stack: new WoherStack(app, { config: readConfig((name) => context[name]), bundles: emptyBundles() }),
  };
}

function emptyBundles(): string {
  const folder = temporary('woher-empty-bundles-');
  for (const name of ['ingest', 'schedule', 'audit', 'deliver', 'feedback', 'review', ...functionFolders]) {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, 'handler.mjs'), 'export const handler = async () => {};\n');
  }
  return folder;
}

const made: string[] = [];

function temporary(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  made.push(folder);
  return folder;
}

/** Removes what the stacks left on the disk; for `afterAll`. */
export function cleanUp(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}
