import { fileURLToPath } from 'node:url';
import type { BuildOptions } from 'esbuild';
import { leaveOut } from './bundle-parts.ts';

/** The root of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * How everything that runs on Lambda is bundled: one ES module with the SDK in it, which starts in half the time of the
 * SDK that Lambda brings along.
 *
 * No source map: a function logs codes of faults and no stacks, a map makes the upload four times as large, and since
 * equal sources give equal bytes, the map of a deployed bundle can be made from its commit.
 */
export const bundleOptions = (entry: string, outfile: string) =>
  ({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    legalComments: 'none',
    // Letters of three languages stay letters: escaped, each would be two to five bytes more.
    charset: 'utf8',
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    // For packages that are CommonJS: an ES module has no `require` of its own.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    plugins: [leaveOut],
    metafile: true,
    logLevel: 'warning',
  }) satisfies BuildOptions;
