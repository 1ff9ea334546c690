import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Loader, Plugin } from 'esbuild';

/** What a bundle does without: a part of a package, and what stands there instead. */
type Part = {
  readonly name: string;
  /** The files, by path with forward or backward slashes. */
  readonly files: RegExp;
  readonly loader: Loader;
  readonly replace: (source: string) => string;
};

/** A package no longer looks as it did when a part of it was left out; look again before leaving it out. */
class PartChanged extends Error {
  override readonly name = 'PartChanged';
}

/** Schemas of operations that nobody calls stay, because esbuild cannot know that `{ [_hH]: 1 }` does nothing. */
function markPure(source: string): string {
  const schemas = /^(export )?var (\w+\$?) = (\[[\s\S]*?\n?\]);$/gm;
  const marked = source.replace(schemas, '$1var $2 = /* @__PURE__ */ (() => $3)();');
  const left = marked.match(/^(?:export )?var \w+\$? = \[/gm);
  if (marked === source || left !== null) throw new PartChanged('schemas of an SDK client');
  return marked;
}

/** Of a client's package.json the client reads its version, for the User-Agent. */
const versionOnly = (source: string): string => {
  const { version } = JSON.parse(source);
  if (typeof version !== 'string') throw new PartChanged('package.json of an SDK client');
  return JSON.stringify({ version });
};

/** Every exported function of a module that is never called here says so if it is called after all. */
function neverCalled(source: string): string {
  const names = [...source.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name);
  if (names.length === 0) throw new PartChanged('a module that is never called');
  return [
    "const left = () => { throw new Error('left out of the bundle'); };",
    `export { ${names.map((name) => `left as ${name}`).join(', ')} };`,
  ].join('\n');
}

/** Classes that a client makes one of each and then never uses: what is left of them can be made and does nothing. */
function hollow(source: string): string {
  const names = [...source.matchAll(/^export class (\w+)/gm)].map(([, name]) => name);
  if (names.length > 0) return names.map((name) => `export class ${name} {}`).join('\n');
  if (!source.includes('module.exports = ')) throw new PartChanged('a class that is never used');
  return 'module.exports = class {};';
}

const parts: readonly Part[] = [
  {
    name: 'schemas of unused operations',
    files: /[\\/]@aws-sdk[\\/]client-[\w-]+[\\/]dist-es[\\/]schemas[\\/]schemas_\d+\.js$/,
    loader: 'js',
    replace: markPure,
  },
  {
    name: 'package.json of the clients',
    files: /[\\/]@aws-sdk[\\/]client-[\w-]+[\\/]package\.json$/,
    loader: 'json',
    replace: versionOnly,
  },
  {
    // Types of attachments by file name; our mails have none, and their parts name their types.
    name: 'MIME types',
    files: /[\\/]nodemailer[\\/]dist[\\/]esm[\\/]mime-funcs[\\/]mime-types\.js$/,
    loader: 'js',
    replace: neverCalled,
  },
  {
    // Every zod schema can write itself as JSON Schema; ours only read.
    name: 'JSON Schema',
    files: /[\\/]zod[\\/]v4[\\/]core[\\/](?:json-schema-processors|to-json-schema)\.js$/,
    loader: 'js',
    replace: neverCalled,
  },
  {
    // No operation of ours answers by a stream of events.
    name: 'event streams',
    files: /[\\/]event-streams[\\/](?:EventStreamSerde|eventstream-codec[\\/]EventStreamCodec)\.js$/,
    loader: 'js',
    replace: hollow,
  },
  {
    // Where endpoints that were discovered are kept; DynamoDB has them discovered only by configuration.
    name: 'cache of endpoints',
    files: /[\\/]mnemonist[\\/]lru-cache\.js$/,
    loader: 'js',
    replace: hollow,
  },
];

/** Leaves out of the bundles what cannot be used in them. */
export const leaveOut: Plugin = {
  name: 'leave-out',
  setup(build) {
    const credentials = fileURLToPath(new URL('./bundle-credentials.ts', import.meta.url));
    build.onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, () => ({ path: credentials }));
    for (const { files, loader, replace } of parts)
      build.onLoad({ filter: files }, ({ path }) => ({
        loader,
        contents: replace(readFileSync(path, 'utf8')),
      }));
  },
};
