import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { addressOf, ConfigurationUnfit, readConfig, StageMissing } from '../../infra/cloud/config.ts';
import { policyIds } from '../../shared/domain/policy.ts';
import { contextOf } from './synth.ts';

const read = (given: Record<string, unknown>) => {
  const context = contextOf(given);
  return readConfig((name) => context[name]);
};

const complete = { stage: 'prod', sender: 'Woher <woher@halvorsen.example>' };

describe('the configuration', () => {
  test('has an example in cdk.json that can be used', () => {
    const example = { stage: 'example', domain: 'example.org', kmsExports: false };
    expect(read({ stage: 'example' })).toMatchObject(example);
  });

  test.each([{}, { stage: '' }, { stage: undefined }])(
    'is of no stage by itself: %j is refused, and the stages are named',
    (given) => {
      expect(() => read(given)).toThrow(StageMissing);
      expect(() => read(given)).toThrow(/-c stage=NAME; cdk\.json has example, prod\.$/);
      expect(() => read({ ...given, woher: {} })).toThrow(/none yet/);
    },
  );

  test('takes single values from the command line, where all are text', () => {
    const given = { ...complete, defaultPolicy: 'strict', kmsExports: 'true', createIdentity: 'false' };
    expect(read(given)).toEqual({
      ...given,
      region: 'eu-central-1',
      kmsExports: true,
      createIdentity: false,
    });
  });

  test('knows every policy that owners have', () => {
    for (const defaultPolicy of policyIds)
      expect(read({ ...complete, defaultPolicy })).toMatchObject({ defaultPolicy });
  });

  test.each([
    ['stage', { stage: 'pord' }],
    [
      'stage',
      { stage: 'Big Stage', woher: { 'Big Stage': { ...complete, stage: undefined, region: 'eu-west-1' } } },
    ],
    ['sender', { stage: 'prod' }],
    ['sender', { ...complete, sender: 'Woher' }],
    ['sender', { ...complete, sender: 'Woher <woher@halvorsen.example>\r\nBcc: eve@halvorsen.example' }],
    ['sender', { ...complete, domain: 'nordwind.example' }],
    ['domain', { ...complete, domain: 'HALVORSEN.example' }],
    ['region', { ...complete, region: 'Frankfurt' }],
    ['defaultPolicy', { ...complete, defaultPolicy: 'gentle' }],
    ['alarmAddress', { ...complete, alarmAddress: 'me' }],
    ['kmsExports', { ...complete, kmsExports: 'yes' }],
    ['createIdentity', { ...complete, createIdentity: 'no' }],
    ['sendr', { stage: 'prod', woher: { prod: { ...complete, region: 'eu-west-1', sendr: 'a@b.example' } } }],
  ])('names %s when it is wrong or missing, and only that', (name, given) => {
    const problems = problemsOf(given);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} `));
  });

  test('names everything that is wrong at once', () => {
    expect(problemsOf({ stage: 'prod', region: 'x', defaultPolicy: 'y' })).toHaveLength(3);
  });

  test('lets a sender be of the domain or of one below it', () => {
    for (const sender of ['w@halvorsen.example', 'Woher <w@post.halvorsen.example>'])
      expect(read({ ...complete, sender, domain: 'halvorsen.example' })).toMatchObject({ sender });
  });

  test('knows the address of a sender', () => {
    expect(addressOf('Woher <woher@halvorsen.example>')).toBe('woher@halvorsen.example');
    expect(addressOf('woher@halvorsen.example')).toBe('woher@halvorsen.example');
  });

  test.each([
    [{ stage: 'prod' }, 'The configuration of stage "prod" cannot be used: sender is missing'],
    [{}, 'Say which stage is meant by -c stage=NAME'],
  ])('stops the synthesis of %j with one sentence', (given, sentence) => {
    const { status, stderr } = spawnSync('node', ['--import', 'tsx', 'infra/cloud/app.ts'], {
      encoding: 'utf8',
      env: { ...process.env, CDK_CONTEXT_JSON: JSON.stringify(contextOf(given)) },
    });
    expect(status).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(sentence);
  });
});

function problemsOf(given: Record<string, unknown>): readonly string[] {
  try {
    read(given);
  } catch (fault) {
    if (fault instanceof ConfigurationUnfit) return fault.problems;
    throw fault;
  }
  return [];
}
