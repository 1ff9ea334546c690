/**
 * How long each function's bundle takes to import, against a bundle of nothing but its own SDK clients, made in the same
 * way (PERFORMANCE.md, goal 8: at most 1.3 times as long). Fresh processes in turn, medians of 20.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { bundleOptions } from '../../infra/cloud/bundle-options.ts';
import { type BundledFunction, bundleFunctions } from '../../infra/cloud/bundles.ts';
import { environment } from '../../shared/names.ts';

const rounds = 20;
const goal = 1.3;

/** What a handler must find, whichever function it is. */
const variables = Object.fromEntries(
  Object.values(environment).map((name) => [name, 'https://made.up.example']),
);
const env = {
  ...variables,
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'made-up',
  AWS_SECRET_ACCESS_KEY: 'made-up',
  POWERTOOLS_METRICS_NAMESPACE: 'Woher/bench',
  POWERTOOLS_SERVICE_NAME: 'bench',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};

const makers = {
  dynamodb: 'createDynamoClient',
  s3: 'createS3Client',
  ses: 'createSesClient',
  sqs: 'createSqsClient',
};

/** A bundle that makes the function's SDK clients and does nothing else. */
async function bundleClients({ name, inputs }: BundledFunction, folder: string): Promise<string> {
  const own = Object.entries(makers).filter(([adapter]) =>
    inputs.includes(`shared/adapters/${adapter}/client.ts`),
  );
  const lines = own.flatMap(([adapter, maker]) => [
    `import { ${maker} } from '${resolve('shared/adapters', adapter, 'client.ts')}';`,
    `export const ${adapter} = ${maker}();`,
  ]);
  const entry = join(folder, `${name}-clients.ts`);
  writeFileSync(entry, lines.join('\n'));
  const outfile = join(folder, `${name}-clients.mjs`);
  await build(bundleOptions(entry, outfile));
  return outfile;
}

/** Milliseconds that one fresh process takes to import a file. */
function importMs(file: string): number {
  const script = `const start = performance.now(); await import('${pathToFileURL(file).href}'); console.log(performance.now() - start); process.exit();`;
  const args = ['--input-type=module', '--eval', script];
  return Number(execFileSync(process.execPath, args, { env, encoding: 'utf8' }));
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const folder = mkdtempSync(join(tmpdir(), 'woher-cold-start-'));
const empty = join(folder, 'empty.mjs');
writeFileSync(empty, '');
const rows = [];
for (const bundle of bundleFunctions(folder)) {
  const files = {
    all: join(bundle.folder, 'handler.mjs'),
    clients: await bundleClients(bundle, folder),
    empty,
  };
  const times = { all: [] as number[], clients: [] as number[], empty: [] as number[] };
  // The first round warms the disk and is dropped.
  for (let round = 0; round <= rounds; round += 1)
    for (const [which, file] of Object.entries(files) as [keyof typeof files, string][]) {
      const ms = importMs(file);
      if (round > 0) times[which].push(ms);
    }
  const ratio = median(times.all) / median(times.clients);
  rows.push({
    function: bundle.name,
    kB: Math.round(bundle.bytes / 1000),
    'import ms': Math.round(median(times.all)),
    'clients alone ms': Math.round(median(times.clients)),
    'empty ms': Math.round(median(times.empty)),
    ratio: Number(ratio.toFixed(2)),
    goal: ratio <= goal ? 'met' : 'missed',
  });
}
rmSync(folder, { recursive: true });
console.table(rows);
