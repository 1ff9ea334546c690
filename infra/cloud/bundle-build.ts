/** Bundles every function and prints what came of it as JSON; run by `bundleFunctions`, with the folder for the bundles. */
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { bundleOptions, root } from './bundle-options.ts';
import { partsIn } from './bundle-parts.ts';
import type { BundledFunction } from './bundles.ts';

const functionsFolder = join(root, 'functions');

const names = readdirSync(functionsFolder)
  .filter((name) => existsSync(join(functionsFolder, name, 'handler.ts')))
  .sort();

async function bundle(name: string, folder: string): Promise<BundledFunction> {
  const entry = join(functionsFolder, name, 'handler.ts');
  const { metafile } = await build(bundleOptions(entry, join(folder, 'handler.mjs')));
  const [output] = Object.values(metafile.outputs);
  if (output === undefined) throw new Error(`nothing came of ${name}`);
  const inputs = Object.keys(output.inputs).sort();
  return { name, folder, bytes: output.bytes, inputs, leftOut: partsIn(Object.keys(metafile.inputs)) };
}

const outDir = resolve(process.argv[2] ?? '');
const bundles = await Promise.all(names.map((name) => bundle(name, join(outDir, name))));
process.stdout.write(JSON.stringify(bundles));
