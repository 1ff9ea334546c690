import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { bundleFunctions } from './bundles.ts';
import { DeploymentError, readConfig } from './config.ts';
import { WoherStack } from './stack.ts';

/** `cdk synth` and `cdk deploy`: one stage, bundled and checked. */
function main(): void {
  const app = new App();
  const config = readConfig((name) => app.node.tryGetContext(name));
  const bundles = mkdtempSync(join(tmpdir(), 'woher-bundles-'));
  try {
    bundleFunctions(bundles);
    new WoherStack(app, { config, bundles });
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
    app.synth();
  } finally {
    rmSync(bundles, { recursive: true });
  }
}

try {
  main();
} catch (fault) {
  if (!(fault instanceof DeploymentError)) throw fault;
  // A person mistyped something: one sentence says what, a stack trace would hide it.
  console.error(fault.message);
  process.exitCode = 1;
}
