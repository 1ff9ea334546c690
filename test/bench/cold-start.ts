/**
 * How long each function's bundle takes to import, against a bundle of nothing but its own SDK clients, made in the same
 * way (PERFORMANCE.md, goal 8: at most 1.3 times as long), and against those clients whole, as the SDK ships them. Fresh
 * processes in turn, medians of 20; on a machine that does other things too, the CPU times say more than the others.
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

/** A bundle that makes the function's SDK clients and does nothing else; whole ones have all that the SDK ships. */
async function bundleClients(
  { name, inputs }: BundledFunction,
  folder: string,
  which: 'clients' | 'whole',
): Promise<string> {
  const own = Object.entries(makers).filter(([adapter]) =>
    inputs.includes(`shared/adapters/${adapter}/client.ts`),
  );
  const lines = own.flatMap(([adapter, maker]) => [
    `import { ${maker} } from '${resolve('shared/adapters', adapter, 'client.ts')}';`,
    `export const ${adapter} = ${maker}();`,
  ]);
  const entry = join(folder, `${name}-${which}.ts`);
  writeFileSync(entry, lines.join('\n'));
  const outfile = join(folder, `${name}-${which}.mjs`);
  const options = bundleOptions(entry, outfile);
  await build(which === 'whole' ? { ...options, plugins: [] } : options);
  return outfile;
}

type Cost = { readonly ms: number; readonly cpuMs: number };

/** What it takes one fresh process to import a file: time by the clock, and of the processor. */
function importCost(file: string): Cost {
  const script = `
    const start = performance.now(), before = process.cpuUsage();
    await import('${pathToFileURL(file).href}');
    const { user, system } = process.cpuUsage(before);
    console.log(JSON.stringify({ ms: performance.now() - start, cpuMs: (user + system) / 1000 }));
    process.exit();`;
  const args = ['--input-type=module', '--eval', script];
  return JSON.parse(execFileSync(process.execPath, args, { env, encoding: 'utf8' }));
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Medians of many imports of each file, in turn; the first round warms the disk and is dropped. */
function compare<Which extends string>(files: Readonly<Record<Which, string>>): Record<Which, Cost> {
  const costs = new Map<string, Cost[]>();
  for (let round = 0; round <= rounds; round += 1)
    for (const [which, file] of Object.entries<string>(files)) {
      const cost = importCost(file);
      if (round > 0) costs.set(which, [...(costs.get(which) ?? []), cost]);
    }
  const medians = [...costs].map(([which, all]) => [
    which,
    { ms: median(all.map(({ ms }) => ms)), cpuMs: median(all.map(({ cpuMs }) => cpuMs)) },
  ]);
  return Object.fromEntries(medians);
}

const folder = mkdtempSync(join(tmpdir(), 'woher-cold-start-'));
const empty = join(folder, 'empty.mjs');
writeFileSync(empty, '');
const rows = [];
for (const bundle of bundleFunctions(folder)) {
  const costs = compare({
    all: join(bundle.folder, 'handler.mjs'),
    clients: await bundleClients(bundle, folder, 'clients'),
    whole: await bundleClients(bundle, folder, 'whole'),
    empty,
  });
  const ratio = costs.all.ms / costs.clients.ms;
  rows.push({
    function: bundle.name,
    kB: Math.round(bundle.bytes / 1000),
    'import ms': Math.round(costs.all.ms),
    'CPU ms': Math.round(costs.all.cpuMs),
    'clients alone ms': Math.round(costs.clients.ms),
    'whole clients ms': Math.round(costs.whole.ms),
    'empty ms': Math.round(costs.empty.ms),
    ratio: Number(ratio.toFixed(2)),
    'CPU ratio': Number((costs.all.cpuMs / costs.clients.cpuMs).toFixed(2)),
    'ratio to whole': Number((costs.all.ms / costs.whole.ms).toFixed(2)),
    goal: ratio <= goal ? 'met' : 'missed',
  });
}
rmSync(folder, { recursive: true });
console.table(rows);
