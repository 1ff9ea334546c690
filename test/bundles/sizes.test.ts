import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { partNames } from '../../infra/cloud/bundle-parts.ts';
import { bundleFunctions } from '../../infra/cloud/bundles.ts';

/** PERFORMANCE.md, goal 8. */
const largestBundleBytes = 600_000;

const folder = mkdtempSync(join(tmpdir(), 'woher-bundles-'));
afterAll(() => rmSync(folder, { recursive: true }));

const functions = readdirSync('functions').filter((name) => existsSync(`functions/${name}/handler.ts`));
const bundles = bundleFunctions(join(folder, 'first'));

test('every function has a bundle in a folder of its own, and nothing lies beside it', () => {
  expect(functions.length).toBeGreaterThanOrEqual(5);
  expect(bundles.map(({ name }) => name)).toEqual(functions.sort());
  for (const bundle of bundles) {
    expect(bundle.folder).toBe(join(folder, 'first', bundle.name));
    expect(readdirSync(bundle.folder)).toEqual(['handler.mjs']);
  }
});

describe.each(bundles.map((bundle) => [bundle.name, bundle] as const))('%s', (_, bundle) => {
  test('has at most 600 kB', () => {
    expect(statSync(join(bundle.folder, 'handler.mjs')).size).toBe(bundle.bytes);
    expect(bundle.bytes).toBeGreaterThan(100_000);
    expect(bundle.bytes).toBeLessThanOrEqual(largestBundleBytes);
  });

  test('has its code, the SDK and one module for credentials', () => {
    expect(bundle.inputs).toContain(`functions/${bundle.name}/handler.ts`);
    expect(bundle.inputs).toContain('infra/cloud/bundle-credentials.ts');
    const sdk = /@aws-sdk\/client-\w+\/dist-es\/\w+Client\.js$/;
    expect(bundle.inputs.filter((path) => sdk.test(path))).not.toEqual([]);
    const chain = /credential-provider-|nested-clients|token-providers/;
    expect(bundle.inputs.filter((path) => chain.test(path))).toEqual([]);
  });
});

test('every part that is left out is still there to be left out', () => {
  const leftOut = new Set(bundles.flatMap((bundle) => bundle.leftOut));
  expect([...leftOut].sort()).toEqual([...partNames].sort());
});

test.each([
  ['rules of endpoints', /[\\/](?:bdd|ruleset|partitions|decideEndpoint)\.js$/],
  ['streams of events', /[\\/]event-streams[\\/]event/],
  ['zod with methods, which brings every schema along', /[\\/]zod[\\/]v4[\\/]classic[\\/]/],
  ['languages of zod', /[\\/]zod[\\/].*[\\/]locales[\\/]/],
  ['code for browsers', /WebCrypto|fetch-http-handler|[\\/]nodemailer[\\/].*[\\/]fetch[\\/]cookies/],
])('no bundle has %s', (_, files) => {
  for (const { name, inputs } of bundles)
    expect(
      inputs.filter((path) => files.test(path)),
      name,
    ).toEqual([]);
});

test('equal sources give equal bytes, wherever the bundles go', () => {
  const again = bundleFunctions(join(folder, 'second', 'deeper'));
  const bytes = ({ folder: of }: { folder: string }) => readFileSync(join(of, 'handler.mjs'));
  expect(again.map(({ inputs }) => inputs)).toEqual(bundles.map(({ inputs }) => inputs));
  for (const [place, bundle] of bundles.entries()) {
    const other = again[place];
    expect(other && bytes(bundle).equals(bytes(other)), bundle.name).toBe(true);
  }
});
