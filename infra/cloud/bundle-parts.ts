import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Loader, Plugin } from 'esbuild';
import { hostNames } from './bundle-endpoints.ts';

/** What a bundle does without: a part of a package, and what stands there instead. */
type Part = {
  readonly name: string;
  /** The files, by path with forward or backward slashes. */
  readonly files: RegExp;
  readonly loader: Loader;
  readonly replace: (source: string, path: string) => string;
};

/** A package no longer looks as it did when a part of it was left out; look again before leaving it out. */
class PartChanged extends Error {
  override readonly name = 'PartChanged';
}

const beside = (file: string): string => JSON.stringify(fileURLToPath(new URL(file, import.meta.url)));

/** Schemas of operations that nobody calls stay, because esbuild cannot know that `{ [_hH]: 1 }` does nothing. */
function markPure(source: string, path: string): string {
  const schemas = /^(export )?var (\w+\$?) = (\[[\s\S]*?\n?\]);$/gm;
  const base = speaksQuery.test(path) ? source : baseFaultOnly(source);
  const marked = base.replace(schemas, '$1var $2 = /* @__PURE__ */ (() => $3)();');
  const left = marked.match(/^(?:export )?var \w+\$? = \[/gm);
  if (marked === base || left !== null) throw new PartChanged('schemas of an SDK client');
  return marked;
}

/** By the query protocol a fault has a code, and its class alone knows which name belongs to it. */
const speaksQuery = /[\\/]client-ses[\\/]/;

/**
 * A fault whose class the client does not know comes as its service's base class, with the name that the service gave it
 * (`getErrorSchemaOrThrowBaseException` in @aws-sdk/core), and names are all that our adapters ask for.
 */
function baseFaultOnly(source: string): string {
  const registrations = /^n0_registry\.registerError\(\w+\$, \w+\);$/gm;
  const without = source.replace(registrations, '');
  const left = without.match(/\.registerError\(/g) ?? [];
  if (without === source || left.length !== 1) throw new PartChanged('classes of faults of an SDK client');
  return without;
}

/** Of a client's package.json the client reads its version, for the User-Agent. */
const versionOnly = (source: string): string => {
  const { version } = JSON.parse(source);
  if (typeof version !== 'string') throw new PartChanged('package.json of an SDK client');
  return JSON.stringify({ version });
};

/** Every exported function of a module that is never called here says so if it is called after all. */
function neverCalled(source: string): string {
  const single = [...source.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name);
  const listed = /^export \{ (\w+(?:, \w+)*) \};$/m.exec(source)?.[1]?.split(', ') ?? [];
  const names = [...single, ...listed];
  if (names.length === 0) throw new PartChanged('a module that is never called');
  return [
    "const left = () => { throw new Error('left out of the bundle'); };",
    `export { ${names.map((name) => `left as ${name}`).join(', ')} };`,
  ].join('\n');
}

/** The same for a module that is one function. */
function defaultNeverCalled(source: string): string {
  if (!/^export default /m.test(source)) throw new PartChanged('a module that is never called');
  return "export default () => { throw new Error('left out of the bundle'); };";
}

/** The client's endpoints by our own few lines. */
function ownEndpoints(source: string, path: string): string {
  const [, service = ''] = /[\\/]client-([\w-]+)[\\/]dist-es/.exec(path) ?? [];
  const known = Object.keys(hostNames).includes(service);
  if (!known || !/^export const defaultEndpointResolver = /m.test(source))
    throw new PartChanged('endpoint rules');
  return [
    `import { endpointResolver } from ${beside('./bundle-endpoints.ts')};`,
    `export const defaultEndpointResolver = /* @__PURE__ */ endpointResolver('${service}');`,
  ].join('\n');
}

function noEndpointFunctions(source: string): string {
  const exported = source.match(/^export const (\w+)/gm) ?? [];
  if (exported.join() !== 'export const awsEndpointFunctions')
    throw new PartChanged('functions of the endpoint rules');
  return 'export const awsEndpointFunctions = {};';
}

/**
 * The SDK reaches its event streams by a dynamic import, in case an operation has any; for that alone esbuild would keep
 * whole modules that they share with everything else, and start each by a function of its own.
 */
function noEventStreams(source: string): string {
  const names = ['EventStreamSerde', 'eventStreamSerdeProvider', 'resolveEventStreamSerdeConfig'];
  if (!names.every((name) => new RegExp(`\\b${name}\\b`).test(source)))
    throw new PartChanged('event streams');
  return [
    "const left = () => { throw new Error('left out of the bundle'); };",
    'export { left as EventStreamSerde, left as eventStreamSerdeProvider };',
    'export const resolveEventStreamSerdeConfig = (config) => config;',
  ].join('\n');
}

/** The signer of S3 chooses between two ways of signing; by the second, of many regions at once, nobody here signs. */
function oneRegionOnly(source: string): string {
  if (!/^export class SignatureV4MultiRegion /m.test(source))
    throw new PartChanged('signing for many regions');
  return [
    "import { SignatureV4SignWithCredentials } from './SignatureV4SignWithCredentials';",
    'export class SignatureV4MultiRegion extends SignatureV4SignWithCredentials {',
    "  static sigv4aDependency() { return 'none'; }",
    '}',
  ].join('\n');
}

/** A class that a client makes one of and then never uses: what is left of it can be made and does nothing. */
function hollow(source: string): string {
  if (!source.includes('module.exports = ')) throw new PartChanged('a class that is never used');
  return 'module.exports = class {};';
}

/** The same for a class that is an ES module. */
function hollowClass(source: string): string {
  const names = [...source.matchAll(/^export class (\w+)/gm)].map(([, name]) => name);
  if (names.length === 0) throw new PartChanged('a class that is never used');
  return names.map((name) => `export class ${name} {}`).join('\n');
}

/** Classes that nobody makes one of; whoever does after all is told so. */
function neverMade(source: string): string {
  const names = [...source.matchAll(/^export class (\w+)/gm)].map(([, name]) => name);
  if (names.length === 0) throw new PartChanged('a class that is never made');
  const body = "{ constructor() { throw new Error('left out of the bundle'); } }";
  return names.map((name) => `export class ${name} ${body}`).join('\n');
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
    // No operation of ours answers by a stream of events.
    name: 'event streams',
    files: /[\\/]@smithy[\\/]core[\\/]dist-es[\\/]submodules[\\/]event-streams[\\/]index\.js$/,
    loader: 'js',
    replace: noEventStreams,
  },
  {
    name: 'endpoint rules',
    files: /[\\/]@aws-sdk[\\/]client-[\w-]+[\\/]dist-es[\\/]endpoint[\\/]endpointResolver\.js$/,
    loader: 'js',
    replace: ownEndpoints,
  },
  {
    // The functions of those rules, which register themselves; half of it is a list of regions.
    name: 'functions of the endpoint rules',
    files: /[\\/]@aws-sdk[\\/]core[\\/]dist-es[\\/]submodules[\\/]client[\\/]util-endpoints[\\/]aws\.js$/,
    loader: 'js',
    replace: noEndpointFunctions,
  },
  {
    name: 'signing for many regions',
    files: /[\\/]@aws-sdk[\\/]signature-v4-multi-region[\\/]dist-es[\\/]SignatureV4MultiRegion\.js$/,
    loader: 'js',
    replace: oneRegionOnly,
  },
  {
    // For places without node:crypto, which on Lambda is always there.
    name: 'hashes in JavaScript',
    files:
      /[\\/]checksums?[\\/](?:dist-es[\\/]submodules[\\/]sha[\\/])?(?:sha1|sha256|md5)[\\/](?:Sha1|Sha256|Md5)Js\.js$/,
    loader: 'js',
    replace: neverMade,
  },
  {
    // Slows requests down in the adaptive mode of retrying; ours is the standard one, as everybody's who names none.
    name: 'adaptive retries',
    files:
      /[\\/]@smithy[\\/]core[\\/]dist-es[\\/]submodules[\\/]retry[\\/]util-retry[\\/]DefaultRateLimiter\.js$/,
    loader: 'js',
    replace: neverMade,
  },
  {
    // Asks the machine below for its region; Lambda always names it in the environment.
    name: 'region by the machine',
    files:
      /[\\/]@smithy[\\/]core[\\/]dist-es[\\/]submodules[\\/]config[\\/]config-resolver[\\/]regionConfig[\\/]getInstanceMetadataRegion\.js$/,
    loader: 'js',
    replace: neverCalled,
  },
  {
    // Reads forms, and puts one app below another: our forms are read by `form.ts`, and there is one app.
    name: 'forms and mounts of Hono',
    files: /[\\/]hono[\\/]dist[\\/]utils[\\/](?:body|mount)\.js$/,
    loader: 'js',
    replace: neverCalled,
  },
  {
    // Writes headers of events in a stream into bytes to be signed; no operation of ours sends any.
    name: 'headers of events',
    files: /[\\/]@smithy[\\/]signature-v4[\\/]dist-es[\\/]HeaderFormatter\.js$/,
    loader: 'js',
    replace: hollowClass,
  },
  {
    // Fetches what a mail names by its address; our mails hold all that they show.
    name: 'attachments from the web',
    files: /[\\/]nodemailer[\\/]dist[\\/]esm[\\/]fetch[\\/]index\.js$/,
    loader: 'js',
    replace: defaultNeverCalled,
  },
  {
    // Where endpoints that were discovered are kept; DynamoDB has them discovered only by configuration.
    name: 'cache of endpoints',
    files: /[\\/]mnemonist[\\/]lru-cache\.js$/,
    loader: 'js',
    replace: hollow,
  },
];

/** Names of all parts that bundles can do without. */
export const partNames: readonly string[] = parts.map(({ name }) => name);

/** Names of the parts that were looked for and found in these files. */
export const partsIn = (paths: readonly string[]): readonly string[] =>
  parts.filter(({ files }) => paths.some((path) => files.test(path))).map(({ name }) => name);

/** Leaves out of the bundles what cannot be used in them. */
export const leaveOut: Plugin = {
  name: 'leave-out',
  setup(build) {
    const credentials = fileURLToPath(new URL('./bundle-credentials.ts', import.meta.url));
    build.onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, () => ({ path: credentials }));
    for (const { files, loader, replace } of parts)
      build.onLoad({ filter: files }, ({ path }) => ({
        loader,
        contents: replace(readFileSync(path, 'utf8'), path),
      }));
  },
};
