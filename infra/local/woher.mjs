#!/usr/bin/env node
// Plain, old JavaScript: it must still be read by a Node that is too old for all the rest, to say so.
const version = process.versions.node.split('.').map(Number);
if (version[0] < 20 || (version[0] === 20 && version[1] < 19)) {
  console.error(`Woher needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

// The SDK's word on Node versions to come is for us, not for the person at the terminal.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

// The person calls from anywhere: JSX is compiled by this package's settings, not by those of their folder.
const settings = new URL('../../tsconfig.json', import.meta.url);

Promise.all([import('tsx/esm/api'), import('node:url')])
  .then(([tsx, url]) => {
    tsx.register({ tsconfig: url.fileURLToPath(settings) });
    return import('./main.ts');
  })
  .then((main) => main.main(process.argv.slice(2)))
  .catch((fault) => {
    const isMissing = fault instanceof Error && fault.code === 'ERR_MODULE_NOT_FOUND';
    console.error(isMissing ? `Run "npm ci" first: ${fault.message}` : fault);
    process.exit(1);
  });
