import { type App, type Stack, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks, type NagPack, ServerlessChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { cleanUp, makeStack, stages } from './synth.ts';

afterAll(cleanUp);

const packsOf = (app: App): readonly NagPack[] => [new AwsSolutionsChecks(app), new ServerlessChecks(app)];

type Finding = { readonly rule: string; readonly path: string };

const findingsOf = (app: App, packs = packsOf(app)): readonly Finding[] =>
  packs.flatMap((pack) =>
    pack
      .validateScope(app)
      .violations.flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map(({ constructPath = '' }) => ({ rule: ruleName, path: constructPath })),
      ),
  );

/** What is acknowledged where, with its reason. */
function acknowledgements(stack: Stack): readonly (Finding & { readonly reason: string })[] {
  return stack.node.findAll().flatMap((node: IConstruct) =>
    node.node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries(data as Record<string, string>))
      .map(([id, reason]) => ({ rule: id.replace(/^annotation::/i, ''), path: node.node.path, reason })),
  );
}

/** The same packs, deaf to every acknowledgement. */
const deafPacksOf = (app: App): readonly NagPack[] =>
  packsOf(app).map((pack) => Object.assign(pack, { isAcknowledged: () => false }));

describe.each(stages)('the gate at stage $stage', (given) => {
  test('finds nothing that is not acknowledged', () => {
    expect(findingsOf(makeStack(given).app)).toEqual([]);
  });

  test('would find something: what is acknowledged is there', () => {
    const { app, stack } = makeStack(given);
    const findings = findingsOf(app, deafPacksOf(app));
    const left = acknowledgements(stack).filter(
      ({ rule, path }) =>
        !findings.some((finding) => finding.rule === rule && `${finding.path}/`.startsWith(`${path}/`)),
    );
    expect(left).toEqual([]);
    expect(findings).not.toEqual([]);
  });

  test('has a reason for everything that is acknowledged', () => {
    for (const { reason } of acknowledgements(makeStack(given).stack))
      expect(reason).toMatch(/^[A-Z].{30,}\.$/);
  });
});

describe('the gate', () => {
  test('finds what somebody adds without thinking', () => {
    const { app, stack } = makeStack();
    new Bucket(stack, 'Planted');
    expect(findingsOf(app).map(({ rule }) => rule)).toContain('AwsSolutions-S10');
  });

  test('stops the synthesis', () => {
    const { app, stack } = makeStack();
    new Bucket(stack, 'Planted');
    Validations.of(app).addPlugins(...packsOf(app));
    vi.stubEnv('CDK_APP_MODE', 'inmemory');
    expect(() => app.synth()).toThrow('AwsSolutions-S10');
    vi.unstubAllEnvs();
  });
});
