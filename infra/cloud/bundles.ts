import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

const bundledFunction = z.object({
  /** The folder's name in `functions/`. */
  name: z.string(),
  folder: z.string(),
  /** Size of `handler.mjs`. */
  bytes: z.number(),
  /** The modules in it, by path from the root of the repository. */
  inputs: z.array(z.string()).readonly(),
  /** The parts of packages that it does without, by their names in `bundle-parts.ts`. */
  leftOut: z.array(z.string()).readonly(),
});

/** One function as Lambda gets it: a folder with `handler.mjs`, whose handler Lambda knows as `handler.handler`. */
export type BundledFunction = Readonly<z.infer<typeof bundledFunction>>;

/** A bundle could not be made; esbuild's own words are on standard error. */
class BundlingFailed extends Error {
  override readonly name = 'BundlingFailed';
}

/**
 * Bundles every function into a folder of its own, `<outDir>/<name>/handler.mjs`, and lists them by name. Equal sources
 * give equal bytes, so that nothing is deployed that did not change.
 *
 * In a process of its own, because esbuild takes plugins only where it may answer later, and a stack is made in one go.
 *
 * @throws BundlingFailed
 */
export function bundleFunctions(outDir: string): readonly BundledFunction[] {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const loader = createRequire(import.meta.url).resolve('tsx/esm');
  const script = fileURLToPath(new URL('./bundle-build.ts', import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, ['--import', loader, script, outDir], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new BundlingFailed('the functions could not be bundled');
  return z.array(bundledFunction).parse(JSON.parse(stdout));
}
